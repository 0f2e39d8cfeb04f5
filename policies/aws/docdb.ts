import type { ClusterArgs } from "@pulumi/aws/docdb/cluster";
import type { ClusterInstanceArgs } from "@pulumi/aws/docdb/clusterInstance";
import type { ClusterParameterGroupArgs } from "@pulumi/aws/docdb/clusterParameterGroup";
import type { ElasticClusterArgs } from "@pulumi/aws/docdb/elasticCluster";
import type { GlobalClusterArgs } from "@pulumi/aws/docdb/globalCluster";
import { backupDays } from "../../lib/cloud/backup-days";
import { ownPort } from "../../lib/cloud/own-port";
import { customerKey, namesKey, resource, rule, setting, some, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:docdb/cluster:Cluster");
const ClusterInstance = resource<ClusterInstanceArgs>("aws:docdb/clusterInstance:ClusterInstance");
const ClusterParameterGroup = resource<ClusterParameterGroupArgs>("aws:docdb/clusterParameterGroup:ClusterParameterGroup");
const ElasticCluster = resource<ElasticClusterArgs>("aws:docdb/elasticCluster:ElasticCluster");
const GlobalCluster = resource<GlobalClusterArgs>("aws:docdb/globalCluster:GlobalCluster");
const AnyCluster = resource<Pick<ClusterArgs, "kmsKeyId" | "backupRetentionPeriod">>("aws:docdb/cluster:Cluster", "aws:docdb/elasticCluster:ElasticCluster");

const key = "arn:aws:kms:us-east-1:111122223333:key/mrk-1";
const guide = "https://docs.aws.amazon.com/documentdb/latest/developerguide";

// Encryption.

export const clusterEncrypted = setting(Cluster, {
  id: "aws-docdb-cluster-encrypted",
  title: "DocumentDB clusters are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_74"],
    trivy: ["AVD-AWS-0021"],
    kics: ["bc1f9009-84a0-490f-ae09-3e0ea6d74ad6"],
    terrascan: ["AC_AWS_0455"],
    "cdk-nag": ["AwsSolutions-DOC1"],
  },
  why: "Without it the storage, the backups and the snapshots hold the data in the clear; it can't be turned on later.",
  see: `${guide}/encryption-at-rest.html`,
  at: (cluster) => cluster.storageEncrypted,
  good: [true],
  absent: "bad",
  unless: (cluster) => "snapshotIdentifier" in cluster || "restoreToPointInTime" in cluster,
  pass: [{ snapshotIdentifier: "orders" }],
});

export const globalClusterEncrypted = setting(GlobalCluster, {
  id: "aws-docdb-global-cluster-encrypted",
  title: "Global DocumentDB clusters are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_292"] },
  why: "The clusters in all regions are encrypted as the global one is, and it can't be changed later.",
  see: `${guide}/global-clusters.html`,
  at: (cluster) => cluster.storageEncrypted,
  good: [true],
  absent: "bad",
  unless: (cluster) => "sourceDbClusterIdentifier" in cluster,
  pass: [{ sourceDbClusterIdentifier: "orders" }],
});

export const clusterCustomerKey = customerKey(AnyCluster, {
  id: "aws-docdb-cluster-customer-key",
  subject: "DocumentDB clusters",
  equivalents: { checkov: ["CKV_AWS_182"], trivy: ["AVD-AWS-0022"], kics: ["2134641d-30a4-4b16-8ffc-2cd4c4ffd15d", "4766d3ea-241c-4ee6-93ff-c380c996bd1a"] },
  see: `${guide}/encryption-at-rest.html`,
  at: (cluster) => cluster.kmsKeyId,
});

export const insightsCustomerKey = rule(ClusterInstance, {
  id: "aws-docdb-insights-customer-key",
  title: "Performance Insights of DocumentDB are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "They hold texts of queries, and with AWS's key you can't decide who may decrypt them.",
  fix: "Set `performanceInsightsKmsKeyId` to an AWS KMS key of your own.",
  see: `${guide}/performance-insights.html`,
  pass: [{}, { enablePerformanceInsights: true, performanceInsightsKmsKeyId: key }],
  fail: [{ enablePerformanceInsights: true }, { enablePerformanceInsights: true, performanceInsightsKmsKeyId: "alias/aws/rds" }],
  unknown: [{ enablePerformanceInsights: unknown }],
  check: (self) =>
    self.enablePerformanceInsights && !namesKey(self, (instance) => instance.performanceInsightsKmsKeyId) && "`performanceInsightsKmsKeyId` names no key",
});

export const clusterTls = rule(ClusterParameterGroup, {
  id: "aws-docdb-cluster-tls",
  title: "DocumentDB clusters refuse connections without TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_90"] },
  why: "Clients may then send their passwords and the data in the clear.",
  fix: "Leave the parameter `tls` out, or set it to `enabled`.",
  see: `${guide}/security.encryption.ssl.html`,
  pass: [{}, { parameters: [{ name: "tls", value: "enabled" }] }, { parameters: [{ name: "tls", value: "tls1.2+" }] }],
  fail: [{ parameters: [unknown, { name: "tls", value: "disabled" }] }],
  unknown: [{ parameters: unknown }],
  check: ({ parameters }) => some(parameters, ({ name, value }) => name === "tls" && value === "disabled") && "the parameter `tls` is `disabled`",
});

// Who gets in.

export const clusterManagedPassword = setting(Cluster, {
  id: "aws-docdb-cluster-managed-password",
  title: "Secrets Manager holds the passwords of DocumentDB clusters",
  severity: "low",
  family: "secrets",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-DOC3"] },
  why: "The password is in the program or the stack's state, and nobody changes it regularly.",
  see: `${guide}/docdb-secrets-manager.html`,
  at: (cluster) => cluster.manageMasterUserPassword,
  good: [true],
  absent: "bad",
  unless: (cluster) => "snapshotIdentifier" in cluster || "globalClusterIdentifier" in cluster,
  pass: [{ snapshotIdentifier: "orders" }, { globalClusterIdentifier: "orders" }],
});

export const elasticClusterManagedPassword = setting(ElasticCluster, {
  id: "aws-docdb-elastic-cluster-managed-password",
  title: "Secrets Manager holds the passwords of elastic DocumentDB clusters",
  severity: "low",
  family: "secrets",
  preset: "strict",
  why: "The password is in the program or the stack's state, and nobody changes it regularly.",
  fix: "Set `authType` to `SECRET_ARN`, and `adminUserPassword` to the ARN of the secret.",
  see: `${guide}/docdb-using-elastic-clusters.html`,
  at: (cluster) => cluster.authType,
  good: ["SECRET_ARN"],
  bad: ["PLAIN_TEXT"],
  absent: "bad",
});

export const clusterPort = ownPort(Cluster, {
  id: "aws-docdb-cluster-port",
  subject: "DocumentDB clusters",
  equivalents: { "cdk-nag": ["AwsSolutions-DOC2"] },
  see: `${guide}/db-cluster-create.html`,
  usual: () => 27017,
});

// Not losing data.

export const clusterBackups = backupDays(AnyCluster, {
  id: "aws-docdb-cluster-backups",
  subject: "DocumentDB clusters",
  equivalents: { checkov: ["CKV_AWS_360"], "cdk-nag": ["AwsSolutions-DOC4"] },
  see: `${guide}/backup_restore.html`,
  at: (cluster) => cluster.backupRetentionPeriod,
  absent: 1,
  days: 7,
});

// Knowing what happens.

export const clusterLogs = rule(Cluster, {
  id: "aws-docdb-cluster-logs",
  title: "DocumentDB clusters send their logs to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_85"],
    trivy: ["AVD-AWS-0020"],
    kics: ["2ca87964-fe7e-4cdc-899c-427f0f3525f8", "56f6a008-1b14-4af4-b9b2-ab7cf7e27641"],
    terrascan: ["AC_AWS_0456"],
    "cdk-nag": ["AwsSolutions-DOC5"],
  },
  why: "Nobody can tell who did what in the database.",
  fix: "Add `audit` to `enabledCloudwatchLogsExports`, and turn on `audit_logs` in the parameter group.",
  see: `${guide}/event-auditing.html`,
  pass: [{ enabledCloudwatchLogsExports: ["audit"] }, { enabledCloudwatchLogsExports: ["profiler"] }],
  fail: [{}, { enabledCloudwatchLogsExports: [] }],
  unknown: [{ enabledCloudwatchLogsExports: unknown }],
  check: ({ enabledCloudwatchLogsExports }) => !enabledCloudwatchLogsExports?.length && "it exports no logs",
});

export const clusterAuditLog = rule(ClusterParameterGroup, {
  id: "aws-docdb-cluster-audit-log",
  title: "DocumentDB clusters write an audit log",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_104"] },
  why: "Nobody can tell who signed in to the database and changed it.",
  fix: "Set the parameter `audit_logs` to `enabled`, or to the kinds of events to log.",
  see: `${guide}/event-auditing.html`,
  pass: [{ parameters: [{ name: "audit_logs", value: "enabled" }] }, { parameters: [{ name: "audit_logs", value: "ddl, dml_write" }] }],
  fail: [{}, { parameters: [{ name: "audit_logs", value: "disabled" }] }, { parameters: [{ name: "audit_logs", value: "none" }] }],
  unknown: [{ parameters: [unknown] }],
  check: ({ parameters }) =>
    !some(parameters, ({ name, value }) => name === "audit_logs" && !/^(disabled|none)$/.test(value)) && "the parameter `audit_logs` isn't on",
});
