import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { ClusterActivityStreamArgs } from "@pulumi/aws/rds/clusterActivityStream";
import type { ClusterSnapshotArgs } from "@pulumi/aws/rds/clusterSnapshot";
import type { GlobalClusterArgs } from "@pulumi/aws/rds/globalCluster";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";
import type { InstanceAutomatedBackupsReplicationArgs } from "@pulumi/aws/rds/instanceAutomatedBackupsReplication";
import type { IntegrationArgs } from "@pulumi/aws/rds/integration";
import type { ParameterGroupArgs } from "@pulumi/aws/rds/parameterGroup";
import type { SnapshotCopyArgs } from "@pulumi/aws/rds/snapshotCopy";
import { nist } from "../../../lib/cloud/aws-controls";
import { customerKey, namesKey, resource, rule, some, to, unknown } from "../../../lib/rule";
import { AnyDatabase, AnyInstance } from "./resources";

const Cluster = resource<ClusterArgs>("aws:rds/cluster:Cluster");
const Instance = resource<InstanceArgs>("aws:rds/instance:Instance");
const ParameterGroup = resource<ParameterGroupArgs>("aws:rds/parameterGroup:ParameterGroup");

const key = "arn:aws:kms:us-east-1:111122223333:key/mrk-1";
const guide = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";

export const instanceEncrypted = rule(Instance, {
  id: "aws-rds-instance-encrypted",
  title: "Database instances are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  controls: {
    "cis-aws-1.4": ["2.3.1"],
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": nist.encryptionAtRest,
    "pci-dss-3.2.1": ["3.4", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_16"],
    trivy: ["AVD-AWS-0080"],
    kics: ["08bd0760-8752-44e1-9779-7bb369b2b4e4"],
    terrascan: ["AC_AWS_0058"],
    regula: ["FG_R00093"],
    "cdk-nag": [
      "AwsSolutions-RDS2",
      "HIPAA.Security-RDSStorageEncrypted",
      "NIST.800.53.R4-RDSStorageEncrypted",
      "NIST.800.53.R5-RDSStorageEncrypted",
      "PCI.DSS.321-RDSStorageEncrypted",
    ],
    "pulumi-compliance": ["aws-rds-instance-disallow-unencrypted-storage"],
    awsguard: ["rds-storage-encrypted"],
  },
  why: "Without it the storage, the backups and the snapshots hold the data in the clear; it can't be turned on later.",
  fix: "Set `storageEncrypted` to `true`.",
  see: `${guide}/Overview.Encryption.html`,
  pass: [{ storageEncrypted: true }, { replicateSourceDb: "orders" }, { engine: "aurora-mysql" }],
  fail: [{}, { storageEncrypted: false }, { kmsKeyId: key, engine: "postgres" }],
  unknown: [{ storageEncrypted: unknown }],
  check: (self) => !("replicateSourceDb" in self) && !self.storageEncrypted && !self.engine?.startsWith("aurora") && "`storageEncrypted` isn't on",
});

export const clusterEncrypted = rule(Cluster, {
  id: "aws-rds-cluster-encrypted",
  title: "Database clusters are encrypted with AWS KMS",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_96"],
    trivy: ["AVD-AWS-0079"],
    kics: ["1a690d1d-0ae7-49fa-b2db-b75ae0dd1d3e", "3199c26c-7871-4cb3-99c2-10a59244ce7f"],
    terrascan: ["AC_AWS_0186"],
    "pulumi-compliance": ["aws-rds-cluster-disallow-unencrypted-storage"],
  },
  why: "Clusters of MySQL and PostgreSQL aren't encrypted otherwise, and those of Aurora only with a key of AWS's own that no log tells of.",
  fix: "Set `storageEncrypted` to `true`.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html",
  pass: [
    { storageEncrypted: true },
    { engineMode: "serverless" },
    { engineMode: "serverless", storageEncrypted: false },
    { replicationSourceIdentifier: "orders" },
  ],
  fail: [{}, { engineMode: "provisioned", storageEncrypted: false }],
  unknown: [{ storageEncrypted: unknown }],
  // Aurora Serverless v1 always encrypts.
  check: (self) => !("replicationSourceIdentifier" in self) && !self.storageEncrypted && self.engineMode !== "serverless" && "`storageEncrypted` isn't on",
});

export const globalClusterEncrypted = rule(resource<GlobalClusterArgs>("aws:rds/globalCluster:GlobalCluster"), {
  id: "aws-rds-global-cluster-encrypted",
  title: "Global database clusters are encrypted with AWS KMS",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_140"] },
  why: "The clusters in all regions are encrypted as the global one is, and it can't be changed later.",
  fix: "Set `storageEncrypted` to `true`.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html",
  pass: [{ storageEncrypted: true }, { sourceDbClusterIdentifier: "orders" }],
  fail: [{}, { storageEncrypted: false }],
  unknown: [{ storageEncrypted: unknown }],
  check: (self) => !("sourceDbClusterIdentifier" in self) && !self.storageEncrypted && "`storageEncrypted` isn't on",
});

export const clusterSnapshotEncrypted = rule(resource<ClusterSnapshotArgs>("aws:rds/clusterSnapshot:ClusterSnapshot"), {
  id: "aws-rds-cluster-snapshot-encrypted",
  title: "Snapshots of database clusters are encrypted with AWS KMS",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_146"], kics: ["656880aa-1388-488f-a6d4-8f73c23149b2"] },
  why: "A snapshot is encrypted as its cluster is.",
  fix: "Set `storageEncrypted` of the cluster to `true`.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html",
  related: { clusters: to("dbClusterIdentifier", Cluster) },
  pass: [{}, { clusters: [{ storageEncrypted: true }] }],
  fail: [{ clusters: [{}] }],
  unknown: [{ clusters: [unknown] }],
  check: ({ clusters }) =>
    some(clusters, ({ storageEncrypted, engineMode }) => !storageEncrypted && engineMode !== "serverless") && "its cluster has `storageEncrypted` off",
});

export const databaseCustomerKey = customerKey(AnyDatabase, {
  id: "aws-rds-database-customer-key",
  subject: "Databases",
  equivalents: {
    checkov: ["CKV_AWS_327"],
    "pulumi-compliance": ["aws-rds-cluster-configure-customer-managed-key", "aws-rds-instance-configure-customer-managed-key"],
  },
  see: `${guide}/Overview.Encryption.Keys.html`,
  at: (self) => self.kmsKeyId,
});

export const backupReplicationCustomerKey = customerKey(
  resource<InstanceAutomatedBackupsReplicationArgs>("aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication"),
  {
    id: "aws-rds-backup-replication-customer-key",
    subject: "Replicated backups of databases",
    equivalents: { checkov: ["CKV_AWS_245"] },
    see: `${guide}/USER_ReplicateBackups.html`,
    at: (self) => self.kmsKeyId,
  },
);

export const snapshotCopyCustomerKey = customerKey(
  resource<Pick<SnapshotCopyArgs, "kmsKeyId">>("aws:rds/snapshotCopy:SnapshotCopy", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"),
  {
    id: "aws-rds-snapshot-copy-customer-key",
    subject: "Copies of database snapshots",
    equivalents: { checkov: ["CKV_AWS_266"] },
    see: `${guide}/USER_CopySnapshot.html`,
    at: (self) => self.kmsKeyId,
  },
);

export const integrationCustomerKey = customerKey(resource<IntegrationArgs>("aws:rds/integration:Integration"), {
  id: "aws-rds-integration-customer-key",
  subject: "Integrations of databases with Redshift",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/zero-etl.html",
  at: (self) => self.kmsKeyId,
});

export const activityStreamCustomerKey = customerKey(resource<ClusterActivityStreamArgs>("aws:rds/clusterActivityStream:ClusterActivityStream"), {
  id: "aws-rds-activity-stream-customer-key",
  subject: "Activity streams of databases",
  equivalents: { checkov: ["CKV_AWS_246"] },
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/DBActivityStreams.Enabling.html",
  at: (self) => self.kmsKeyId,
});

export const insightsCustomerKey = rule(AnyInstance, {
  id: "aws-rds-insights-customer-key",
  title: "Performance Insights are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_354"],
    trivy: ["AVD-AWS-0078"],
    "pulumi-compliance": ["aws-rds-clusterinstance-disallow-unencrypted-performance-insights", "aws-rds-instance-disallow-unencrypted-performance-insights"],
  },
  why: "They hold texts of queries, and with AWS's key you can't decide who may decrypt them.",
  fix: "Set `performanceInsightsKmsKeyId` to an AWS KMS key of your own.",
  see: `${guide}/USER_PerfInsights.access-control.html`,
  pass: [
    {},
    { performanceInsightsEnabled: false },
    { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: key },
    { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: unknown },
  ],
  fail: [{ performanceInsightsEnabled: true }, { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: "alias/aws/rds" }],
  unknown: [{ performanceInsightsEnabled: unknown }],
  check: (self) =>
    self.performanceInsightsEnabled && !namesKey(self, (instance) => instance.performanceInsightsKmsKeyId) && "`performanceInsightsKmsKeyId` names no key",
});

/** The parameter that makes a family's databases refuse connections without TLS; from some version on it is on by itself. */
const tlsParameters: { family: RegExp; name: string; on: RegExp }[] = [
  { family: /postgres(9|1[0-4])\b/, name: "rds.force_ssl", on: /^1$/ },
  { family: /sqlserver/, name: "rds.force_ssl", on: /^1$/ },
  { family: /mysql|mariadb/, name: "require_secure_transport", on: /^(1|ON)$/i },
  { family: /db2/, name: "db2comm", on: /^SSL$/i },
];

const parameters = (family: string, name: string, value: string) => ({ groups: [{ family, parameters: [{ name, value }] }] });

export const instanceTls = rule(Instance, {
  id: "aws-rds-instance-tls",
  title: "Databases refuse connections without TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_69"] },
  why: "A client that doesn't ask for TLS sends its password and the data in the clear.",
  fix: "Set `rds.force_ssl`, or `require_secure_transport`, to `1` in the parameter group.",
  see: `${guide}/UsingWithRDS.SSL.html`,
  related: { groups: to("parameterGroupName", ParameterGroup) },
  pass: [
    {},
    parameters("postgres14", "rds.force_ssl", "1"),
    parameters("postgres16", "work_mem", "64"),
    parameters("mysql8.0", "require_secure_transport", "ON"),
    parameters("oracle-ee-19", "open_cursors", "300"),
  ],
  fail: [
    parameters("postgres14", "work_mem", "64"),
    parameters("postgres16", "rds.force_ssl", "0"),
    parameters("mariadb10.11", "require_secure_transport", "0"),
    parameters("sqlserver-se-15.0", "rds.force_ssl", "0"),
    { groups: [{ family: "db2-se-11.5" }] },
  ],
  unknown: [{ groups: [unknown] }],
  check: ({ groups }) =>
    some(
      groups,
      ({ family, parameters }) =>
        some(
          tlsParameters,
          ({ family: families, name, on }) => families.test(family) && !some(parameters, (parameter) => parameter.name === name && on.test(parameter.value)),
        ) || some(parameters, ({ name, value }) => name === "rds.force_ssl" && value === "0"),
    ) && "its parameter group allows connections without TLS",
});

export const instanceCertificate = rule(AnyInstance, {
  id: "aws-rds-instance-certificate",
  title: "Databases have a certificate of a current authority",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_211"], kics: ["9f40c07e-699e-4410-8856-3ba0f2e3a2dd"], terrascan: ["AC_AWS_0057"] },
  why: "The authority's own certificate has expired, so clients can no longer check whom they talk to.",
  fix: "Set `caCertIdentifier` to `rds-ca-rsa2048-g1`, or leave it out.",
  see: `${guide}/UsingWithRDS.SSL-certificate-rotation.html`,
  pass: [{}, { caCertIdentifier: "rds-ca-rsa2048-g1" }, { caCertIdentifier: "rds-ca-ecc384-g1" }],
  fail: [{ caCertIdentifier: "rds-ca-2019" }, { caCertIdentifier: "rds-ca-2015" }],
  unknown: [{ caCertIdentifier: unknown }],
  check: ({ caCertIdentifier }) =>
    caCertIdentifier !== undefined && /^rds-ca-20\d\d$/.test(caCertIdentifier) && `\`caCertIdentifier\` is \`${caCertIdentifier}\``,
});
