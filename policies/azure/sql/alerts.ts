import type { PricingArgs } from "@pulumi/azure-native/security/pricing";
import type { DatabaseSecurityAlertPolicyArgs } from "@pulumi/azure-native/sql/databaseSecurityAlertPolicy";
import type { DatabaseThreatDetectionPolicyArgs } from "@pulumi/azure-native/sql/databaseThreatDetectionPolicy";
import type { ServerArgs } from "@pulumi/azure-native/sql/server";
import type { ServerSecurityAlertPolicyArgs } from "@pulumi/azure-native/sql/serverSecurityAlertPolicy";
import { same } from "../../../lib/cloud/azure";
import { all, each, from, resource, rule, setting, some, unknown } from "../../../lib/rule";

const SecurityAlertPolicy = resource<ServerSecurityAlertPolicyArgs | DatabaseSecurityAlertPolicyArgs>(
  "azure-native:sql:ServerSecurityAlertPolicy",
  "azure-native:sql:DatabaseSecurityAlertPolicy",
);
const ThreatDetectionPolicy = resource<DatabaseThreatDetectionPolicyArgs>("azure-native:sql:DatabaseThreatDetectionPolicy");
const AlertPolicy = resource<ServerSecurityAlertPolicyArgs | DatabaseSecurityAlertPolicyArgs | DatabaseThreatDetectionPolicyArgs>(
  "azure-native:sql:ServerSecurityAlertPolicy",
  "azure-native:sql:DatabaseSecurityAlertPolicy",
  "azure-native:sql:DatabaseThreatDetectionPolicy",
);
const Pricing = resource<PricingArgs>("azure-native:security:Pricing");
const Server = resource<ServerArgs>("azure-native:sql:Server");
const ServerAlertPolicy = resource<ServerSecurityAlertPolicyArgs>("azure-native:sql:ServerSecurityAlertPolicy");

/** The parts of a list; the older policy of databases joins them with semicolons. */
const partsOf = (list: string | readonly string[] | undefined) => (typeof list === "string" ? list.split(";") : list);

export const alertEmails = rule(AlertPolicy, {
  id: "azure-sql-alert-emails",
  title: "Threat alerts of SQL servers and databases are sent to somebody",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AZURE_26"],
    trivy: ["AVD-AZU-0018"],
    kics: ["55975007-f6e7-4134-83c3-298f1fe4b519", "89b79fe5-49bd-4d39-84ce-55f5fc6f7764"],
  },
  why: "An alert that reaches nobody stops no attack.",
  fix: "Put the addresses of who looks after the database into `emailAddresses`.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/threat-detection-configure",
  pass: [{ emailAddresses: ["security@example.com"] }, { emailAddresses: "security@example.com;owner@example.com" }],
  fail: [{}, { emailAddresses: [] }, { emailAddresses: [""] }, { emailAddresses: "" }],
  unknown: [{ emailAddresses: unknown }, { emailAddresses: [unknown] }],
  check: ({ emailAddresses }) => !some(partsOf(emailAddresses), (address) => address) && "`emailAddresses` names nobody",
});

export const alertAdministrators = setting(SecurityAlertPolicy, {
  id: "azure-sql-alert-administrators",
  title: "Threat alerts of SQL servers and databases are sent to the administrators",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_27"], trivy: ["AVD-AZU-0023"], kics: ["a8852cc0-fd4b-4fc7-9372-1e43fad0732e"] },
  why: "The administrators are who can act on an alert.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/threat-detection-configure",
  at: (self) => self.emailAccountAdmins,
  good: [true],
  absent: "bad",
});

export const threatPolicyAdministrators = setting(ThreatDetectionPolicy, {
  id: "azure-sql-threat-policy-administrators",
  title: "Threat detection policies of SQL databases alert the administrators",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_27"] },
  why: "The administrators are who can act on an alert.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/threat-detection-configure",
  at: (self) => self.emailAccountAdmins,
  good: ["Enabled"],
  bad: ["Disabled"],
  absent: "bad",
});

export const alertTypes = rule(AlertPolicy, {
  id: "azure-sql-alert-types",
  title: "No kind of threat is left out of the alerts of SQL servers and databases",
  severity: "medium",
  family: "logging",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_25"], trivy: ["AVD-AZU-0028"] },
  why: "An attack of a kind that is left out goes unnoticed.",
  fix: "Leave `disabledAlerts` out.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/threat-detection-overview",
  pass: [{}, { disabledAlerts: [] }, { disabledAlerts: [""] }, { disabledAlerts: "" }],
  fail: [{ disabledAlerts: ["Sql_Injection"] }, { disabledAlerts: "Sql_Injection;Access_Anomaly" }],
  unknown: [{ disabledAlerts: [unknown] }],
  check: ({ disabledAlerts }) => each(partsOf(disabledAlerts), (kind) => kind !== "" && `alerts of \`${kind}\` are off`),
});

export const serverThreatDetection = rule(Server, {
  id: "azure-sql-server-threat-detection",
  title: "SQL servers are watched for threats",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_13"], kics: ["574e8d82-1db2-4b9c-b526-e320ede9a9ff"], terrascan: ["AC_AZURE_0383"] },
  why: "Injected SQL and logins from strange places go unnoticed.",
  fix: "Add an `azure-native.sql.ServerSecurityAlertPolicy` with `state` `Enabled`, or turn on Defender for SQL in the subscription.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/azure-defender-for-sql",
  related: { policies: from(ServerAlertPolicy, "serverName"), plans: all(Pricing) },
  pass: [{ policies: [{ state: "Enabled" }] }, { plans: [{ pricingName: "SqlServers", pricingTier: "Standard" }] }],
  fail: [{}, { policies: [{ state: "Disabled" }] }, { plans: [{ pricingName: "SqlServers", pricingTier: "Free" }] }],
  unknown: [{ policies: [unknown] }],
  check: ({ policies, plans }) =>
    !some(plans, ({ pricingName, pricingTier }) => same(pricingName, "SqlServers") && same(pricingTier, "Standard")) &&
    !some(policies, ({ state }) => same(state, "Enabled")) &&
    "no security alert policy is on for it",
});
