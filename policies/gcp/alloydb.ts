import type { BackupArgs } from "@pulumi/gcp/alloydb/backup";
import type { ClusterArgs } from "@pulumi/gcp/alloydb/cluster";
import type { InstanceArgs } from "@pulumi/gcp/alloydb/instance";
import { isAnywhere } from "../../lib/cloud/network";
import { customerKey, resource, rule, setting, some, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("gcp:alloydb/cluster:Cluster");
const Instance = resource<InstanceArgs>("gcp:alloydb/instance:Instance");
const Encrypted = resource<ClusterArgs | BackupArgs>("gcp:alloydb/cluster:Cluster", "gcp:alloydb/backup:Backup");

export const clusterCustomerKey = customerKey(Encrypted, {
  id: "gcp-alloydb-cluster-customer-key",
  subject: "AlloyDB clusters and backups",
  at: ({ encryptionConfig }) => encryptionConfig?.kmsKeyName,
  see: "https://cloud.google.com/alloydb/docs/cmek",
});

export const instanceTls = setting(Instance, {
  id: "gcp-alloydb-instance-tls",
  title: "AlloyDB instances accept only encrypted connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Anyone on the way can read unencrypted connections, passwords and data alike.",
  see: "https://cloud.google.com/alloydb/docs/reference/rest/v1/projects.locations.clusters.instances",
  at: ({ clientConnectionConfig }) => clientConnectionConfig?.sslConfig?.sslMode,
  good: ["ENCRYPTED_ONLY"],
  bad: ["ALLOW_UNENCRYPTED_AND_ENCRYPTED"],
  absent: "good",
});

export const instanceAuthorizedNetworks = rule(Instance, {
  id: "gcp-alloydb-instance-authorized-networks",
  title: "AlloyDB instances are not open to the whole internet",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Everyone on the internet can reach the database and try passwords and flaws on it.",
  fix: "Name only your own ranges in `networkConfig.authorizedExternalNetworks`, or connect by the Auth Proxy and name none.",
  see: "https://cloud.google.com/alloydb/docs/connect-public-ip",
  pass: [
    {},
    { networkConfig: { enablePublicIp: true } },
    { networkConfig: { enablePublicIp: true, authorizedExternalNetworks: [{ cidrRange: "203.0.113.0/24" }] } },
  ],
  fail: [{ networkConfig: { enablePublicIp: true, authorizedExternalNetworks: [{ cidrRange: "203.0.113.0/24" }, { cidrRange: "0.0.0.0/0" }] } }],
  unknown: [{ networkConfig: { enablePublicIp: true, authorizedExternalNetworks: [{ cidrRange: unknown }] } }],
  check: ({ networkConfig }) =>
    some(networkConfig?.authorizedExternalNetworks, ({ cidrRange }) => isAnywhere(cidrRange)) &&
    "`networkConfig.authorizedExternalNetworks` has the whole internet",
});

export const instancePrivate = setting(Instance, {
  id: "gcp-alloydb-instance-private",
  title: "AlloyDB instances have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "A database that only the private network reaches can't be attacked from the internet, even when its list of authorised networks is wrong.",
  fix: "Leave `networkConfig.enablePublicIp` out, and connect by private services access or Private Service Connect.",
  see: "https://cloud.google.com/alloydb/docs/connect-public-ip",
  at: ({ networkConfig }) => networkConfig?.enablePublicIp,
  good: [false],
  absent: "good",
});

export const instancePgaudit = setting(Instance, {
  id: "gcp-alloydb-instance-pgaudit",
  title: "AlloyDB instances log what sessions do",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without pgAudit nobody can tell afterwards who read or changed which data.",
  fix: "Set the flag `alloydb.enable_pgaudit` in `databaseFlags` to `on`.",
  see: "https://cloud.google.com/alloydb/docs/reference/alloydb-flags",
  at: ({ databaseFlags }) => databaseFlags?.["alloydb.enable_pgaudit"],
  good: ["on"],
  bad: ["off"],
  absent: "bad",
});

export const clusterContinuousBackup = setting(Cluster, {
  id: "gcp-alloydb-cluster-continuous-backup",
  title: "AlloyDB clusters can be restored to any point in time",
  severity: "medium",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CP-9"] },
  why: "Without continuous backup, what was written since the last backup is lost with the cluster.",
  see: "https://cloud.google.com/alloydb/docs/backup/overview",
  at: ({ continuousBackupConfig }) => continuousBackupConfig?.enabled,
  good: [true],
  absent: "good",
});
