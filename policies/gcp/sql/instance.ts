import type { DatabaseInstanceArgs } from "@pulumi/gcp/sql/databaseInstance";
import type { SourceRepresentationInstanceArgs } from "@pulumi/gcp/sql/sourceRepresentationInstance";
import type { Unwrap } from "@pulumi/pulumi/output";
import { isAnywhere } from "../../../lib/cloud/network";
import { customerKey, option, resource, rule, some, unknown } from "../../../lib/rule";
import { versionOf } from "./version";

const DatabaseInstance = resource<DatabaseInstanceArgs>("gcp:sql/databaseInstance:DatabaseInstance");
const Source = resource<SourceRepresentationInstanceArgs>("gcp:sql/sourceRepresentationInstance:SourceRepresentationInstance");

const settings = { tier: "db-f1-micro" };
const office = { value: "203.0.113.0/24" };

/** Replicas and clones take most settings from the instance that they copy. */
const isPrimary = ({ masterInstanceName, clone }: { masterInstanceName?: string; clone?: object }): boolean => masterInstanceName === undefined && !clone;

export const instanceOpen = rule(DatabaseInstance, {
  id: "gcp-sql-instance-open",
  title: "Cloud SQL instances are not open to the whole internet",
  severity: "critical",
  family: "network",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["6.5"] },
  equivalents: { checkov: ["CKV_GCP_11"], kics: ["b187edca-b81e-4fdc-aff4-aab57db45edb"], terrascan: ["AC_GCP_0295"], regula: ["FG_R00434"] },
  why: "Anybody can try passwords, and use the flaws of the database engine.",
  fix: "Name your own ranges in `settings.ipConfiguration.authorizedNetworks`, or connect by the Cloud SQL Auth Proxy, which needs none.",
  see: "https://cloud.google.com/sql/docs/mysql/authorize-networks",
  pass: [
    {},
    { settings: { ...settings, ipConfiguration: { authorizedNetworks: [{ value: "203.0.113.0/24" }] } } },
    { settings: { ...settings, ipConfiguration: { ipv4Enabled: false, authorizedNetworks: [{ value: "0.0.0.0/0" }] } } },
  ],
  fail: [{ settings: { ...settings, ipConfiguration: { authorizedNetworks: [unknown, { name: "all", value: "0.0.0.0/0" }] } } }],
  unknown: [{ settings: { ...settings, ipConfiguration: { authorizedNetworks: [{ value: unknown }] } } }],
  check: ({ settings }) => {
    const ip = settings?.ipConfiguration;
    return some(ip?.authorizedNetworks, ({ value }) => isAnywhere(value)) && ip?.ipv4Enabled !== false && "authorises all addresses";
  },
});

export const instancePublicIp = rule(DatabaseInstance, {
  id: "gcp-sql-instance-public-ip",
  title: "Cloud SQL instances have no public IP address",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["6.6"] },
  equivalents: { checkov: ["CKV_GCP_60"], trivy: ["AVD-GCP-0017"], regula: ["FG_R00435"] },
  why: "With a public address, one mistaken network range opens the database to the internet.",
  fix: "Set `settings.ipConfiguration.ipv4Enabled` to `false`, and name a `privateNetwork` or use Private Service Connect.",
  see: "https://cloud.google.com/sql/docs/mysql/private-ip",
  pass: [{ settings: { ...settings, ipConfiguration: { ipv4Enabled: false, privateNetwork: "projects/p/global/networks/n" } } }],
  fail: [{ settings: { ...settings, ipConfiguration: { ipv4Enabled: true } } }],
  unknown: [{ settings: { ...settings, ipConfiguration: { ipv4Enabled: unknown } } }],
  check: ({ settings }) => settings?.ipConfiguration?.ipv4Enabled && "has a public IP address",
});

export const instancePublicIpDefault = rule(DatabaseInstance, {
  id: "gcp-sql-instance-public-ip-default",
  title: "Cloud SQL instances turn off the public IP address that they get by default",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["6.6"] },
  equivalents: { trivy: ["AVD-GCP-0017"], regula: ["FG_R00435"] },
  why: "Without a word about addresses an instance gets a public one, which nobody chose and one mistaken network range opens to the internet.",
  fix: "Set `settings.ipConfiguration.ipv4Enabled` to `false`, and name a `privateNetwork` or use Private Service Connect.",
  see: "https://cloud.google.com/sql/docs/mysql/private-ip",
  pass: [{ settings: { ...settings, ipConfiguration: { ipv4Enabled: false } } }, { clone: { sourceInstanceName: "main" } }],
  fail: [{ settings }, { settings: { ...settings, ipConfiguration: { privateNetwork: "projects/p/global/networks/n" } } }],
  unknown: [{ settings: { ...settings, ipConfiguration: { ipv4Enabled: unknown } } }],
  check: ({ settings, clone }) => !clone && settings?.ipConfiguration?.ipv4Enabled === undefined && "gets a public IP address, since `ipv4Enabled` isn't set",
});

type Ip = NonNullable<NonNullable<Unwrap<DatabaseInstanceArgs>["settings"]>["ipConfiguration"]>;

/** Whether somebody can connect besides the connectors, which always encrypt. */
const isDirect = (ip: Ip): boolean => "privateNetwork" in ip || some(ip.pscConfigs) || (ip.ipv4Enabled !== false && some(ip.authorizedNetworks));

export const instanceTls = rule(DatabaseInstance, {
  id: "gcp-sql-instance-tls",
  title: "Cloud SQL instances accept encrypted connections only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["6.4"] },
  equivalents: {
    checkov: ["CKV_GCP_6"],
    trivy: ["AVD-GCP-0015"],
    kics: ["02474449-71aa-40a1-87ae-e14497747b00"],
    terrascan: ["AC_GCP_0003"],
    regula: ["FG_R00433"],
  },
  why: "Passwords and data of a plain connection can be read and changed on the way.",
  fix: "Set `settings.ipConfiguration.sslMode` to `ENCRYPTED_ONLY` or `TRUSTED_CLIENT_CERTIFICATE_REQUIRED`.",
  see: "https://cloud.google.com/sql/docs/mysql/configure-ssl-instance",
  pass: [
    { settings: { ...settings, ipConfiguration: { sslMode: "ENCRYPTED_ONLY" } } },
    { settings: { ...settings, ipConfiguration: { sslMode: "TRUSTED_CLIENT_CERTIFICATE_REQUIRED" } } },
    { settings: { ...settings, connectorEnforcement: "REQUIRED", ipConfiguration: { privateNetwork: unknown } } },
    { settings },
    { settings: { ...settings, ipConfiguration: { ipv4Enabled: true, authorizedNetworks: [] } } },
    { settings: { ...settings, ipConfiguration: { ipv4Enabled: false, authorizedNetworks: [office] } } },
  ],
  fail: [
    { settings: { ...settings, ipConfiguration: { sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED" } } },
    { settings: { ...settings, ipConfiguration: { authorizedNetworks: [office] } } },
    { settings: { ...settings, ipConfiguration: { privateNetwork: unknown } } },
    { settings: { ...settings, ipConfiguration: { pscConfigs: [{ pscEnabled: true }] } } },
  ],
  unknown: [
    { settings: { ...settings, ipConfiguration: { sslMode: unknown } } },
    { settings: { ...settings, ipConfiguration: { authorizedNetworks: unknown } } },
  ],
  check: ({ settings, clone }) => {
    if (clone || settings?.connectorEnforcement === "REQUIRED") return false;
    const ip = settings?.ipConfiguration;
    if (!ip || /^(ENCRYPTED_ONLY|TRUSTED_CLIENT_CERTIFICATE_REQUIRED)$/.test(ip.sslMode ?? "")) return false;
    return ("sslMode" in ip || isDirect(ip)) && "accepts unencrypted connections";
  },
});

export const instanceTlsMode = rule(DatabaseInstance, {
  id: "gcp-sql-instance-tls-mode",
  title: "Cloud SQL instances ask for encryption before anybody can connect directly",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["6.4"] },
  equivalents: { checkov: ["CKV_GCP_6"], trivy: ["AVD-GCP-0015"], regula: ["FG_R00433"] },
  why: "Only connectors get in, which encrypt by themselves; whoever admits a network later may not think of it.",
  fix: "Set `settings.ipConfiguration.sslMode` to `ENCRYPTED_ONLY` or `TRUSTED_CLIENT_CERTIFICATE_REQUIRED`.",
  see: "https://cloud.google.com/sql/docs/mysql/configure-ssl-instance",
  pass: [
    { settings: { ...settings, ipConfiguration: { sslMode: "ENCRYPTED_ONLY" } } },
    { settings: { ...settings, ipConfiguration: { privateNetwork: unknown } } },
    { settings: { ...settings, connectorEnforcement: "REQUIRED" } },
  ],
  fail: [{ settings }, { settings: { ...settings, ipConfiguration: { ipv4Enabled: true } } }],
  unknown: [{ settings: { ...settings, ipConfiguration: { authorizedNetworks: unknown } } }],
  check: ({ settings, clone }) => {
    if (clone || settings?.connectorEnforcement === "REQUIRED") return false;
    const ip = settings?.ipConfiguration;
    return (!ip || !("sslMode" in ip || isDirect(ip))) && "`settings.ipConfiguration.sslMode` isn't set";
  },
});

export const instanceCustomerKey = customerKey(DatabaseInstance, {
  id: "gcp-sql-instance-customer-key",
  subject: "Cloud SQL instances",
  at: (self) => self.encryptionKeyName,
  unless: (self) => !isPrimary(self),
  see: "https://cloud.google.com/sql/docs/mysql/cmek",
  pass: [{ masterInstanceName: "main" }],
});

export const instanceBackup = rule(DatabaseInstance, {
  id: "gcp-sql-instance-backup",
  title: "Cloud SQL instances are backed up",
  severity: "medium",
  family: "resilience",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["6.7"] },
  equivalents: {
    checkov: ["CKV_GCP_14"],
    trivy: ["AVD-GCP-0024"],
    kics: ["cf3c7631-cd1e-42f3-8801-a561214a6e79"],
    terrascan: ["AC_GCP_0001"],
    regula: ["FG_R00436"],
  },
  why: "Data that a mistake or an attack destroys can't be restored.",
  fix: "Set `settings.backupConfiguration.enabled` to `true`.",
  see: "https://cloud.google.com/sql/docs/mysql/backup-recovery/backups",
  pass: [{ settings: { ...settings, backupConfiguration: { enabled: true } } }, { masterInstanceName: "main" }],
  fail: [{}, { settings }, { settings: { ...settings, backupConfiguration: { enabled: false } } }],
  unknown: [{ settings: { ...settings, backupConfiguration: { enabled: unknown } } }],
  check: (self) => isPrimary(self) && !self.settings?.backupConfiguration?.enabled && "isn't backed up automatically",
});

export const mysqlPointInTimeRecovery = rule(DatabaseInstance, {
  id: "gcp-sql-mysql-point-in-time-recovery",
  title: "Cloud SQL for MySQL keeps binary logs to restore any moment",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV2_GCP_20"] },
  why: "Without binary logs, all changes since the last backup are lost.",
  fix: "Set `settings.backupConfiguration.binaryLogEnabled` to `true`.",
  see: "https://cloud.google.com/sql/docs/mysql/backup-recovery/pitr",
  pass: [
    { databaseVersion: "MYSQL_8_0", settings: { ...settings, backupConfiguration: { enabled: true, binaryLogEnabled: true } } },
    { databaseVersion: "POSTGRES_16" },
    { databaseVersion: "MYSQL_8_0", masterInstanceName: "main" },
  ],
  fail: [{ databaseVersion: "MYSQL_8_0" }, { databaseVersion: "MYSQL_8_0", settings: { ...settings, backupConfiguration: { binaryLogEnabled: false } } }],
  unknown: [{ databaseVersion: "MYSQL_8_0", settings: { ...settings, backupConfiguration: { binaryLogEnabled: unknown } } }],
  check: (self) =>
    isPrimary(self) && versionOf(self.databaseVersion).engine === "MYSQL" && !self.settings?.backupConfiguration?.binaryLogEnabled && "keeps no binary logs",
});

export const instancePointInTimeRecovery = rule(DatabaseInstance, {
  id: "gcp-sql-instance-point-in-time-recovery",
  title: "Cloud SQL for PostgreSQL and SQL Server can be restored to any moment",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "Without point-in-time recovery, all changes since the last backup are lost.",
  fix: "Set `settings.backupConfiguration.pointInTimeRecoveryEnabled` to `true`.",
  see: "https://cloud.google.com/sql/docs/postgres/backup-recovery/pitr",
  pass: [
    { databaseVersion: "POSTGRES_16", settings: { ...settings, backupConfiguration: { enabled: true, pointInTimeRecoveryEnabled: true } } },
    { databaseVersion: "POSTGRES_16", settings: { ...settings, edition: "ENTERPRISE_PLUS" } },
    { databaseVersion: "MYSQL_8_0" },
  ],
  fail: [
    { databaseVersion: "POSTGRES_16" },
    { databaseVersion: "SQLSERVER_2022_WEB", settings: { ...settings, backupConfiguration: { pointInTimeRecoveryEnabled: false } } },
  ],
  unknown: [{ databaseVersion: "POSTGRES_16", settings: { ...settings, backupConfiguration: { pointInTimeRecoveryEnabled: unknown } } }],
  check: (self) =>
    isPrimary(self) &&
    /^(POSTGRES|SQLSERVER)$/.test(versionOf(self.databaseVersion).engine ?? "") &&
    !(self.settings?.backupConfiguration?.pointInTimeRecoveryEnabled ?? self.settings?.edition === "ENTERPRISE_PLUS") &&
    "can't be restored to a moment between backups",
});

export const instanceDeletionProtection = rule(DatabaseInstance, {
  id: "gcp-sql-instance-deletion-protection",
  title: "Cloud SQL instances are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "Deleting the instance deletes its data, and its backups unless they are kept on purpose.",
  fix: "Set `settings.deletionProtectionEnabled` to `true`, and leave `deletionProtection` on.",
  see: "https://cloud.google.com/sql/docs/mysql/deletion-protection",
  pass: [{ settings: { ...settings, deletionProtectionEnabled: true } }],
  fail: [{ settings }, { deletionProtection: false, settings: { ...settings, deletionProtectionEnabled: false } }],
  unknown: [{ settings: { ...settings, deletionProtectionEnabled: unknown } }],
  check: ({ settings, clone }) => !clone && !settings?.deletionProtectionEnabled && "`settings.deletionProtectionEnabled` is off",
});

export const instanceAvailability = rule(DatabaseInstance, {
  id: "gcp-sql-instance-availability",
  title: "Cloud SQL instances survive the loss of a zone",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "An instance in a single zone is down for as long as its zone is.",
  fix: "Set `settings.availabilityType` to `REGIONAL`.",
  see: "https://cloud.google.com/sql/docs/mysql/high-availability",
  pass: [{ settings: { ...settings, availabilityType: "REGIONAL" } }, { masterInstanceName: "main", settings }],
  fail: [{ settings }, { settings: { ...settings, availabilityType: "ZONAL" } }],
  unknown: [{ settings: { ...settings, availabilityType: unknown } }],
  check: (self) => isPrimary(self) && self.settings?.availabilityType !== "REGIONAL" && "runs in a single zone",
});

export const instanceVersion = rule(DatabaseInstance, {
  id: "gcp-sql-instance-version",
  title: "Cloud SQL instances run a recent major version",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_79"] },
  why: "A new major version gets fixes for longest, and has security features that older ones never get.",
  fix: "Set `databaseVersion` to a recent major version.",
  see: "https://cloud.google.com/sql/docs/db-versions",
  options: {
    mysql: option.Number({ default: 8, description: "The oldest version of MySQL that is accepted." }),
    postgres: option.Number({ default: 18, description: "The oldest version of PostgreSQL that is accepted." }),
    sqlServer: option.Number({ default: 2022, description: "The oldest version of SQL Server that is accepted." }),
  },
  pass: [{ databaseVersion: "MYSQL_8_0" }, { databaseVersion: "POSTGRES_18" }, { databaseVersion: "SQLSERVER_2022_STANDARD" }],
  fail: [
    { databaseVersion: "MYSQL_5_7" },
    { databaseVersion: "POSTGRES_9_6" },
    { databaseVersion: "POSTGRES_17" },
    { databaseVersion: "SQLSERVER_2017_STANDARD" },
  ],
  unknown: [{ databaseVersion: unknown }],
  check: ({ databaseVersion }, { options: { mysql, postgres, sqlServer } }) => {
    const { engine, major } = versionOf(databaseVersion);
    const oldest = engine === "MYSQL" ? mysql : engine === "POSTGRES" ? postgres : sqlServer;
    return major < oldest && `runs \`${databaseVersion}\``;
  },
});

export const instancePasswordPolicy = rule(DatabaseInstance, {
  id: "gcp-sql-instance-password-policy",
  title: "Cloud SQL instances refuse weak passwords",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Without a policy, a user's password may be short enough to guess.",
  fix: "Set `settings.passwordValidationPolicy` with `enablePasswordPolicy`, a `minLength` and `COMPLEXITY_DEFAULT`.",
  see: "https://cloud.google.com/sql/docs/postgres/built-in-authentication#instance_password_policies",
  pass: [
    { databaseVersion: "POSTGRES_16", settings: { ...settings, passwordValidationPolicy: { enablePasswordPolicy: true, minLength: 12 } } },
    { databaseVersion: "SQLSERVER_2022_WEB", settings },
  ],
  fail: [
    { databaseVersion: "POSTGRES_16", settings },
    { databaseVersion: "MYSQL_8_0", settings: { ...settings, passwordValidationPolicy: { enablePasswordPolicy: false } } },
  ],
  unknown: [{ databaseVersion: "POSTGRES_16", settings: { ...settings, passwordValidationPolicy: { enablePasswordPolicy: unknown } } }],
  check: (self) =>
    isPrimary(self) &&
    versionOf(self.databaseVersion).engine !== "SQLSERVER" &&
    !self.settings?.passwordValidationPolicy?.enablePasswordPolicy &&
    "has no password policy",
});

export const sourceTls = rule(Source, {
  id: "gcp-sql-source-tls",
  title: "Cloud SQL replicates from external servers over TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "The whole database, and the password of the replication, can be read and changed on the way.",
  fix: "Set `caCertificate` to the certificate of the external server's authority.",
  see: "https://cloud.google.com/sql/docs/mysql/replication/external-server",
  pass: [{ host: "203.0.113.1", caCertificate: "made up" }],
  fail: [{ host: "203.0.113.1" }],
  unknown: [{ host: "203.0.113.1", caCertificate: unknown }],
  check: ({ caCertificate }) => !caCertificate && "is read without TLS",
});
