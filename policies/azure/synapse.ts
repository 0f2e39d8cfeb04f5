import type { BigDataPoolArgs } from "@pulumi/azure-native/synapse/bigDataPool";
import type { IpFirewallRuleArgs } from "@pulumi/azure-native/synapse/ipFirewallRule";
import type { SqlPoolArgs } from "@pulumi/azure-native/synapse/sqlPool";
import type { SqlPoolTransparentDataEncryptionArgs } from "@pulumi/azure-native/synapse/sqlPoolTransparentDataEncryption";
import type { SqlPoolVulnerabilityAssessmentArgs } from "@pulumi/azure-native/synapse/sqlPoolVulnerabilityAssessment";
import type { WorkspaceArgs } from "@pulumi/azure-native/synapse/workspace";
import type { WorkspaceManagedSqlServerVulnerabilityAssessmentArgs } from "@pulumi/azure-native/synapse/workspaceManagedSqlServerVulnerabilityAssessment";
import { diagnosticLogs, noPublicNetwork, same } from "../../lib/cloud/azure";
import { firewallAzure, firewallOpen } from "../../lib/cloud/azure-firewall";
import { customerKey, from, isSecret, resource, rule, secret, setting, some, unknown } from "../../lib/rule";

const FirewallRule = resource<IpFirewallRuleArgs>("azure-native:synapse:IpFirewallRule");
const SparkPool = resource<BigDataPoolArgs>("azure-native:synapse:BigDataPool");
const SqlPool = resource<SqlPoolArgs>("azure-native:synapse:SqlPool");
const SqlPoolAssessment = resource<SqlPoolVulnerabilityAssessmentArgs>("azure-native:synapse:SqlPoolVulnerabilityAssessment");
const SqlPoolEncryption = resource<SqlPoolTransparentDataEncryptionArgs>("azure-native:synapse:SqlPoolTransparentDataEncryption");
const Workspace = resource<WorkspaceArgs>("azure-native:synapse:Workspace");
const WorkspaceAssessment = resource<WorkspaceManagedSqlServerVulnerabilityAssessmentArgs>(
  "azure-native:synapse:WorkspaceManagedSqlServerVulnerabilityAssessment",
);

export const assessmentScans = setting(WorkspaceAssessment, {
  id: "azure-synapse-assessment-scans",
  title: "Vulnerability assessments of Synapse workspaces scan regularly",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_46"] },
  why: "A weakness that appears later is only found by scanning again.",
  see: "https://learn.microsoft.com/azure/defender-for-cloud/sql-azure-vulnerability-assessment-overview",
  at: (assessment) => assessment.recurringScans?.isEnabled,
  good: [true],
  absent: "bad",
});

export const firewallruleOpen = firewallOpen(FirewallRule, {
  id: "azure-synapse-firewallrule-open",
  subject: "Synapse workspaces",
  see: "https://learn.microsoft.com/azure/synapse-analytics/security/synapse-workspace-ip-firewall",
});

export const firewallruleAzure = firewallAzure(FirewallRule, {
  id: "azure-synapse-firewallrule-azure",
  subject: "Synapse workspaces",
  see: "https://learn.microsoft.com/azure/synapse-analytics/security/synapse-workspace-ip-firewall",
});

export const sparkpoolIsolation = setting(SparkPool, {
  id: "azure-synapse-sparkpool-isolation",
  title: "Synapse Spark pools run on machines of their own",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_242"] },
  why: "On a shared machine, a fault of the hypervisor exposes the data to another customer.",
  see: "https://learn.microsoft.com/azure/synapse-analytics/spark/apache-spark-pool-configurations",
  at: (pool) => pool.isComputeIsolationEnabled,
  good: [true],
  absent: "bad",
});

export const sqlpoolEncryption = rule(SqlPool, {
  id: "azure-synapse-sqlpool-encryption",
  title: "Synapse SQL pools have transparent data encryption",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_241"] },
  why: "Unlike other SQL databases, dedicated pools aren't encrypted by the database until it is switched on.",
  fix: "Add an `azure-native.synapse.SqlPoolTransparentDataEncryption` whose `status` is `Enabled`.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/transparent-data-encryption-tde-overview",
  related: { encryptions: from(SqlPoolEncryption, "sqlPoolName") },
  pass: [{ encryptions: [{ status: "Enabled" }] }],
  fail: [{}, { encryptions: [{ status: "Disabled" }] }],
  unknown: [{ encryptions: [unknown] }],
  check: ({ encryptions }) => !some(encryptions, ({ status }) => same(status, "Enabled")) && "no SqlPoolTransparentDataEncryption is enabled for it",
});

export const sqlpoolAssessment = rule(SqlPool, {
  id: "azure-synapse-sqlpool-assessment",
  title: "Synapse SQL pools have a vulnerability assessment",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_52"] },
  why: "Without scans, wrong permissions and unguarded data stay unnoticed.",
  fix: "Add an `azure-native.synapse.SqlPoolVulnerabilityAssessment` for the pool.",
  see: "https://learn.microsoft.com/azure/defender-for-cloud/sql-azure-vulnerability-assessment-overview",
  related: { assessments: from(SqlPoolAssessment, "sqlPoolName") },
  pass: [{ assessments: [{ recurringScans: { isEnabled: true } }] }],
  fail: [{}],
  unknown: [{ assessments: [unknown] }],
  check: ({ assessments }) => !some(assessments) && "no SqlPoolVulnerabilityAssessment is for it",
});

export const workspacePassword = rule(Workspace, {
  id: "azure-synapse-workspace-password",
  title: "Administrator passwords of Synapse workspaces are secrets",
  severity: "high",
  family: "secrets",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_239"] },
  why: "A password in plain text can be read in the stack's state and in every preview.",
  fix: "Read the password from a Pulumi secret, or set `azureADOnlyAuthentication` and leave it out.",
  see: "https://learn.microsoft.com/azure/synapse-analytics/sql/active-directory-authentication",
  pass: [{}, { sqlAdministratorLoginPassword: secret("correct horse") }],
  fail: [{ sqlAdministratorLoginPassword: "correct horse" }],
  unknown: [{ sqlAdministratorLoginPassword: unknown }],
  check: (workspace) =>
    !isSecret(workspace, "sqlAdministratorLoginPassword") && workspace.sqlAdministratorLoginPassword && "`sqlAdministratorLoginPassword` is in plain text",
});

export const workspaceCustomerKey = customerKey(Workspace, {
  id: "azure-synapse-workspace-customer-key",
  subject: "Synapse workspaces",
  equivalents: { checkov: ["CKV_AZURE_240"] },
  see: "https://learn.microsoft.com/azure/synapse-analytics/security/workspaces-encryption",
  at: (workspace) => workspace.encryption?.cmk?.key?.keyVaultUrl,
});

export const workspaceExfiltration = setting(Workspace, {
  id: "azure-synapse-workspace-exfiltration",
  title: "Synapse workspaces send data to approved tenants only",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_157"] },
  why: "Without it, a notebook or pipeline can copy all data to somebody else's account.",
  see: "https://learn.microsoft.com/azure/synapse-analytics/security/workspace-data-exfiltration-protection",
  at: (workspace) => workspace.managedVirtualNetworkSettings?.preventDataExfiltration,
  good: [true],
  absent: "bad",
});

export const workspaceNetwork = setting(Workspace, {
  id: "azure-synapse-workspace-network",
  title: "Synapse workspaces run in a managed virtual network",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_58"], trivy: ["AVD-AZU-0034"] },
  why: "Without it, pools of several customers share a network, and data sources must be open to the internet.",
  see: "https://learn.microsoft.com/azure/synapse-analytics/security/synapse-workspace-managed-vnet",
  at: (workspace) => workspace.managedVirtualNetwork,
  good: ["default"],
  bad: [""],
  absent: "bad",
});

export const workspaceFirewall = rule(Workspace, {
  id: "azure-synapse-workspace-firewall",
  title: "Synapse workspaces admit no addresses of the internet",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_19"] },
  why: "Each address that is admitted is one more place from which to try credentials.",
  fix: "Remove the `azure-native.synapse.IpFirewallRule` and use private endpoints.",
  see: "https://learn.microsoft.com/azure/synapse-analytics/security/how-to-connect-to-workspace-with-private-links",
  related: { rules: from(FirewallRule, "workspaceName") },
  pass: [{}],
  fail: [{ rules: [{ startIpAddress: "203.0.113.1", endIpAddress: "203.0.113.1" }] }],
  unknown: [{ rules: [unknown] }],
  check: ({ rules }) => some(rules) && "an IpFirewallRule admits addresses to it",
});

export const workspacePublicNetwork = noPublicNetwork(Workspace, {
  id: "azure-synapse-workspace-public-network",
  subject: "Synapse workspaces",
  see: "https://learn.microsoft.com/azure/synapse-analytics/security/connectivity-settings",
});

export const workspaceAccessLogs = diagnosticLogs(Workspace, {
  id: "azure-synapse-workspace-access-logs",
  subject: "Synapse workspaces",
  category: "SynapseRbacOperations",
  see: "https://learn.microsoft.com/azure/synapse-analytics/monitoring/how-to-monitor-using-azure-monitor",
});
