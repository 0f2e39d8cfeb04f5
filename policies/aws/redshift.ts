import type { ClusterArgs } from "@pulumi/aws/redshift/cluster";
import type { IntegrationArgs } from "@pulumi/aws/redshift/integration";
import type { LoggingArgs } from "@pulumi/aws/redshift/logging";
import type { ParameterGroupArgs } from "@pulumi/aws/redshift/parameterGroup";
import type { SnapshotCopyGrantArgs } from "@pulumi/aws/redshift/snapshotCopyGrant";
import { hipaa, nist, pci } from "../../lib/cloud/aws-controls";
import { backupDays } from "../../lib/cloud/backup-days";
import { ownPort } from "../../lib/cloud/own-port";
import { customerKey, find, from, resource, rule, setting, some, unknown } from "../../lib/rule";
import type { Controls } from "../../lib/rule/frameworks";

const Cluster = resource<ClusterArgs>("aws:redshift/cluster:Cluster");
const Integration = resource<IntegrationArgs>("aws:redshift/integration:Integration");
const Logging = resource<LoggingArgs>("aws:redshift/logging:Logging");
const ParameterGroup = resource<ParameterGroupArgs>("aws:redshift/parameterGroup:ParameterGroup");
const SnapshotCopyGrant = resource<SnapshotCopyGrantArgs>("aws:redshift/snapshotCopyGrant:SnapshotCopyGrant");

const guide = "https://docs.aws.amazon.com/redshift/latest/mgmt";

/** A cluster that comes from a snapshot has the snapshot's users and databases. */
const isRestored = (cluster: object): boolean => "snapshotIdentifier" in cluster || "snapshotArn" in cluster;

// Who can reach it.

export const clusterPublic = setting(Cluster, {
  id: "aws-redshift-cluster-public",
  title: "Redshift clusters have no public address",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": nist.notPublic,
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV_AWS_87"],
    kics: ["af173fde-95ea-4584-b904-bb3923ac4bda"],
    terrascan: ["AC_AWS_0199"],
    regula: ["FG_R00270"],
    "cdk-nag": [
      "AwsSolutions-RS8",
      "HIPAA.Security-RedshiftClusterPublicAccess",
      "NIST.800.53.R4-RedshiftClusterPublicAccess",
      "NIST.800.53.R5-RedshiftClusterPublicAccess",
      "PCI.DSS.321-RedshiftClusterPublicAccess",
    ],
    awsguard: ["redshift-cluster-public-access"],
  },
  why: "Anyone on the internet can then try passwords and exploits on the data warehouse.",
  see: `${guide}/managing-clusters-vpc.html`,
  at: (cluster) => cluster.publiclyAccessible,
  good: [false],
  absent: "good",
});

export const clusterPublicUser = rule(Cluster, {
  id: "aws-redshift-cluster-public-user",
  title: "Public Redshift clusters have an administrator whose name isn't common",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_391"] },
  why: "Who tries passwords from the internet knows half of the credentials already.",
  fix: "Set `publiclyAccessible` to `false`, or `masterUsername` to a name of your own.",
  see: `${guide}/managing-clusters-vpc.html`,
  pass: [{ masterUsername: "admin" }, { masterUsername: "warehouse_7f2", publiclyAccessible: true }],
  fail: [
    { masterUsername: "awsuser", publiclyAccessible: true },
    { masterUsername: "Administrator", publiclyAccessible: true },
  ],
  unknown: [{ masterUsername: unknown, publiclyAccessible: true }],
  check: ({ publiclyAccessible, masterUsername = "" }) =>
    publiclyAccessible && /^(awsuser|admin|administrator|root|master|postgres)$/i.test(masterUsername) && `its administrator is called \`${masterUsername}\``,
});

export const clusterUser = rule(Cluster, {
  id: "aws-redshift-cluster-user",
  title: "Redshift clusters have an administrator other than the usual one",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-RS3"] },
  why: "Who tries passwords knows half of the credentials already.",
  fix: "Set `masterUsername` to another name than `awsuser`.",
  see: "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html",
  pass: [{ masterUsername: "warehouse" }],
  fail: [{ masterUsername: "awsuser" }],
  unknown: [{ masterUsername: unknown }],
  check: ({ masterUsername }) => masterUsername === "awsuser" && "`masterUsername` is `awsuser`",
});

export const clusterDatabaseName = rule(Cluster, {
  id: "aws-redshift-cluster-database-name",
  title: "Redshift clusters have a database with a name of its own",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CA-9(1)", "CM-2"] },
  equivalents: { checkov: ["CKV_AWS_320"] },
  why: "Whoever gets as far as the cluster needn't guess the database, and policies by name don't tell clusters apart.",
  fix: "Set `databaseName` to another name than `dev`.",
  see: "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html",
  pass: [{ databaseName: "orders" }, { snapshotIdentifier: "orders" }, { snapshotArn: unknown }],
  fail: [{}, { databaseName: "dev" }],
  unknown: [{ databaseName: unknown }],
  check: (self) => !isRestored(self) && (self.databaseName ?? "dev") === "dev" && "its database is called `dev`",
});

export const clusterSubnets = rule(Cluster, {
  id: "aws-redshift-cluster-subnets",
  title: "Redshift clusters are in subnets of your own",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_154"], trivy: ["AVD-AWS-0127"], kics: ["0a494a6a-ebe2-48a0-9d77-cf9d5125e1b3"], "cdk-nag": ["AwsSolutions-RS2"] },
  why: "The subnets of the default VPC are open to the internet, and one wrong setting is then enough to publish the data.",
  fix: "Set `clusterSubnetGroupName` to a group of private subnets.",
  see: `${guide}/working-with-cluster-subnet-groups.html`,
  pass: [{ clusterSubnetGroupName: "private" }, { clusterSubnetGroupName: unknown }],
  fail: [{}],
  check: (self) => !("clusterSubnetGroupName" in self) && "`clusterSubnetGroupName` isn't set",
});

export const clusterVpcRouting = setting(Cluster, {
  id: "aws-redshift-cluster-vpc-routing",
  title: "Redshift clusters load and unload data through the VPC",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: {
    hipaa: ["164.312(e)(1)"],
    "nist-800-53-r5": ["AC-4", "AC-4(21)", "SC-7", "SC-7(4)", "SC-7(9)", "SC-7(11)", "SC-7(20)", "SC-7(21)", "SC-7b"],
    "pci-dss-3.2.1": ["1.2", "1.3", "1.3.1", "1.3.2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_321"],
    "cdk-nag": [
      "HIPAA.Security-RedshiftEnhancedVPCRoutingEnabled",
      "NIST.800.53.R5-RedshiftEnhancedVPCRoutingEnabled",
      "PCI.DSS.321-RedshiftEnhancedVPCRoutingEnabled",
    ],
  },
  why: "Data that is copied in and out goes around your VPC, where no endpoint policy, firewall or flow log sees it.",
  see: `${guide}/enhanced-vpc-routing.html`,
  at: (cluster) => cluster.enhancedVpcRouting,
  good: [true],
  absent: "bad",
});

export const clusterPort = ownPort(Cluster, {
  id: "aws-redshift-cluster-port",
  subject: "Redshift clusters",
  equivalents: { kics: ["41abc6cc-dde1-4217-83d3-fb5f0cc09d8f"], "cdk-nag": ["AwsSolutions-RS4"] },
  see: "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html",
  usual: () => 5439,
});

/** What the frameworks ask of a cluster: they name encryption and logs in the same controls. */
const clusterControls: Controls = {
  hipaa: ["164.312(a)(2)(iv)", "164.312(b)", "164.312(e)(2)(ii)"],
  "nist-800-53-r5": [
    "AC-2(4)",
    "AC-3(1)",
    "AC-3(10)",
    "AC-4(26)",
    "AC-6(9)",
    "AU-2b",
    "AU-3a",
    "AU-3b",
    "AU-3c",
    "AU-3d",
    "AU-3e",
    "AU-3f",
    "AU-6(3)",
    "AU-6(4)",
    "AU-6(6)",
    "AU-6(9)",
    "AU-8b",
    "AU-9(3)",
    "AU-10",
    "AU-12(1)",
    "AU-12(2)",
    "AU-12(3)",
    "AU-12(4)",
    "AU-12a",
    "AU-12c",
    "AU-14(3)",
    "AU-14a",
    "AU-14b",
    "CA-7b",
    "CM-5(1)(b)",
    "CP-9d",
    "IA-3(3)(b)",
    "MA-4(1)(a)",
    "PM-14a.1",
    "PM-14b",
    "PM-31",
    "SC-7(9)(b)",
    "SC-8(3)",
    "SC-8(4)",
    "SC-13a",
    "SC-28(1)",
    "SI-1(1)(c)",
    "SI-3(8)(b)",
    "SI-4(2)",
    "SI-4(17)",
    "SI-4(20)",
    "SI-7(8)",
    "SI-10(1)(c)",
    "SI-19(4)",
  ],
  "pci-dss-3.2.1": ["3.4", "8.2.1", "10.1", "10.2.1", "10.2.2", "10.2.3", "10.2.4", "10.2.5", "10.3.1", "10.3.2", "10.3.3", "10.3.4", "10.3.5", "10.3.6"],
};

// Encryption.

export const clusterEncrypted = setting(Cluster, {
  id: "aws-redshift-cluster-encrypted",
  title: "Redshift clusters are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  controls: clusterControls,
  equivalents: {
    checkov: ["CKV_AWS_64"],
    trivy: ["AVD-AWS-0084"],
    kics: ["cfdcabb0-fc06-427c-865b-c59f13e898ce"],
    terrascan: ["AC_AWS_0198"],
    "cdk-nag": [
      "AwsSolutions-RS6",
      "HIPAA.Security-RedshiftClusterConfiguration",
      "NIST.800.53.R4-RedshiftClusterConfiguration",
      "NIST.800.53.R5-RedshiftClusterConfiguration",
      "PCI.DSS.321-RedshiftClusterConfiguration",
    ],
    awsguard: ["redshift-cluster-configuration"],
  },
  why: "The storage and the snapshots hold the data in the clear.",
  see: `${guide}/working-with-db-encryption.html`,
  at: (cluster) => cluster.encrypted,
  good: ["true"],
  bad: ["false"],
  absent: "good",
});

export const clusterCustomerKey = customerKey(Cluster, {
  id: "aws-redshift-cluster-customer-key",
  subject: "Redshift clusters",
  equivalents: { checkov: ["CKV_AWS_142"] },
  see: `${guide}/working-with-db-encryption.html`,
  at: (cluster) => cluster.kmsKeyId,
});

export const snapshotCopyGrantCustomerKey = customerKey(SnapshotCopyGrant, {
  id: "aws-redshift-snapshot-copy-grant-customer-key",
  subject: "Copies of Redshift snapshots in other regions",
  equivalents: { checkov: ["CKV_AWS_281"] },
  see: `${guide}/working-with-db-encryption.html`,
  at: (grant) => grant.kmsKeyId,
});

export const integrationCustomerKey = customerKey(Integration, {
  id: "aws-redshift-integration-customer-key",
  subject: "Integrations of DynamoDB with Redshift",
  see: `${guide}/zero-etl-using.html`,
  at: (integration) => integration.kmsKeyId,
  unless: (integration) => integration.sourceArn?.includes(":s3:"),
  pass: [{ sourceArn: "arn:aws:s3:::events" }],
});

export const clusterTls = rule(ParameterGroup, {
  id: "aws-redshift-cluster-tls",
  title: "Redshift clusters refuse connections without TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: {
    hipaa: hipaa.tls,
    "nist-800-53-r5": nist.tls,
    "pci-dss-3.2.1": ["2.3", "4.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_105"],
    "cdk-nag": [
      "AwsSolutions-RS1",
      "HIPAA.Security-RedshiftRequireTlsSSL",
      "NIST.800.53.R4-RedshiftRequireTlsSSL",
      "NIST.800.53.R5-RedshiftRequireTlsSSL",
      "PCI.DSS.321-RedshiftRequireTlsSSL",
    ],
  },
  why: "A client that doesn't ask for TLS sends its password and the data in the clear.",
  fix: "Set the parameter `require_ssl` to `true`.",
  see: `${guide}/connecting-ssl-support.html`,
  pass: [
    { family: "redshift-1.0", parameters: [{ name: "require_ssl", value: "true" }] },
    { family: "redshift-1.0", parameters: [{ name: "Require_SSL", value: "1" }] },
    { family: "redshift-2.0" },
  ],
  fail: [
    { family: "redshift-1.0" },
    { family: "redshift-1.0", parameters: [{ name: "require_ssl", value: "false" }] },
    { family: "redshift-2.0", parameters: [{ name: "require_ssl", value: "false" }] },
  ],
  unknown: [{ family: "redshift-1.0", parameters: unknown }],
  check: ({ family, parameters }) =>
    !isOn(parameters, "require_ssl", family === "redshift-1.0" ? "false" : "true") && "the parameter `require_ssl` isn't `true`",
});

/** Whether a parameter is on; names and values are compared in any case. */
const isOn = (parameters: readonly { name: string; value: string }[] | undefined, wanted: string, absent: string): boolean =>
  /^(true|1|on)$/i.test(find(parameters, ({ name }) => name?.toLowerCase() === wanted)?.value ?? absent);

// Not losing data.

export const clusterBackups = backupDays(Cluster, {
  id: "aws-redshift-cluster-backups",
  subject: "Redshift clusters",
  controls: {
    hipaa: ["164.308(a)(5)(ii)(A)", "164.308(a)(7)(i)", "164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"],
    "nist-800-53-r5": [
      "CM-2b",
      "CM-2b.1",
      "CM-2b.2",
      "CM-2b.3",
      "CM-3(3)",
      "CP-1(2)",
      "CP-2(5)",
      "CP-6",
      "CP-6(1)",
      "CP-6(2)",
      "CP-6a",
      "CP-9",
      "CP-9a",
      "CP-9b",
      "CP-9c",
      "CP-10",
      "CP-10(2)",
      "SC-5(2)",
      "SC-7(10)",
      "SI-2(2)",
      "SI-2(5)",
      "SI-2c",
      "SI-2d",
      "SI-13(5)",
    ],
    "pci-dss-3.2.1": ["6.2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_343"],
    "cdk-nag": [
      "AwsSolutions-RS10",
      "HIPAA.Security-RedshiftBackupEnabled",
      "NIST.800.53.R5-RedshiftBackupEnabled",
      "HIPAA.Security-RedshiftClusterMaintenanceSettings",
      "NIST.800.53.R5-RedshiftClusterMaintenanceSettings",
      "PCI.DSS.321-RedshiftClusterMaintenanceSettings",
    ],
    awsguard: ["redshift-cluster-maintenance-settings"],
  },
  see: `${guide}/working-with-snapshots.html`,
  at: (cluster) => cluster.automatedSnapshotRetentionPeriod,
  absent: 1,
  days: 1,
});

export const clusterUpgrades = setting(Cluster, {
  id: "aws-redshift-cluster-upgrades",
  title: "Redshift clusters get upgrades by themselves",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  controls: {
    hipaa: ["164.308(a)(5)(ii)(A)", "164.308(a)(7)(ii)(A)"],
    "nist-800-53-r5": ["CM-2b", "CM-2b.1", "CM-2b.2", "CM-2b.3", "CM-3(3)", "CP-9a", "CP-9b", "CP-9c", "SC-5(2)", "SI-2(2)", "SI-2(5)", "SI-2c", "SI-2d"],
    "pci-dss-3.2.1": ["6.2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_141"],
    "cdk-nag": [
      "AwsSolutions-RS9",
      "HIPAA.Security-RedshiftClusterMaintenanceSettings",
      "NIST.800.53.R5-RedshiftClusterMaintenanceSettings",
      "PCI.DSS.321-RedshiftClusterMaintenanceSettings",
    ],
    awsguard: ["redshift-cluster-maintenance-settings"],
  },
  why: "Known vulnerabilities of the engine stay open until somebody upgrades it by hand.",
  see: `${guide}/managing-cluster-considerations.html`,
  at: (cluster) => cluster.allowVersionUpgrade,
  good: [true],
  absent: "good",
});

// Knowing what happens.

export const clusterLogs = rule(Cluster, {
  id: "aws-redshift-cluster-logs",
  title: "Redshift clusters log who connects",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: clusterControls,
  equivalents: {
    checkov: ["CKV_AWS_71"],
    kics: ["15ffbacc-fa42-4f6f-a57d-2feac7365caa"],
    terrascan: ["AC_AWS_0200"],
    "cdk-nag": [
      "AwsSolutions-RS5",
      "HIPAA.Security-RedshiftClusterConfiguration",
      "NIST.800.53.R4-RedshiftClusterConfiguration",
      "NIST.800.53.R5-RedshiftClusterConfiguration",
      "PCI.DSS.321-RedshiftClusterConfiguration",
    ],
    awsguard: ["redshift-cluster-configuration"],
  },
  why: "Nobody can tell who signed in, and what they changed.",
  fix: "Give the cluster an `aws.redshift.Logging`.",
  see: `${guide}/db-auditing.html`,
  related: { logs: from(Logging, "clusterIdentifier") },
  pass: [{ logs: [{ bucketName: "logs" }] }],
  fail: [{}],
  check: ({ logs }) => !some(logs) && "no Logging refers to it",
});

export const clusterActivityLog = rule(ParameterGroup, {
  id: "aws-redshift-cluster-activity-log",
  title: "Redshift clusters log queries",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-RS11"] },
  why: "Nobody can tell who read or changed what in the data warehouse.",
  fix: "Set the parameter `enable_user_activity_logging` to `true`.",
  see: `${guide}/db-auditing.html`,
  pass: [{ parameters: [{ name: "enable_user_activity_logging", value: "true" }] }],
  fail: [{}, { parameters: [{ name: "enable_user_activity_logging", value: "false" }] }],
  unknown: [{ parameters: [unknown] }],
  check: ({ parameters }) => !isOn(parameters, "enable_user_activity_logging", "false") && "the parameter `enable_user_activity_logging` isn't `true`",
});
