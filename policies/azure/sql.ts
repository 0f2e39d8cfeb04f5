import type { PricingArgs } from "@pulumi/azure-native/security/pricing";
import type { DatabaseArgs } from "@pulumi/azure-native/sql/database";
import type { DatabaseBlobAuditingPolicyArgs } from "@pulumi/azure-native/sql/databaseBlobAuditingPolicy";
import type { DatabaseSecurityAlertPolicyArgs } from "@pulumi/azure-native/sql/databaseSecurityAlertPolicy";
import type { DatabaseThreatDetectionPolicyArgs } from "@pulumi/azure-native/sql/databaseThreatDetectionPolicy";
import type { DatabaseVulnerabilityAssessmentArgs } from "@pulumi/azure-native/sql/databaseVulnerabilityAssessment";
import type { EncryptionProtectorArgs } from "@pulumi/azure-native/sql/encryptionProtector";
import type { ExtendedDatabaseBlobAuditingPolicyArgs } from "@pulumi/azure-native/sql/extendedDatabaseBlobAuditingPolicy";
import type { ExtendedServerBlobAuditingPolicyArgs } from "@pulumi/azure-native/sql/extendedServerBlobAuditingPolicy";
import type { FirewallRuleArgs } from "@pulumi/azure-native/sql/firewallRule";
import type { ManagedDatabaseVulnerabilityAssessmentArgs } from "@pulumi/azure-native/sql/managedDatabaseVulnerabilityAssessment";
import type { ManagedInstanceVulnerabilityAssessmentArgs } from "@pulumi/azure-native/sql/managedInstanceVulnerabilityAssessment";
import type { ServerArgs } from "@pulumi/azure-native/sql/server";
import type { ServerAzureADAdministratorArgs } from "@pulumi/azure-native/sql/serverAzureADAdministrator";
import type { ServerBlobAuditingPolicyArgs } from "@pulumi/azure-native/sql/serverBlobAuditingPolicy";
import type { ServerSecurityAlertPolicyArgs } from "@pulumi/azure-native/sql/serverSecurityAlertPolicy";
import type { ServerVulnerabilityAssessmentArgs } from "@pulumi/azure-native/sql/serverVulnerabilityAssessment";
import type { SqlVulnerabilityAssessmentsSettingArgs } from "@pulumi/azure-native/sql/sqlVulnerabilityAssessmentsSetting";
import type { TransparentDataEncryptionArgs } from "@pulumi/azure-native/sql/transparentDataEncryption";
import { noPublicNetwork, privateEndpoint, same } from "../../lib/cloud/azure";
import { all, each, from, option, resource, rule, setting, some, unknown } from "../../lib/rule";

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
const Database = resource<DatabaseArgs>("azure-native:sql:Database");
const EncryptionProtector = resource<EncryptionProtectorArgs>("azure-native:sql:EncryptionProtector");
const FirewallRule = resource<FirewallRuleArgs>("azure-native:sql:FirewallRule");
const Pricing = resource<PricingArgs>("azure-native:security:Pricing");
const Server = resource<ServerArgs>("azure-native:sql:Server");
const ServerAdministrator = resource<ServerAzureADAdministratorArgs>("azure-native:sql:ServerAzureADAdministrator");
const ServerAlertPolicy = resource<ServerSecurityAlertPolicyArgs>("azure-native:sql:ServerSecurityAlertPolicy");
const ServerAssessment = resource<ServerVulnerabilityAssessmentArgs>("azure-native:sql:ServerVulnerabilityAssessment");
const ServerAuditingPolicy = resource<ServerBlobAuditingPolicyArgs | ExtendedServerBlobAuditingPolicyArgs>(
  "azure-native:sql:ServerBlobAuditingPolicy",
  "azure-native:sql:ExtendedServerBlobAuditingPolicy",
);
const SimpleAssessment = resource<SqlVulnerabilityAssessmentsSettingArgs>("azure-native:sql:SqlVulnerabilityAssessmentsSetting");
const TransparentDataEncryption = resource<TransparentDataEncryptionArgs>("azure-native:sql:TransparentDataEncryption");

/** Names that are tried first by who guesses passwords. */
const isPredictable = (login: string | undefined) =>
  /^(sql|azure|db|server|my)?[-_.]?(admin|administrator|sa|root|user|superuser)[-_.]?(sql|login|user|db)?$/i.test(login ?? "");

export const serverAdministratorName = rule(Server, {
  id: "azure-sql-server-administrator-name",
  title: "SQL servers have an administrator whose name can't be guessed",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["2ab6de9a-0136-415c-be92-79d2e4fd750f"], terrascan: ["AC_AZURE_0377"] },
  why: "Who tries passwords needs the right name as well, and begins with the usual ones.",
  fix: "Choose an `administratorLogin` of your own, or use Entra ID alone.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/logins-create-manage",
  pass: [{}, { administratorLogin: "kestrel" }],
  fail: [{ administratorLogin: "admin" }, { administratorLogin: "sqlAdmin" }],
  unknown: [{ administratorLogin: unknown }],
  check: ({ administratorLogin }) => isPredictable(administratorLogin) && `its administrator is called \`${administratorLogin}\``,
});

export const administratorName = rule(ServerAdministrator, {
  id: "azure-sql-administrator-name",
  title: "Entra ID administrators of SQL servers have a name that can't be guessed",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["bcd3fc01-5902-4f2a-b05a-227f9bbf5450"], terrascan: ["AC_AZURE_0384"] },
  why: "Who tries passwords needs the right name as well, and begins with the usual ones.",
  fix: "Make a user or group with a telling `login` the administrator.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/authentication-aad-configure",
  pass: [{ login: "db-owners@example.com" }],
  fail: [{ login: "sqladmin" }],
  unknown: [{ login: unknown }],
  check: ({ login }) => isPredictable(login) && `it is called \`${login}\``,
});

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

export const databaseLedger = setting(Database, {
  id: "azure-sql-database-ledger",
  title: "SQL databases are ledger databases",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_224"] },
  why: "Only a ledger proves that nobody, administrators included, changed the data afterwards.",
  fix: "Set `isLedgerOn` to `true` when the database is created.",
  see: "https://learn.microsoft.com/sql/relational-databases/security/ledger/ledger-overview",
  at: (self) => self.isLedgerOn,
  good: [true],
  absent: "bad",
});

export const databaseZones = setting(Database, {
  id: "azure-sql-database-zones",
  title: "SQL databases are spread over availability zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_229"] },
  why: "In a single zone, its failure takes the database down.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/high-availability-sla",
  at: (self) => self.zoneRedundant,
  good: [true],
  absent: "bad",
});

export const encryptionEnabled = rule(TransparentDataEncryption, {
  id: "azure-sql-encryption-enabled",
  title: "Transparent encryption of SQL databases is on",
  severity: "high",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { checkov: ["CKV2_AZURE_25"] },
  why: "Without it the database, its backups and its logs lie on the disks in the open.",
  fix: "Set `state` to `Enabled`, or leave the resource out.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/transparent-data-encryption-tde-overview",
  pass: [{ state: "Enabled" }],
  fail: [{ state: "Disabled" }],
  unknown: [{ state: unknown }],
  check: ({ state }) => same(state, "Disabled") && "it is off",
});

export const protectorCustomerKey = setting(EncryptionProtector, {
  id: "azure-sql-protector-customer-key",
  title: "SQL servers are encrypted with a Key Vault key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `serverKeyType` to `AzureKeyVault`, and `serverKeyName` to the name of an `azure-native.sql.ServerKey`.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/transparent-data-encryption-byok-overview",
  at: (self) => self.serverKeyType,
  good: ["AzureKeyVault"],
  bad: ["ServiceManaged"],
  absent: "bad",
});

/** How many addresses a firewall rule admits; none where it isn't a range of IPv4. */
function addressesIn(start: string | undefined, end: string | undefined): number {
  const number = (address: string | undefined) => (address ?? "").split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = number(end) - number(start) + 1;
  return Number.isNaN(size) ? 0 : size;
}

const isAzure = (start: string | undefined, end: string | undefined) => start === "0.0.0.0" && end === "0.0.0.0";
const half = 2 ** 31;

export const firewallOpen = rule(FirewallRule, {
  id: "azure-sql-firewall-open",
  title: "SQL servers aren't open to the whole internet",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["6.3"] },
  equivalents: {
    checkov: ["CKV_AZURE_11", "CKV2_AZURE_34"],
    trivy: ["AVD-AZU-0029"],
    kics: ["25c0ea09-f1c5-4380-b055-3b83863f2bb8", "6a3201a5-1630-494b-b294-3129d06b0eca", "d7ba74da-2da0-4d4b-83c8-2fd72a3f6c28"],
    terrascan: ["AC_AZURE_0380"],
    regula: ["FG_R00192"],
  },
  why: "Anyone on the internet can try passwords and known weaknesses on the server.",
  fix: "Admit only the addresses that need access, or use a private endpoint.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/firewall-configure",
  pass: [
    { startIpAddress: "203.0.113.1", endIpAddress: "203.0.113.9" },
    { startIpAddress: "0.0.0.0", endIpAddress: "0.0.0.0" },
  ],
  fail: [
    { startIpAddress: "0.0.0.0", endIpAddress: "255.255.255.255" },
    { startIpAddress: "1.0.0.0", endIpAddress: "223.255.255.255" },
  ],
  unknown: [{ startIpAddress: "0.0.0.0", endIpAddress: unknown }],
  check: ({ startIpAddress: start, endIpAddress: end }) => addressesIn(start, end) >= half && `it admits \`${start}\` to \`${end}\``,
});

export const firewallRange = rule(FirewallRule, {
  id: "azure-sql-firewall-range",
  title: "Firewall rules of SQL servers admit small ranges",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { terrascan: ["AC_AZURE_0280"] },
  why: "Each address more is one more place from which to try passwords.",
  fix: "Admit only the addresses that need access.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/firewall-configure",
  options: { addresses: option.Integer({ default: 256, minimum: 1, description: "The most addresses that one rule may admit." }) },
  pass: [{ startIpAddress: "203.0.113.0", endIpAddress: "203.0.113.255" }],
  fail: [{ startIpAddress: "203.0.112.0", endIpAddress: "203.0.113.255" }],
  unknown: [{ startIpAddress: unknown, endIpAddress: "203.0.113.255" }],
  check: ({ startIpAddress, endIpAddress }, { options }) => {
    const admitted = addressesIn(startIpAddress, endIpAddress);
    return admitted > options.addresses && `it admits ${admitted} addresses`;
  },
});

export const firewallAzure = rule(FirewallRule, {
  id: "azure-sql-firewall-azure",
  title: "Firewall rules of SQL servers don't admit all of Azure",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_6"], terrascan: ["AC_AZURE_0381"], regula: ["FG_R00221"] },
  why: "The rule admits every machine in Azure, also those of other customers.",
  fix: "Remove the rule for `0.0.0.0` and use virtual network rules or a private endpoint.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/network-access-controls-overview",
  pass: [{ startIpAddress: "203.0.113.1", endIpAddress: "203.0.113.9" }],
  fail: [{ startIpAddress: "0.0.0.0", endIpAddress: "0.0.0.0" }],
  unknown: [{ startIpAddress: unknown }],
  check: ({ startIpAddress, endIpAddress }) => isAzure(startIpAddress, endIpAddress) && "it admits all of Azure",
});

export const serverEntraAdministrator = rule(Server, {
  id: "azure-sql-server-entra-administrator",
  title: "SQL servers have an Entra ID administrator",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_27", "CKV2_AZURE_7"], kics: ["a3a055d2-9a2e-4cc9-b9fb-12850a1a3a4b"], terrascan: ["AC_AZURE_0378"] },
  why: "Passwords in the database know no second factor and no central sign-out.",
  fix: "Set `administrators`, or add an `azure-native.sql.ServerAzureADAdministrator`.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/authentication-aad-overview",
  related: { separate: from(ServerAdministrator, "serverName") },
  pass: [{ administrators: { login: "db-owners" } }, { separate: [{}] }],
  fail: [{}],
  unknown: [{ administrators: unknown }, { separate: [unknown] }],
  check: ({ administrators, separate }) => !administrators && !some(separate, () => true) && "it has no Entra ID administrator",
});

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
    each(policies, (policy) => isShort(policy, options.days) && `its audit logs are kept for ${policy.retentionDays} days only`),
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

export const serverTls = rule(Server, {
  id: "azure-sql-server-tls",
  title: "SQL servers require TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_52"], trivy: ["AVD-AZU-0026"] },
  why: "TLS 1.0 and 1.1 have known weaknesses, and a client may be made to fall back to them.",
  fix: "Set `minimalTlsVersion` to `1.2` or `1.3`.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings",
  pass: [{}, { minimalTlsVersion: "1.2" }, { minimalTlsVersion: "1.3" }],
  fail: [{ minimalTlsVersion: "1.1" }, { minimalTlsVersion: "None" }],
  unknown: [{ minimalTlsVersion: unknown }],
  check: ({ minimalTlsVersion: version }) => same(version, "None", "1.0", "1.1") && `\`minimalTlsVersion\` is \`${version}\``,
  remedy: () => ({ minimalTlsVersion: "1.2" }),
});

export const serverPrivateEndpoint = privateEndpoint(Server, {
  id: "azure-sql-server-private-endpoint",
  subject: "SQL servers",
  equivalents: { checkov: ["CKV2_AZURE_45"] },
  see: "https://learn.microsoft.com/azure/azure-sql/database/private-endpoint-overview",
});

export const serverPublicNetwork = noPublicNetwork(Server, {
  id: "azure-sql-server-public-network",
  subject: "SQL servers",
  equivalents: { checkov: ["CKV_AZURE_113"], kics: ["ade36cf4-329f-4830-a83d-9db72c800507"] },
  see: "https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings",
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
