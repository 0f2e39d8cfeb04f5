import type { ConfigurationArgs } from "@pulumi/azure-native/dbforpostgresql/configuration";
import type { FirewallRuleArgs } from "@pulumi/azure-native/dbforpostgresql/firewallRule";
import type { ServerArgs } from "@pulumi/azure-native/dbforpostgresql/server";
import type { ServerGroupClusterArgs } from "@pulumi/azure-native/dbforpostgresql/serverGroupCluster";
import type { ServerGroupFirewallRuleArgs } from "@pulumi/azure-native/dbforpostgresql/serverGroupFirewallRule";
import type { SingleServerArgs } from "@pulumi/azure-native/dbforpostgresql/singleServer";
import type { SingleServerConfigurationArgs } from "@pulumi/azure-native/dbforpostgresql/singleServerConfiguration";
import type { SingleServerFirewallRuleArgs } from "@pulumi/azure-native/dbforpostgresql/singleServerFirewallRule";
import type { SingleServerServerSecurityAlertPolicyArgs } from "@pulumi/azure-native/dbforpostgresql/singleServerServerSecurityAlertPolicy";
import { privateEndpoint, same } from "../../lib/cloud/azure";
import {
  flexibleServerCustomerKey,
  flexibleServerGeoBackup,
  flexibleServerPrivateEndpoint,
  flexibleServerPublicNetwork,
  parameterOn,
  parameterSsl,
  parameterTls,
  singleServerDoubleEncryption,
  singleServerGeoBackup,
  singleServerPublicNetwork,
  singleServerSsl,
  singleServerTls,
} from "../../lib/cloud/azure-database";
import { firewallAzure, firewallOpen, firewallRange } from "../../lib/cloud/azure-firewall";
import { customerKey, each, from, option, resource, rule, setting, some, unknown } from "../../lib/rule";

const AlertPolicy = resource<SingleServerServerSecurityAlertPolicyArgs>("azure-native:dbforpostgresql:SingleServerServerSecurityAlertPolicy");
const Cluster = resource<ServerGroupClusterArgs>("azure-native:dbforpostgresql:ServerGroupCluster");
const Configuration = resource<ConfigurationArgs | SingleServerConfigurationArgs>(
  "azure-native:dbforpostgresql:Configuration",
  "azure-native:dbforpostgresql:SingleServerConfiguration",
);
const FirewallRule = resource<FirewallRuleArgs | SingleServerFirewallRuleArgs | ServerGroupFirewallRuleArgs>(
  "azure-native:dbforpostgresql:FirewallRule",
  "azure-native:dbforpostgresql:SingleServerFirewallRule",
  "azure-native:dbforpostgresql:ServerGroupFirewallRule",
);
const Server = resource<ServerArgs>("azure-native:dbforpostgresql:Server");
const SingleServer = resource<SingleServerArgs>("azure-native:dbforpostgresql:SingleServer");

export const serverCustomerKey = flexibleServerCustomerKey(Server, {
  id: "azure-dbforpostgresql-server-customer-key",
  subject: "PostgreSQL servers",
  equivalents: { checkov: ["CKV2_AZURE_17"] },
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-data-encryption",
});

export const clusterCustomerKey = customerKey(Cluster, {
  id: "azure-dbforpostgresql-cluster-customer-key",
  subject: "Cosmos DB for PostgreSQL clusters",
  see: "https://learn.microsoft.com/azure/cosmos-db/postgresql/concepts-customer-managed-keys",
  at: (cluster) => cluster.dataEncryption?.primaryKeyUri,
});

export const clusterPublicNetwork = rule(Cluster, {
  id: "azure-dbforpostgresql-cluster-public-network",
  title: "Cosmos DB for PostgreSQL clusters disable public network access",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "From the public network one leaked credential is enough to get in.",
  fix: "Set `coordinatorEnablePublicIpAccess` and `nodeEnablePublicIpAccess` to `false` and use private endpoints.",
  see: "https://learn.microsoft.com/azure/cosmos-db/postgresql/concepts-security-overview",
  pass: [{}, { coordinatorEnablePublicIpAccess: false, nodeEnablePublicIpAccess: false }],
  fail: [{ coordinatorEnablePublicIpAccess: true }, { nodeEnablePublicIpAccess: true }],
  unknown: [{ coordinatorEnablePublicIpAccess: unknown }],
  check: (cluster) => each(["coordinatorEnablePublicIpAccess", "nodeEnablePublicIpAccess"] as const, (setting) => cluster[setting] && `\`${setting}\` is on`),
});

export const serverGeoBackup = flexibleServerGeoBackup(Server, {
  id: "azure-dbforpostgresql-server-geo-backup",
  subject: "PostgreSQL servers",
  equivalents: { checkov: ["CKV_AZURE_136"] },
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-backup-restore",
});

export const serverPublicNetwork = flexibleServerPublicNetwork(Server, {
  id: "azure-dbforpostgresql-server-public-network",
  subject: "PostgreSQL servers",
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-public",
});

export const serverPrivateEndpoint = flexibleServerPrivateEndpoint(Server, {
  id: "azure-dbforpostgresql-server-private-endpoint",
  subject: "PostgreSQL servers",
  equivalents: { checkov: ["CKV2_AZURE_57"] },
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-private-link",
});

export const serverPasswords = setting(Server, {
  id: "azure-dbforpostgresql-server-passwords",
  title: "PostgreSQL servers accept Entra ID identities only, no passwords",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "Passwords in the database know no second factor and no central sign-out.",
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-azure-ad-authentication",
  at: (server) => server.authConfig?.passwordAuth,
  good: ["Disabled"],
  bad: ["Enabled"],
  absent: "bad",
});

export const configurationSsl = parameterSsl(Configuration, {
  id: "azure-dbforpostgresql-configuration-ssl",
  subject: "PostgreSQL servers",
  controls: { "cis-azure-1.3": ["4.3.1"] },
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-connect-tls-ssl",
});

export const configurationTls = parameterTls(Configuration, {
  id: "azure-dbforpostgresql-configuration-tls",
  subject: "PostgreSQL servers",
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/how-to-connect-tls-ssl",
  name: "ssl_min_protocol_version",
});

export const configurationThrottling = parameterOn(Configuration, {
  id: "azure-dbforpostgresql-configuration-throttling",
  title: "PostgreSQL servers slow down who fails to sign in again and again",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "cis-azure-1.3": ["4.3.6"] },
  equivalents: {
    checkov: ["CKV_AZURE_32"],
    trivy: ["AVD-AZU-0021"],
    kics: ["2b3c671f-1b76-4741-8789-ed1fe0785dc4", "a6d774b6-d9ea-4bf4-8433-217bf15d2fb8"],
    terrascan: ["AC_AZURE_0414"],
    regula: ["FG_R00335"],
  },
  why: "Without throttling, an attacker can try passwords as fast as the server answers.",
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-server-parameters",
  names: ["connection_throttling", "connection_throttle.enable"],
});

const logs = { severity: "low", family: "logging", preset: "strict" } as const;
const logsSee = "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-logging";

export const configurationLogCheckpoints = parameterOn(Configuration, {
  ...logs,
  id: "azure-dbforpostgresql-configuration-log-checkpoints",
  title: "PostgreSQL servers log checkpoints",
  controls: { "cis-azure-1.3": ["4.3.3"] },
  equivalents: {
    checkov: ["CKV_AZURE_30"],
    trivy: ["AVD-AZU-0024"],
    kics: ["3790d386-be81-4dcf-9850-eaa7df6c10d9", "f9112910-c7bb-4864-9f5e-2059ba413bb7"],
    terrascan: ["AC_AZURE_0409"],
    regula: ["FG_R00317"],
  },
  why: "Without them nobody can tell why the server was slow, or what was on disk when it failed.",
  see: logsSee,
  names: ["log_checkpoints"],
});

export const configurationLogConnections = parameterOn(Configuration, {
  ...logs,
  id: "azure-dbforpostgresql-configuration-log-connections",
  title: "PostgreSQL servers log connections",
  controls: { "cis-azure-1.3": ["4.3.4"] },
  equivalents: {
    checkov: ["CKV_AZURE_31"],
    trivy: ["AVD-AZU-0019"],
    kics: ["c640d783-10c5-4071-b6c1-23507300d333", "e69bda39-e1e2-47ca-b9ee-b6531b23aedd"],
    terrascan: ["AC_AZURE_0413"],
    regula: ["FG_R00318"],
  },
  why: "Without them nobody sees who connected, or tried to.",
  see: logsSee,
  names: ["log_connections"],
});

export const configurationLogDisconnections = parameterOn(Configuration, {
  ...logs,
  id: "azure-dbforpostgresql-configuration-log-disconnections",
  title: "PostgreSQL servers log disconnections",
  controls: { "cis-azure-1.3": ["4.3.5"] },
  equivalents: { kics: ["07f7134f-9f37-476e-8664-670c218e4702"], terrascan: ["AC_AZURE_0412"], regula: ["FG_R00331"] },
  why: "Without them nobody sees how long a session lasted.",
  see: logsSee,
  names: ["log_disconnections"],
});

export const configurationLogDuration = parameterOn(Configuration, {
  ...logs,
  id: "azure-dbforpostgresql-configuration-log-duration",
  title: "PostgreSQL servers log how long statements take",
  equivalents: { kics: ["16e0879a-c4ae-4ff8-a67d-a2eed5d67b8f"], terrascan: ["AC_AZURE_0411"], regula: ["FG_R00333"] },
  why: "A statement that suddenly takes long is often the first sign of an attack or of a fault.",
  see: logsSee,
  names: ["log_duration"],
});

export const configurationLogRetention = parameterOn(Configuration, {
  ...logs,
  id: "azure-dbforpostgresql-configuration-log-retention",
  title: "PostgreSQL servers keep their logs",
  equivalents: { checkov: ["CKV_AZURE_146"], kics: ["ffb02aca-0d12-475e-b77c-a726f7aeff4b"] },
  why: "Logs that aren't kept tell nothing once an attack is noticed.",
  see: logsSee,
  names: ["log_retention", "logfiles.download_enable"],
});

export const configurationLogDays = rule(Configuration, {
  ...logs,
  id: "azure-dbforpostgresql-configuration-log-days",
  title: "PostgreSQL servers keep their logs for more than three days",
  controls: { "cis-azure-1.3": ["4.3.7"] },
  equivalents: { kics: ["261a83f8-dd72-4e8c-b5e1-ebf06e8fe606"], terrascan: ["AC_AZURE_0410"], regula: ["FG_R00337"] },
  why: "Most attacks are noticed after days; by then short-lived logs are gone.",
  fix: "Set the `value` of `log_retention_days`, or `logfiles.retention_days`, to `7`.",
  see: logsSee,
  options: { days: option.Integer({ default: 4, minimum: 1, maximum: 7, description: "The fewest days." }) },
  pass: [
    { configurationName: "log_retention_days", value: "7" },
    { configurationName: "logfiles.retention_days", value: "4" },
    { configurationName: "max_connections", value: "3" },
  ],
  fail: [
    { configurationName: "log_retention_days", value: "3" },
    { configurationName: "logfiles.retention_days", value: "1" },
  ],
  unknown: [{ configurationName: "log_retention_days", value: unknown }],
  check: ({ configurationName, value }, { options }) =>
    same(configurationName, "log_retention_days", "logfiles.retention_days") && Number(value) < options.days && `\`${configurationName}\` is ${value}`,
});

export const firewallruleOpen = firewallOpen(FirewallRule, {
  id: "azure-dbforpostgresql-firewallrule-open",
  subject: "PostgreSQL servers",
  equivalents: { checkov: ["CKV2_AZURE_26", "CKV_AZURE_11"] },
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-public",
});

export const firewallruleAzure = firewallAzure(FirewallRule, {
  id: "azure-dbforpostgresql-firewallrule-azure",
  subject: "PostgreSQL servers",
  controls: { "cis-azure-1.3": ["4.3.8"] },
  equivalents: { regula: ["FG_R00223"] },
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-public",
});

export const firewallruleRange = firewallRange(FirewallRule, {
  id: "azure-dbforpostgresql-firewallrule-range",
  subject: "PostgreSQL servers",
  see: "https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-public",
});

export const singleserverSsl = singleServerSsl(SingleServer, {
  id: "azure-dbforpostgresql-singleserver-ssl",
  subject: "PostgreSQL single servers",
  controls: { "cis-azure-1.3": ["4.3.1"] },
  equivalents: {
    checkov: ["CKV_AZURE_29"],
    trivy: ["AVD-AZU-0020"],
    kics: ["0437633b-daa6-4bbc-8526-c0d2443b946e", "93f9tyjk-e5f6-7890-ab12-cd34ef567890", "bf500309-da53-4dd3-bcf7-95f7974545a5"],
    terrascan: ["AC_AZURE_0408"],
    regula: ["FG_R00226"],
  },
  see: "https://learn.microsoft.com/previous-versions/azure/postgresql/single-server/concepts-ssl-connection-security",
});

export const singleserverTls = singleServerTls(SingleServer, {
  id: "azure-dbforpostgresql-singleserver-tls",
  subject: "PostgreSQL single servers",
  equivalents: { checkov: ["CKV_AZURE_147"] },
  see: "https://learn.microsoft.com/previous-versions/azure/postgresql/single-server/concepts-ssl-connection-security",
});

export const singleserverPublicNetwork = singleServerPublicNetwork(SingleServer, {
  id: "azure-dbforpostgresql-singleserver-public-network",
  subject: "PostgreSQL single servers",
  equivalents: { checkov: ["CKV_AZURE_68"], trivy: ["AVD-AZU-0022"], kics: ["c7f8e9a1-b2c3-d4e5-f6a7-8901b2c3d4e5"] },
  see: "https://learn.microsoft.com/previous-versions/azure/postgresql/single-server/concepts-data-access-and-security-private-link",
});

export const singleserverGeoBackup = singleServerGeoBackup(SingleServer, {
  id: "azure-dbforpostgresql-singleserver-geo-backup",
  subject: "PostgreSQL single servers",
  equivalents: { checkov: ["CKV_AZURE_102"], kics: ["8b042c30-e441-453f-b162-7696982ebc58"], terrascan: ["AC_AZURE_0407"] },
  see: "https://learn.microsoft.com/previous-versions/azure/postgresql/single-server/concepts-backup",
});

export const singleserverDoubleEncryption = singleServerDoubleEncryption(SingleServer, {
  id: "azure-dbforpostgresql-singleserver-double-encryption",
  subject: "PostgreSQL single servers",
  equivalents: { checkov: ["CKV_AZURE_130"], kics: ["6425c98b-ca4e-41fe-896a-c78772c131f8"] },
  see: "https://learn.microsoft.com/previous-versions/azure/postgresql/single-server/concepts-infrastructure-double-encryption",
});

export const singleserverPrivateEndpoint = privateEndpoint(SingleServer, {
  id: "azure-dbforpostgresql-singleserver-private-endpoint",
  subject: "PostgreSQL single servers",
  equivalents: { checkov: ["CKV2_AZURE_42"] },
  see: "https://learn.microsoft.com/previous-versions/azure/postgresql/single-server/concepts-data-access-and-security-private-link",
});

export const singleserverThreatAlerts = rule(SingleServer, {
  id: "azure-dbforpostgresql-singleserver-threat-alerts",
  title: "PostgreSQL single servers raise an alert when they are attacked",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_128"], kics: ["c407c3cf-c409-4b29-b590-db5f4138d332"] },
  why: "Without alerts nobody notices who tries passwords or injects SQL.",
  fix: "Add an `azure-native.dbforpostgresql.SingleServerServerSecurityAlertPolicy` whose `state` is `Enabled`.",
  see: "https://learn.microsoft.com/azure/defender-for-cloud/defender-for-databases-introduction",
  related: { policies: from(AlertPolicy, "serverName") },
  pass: [{ policies: [{ state: "Enabled" }] }],
  fail: [{}, { policies: [{ state: "Disabled" }] }],
  unknown: [{ policies: [unknown] }],
  check: ({ policies }) => !some(policies, ({ state }) => same(state, "Enabled")) && "no alert policy is enabled for it",
});
