import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { ClusterActivityStreamArgs } from "@pulumi/aws/rds/clusterActivityStream";
import type { ClusterInstanceArgs } from "@pulumi/aws/rds/clusterInstance";
import type { ClusterParameterGroupArgs } from "@pulumi/aws/rds/clusterParameterGroup";
import type { ClusterSnapshotArgs } from "@pulumi/aws/rds/clusterSnapshot";
import type { GlobalClusterArgs } from "@pulumi/aws/rds/globalCluster";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";
import type { InstanceAutomatedBackupsReplicationArgs } from "@pulumi/aws/rds/instanceAutomatedBackupsReplication";
import type { IntegrationArgs } from "@pulumi/aws/rds/integration";
import type { ParameterGroupArgs } from "@pulumi/aws/rds/parameterGroup";
import type { SnapshotArgs } from "@pulumi/aws/rds/snapshot";
import type { SnapshotCopyArgs } from "@pulumi/aws/rds/snapshotCopy";
import type { SubnetGroupArgs } from "@pulumi/aws/rds/subnetGroup";
import { hipaa, nist, pci } from "../../lib/cloud/aws-controls";
import { customerKey, from, option, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:rds/cluster:Cluster");
const ClusterInstance = resource<ClusterInstanceArgs>("aws:rds/clusterInstance:ClusterInstance");
const ClusterParameterGroup = resource<ClusterParameterGroupArgs>("aws:rds/clusterParameterGroup:ClusterParameterGroup");
const Instance = resource<InstanceArgs>("aws:rds/instance:Instance");
const ParameterGroup = resource<ParameterGroupArgs>("aws:rds/parameterGroup:ParameterGroup");
const Subnet = resource<SubnetArgs>("aws:ec2/subnet:Subnet");
const SubnetGroup = resource<SubnetGroupArgs>("aws:rds/subnetGroup:SubnetGroup");

/** Inputs that instances and clusters share. */
type Common = Pick<
  InstanceArgs,
  | "autoMinorVersionUpgrade"
  | "copyTagsToSnapshot"
  | "deletionProtection"
  | "engine"
  | "engineVersion"
  | "iamDatabaseAuthenticationEnabled"
  | "port"
  | "kmsKeyId"
>;
const AnyDatabase = resource<Common>("aws:rds/instance:Instance", "aws:rds/cluster:Cluster");
const AnyInstance = resource<
  Pick<
    InstanceArgs,
    "publiclyAccessible" | "monitoringInterval" | "performanceInsightsEnabled" | "performanceInsightsKmsKeyId" | "autoMinorVersionUpgrade" | "caCertIdentifier"
  >
>("aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance");

const key = "arn:aws:kms:us-east-1:111122223333:key/mrk-1";
const guide = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";

// Who can reach it.

export const instancePublic = setting(AnyInstance, {
  id: "aws-rds-instance-public",
  title: "Databases have no public address",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": ["AC-2(6)", "AC-3", "AC-4(21)", "AC-6", "AC-17(1)", "AC-17(4)(a)", "AC-17(9)", "AC-17(10)", "AC-17b", "MP-2", "SC-7(2)", "SC-7(3)"],
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV_AWS_17"],
    trivy: ["AVD-AWS-0180"],
    kics: ["647de8aa-5a42-41b5-9faf-22136f117380", "35113e6f-2c6b-414d-beec-7a9482d3b2d1"],
    terrascan: ["AC_AWS_0054"],
    regula: ["FG_R00278"],
    "cdk-nag": [
      "HIPAA.Security-RDSInstancePublicAccess",
      "NIST.800.53.R4-RDSInstancePublicAccess",
      "NIST.800.53.R5-RDSInstancePublicAccess",
      "PCI.DSS.321-RDSInstancePublicAccess",
    ],
    "pulumi-compliance": ["aws-rds-clusterinstance-disallow-public-access", "aws-rds-instance-disallow-public-access"],
    awsguard: ["rds-instance-public-access"],
  },
  why: "Anyone on the internet can then try passwords and exploits on the database.",
  fix: "Leave `publiclyAccessible` out, and connect from within the VPC.",
  see: `${guide}/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
  at: (self) => self.publiclyAccessible,
  good: [false],
  absent: "good",
});

export const instanceSubnets = rule(Instance, {
  id: "aws-rds-instance-subnets",
  title: "Databases are in private subnets",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["2f737336-b18a-4602-8ea0-b200312e1ac1"] },
  why: "One wrong setting is then enough to open the database to the internet.",
  fix: "Name subnets without public addresses in the database's subnet group.",
  see: `${guide}/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
  related: { groups: to("dbSubnetGroupName", SubnetGroup, { subnets: to("subnetIds", Subnet) }) },
  pass: [{}, { groups: [{ subnets: [{ cidrBlock: "10.0.0.0/24" }] }] }],
  fail: [{ groups: [{ subnets: [{}, { mapPublicIpOnLaunch: true }] }] }],
  unknown: [{ groups: [unknown] }, { groups: [{ subnets: [unknown] }] }],
  check: ({ groups }) => some(groups, ({ subnets }) => some(subnets, ({ mapPublicIpOnLaunch }) => mapPublicIpOnLaunch)) && "its subnets give public addresses",
});

export const snapshotPublic = rule(
  resource<Pick<SnapshotArgs, "sharedAccounts">>(
    "aws:rds/snapshot:Snapshot",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
    "aws:rds/snapshotCopy:SnapshotCopy",
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
  ),
  {
    id: "aws-rds-snapshot-public",
    title: "Snapshots of databases aren't public",
    severity: "critical",
    family: "public-access",
    preset: "recommended",
    equivalents: { checkov: ["CKV_AWS_302"], kics: ["f0d8781f-1991-4958-9917-d39283b168a0"] },
    why: "Anyone with an AWS account can restore the snapshot, and read the whole database.",
    fix: "Name the accounts that you mean in `sharedAccounts` instead of `all`.",
    see: `${guide}/USER_ShareSnapshot.html`,
    pass: [{}, { sharedAccounts: ["111122223333"] }],
    fail: [{ sharedAccounts: ["all"] }],
    unknown: [{ sharedAccounts: unknown }],
    check: ({ sharedAccounts }) => some(sharedAccounts, (account) => account === "all") && "it is shared with all accounts",
  },
);

const hasIam = /^(mysql|mariadb|postgres|aurora)/;

export const databaseIamAuthentication = rule(AnyDatabase, {
  id: "aws-rds-database-iam-authentication",
  title: "Databases let programs sign in by IAM",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_161", "CKV_AWS_162"],
    trivy: ["AVD-AWS-0176"],
    kics: ["88fd05e0-ac0e-43d2-ba6d-fc0ba60ae1a6"],
    terrascan: ["AC_AWS_0053"],
    "cdk-nag": ["AwsSolutions-RDS6"],
  },
  why: "Passwords of a database are shared, seldom changed, and no policy of IAM limits them.",
  fix: "Set `iamDatabaseAuthenticationEnabled` to `true`.",
  see: `${guide}/UsingWithRDS.IAMDBAuth.html`,
  pass: [{ iamDatabaseAuthenticationEnabled: true }, { engine: "oracle-ee" }],
  fail: [{}, { engine: "postgres", iamDatabaseAuthenticationEnabled: false }],
  unknown: [{ iamDatabaseAuthenticationEnabled: unknown }],
  check: ({ iamDatabaseAuthenticationEnabled, engine = "mysql" }) =>
    !iamDatabaseAuthenticationEnabled && hasIam.test(engine) && "`iamDatabaseAuthenticationEnabled` isn't on",
});

const defaultPorts: [RegExp, number][] = [
  [/^(mysql|mariadb|aurora-mysql)/, 3306],
  [/postgres/, 5432],
  [/^(custom-)?oracle/, 1521],
  [/^(custom-)?sqlserver/, 1433],
  [/^db2/, 50000],
];

export const databasePort = rule(AnyDatabase, {
  id: "aws-rds-database-port",
  title: "Databases don't listen on their default port",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["bca7cc4d-b3a4-4345-9461-eb69c68fcd26"], "cdk-nag": ["AwsSolutions-RDS11"] },
  why: "Scanners try the default ports first.",
  fix: "Set `port` to another one.",
  see: `${guide}/CHAP_BestPractices.Security.html`,
  pass: [
    { engine: "postgres", port: 15432 },
    { engine: "mysql", port: 5432 },
  ],
  fail: [{ engine: "postgres" }, { engine: "aurora-mysql", port: 3306 }, { engine: "sqlserver-se", port: 1433 }],
  unknown: [{ engine: "postgres", port: unknown }],
  check: ({ engine = "", port }) =>
    some(defaultPorts, ([engines, usual]) => engines.test(engine) && (port ?? usual) === usual) && "it listens on the default port of its engine",
});

// Encryption.

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
  pass: [{ storageEncrypted: true }, { engineMode: "serverless" }, { replicationSourceIdentifier: "orders" }],
  fail: [{}, { storageEncrypted: false }, { engineMode: "serverless", storageEncrypted: false }],
  unknown: [{ storageEncrypted: unknown }],
  check: (self) => !("replicationSourceIdentifier" in self) && !(self.storageEncrypted ?? self.engineMode === "serverless") && "`storageEncrypted` isn't on",
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
  pass: [{}, { performanceInsightsEnabled: false }, { performanceInsightsEnabled: true, performanceInsightsKmsKeyId: key }],
  fail: [{ performanceInsightsEnabled: true }],
  unknown: [{ performanceInsightsEnabled: true, performanceInsightsKmsKeyId: unknown }],
  check: ({ performanceInsightsEnabled, performanceInsightsKmsKeyId: id }) => performanceInsightsEnabled && !id && "`performanceInsightsKmsKeyId` names no key",
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

// Not losing data.

const backupDays = option.Integer({ default: 1, minimum: 1, maximum: 35, description: "The fewest days that backups are kept." });

export const instanceBackups = rule(Instance, {
  id: "aws-rds-instance-backups",
  title: "Database instances are backed up",
  severity: "medium",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": nist.backup,
  },
  equivalents: {
    checkov: ["CKV_AWS_133"],
    trivy: ["AVD-AWS-0077"],
    kics: ["1dc73fb4-5b51-430c-8c5f-25dcf9090b02"],
    terrascan: ["AC_AWS_0052"],
    regula: ["FG_R00107"],
    "cdk-nag": [
      "AwsSolutions-RDS13",
      "HIPAA.Security-RDSInstanceBackupEnabled",
      "NIST.800.53.R4-RDSInstanceBackupEnabled",
      "NIST.800.53.R5-RDSInstanceBackupEnabled",
    ],
    "pulumi-compliance": ["aws-rds-instance-configure-backup-retention", "aws-rds-instance-enable-backup-retention"],
    awsguard: ["rds-instance-backup-enabled"],
  },
  why: "Data that is lost or damaged can't be restored.",
  fix: "Set `backupRetentionPeriod` to the days that backups are to be kept.",
  see: `${guide}/USER_WorkingWithAutomatedBackups.html`,
  options: { days: backupDays },
  pass: [{ backupRetentionPeriod: 7 }, { replicateSourceDb: "orders" }, { engine: "aurora-mysql" }],
  fail: [{}, { backupRetentionPeriod: 0 }],
  unknown: [{ backupRetentionPeriod: unknown }],
  check: (self, { options }) => {
    if ("replicateSourceDb" in self || self.engine?.startsWith("aurora")) return;
    const days = self.backupRetentionPeriod ?? 0;
    return days < options.days && `backups are kept for ${days} days`;
  },
});

export const clusterBackups = rule(Cluster, {
  id: "aws-rds-cluster-backups",
  title: "Database clusters are backed up",
  severity: "medium",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": nist.backup,
  },
  equivalents: {
    kics: ["1dc73fb4-5b51-430c-8c5f-25dcf9090b02", "e542bd46-58c4-4e0f-a52a-1fb4f9548e02"],
    terrascan: ["AC_AWS_0052", "AC_AWS_0495"],
    "pulumi-compliance": [
      "aws-rds-cluster-configure-backup-retention",
      "aws-rds-cluster-enable-backup-retention",
      "aws-rds-instance-configure-backup-retention",
      "aws-rds-instance-enable-backup-retention",
    ],
    checkov: ["CKV_AWS_133"],
    trivy: ["AVD-AWS-0077"],
    regula: ["FG_R00107"],
    "cdk-nag": [
      "AwsSolutions-RDS13",
      "HIPAA.Security-RDSInstanceBackupEnabled",
      "NIST.800.53.R4-RDSInstanceBackupEnabled",
      "NIST.800.53.R5-RDSInstanceBackupEnabled",
    ],
    awsguard: ["rds-instance-backup-enabled"],
  },
  why: "Data that is lost or damaged can't be restored.",
  fix: "Set `backupRetentionPeriod` to the days that backups are to be kept.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html",
  options: { days: backupDays },
  pass: [{}, { backupRetentionPeriod: 7 }],
  fail: [{ backupRetentionPeriod: 0 }],
  unknown: [{ backupRetentionPeriod: unknown }],
  check: ({ backupRetentionPeriod = 1 }, { options }) => backupRetentionPeriod < options.days && `backups are kept for ${backupRetentionPeriod} days`,
});

export const databaseDeletionProtection = setting(AnyDatabase, {
  id: "aws-rds-database-deletion-protection",
  title: "Databases are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"],
    "nist-800-53-r5": ["CA-7(4)(c)", "CM-3a", "CP-1a.1(b)", "CP-1a.2", "CP-2(5)", "CP-2a", "CP-2d", "CP-2e", "SA-15a.4", "SC-5(2)", "SC-22", "SI-13(5)"],
  },
  equivalents: {
    checkov: ["CKV_AWS_139", "CKV_AWS_293"],
    trivy: ["AVD-AWS-0177", "AVD-AWS-0343"],
    regula: ["FG_R00280"],
    "cdk-nag": [
      "AwsSolutions-RDS10",
      "HIPAA.Security-RDSInstanceDeletionProtectionEnabled",
      "NIST.800.53.R4-RDSInstanceDeletionProtectionEnabled",
      "NIST.800.53.R5-RDSInstanceDeletionProtectionEnabled",
    ],
  },
  why: "One mistaken command deletes the database.",
  see: `${guide}/USER_DeleteInstance.html`,
  at: (self) => self.deletionProtection,
  good: [true],
  absent: "bad",
});

export const instanceZones = setting(Instance, {
  id: "aws-rds-instance-zones",
  title: "Database instances have a standby in another zone",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"],
    "nist-800-53-r5": ["CP-1a.1(b)", "CP-1a.2", "CP-2(5)", "CP-2(6)", "CP-2a", "CP-2d", "CP-2e", "CP-6(2)", "CP-10", "SC-5(2)", "SC-6", "SC-22", "SC-36"],
  },
  equivalents: {
    checkov: ["CKV_AWS_157"],
    regula: ["FG_R00251"],
    "cdk-nag": ["AwsSolutions-RDS3", "HIPAA.Security-RDSMultiAZSupport", "NIST.800.53.R4-RDSMultiAZSupport", "NIST.800.53.R5-RDSMultiAZSupport"],
    awsguard: ["rds-instance-multi-az-enabled"],
  },
  why: "When the zone fails, the database is gone until it is back.",
  see: `${guide}/Concepts.MultiAZ.html`,
  at: (self) => self.multiAz,
  good: [true],
  absent: "bad",
});

export const clusterZones = rule(Cluster, {
  id: "aws-rds-cluster-zones",
  title: "Database clusters have a second instance",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { regula: ["FG_R00209"], "pulumi-compliance": ["aws-rds-cluster-disallow-single-availability-zone"] },
  why: "When the only instance's zone fails, the database is gone until another one is made.",
  fix: "Give the cluster a second `aws.rds.ClusterInstance`.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
  related: { instances: from(ClusterInstance, "clusterIdentifier") },
  pass: [{ instances: [{}, {}] }, { dbClusterInstanceClass: "db.r6gd.xlarge" }, { engineMode: "serverless" }],
  fail: [{}, { instances: [{}] }],
  check: ({ dbClusterInstanceClass, engineMode, instances }) =>
    dbClusterInstanceClass === undefined && engineMode !== "serverless" && instances.length < 2 && "it has fewer than two instances",
});

export const databaseCopyTags = setting(AnyDatabase, {
  id: "aws-rds-database-copy-tags",
  title: "Snapshots of databases have their tags",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CA-9(1)", "CM-2", "CM-2(2)"] },
  equivalents: { checkov: ["CKV2_AWS_60", "CKV_AWS_313"] },
  why: "Policies and reports that go by tags miss the snapshots.",
  see: `${guide}/USER_Tagging.html`,
  at: (self) => self.copyTagsToSnapshot,
  good: [true],
  absent: "bad",
});

export const clusterBacktrack = rule(Cluster, {
  id: "aws-rds-cluster-backtrack",
  title: "Aurora MySQL clusters can be turned back",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CP-6", "CP-6(1)", "CP-6(2)", "CP-9", "CP-10", "SI-13(5)"] },
  equivalents: { checkov: ["CKV_AWS_326"], "cdk-nag": ["AwsSolutions-RDS14"] },
  why: "A mistaken change can only be undone by restoring a backup to another cluster.",
  fix: "Set `backtrackWindow` to some seconds.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html",
  pass: [{ backtrackWindow: 86400 }, { engine: "aurora-postgresql" }],
  fail: [{}, { engine: "aurora-mysql", backtrackWindow: 0 }],
  unknown: [{ backtrackWindow: unknown }],
  check: ({ backtrackWindow, engine = "aurora-mysql" }) => !backtrackWindow && engine === "aurora-mysql" && "`backtrackWindow` isn't set",
});

export const databaseMinorUpgrades = setting(
  resource<Pick<InstanceArgs, "autoMinorVersionUpgrade">>("aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance", "aws:rds/cluster:Cluster"),
  {
    id: "aws-rds-database-minor-upgrades",
    title: "Databases get minor upgrades by themselves",
    severity: "medium",
    family: "supply-chain",
    preset: "recommended",
    controls: { hipaa: ["164.308(a)(5)(ii)(A)"], "pci-dss-3.2.1": ["6.2"] },
    equivalents: {
      checkov: ["CKV_AWS_226"],
      kics: ["3b6d777b-76e3-4133-80a3-0d6f667ade7f"],
      terrascan: ["AC_AWS_0056"],
      "cdk-nag": ["HIPAA.Security-RDSAutomaticMinorVersionUpgradeEnabled", "PCI.DSS.321-RDSAutomaticMinorVersionUpgradeEnabled"],
    },
    why: "Known vulnerabilities of the engine stay open until somebody upgrades it by hand.",
    see: `${guide}/USER_UpgradeDBInstance.Upgrading.html`,
    at: (self) => self.autoMinorVersionUpgrade,
    good: [true],
    absent: "good",
  },
);

/** The first minor version of each major one in which `log_fdw` and `apg` extensions no longer read the host's files. */
const patched: Record<string, Record<string, number>> = {
  postgres: { "9.6": 22, 10: 17, 11: 12, 12: 7, 13: 3 },
  "aurora-postgresql": { 10: 14, 11: 9 },
};

export const databasePostgresPatched = rule(AnyDatabase, {
  id: "aws-rds-database-postgres-patched",
  title: "PostgreSQL databases have the fix against reading the host's files",
  severity: "high",
  family: "supply-chain",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_250", "CKV_AWS_388"] },
  why: "A user of the database can read files of its host, and get credentials of AWS's own services.",
  fix: "Set `engineVersion` to a current one.",
  see: "https://aws.amazon.com/security/security-bulletins/AWS-2022-004/",
  pass: [
    {},
    { engine: "postgres", engineVersion: "13.3" },
    { engine: "postgres", engineVersion: "16" },
    { engine: "aurora-postgresql", engineVersion: "11.9" },
  ],
  fail: [
    { engine: "postgres", engineVersion: "13.2" },
    { engine: "postgres", engineVersion: "9.6.21" },
    { engine: "aurora-postgresql", engineVersion: "10.12" },
  ],
  unknown: [{ engine: "postgres", engineVersion: unknown }],
  check: (self) => {
    const majors = patched[self.engine ?? ""];
    if (!majors) return;
    const [, major = "", minor] = /^(9\.\d+|\d+)\.(\d+)/.exec(self.engineVersion ?? "") ?? [];
    return Number(minor) < (majors[major] ?? 0) && `version ${self.engineVersion} of \`${self.engine}\` lets users read the host's files`;
  },
});

// Knowing what happens.

export const instanceLogs = rule(Instance, {
  id: "aws-rds-instance-logs",
  title: "Database instances send their logs to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(3)(ii)(A)", "164.308(a)(5)(ii)(C)"],
    "nist-800-53-r5": nist.auditLogs,
    "pci-dss-3.2.1": pci.auditLogs,
  },
  equivalents: {
    checkov: ["CKV_AWS_129"],
    kics: ["8d7f7b8c-6c7c-40f8-baa6-62006c6c7b56"],
    terrascan: ["AC_AWS_0454"],
    "cdk-nag": ["HIPAA.Security-RDSLoggingEnabled", "NIST.800.53.R4-RDSLoggingEnabled", "NIST.800.53.R5-RDSLoggingEnabled", "PCI.DSS.321-RDSLoggingEnabled"],
  },
  why: "The logs stay on the instance, are soon overwritten, and nothing watches them.",
  fix: "Name the engine's logs in `enabledCloudwatchLogsExports`.",
  see: `${guide}/USER_LogAccess.Procedural.UploadtoCloudWatch.html`,
  pass: [{ enabledCloudwatchLogsExports: ["postgresql"] }],
  fail: [{}, { enabledCloudwatchLogsExports: [] }],
  unknown: [{ enabledCloudwatchLogsExports: unknown }],
  check: ({ enabledCloudwatchLogsExports }) => !enabledCloudwatchLogsExports?.length && "it exports no logs",
});

export const clusterLogs = rule(Cluster, {
  id: "aws-rds-cluster-logs",
  title: "Database clusters send their logs to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    "nist-800-53-r5": ["AC-2(4)", "AC-4(26)", "AC-6(9)", "AU-2", "AU-3", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "CA-7", "SC-7(9)", "SC-7(10)", "SI-3(8)"],
  },
  equivalents: { checkov: ["CKV_AWS_324"], "cdk-nag": ["AwsSolutions-RDS16"] },
  why: "The logs stay on the cluster, are soon overwritten, and nothing watches them.",
  fix: "Name the engine's logs in `enabledCloudwatchLogsExports`.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.html",
  pass: [{ enabledCloudwatchLogsExports: ["postgresql"] }],
  fail: [{}, { enabledCloudwatchLogsExports: [] }],
  unknown: [{ enabledCloudwatchLogsExports: unknown }],
  check: ({ enabledCloudwatchLogsExports }) => !enabledCloudwatchLogsExports?.length && "it exports no logs",
});

export const clusterAuditLog = rule(Cluster, {
  id: "aws-rds-cluster-audit-log",
  title: "MySQL clusters send their audit log to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    "nist-800-53-r5": ["AC-2(4)", "AC-4(26)", "AC-6(9)", "AU-2", "AU-3", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "CA-7", "SC-7(9)", "SC-7(10)", "SI-3(8)"],
  },
  equivalents: { checkov: ["CKV_AWS_325"] },
  why: "Nobody can tell who did what in the database.",
  fix: "Add `audit` to `enabledCloudwatchLogsExports`.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Auditing.html",
  pass: [{ enabledCloudwatchLogsExports: ["error", "audit"] }, { engine: "aurora-postgresql" }],
  fail: [{}, { engine: "aurora-mysql", enabledCloudwatchLogsExports: ["error"] }],
  unknown: [{ enabledCloudwatchLogsExports: unknown }],
  check: ({ engine = "aurora-mysql", enabledCloudwatchLogsExports }) =>
    /mysql$/.test(engine) && !some(enabledCloudwatchLogsExports, (log) => log === "audit") && "it doesn't export its audit log",
});

export const instanceMonitoring = rule(AnyInstance, {
  id: "aws-rds-instance-monitoring",
  title: "Databases have enhanced monitoring",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": nist.monitoring,
  },
  equivalents: {
    checkov: ["CKV_AWS_118"],
    "cdk-nag": ["HIPAA.Security-RDSEnhancedMonitoringEnabled", "NIST.800.53.R4-RDSEnhancedMonitoringEnabled", "NIST.800.53.R5-RDSEnhancedMonitoringEnabled"],
  },
  why: "What goes on in the database's operating system can't be seen.",
  fix: "Set `monitoringInterval`, and `monitoringRoleArn`.",
  see: `${guide}/USER_Monitoring.OS.html`,
  pass: [{ monitoringInterval: 60 }],
  fail: [{}, { monitoringInterval: 0 }],
  unknown: [{ monitoringInterval: unknown }],
  check: ({ monitoringInterval }) => !monitoringInterval && "`monitoringInterval` isn't set",
});

export const instanceInsights = setting(AnyInstance, {
  id: "aws-rds-instance-insights",
  title: "Databases have Performance Insights",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_353"],
    trivy: ["AVD-AWS-0133"],
    "pulumi-compliance": ["aws-rds-clusterinstance-enable-performance-insights", "aws-rds-instance-enable-performance-insights"],
  },
  why: "What loads the database can't be seen.",
  see: `${guide}/USER_PerfInsights.html`,
  at: (self) => self.performanceInsightsEnabled,
  good: [true],
  absent: "bad",
});

const queryParameters = ["log_statement", "log_min_duration_statement"];
const logsQueries = { parameters: queryParameters.map((name) => ({ name, value: name === "log_statement" ? "all" : "1" })) };

const hasQueryParameters = ({ parameters }: { parameters?: readonly { name: string }[] }): boolean =>
  !some(queryParameters, (wanted) => !some(parameters, ({ name }) => name === wanted));

export const instanceQueryLog = rule(Instance, {
  id: "aws-rds-instance-query-log",
  title: "PostgreSQL instances log queries",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_30"] },
  why: "Nobody can tell who read or changed what in the database.",
  fix: "Set `log_statement` and `log_min_duration_statement` in the parameter group.",
  see: `${guide}/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html`,
  related: { groups: to("parameterGroupName", ParameterGroup) },
  pass: [{ engine: "mysql" }, { engine: "postgres", groups: [logsQueries] }],
  fail: [{ engine: "postgres" }, { engine: "postgres", groups: [{ parameters: [logsQueries.parameters[0]!] }] }],
  unknown: [{ engine: "postgres", groups: [unknown] }],
  check: ({ engine, groups }) => engine === "postgres" && !some(groups, hasQueryParameters) && "its parameter group doesn't log queries",
});

export const clusterQueryLog = rule(Cluster, {
  id: "aws-rds-cluster-query-log",
  title: "PostgreSQL clusters log queries",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_27"] },
  why: "Nobody can tell who read or changed what in the database.",
  fix: "Set `log_statement` and `log_min_duration_statement` in the cluster's parameter group.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.Concepts.PostgreSQL.Query_Logging.html",
  related: { groups: to("dbClusterParameterGroupName", ClusterParameterGroup) },
  pass: [{ engine: "aurora-mysql" }, { engine: "aurora-postgresql", groups: [logsQueries] }],
  fail: [{ engine: "aurora-postgresql" }, { engine: "postgres", groups: [{ parameters: [] }] }],
  unknown: [{ engine: "aurora-postgresql", groups: [unknown] }],
  check: ({ engine, groups }) => /postgres/.test(engine) && !some(groups, hasQueryParameters) && "its parameter group doesn't log queries",
});
