import type { DatabaseVulnerabilityAssessmentArgs } from "@pulumi/azure-native/sql/databaseVulnerabilityAssessment";
import type { ManagedDatabaseVulnerabilityAssessmentArgs } from "@pulumi/azure-native/sql/managedDatabaseVulnerabilityAssessment";
import type { ManagedInstanceVulnerabilityAssessmentArgs } from "@pulumi/azure-native/sql/managedInstanceVulnerabilityAssessment";
import type { ServerArgs } from "@pulumi/azure-native/sql/server";
import type { ServerVulnerabilityAssessmentArgs } from "@pulumi/azure-native/sql/serverVulnerabilityAssessment";
import type { SqlVulnerabilityAssessmentsSettingArgs } from "@pulumi/azure-native/sql/sqlVulnerabilityAssessmentsSetting";
import { same } from "../../../lib/cloud/azure";
import { from, resource, rule, setting, some, unknown } from "../../../lib/rule";

const Assessment = resource<
  | ServerVulnerabilityAssessmentArgs
  | DatabaseVulnerabilityAssessmentArgs
  | ManagedInstanceVulnerabilityAssessmentArgs
  | ManagedDatabaseVulnerabilityAssessmentArgs
>(
  "azure-native:sql:ServerVulnerabilityAssessment",
  "azure-native:sql:DatabaseVulnerabilityAssessment",
  "azure-native:sql:ManagedInstanceVulnerabilityAssessment",
  "azure-native:sql:ManagedDatabaseVulnerabilityAssessment",
);
const Server = resource<ServerArgs>("azure-native:sql:Server");
const ServerAssessment = resource<ServerVulnerabilityAssessmentArgs>("azure-native:sql:ServerVulnerabilityAssessment");
const SimpleAssessment = resource<SqlVulnerabilityAssessmentsSettingArgs>("azure-native:sql:SqlVulnerabilityAssessmentsSetting");

export const serverAssessment = rule(Server, {
  id: "azure-sql-server-assessment",
  title: "SQL servers are scanned for weaknesses",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_2"] },
  why: "A mistake in permissions or settings stays until somebody abuses it.",
  fix: "Add an `azure-native.sql.SqlVulnerabilityAssessmentsSetting` with `state` `Enabled`.",
  see: "https://learn.microsoft.com/azure/defender-for-cloud/sql-azure-vulnerability-assessment-enable",
  related: { simple: from(SimpleAssessment, "serverName"), classic: from(ServerAssessment, "serverName") },
  pass: [{ simple: [{ state: "Enabled" }] }, { classic: [{ storageContainerPath: "https://a.blob.core.windows.net/scans" }] }],
  fail: [{}, { simple: [{ state: "Disabled" }] }],
  unknown: [{ classic: [unknown] }],
  check: ({ simple, classic }) =>
    !some(simple, ({ state }) => same(state, "Enabled")) &&
    !some(classic, ({ storageContainerPath }) => storageContainerPath) &&
    "no vulnerability assessment is on for it",
});

export const assessmentSchedule = setting(Assessment, {
  id: "azure-sql-assessment-schedule",
  title: "Vulnerability assessments of SQL servers and databases scan regularly",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_3"] },
  why: "A scan that somebody has to start is forgotten.",
  see: "https://learn.microsoft.com/azure/defender-for-cloud/sql-azure-vulnerability-assessment-overview",
  at: (self) => self.recurringScans?.isEnabled,
  good: [true],
  absent: "bad",
});

export const assessmentEmails = rule(Assessment, {
  id: "azure-sql-assessment-emails",
  title: "Vulnerability assessments of SQL servers and databases send their reports to somebody",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_4"] },
  why: "A report that reaches nobody mends nothing.",
  fix: "Put the addresses of who looks after the database into `recurringScans.emails`.",
  see: "https://learn.microsoft.com/azure/defender-for-cloud/sql-azure-vulnerability-assessment-overview",
  pass: [{ recurringScans: { emails: ["security@example.com"] } }],
  fail: [{}, { recurringScans: { emails: [] } }],
  unknown: [{ recurringScans: { emails: unknown } }],
  check: ({ recurringScans }) => !some(recurringScans?.emails, (address) => address) && "`recurringScans.emails` names nobody",
});

export const assessmentAdministrators = setting(Assessment, {
  id: "azure-sql-assessment-administrators",
  title: "Vulnerability assessments of SQL servers and databases send their reports to the administrators",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_5"] },
  why: "The administrators are who can act on a report.",
  see: "https://learn.microsoft.com/azure/defender-for-cloud/sql-azure-vulnerability-assessment-overview",
  at: (self) => self.recurringScans?.emailSubscriptionAdmins,
  good: [true],
  absent: "bad",
});
