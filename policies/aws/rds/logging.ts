import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { ClusterParameterGroupArgs } from "@pulumi/aws/rds/clusterParameterGroup";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";
import type { ParameterGroupArgs } from "@pulumi/aws/rds/parameterGroup";
import { nist, pci } from "../../../lib/cloud/aws-controls";
import { resource, rule, setting, some, to, unknown } from "../../../lib/rule";
import type { Controls } from "../../../lib/rule/frameworks";
import { AnyInstance } from "./resources";

const Cluster = resource<ClusterArgs>("aws:rds/cluster:Cluster");
const ClusterParameterGroup = resource<ClusterParameterGroupArgs>("aws:rds/clusterParameterGroup:ClusterParameterGroup");
const Instance = resource<InstanceArgs>("aws:rds/instance:Instance");
const ParameterGroup = resource<ParameterGroupArgs>("aws:rds/parameterGroup:ParameterGroup");

const guide = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";

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

const clusterLogControls: Controls = {
  "nist-800-53-r5": ["AC-2(4)", "AC-4(26)", "AC-6(9)", "AU-2", "AU-3", "AU-6(3)", "AU-6(4)", "AU-10", "AU-12", "CA-7", "SC-7(9)", "SC-7(10)", "SI-3(8)"],
};

export const clusterLogs = rule(Cluster, {
  id: "aws-rds-cluster-logs",
  title: "Database clusters send their logs to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: clusterLogControls,
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
  controls: clusterLogControls,
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
