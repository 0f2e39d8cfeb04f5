import type { DatabaseBlobAuditingPolicyArgs } from "@pulumi/azure-native/sql/databaseBlobAuditingPolicy";
import type { ExtendedDatabaseBlobAuditingPolicyArgs } from "@pulumi/azure-native/sql/extendedDatabaseBlobAuditingPolicy";
import type { ExtendedServerBlobAuditingPolicyArgs } from "@pulumi/azure-native/sql/extendedServerBlobAuditingPolicy";
import type { ServerArgs } from "@pulumi/azure-native/sql/server";
import type { ServerBlobAuditingPolicyArgs } from "@pulumi/azure-native/sql/serverBlobAuditingPolicy";
import { same } from "../../../lib/cloud/azure";
import { every, from, option, resource, rule, some, unknown } from "../../../lib/rule";

const AuditingPolicy = resource<
  ServerBlobAuditingPolicyArgs | ExtendedServerBlobAuditingPolicyArgs | DatabaseBlobAuditingPolicyArgs | ExtendedDatabaseBlobAuditingPolicyArgs
>(
  "azure-native:sql:ServerBlobAuditingPolicy",
  "azure-native:sql:ExtendedServerBlobAuditingPolicy",
  "azure-native:sql:DatabaseBlobAuditingPolicy",
  "azure-native:sql:ExtendedDatabaseBlobAuditingPolicy",
);
const DatabaseAuditingPolicy = resource<DatabaseBlobAuditingPolicyArgs | ExtendedDatabaseBlobAuditingPolicyArgs>(
  "azure-native:sql:DatabaseBlobAuditingPolicy",
  "azure-native:sql:ExtendedDatabaseBlobAuditingPolicy",
);
const Server = resource<ServerArgs>("azure-native:sql:Server");
const ServerAuditingPolicy = resource<ServerBlobAuditingPolicyArgs | ExtendedServerBlobAuditingPolicyArgs>(
  "azure-native:sql:ServerBlobAuditingPolicy",
  "azure-native:sql:ExtendedServerBlobAuditingPolicy",
);

export const serverAuditing = rule(Server, {
  id: "azure-sql-server-auditing",
  title: "SQL servers are audited",
  severity: "medium",
  family: "logging",
  preset: "strict",
  controls: { "cis-azure-1.3": ["4.1.1"] },
  equivalents: {
    checkov: ["CKV_AZURE_23", "CKV_AZURE_24"],
    trivy: ["AVD-AZU-0027"],
    kics: [
      "609839ae-bd81-4375-9910-5bce72ae7b92",
      "83a229ba-483e-47c6-8db7-dc96969bce5a",
      "e055285c-bc01-48b4-8aa5-8a54acdd29df",
      "f7e296b0-6660-4bc5-8f87-22ac4a815edf",
    ],
    terrascan: ["AC_AZURE_0137", "AC_AZURE_0376"],
    regula: ["FG_R00282"],
  },
  why: "Without an audit log nobody can tell afterwards who read or changed the data.",
  fix: "Add an `azure-native.sql.ServerBlobAuditingPolicy` with `state` `Enabled`.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/auditing-overview",
  related: { policies: from(ServerAuditingPolicy, "serverName") },
  pass: [{ policies: [{ state: "Enabled" }] }],
  fail: [{}, { policies: [{ state: "Disabled" }] }],
  unknown: [{ policies: [unknown] }, { policies: [{ state: unknown }] }],
  check: ({ policies }) => !some(policies, ({ state }) => same(state, "Enabled")) && "no auditing policy is on for it",
});

const retention = {
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "cis-azure-1.3": ["4.1.3"] },
  why: "Many break-ins are noticed only weeks later; by then the log must still be there.",
  fix: "Set `retentionDays` of the auditing policy to 90 or more, or to 0, which means forever.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/auditing-setup",
  options: { days: option.Integer({ default: 90, minimum: 1, description: "The fewest days that audit logs are kept." }) },
} as const;

const isShort = ({ state, retentionDays = 0 }: { state?: string; retentionDays?: number }, days: number) =>
  same(state, "Enabled") && retentionDays > 0 && retentionDays < days;

export const serverAuditRetention = rule(Server, {
  ...retention,
  id: "azure-sql-server-audit-retention",
  title: "Audit logs of SQL servers are kept for 90 days",
  equivalents: {
    checkov: ["CKV_AZURE_24"],
    trivy: ["AVD-AZU-0025"],
    kics: ["59acb56b-2b10-4c2c-ba38-f2223c3f5cfc", "9c301481-e6ec-44f7-8a49-8ec63e2969ea", "c09cdac2-7670-458a-bf6c-efad6880973a"],
    terrascan: ["AC_AZURE_0136", "AC_AZURE_0375"],
    regula: ["FG_R00283"],
  },
  related: { policies: from(ServerAuditingPolicy, "serverName") },
  pass: [
    {},
    { policies: [{ state: "Enabled", retentionDays: 90 }] },
    { policies: [{ state: "Enabled", retentionDays: 0 }] },
    { policies: [{ state: "Disabled", retentionDays: 7 }] },
  ],
  fail: [{ policies: [{ state: "Enabled", retentionDays: 89 }] }],
  unknown: [{ policies: [{ state: "Enabled", retentionDays: unknown }] }],
  check: ({ policies }, { options }) =>
    policies.length > 0 && every(policies, (policy) => isShort(policy, options.days)) && `its audit logs are kept for fewer than ${options.days} days`,
});

export const databaseAuditRetention = rule(DatabaseAuditingPolicy, {
  ...retention,
  id: "azure-sql-database-audit-retention",
  title: "Audit logs of SQL databases are kept for 90 days",
  equivalents: { trivy: ["AVD-AZU-0025"], kics: ["9c301481-e6ec-44f7-8a49-8ec63e2969ea"], terrascan: ["AC_AZURE_0136"] },
  pass: [{ state: "Enabled" }, { state: "Enabled", retentionDays: 90 }, { state: "Disabled", retentionDays: 7 }],
  fail: [{ state: "Enabled", retentionDays: 89 }],
  unknown: [{ state: "Enabled", retentionDays: unknown }],
  check: (policy, { options }) => isShort(policy, options.days) && `it keeps audit logs for ${policy.retentionDays} days only`,
});

export const auditMonitor = rule(AuditingPolicy, {
  id: "azure-sql-audit-monitor",
  title: "Audit logs of SQL servers and databases go to Azure Monitor",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_156"] },
  why: "In Azure Monitor the log is searched and alerted on together with everything else, and out of the database administrators' reach.",
  fix: "Set `isAzureMonitorTargetEnabled` to `true`.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/auditing-setup",
  pass: [{ state: "Enabled", isAzureMonitorTargetEnabled: true }, { state: "Disabled" }],
  fail: [{ state: "Enabled" }, { state: "Enabled", isAzureMonitorTargetEnabled: false }],
  unknown: [{ state: "Enabled", isAzureMonitorTargetEnabled: unknown }],
  check: ({ state, isAzureMonitorTargetEnabled }) => same(state, "Enabled") && !isAzureMonitorTargetEnabled && "`isAzureMonitorTargetEnabled` is off",
});
