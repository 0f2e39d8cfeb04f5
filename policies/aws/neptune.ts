import type { ClusterArgs } from "@pulumi/aws/neptune/cluster";
import type { ClusterInstanceArgs } from "@pulumi/aws/neptune/clusterInstance";
import type { ClusterSnapshotArgs } from "@pulumi/aws/neptune/clusterSnapshot";
import type { GlobalClusterArgs } from "@pulumi/aws/neptune/globalCluster";
import { backupDays } from "../../lib/cloud/backup-days";
import { customerKey, from, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:neptune/cluster:Cluster");
const ClusterInstance = resource<ClusterInstanceArgs>("aws:neptune/clusterInstance:ClusterInstance");
const ClusterSnapshot = resource<ClusterSnapshotArgs>("aws:neptune/clusterSnapshot:ClusterSnapshot");
const GlobalCluster = resource<GlobalClusterArgs>("aws:neptune/globalCluster:GlobalCluster");

const key = "arn:aws:kms:us-east-1:111122223333:key/mrk-1";
const guide = "https://docs.aws.amazon.com/neptune/latest/userguide";

// Who can reach it.

export const instancePublic = setting(ClusterInstance, {
  id: "aws-neptune-instance-public",
  title: "Neptune instances have no public address",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_102"], kics: ["9ba198e0-fef4-464a-8a4d-75ea55300de7"] },
  why: "Anyone on the internet can then try credentials and exploits on the database.",
  see: `${guide}/neptune-public-endpoints.html`,
  at: (instance) => instance.publiclyAccessible,
  good: [false],
  absent: "good",
});

export const clusterIamAuthentication = setting(Cluster, {
  id: "aws-neptune-cluster-iam-authentication",
  title: "Neptune clusters ask for IAM credentials",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_359"], kics: ["c91d7ea0-d4d1-403b-8fe1-c9961ac082c5"], "cdk-nag": ["AwsSolutions-N5"] },
  why: "Neptune knows no passwords: without IAM every machine that reaches it may read and change all data.",
  see: `${guide}/iam-auth-enable.html`,
  at: (cluster) => cluster.iamDatabaseAuthenticationEnabled,
  good: [true],
  absent: "bad",
});

// Encryption.

export const clusterEncrypted = setting(Cluster, {
  id: "aws-neptune-cluster-encrypted",
  title: "Neptune clusters are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_44"],
    trivy: ["AVD-AWS-0076"],
    kics: ["98d59056-f745-4ef5-8613-32bca8d40b7e"],
    terrascan: ["AC_AWS_0493"],
    "cdk-nag": ["AwsSolutions-N4"],
  },
  why: "Without it the storage, the backups and the snapshots hold the data in the clear; it can't be turned on later.",
  see: `${guide}/encrypt.html`,
  at: (cluster) => cluster.storageEncrypted,
  good: [true],
  absent: "bad",
  unless: (cluster) => "snapshotIdentifier" in cluster || "replicationSourceIdentifier" in cluster,
  pass: [{ snapshotIdentifier: "orders" }, { replicationSourceIdentifier: "orders" }],
});

export const globalClusterEncrypted = setting(GlobalCluster, {
  id: "aws-neptune-global-cluster-encrypted",
  title: "Global Neptune clusters are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  why: "The clusters in all regions are encrypted as the global one is, and it can't be changed later.",
  see: `${guide}/neptune-global-database.html`,
  at: (cluster) => cluster.storageEncrypted,
  good: [true],
  absent: "bad",
  unless: (cluster) => "sourceDbClusterIdentifier" in cluster,
  pass: [{ sourceDbClusterIdentifier: "orders" }],
});

export const clusterCustomerKey = customerKey(Cluster, {
  id: "aws-neptune-cluster-customer-key",
  subject: "Neptune clusters",
  equivalents: { checkov: ["CKV_AWS_347"], trivy: ["AVD-AWS-0128"] },
  see: `${guide}/encrypt.html`,
  at: (cluster) => cluster.kmsKeyArn,
});

export const snapshotEncrypted = rule(ClusterSnapshot, {
  id: "aws-neptune-snapshot-encrypted",
  title: "Snapshots of Neptune clusters are encrypted",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_279"], kics: ["g3l20gd0k-e5f6-7890-ab12-cd34ef567890"] },
  why: "A snapshot is encrypted as its cluster is.",
  fix: "Set `storageEncrypted` of the cluster to `true`.",
  see: `${guide}/encrypt.html`,
  related: { clusters: to("dbClusterIdentifier", Cluster) },
  pass: [{}, { clusters: [{ storageEncrypted: true }] }, { clusters: [{ snapshotIdentifier: "orders" }] }],
  fail: [{ clusters: [{}] }, { clusters: [{ storageEncrypted: false }] }],
  unknown: [{ clusters: [unknown] }],
  check: ({ clusters }) =>
    some(clusters, (cluster) => !("snapshotIdentifier" in cluster) && !cluster.storageEncrypted) && "its cluster has `storageEncrypted` off",
});

export const snapshotCustomerKey = rule(ClusterSnapshot, {
  id: "aws-neptune-snapshot-customer-key",
  title: "Snapshots of Neptune clusters are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_280"] },
  why: "A snapshot is encrypted with its cluster's key; with AWS's own you can't decide who may decrypt.",
  fix: "Set `kmsKeyArn` of the cluster to an AWS KMS key of your own.",
  see: `${guide}/encrypt.html`,
  related: { clusters: to("dbClusterIdentifier", Cluster) },
  pass: [{}, { clusters: [{ kmsKeyArn: key }] }, { clusters: [{ kmsKeyArn: unknown }] }],
  fail: [{ clusters: [{ storageEncrypted: true }] }],
  unknown: [{ clusters: [unknown] }],
  check: ({ clusters }) => some(clusters, (cluster) => !("kmsKeyArn" in cluster)) && "`kmsKeyArn` of its cluster names no key",
});

// Not losing data.

export const clusterBackups = backupDays(Cluster, {
  id: "aws-neptune-cluster-backups",
  subject: "Neptune clusters",
  equivalents: { checkov: ["CKV_AWS_361"], "cdk-nag": ["AwsSolutions-N3"] },
  see: `${guide}/backup-restore.html`,
  at: (cluster) => cluster.backupRetentionPeriod,
  absent: 1,
  days: 7,
});

export const clusterDeletionProtection = setting(Cluster, {
  id: "aws-neptune-cluster-deletion-protection",
  title: "Neptune clusters are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_58"] },
  why: "One mistaken command deletes the database.",
  see: `${guide}/manage-console-instances-delete.html`,
  at: (cluster) => cluster.deletionProtection,
  good: [true],
  absent: "bad",
});

export const clusterCopyTags = setting(Cluster, {
  id: "aws-neptune-cluster-copy-tags",
  title: "Snapshots of Neptune clusters have their tags",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_362"] },
  why: "Policies and reports that go by tags miss the snapshots.",
  see: `${guide}/tagging.html`,
  at: (cluster) => cluster.copyTagsToSnapshot,
  good: [true],
  absent: "bad",
});

export const clusterZones = rule(Cluster, {
  id: "aws-neptune-cluster-zones",
  title: "Neptune clusters have a second instance",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-N1"] },
  why: "When the only instance's zone fails, the database is gone until another one is made.",
  fix: "Give the cluster a second `aws.neptune.ClusterInstance`.",
  see: `${guide}/feature-overview-db-clusters.html`,
  related: { instances: from(ClusterInstance, "clusterIdentifier") },
  pass: [{ instances: [{}, {}] }],
  fail: [{}, { instances: [{}] }],
  check: ({ instances }) => instances.length < 2 && "it has fewer than two instances",
});

export const instanceMinorUpgrades = setting(ClusterInstance, {
  id: "aws-neptune-instance-minor-upgrades",
  title: "Neptune instances get minor upgrades by themselves",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  equivalents: { "cdk-nag": ["AwsSolutions-N2"] },
  why: "Known vulnerabilities of the engine stay open until somebody upgrades it by hand.",
  see: `${guide}/engine-maintenance-management.html`,
  at: (instance) => instance.autoMinorVersionUpgrade,
  good: [true],
  absent: "good",
});

// Knowing what happens.

export const clusterAuditLog = rule(Cluster, {
  id: "aws-neptune-cluster-audit-log",
  title: "Neptune clusters send their audit log to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_101"], trivy: ["AVD-AWS-0075"], kics: ["45cff7b6-3b80-40c1-ba7b-2cf480678bb8"], terrascan: ["AC_AWS_0494"] },
  why: "Nobody can tell who did what in the database.",
  fix: "Add `audit` to `enableCloudwatchLogsExports`, and set `neptune_enable_audit_log` in the parameter group to `1`.",
  see: `${guide}/cloudwatch-logs.html`,
  pass: [{ enableCloudwatchLogsExports: ["slowquery", "audit"] }],
  fail: [{}, { enableCloudwatchLogsExports: [] }, { enableCloudwatchLogsExports: ["slowquery"] }],
  unknown: [{ enableCloudwatchLogsExports: [unknown] }],
  check: ({ enableCloudwatchLogsExports }) => !some(enableCloudwatchLogsExports, (log) => log === "audit") && "it doesn't export its audit log",
});
