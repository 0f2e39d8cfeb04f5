import type { DatabaseInstanceArgs } from "@pulumi/gcp/sql/databaseInstance";
import type { SourceRepresentationInstanceArgs } from "@pulumi/gcp/sql/sourceRepresentationInstance";
import type { UserArgs } from "@pulumi/gcp/sql/user";
import type { Unwrap } from "@pulumi/pulumi/output";
import { isAnywhere } from "../../lib/cloud/network";
import { customerKey, find, from, option, resource, rule, some, unknown } from "../../lib/rule";
import type { Meta, Rule } from "../../lib/rule/rule";

const DatabaseInstance = resource<DatabaseInstanceArgs>("gcp:sql/databaseInstance:DatabaseInstance");
const Source = resource<SourceRepresentationInstanceArgs>("gcp:sql/sourceRepresentationInstance:SourceRepresentationInstance");
const User = resource<UserArgs>("gcp:sql/user:User");

type Engine = "MYSQL" | "POSTGRES" | "SQLSERVER";

const settings = { tier: "db-f1-micro" };
const office = { value: "203.0.113.0/24" };
/** The engine and the major version of `MYSQL_8_0`, `POSTGRES_16`, `SQLSERVER_2022_WEB`. */
const versionOf = (databaseVersion: string | undefined): { engine?: string; major: number } => {
  const [engine, major, minor] = String(databaseVersion ?? "").split("_");
  return { engine, major: Number(engine === "MYSQL" || major === "9" ? `${major}.${minor}` : major) };
};

/** Replicas and clones take most settings from the instance that they copy. */
const isPrimary = ({ masterInstanceName, clone }: { masterInstanceName?: string; clone?: object }): boolean => masterInstanceName === undefined && !clone;

interface FlagSpec extends Pick<Meta, "id" | "title" | "controls" | "equivalents" | "why"> {
  readonly severity?: Meta["severity"];
  readonly family?: Meta["family"];
  readonly engine: Engine;
  /** The flag's name. */
  readonly flag: string;
  /** What to set it to. */
  readonly value: string;
  /** What else is as good; only `value` if left out. */
  readonly accepts?: (value: string) => boolean;
  /** The value where the flag isn't set, by the engine's major version. */
  readonly byDefault: (major: number) => string;
}

const seeFlags = {
  MYSQL: "https://cloud.google.com/sql/docs/mysql/flags",
  POSTGRES: "https://cloud.google.com/sql/docs/postgres/flags",
  SQLSERVER: "https://cloud.google.com/sql/docs/sqlserver/flags",
} as const;
const someVersion = { MYSQL: "MYSQL_8_0", POSTGRES: "POSTGRES_14", SQLSERVER: "SQLSERVER_2022_WEB" };
const otherVersion = { MYSQL: "POSTGRES_14", POSTGRES: "SQLSERVER_2022_WEB", SQLSERVER: "MYSQL_8_0" };

/** A rule that asks for a flag of one of the database engines. */
const databaseFlag = (spec: FlagSpec): Rule => {
  const { engine, flag, value, byDefault, accepts = (given) => given.toLowerCase() === value, severity = "low", family = "logging", ...meta } = spec;
  const given = (...databaseFlags: { name: string; value: string }[]) => ({ databaseVersion: someVersion[engine], settings: { ...settings, databaseFlags } });
  const other = { name: "max_connections", value: "100" };
  const wrong = { name: flag, value: accepts("on") ? "off" : "on" };
  const bare = { databaseVersion: someVersion[engine], settings };
  const isGoodByDefault = accepts(byDefault(versionOf(bare.databaseVersion).major));
  return rule(DatabaseInstance, {
    ...meta,
    severity,
    family,
    preset: "strict",
    fix: `Set the flag \`${flag}\` to \`${value}\` in \`settings.databaseFlags\`.`,
    see: seeFlags[engine],
    pass: [given(null!, other, { name: flag, value }), { ...bare, databaseVersion: otherVersion[engine] }, ...(isGoodByDefault ? [bare] : [])],
    fail: [given(other, wrong), ...(isGoodByDefault ? [] : [bare])],
    unknown: [{ ...bare, settings: { ...settings, databaseFlags: [unknown] } }],
    check: ({ databaseVersion, settings }) => {
      const version = versionOf(databaseVersion);
      if (version.engine !== engine) return false;
      const set = find(settings?.databaseFlags, ({ name }) => name === flag);
      if (set) return !accepts(String(set.value)) && `the flag \`${flag}\` is \`${set.value}\``;
      return !accepts(byDefault(version.major)) && `the flag \`${flag}\` isn't set`;
    },
  });
};

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
  fail: [{ settings }, { settings: { ...settings, ipConfiguration: { ipv4Enabled: true } } }],
  unknown: [{ settings: { ...settings, ipConfiguration: { ipv4Enabled: unknown } } }],
  check: ({ settings, clone }) => !clone && settings?.ipConfiguration?.ipv4Enabled !== false && "has a public IP address",
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
  why: "Old major versions get no fixes for new vulnerabilities from their makers.",
  fix: "Set `databaseVersion` to a recent major version.",
  see: "https://cloud.google.com/sql/docs/db-versions",
  options: {
    mysql: option.Number({ default: 8, description: "The oldest version of MySQL that is accepted." }),
    postgres: option.Number({ default: 15, description: "The oldest version of PostgreSQL that is accepted." }),
    sqlServer: option.Number({ default: 2022, description: "The oldest version of SQL Server that is accepted." }),
  },
  pass: [{ databaseVersion: "MYSQL_8_0" }, { databaseVersion: "POSTGRES_17" }, { databaseVersion: "SQLSERVER_2022_STANDARD" }],
  fail: [
    { databaseVersion: "MYSQL_5_7" },
    { databaseVersion: "POSTGRES_9_6" },
    { databaseVersion: "POSTGRES_13" },
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

export const mysqlPasswordlessUser = rule(DatabaseInstance, {
  id: "gcp-sql-mysql-passwordless-user",
  title: "Cloud SQL for MySQL has no users without a password",
  severity: "high",
  family: "identity",
  preset: "recommended",
  equivalents: { checkov: ["CKV2_GCP_7"] },
  why: "Whoever reaches the database can sign in, as `root` with all privileges.",
  fix: "Give the `gcp.sql.User` a `password`, or let it sign in by IAM.",
  see: "https://cloud.google.com/sql/docs/mysql/create-manage-users",
  related: { users: from(User, "instance") },
  pass: [
    { databaseVersion: "MYSQL_8_0" },
    {
      databaseVersion: "MYSQL_8_0",
      users: [
        { name: "root", password: "made-up" },
        { name: "jane@example.com", type: "CLOUD_IAM_USER" },
      ],
    },
    { databaseVersion: "MYSQL_8_0", users: [{ name: "root", password: unknown }] },
    { databaseVersion: "POSTGRES_16", users: [{ name: "root" }] },
  ],
  fail: [
    { databaseVersion: "MYSQL_8_0", users: [unknown, { name: "root" }] },
    { databaseVersion: "MYSQL_8_4", users: [{ name: "app", type: "BUILT_IN" }] },
  ],
  unknown: [{ databaseVersion: "MYSQL_8_0", users: [unknown] }],
  check: ({ databaseVersion, users }) =>
    versionOf(databaseVersion).engine === "MYSQL" &&
    some(users, (user) => (user.type ?? "BUILT_IN") === "BUILT_IN" && !("password" in user) && !("passwordWo" in user)) &&
    "has a user without a password",
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

export const mysqlLocalInfile = databaseFlag({
  id: "gcp-sql-mysql-local-infile",
  title: "Cloud SQL for MySQL lets clients load no local files",
  severity: "medium",
  family: "access-control",
  controls: { "cis-gcp-1.2": ["6.1.3"] },
  equivalents: { checkov: ["CKV_GCP_50"], trivy: ["AVD-GCP-0026"], regula: ["FG_R00423"] },
  why: "An injected statement can read files of the client's machine into the database.",
  engine: "MYSQL",
  flag: "local_infile",
  value: "off",
  byDefault: (major) => (major < 6 ? "on" : "off"),
});

export const mysqlSkipShowDatabase = databaseFlag({
  id: "gcp-sql-mysql-skip-show-database",
  title: "Cloud SQL for MySQL hides the names of databases",
  family: "access-control",
  equivalents: { kics: ["a8b7c6d5-e4f3-2109-8a7b-6c5d4e3f2109"] },
  why: "Any user can otherwise list databases that aren't theirs.",
  engine: "MYSQL",
  flag: "skip_show_database",
  value: "on",
  byDefault: () => "off",
});

export const postgresLogCheckpoints = databaseFlag({
  id: "gcp-sql-postgres-log-checkpoints",
  title: "Cloud SQL for PostgreSQL logs checkpoints",
  controls: { "cis-gcp-1.2": ["6.2.1"] },
  equivalents: { checkov: ["CKV_GCP_51"], trivy: ["AVD-GCP-0025"], regula: ["FG_R00424"] },
  why: "Checkpoints tell of unusual amounts of writing, and explain slow moments.",
  engine: "POSTGRES",
  flag: "log_checkpoints",
  value: "on",
  byDefault: (major) => (major < 15 ? "off" : "on"),
});

export const postgresLogConnections = databaseFlag({
  id: "gcp-sql-postgres-log-connections",
  title: "Cloud SQL for PostgreSQL logs connections",
  controls: { "cis-gcp-1.2": ["6.2.3"] },
  equivalents: { checkov: ["CKV_GCP_52"], trivy: ["AVD-GCP-0016"], regula: ["FG_R00425"] },
  why: "Attempts to guess passwords leave no trace.",
  engine: "POSTGRES",
  flag: "log_connections",
  value: "on",
  byDefault: () => "off",
});

export const postgresLogDisconnections = databaseFlag({
  id: "gcp-sql-postgres-log-disconnections",
  title: "Cloud SQL for PostgreSQL logs the end of sessions",
  controls: { "cis-gcp-1.2": ["6.2.4"] },
  equivalents: { checkov: ["CKV_GCP_53"], trivy: ["AVD-GCP-0022"], regula: ["FG_R00426"] },
  why: "Without the end of a session, nobody can tell how long an intruder had it.",
  engine: "POSTGRES",
  flag: "log_disconnections",
  value: "on",
  byDefault: () => "off",
});

export const postgresLogDuration = databaseFlag({
  id: "gcp-sql-postgres-log-duration",
  title: "Cloud SQL for PostgreSQL logs how long statements take",
  equivalents: { checkov: ["CKV2_GCP_13"] },
  why: "Unusually long statements, as when data is copied away, go unnoticed.",
  engine: "POSTGRES",
  flag: "log_duration",
  value: "on",
  byDefault: () => "off",
});

export const postgresLogHostname = databaseFlag({
  id: "gcp-sql-postgres-log-hostname",
  title: "Cloud SQL for PostgreSQL logs the names of hosts",
  equivalents: { checkov: ["CKV_GCP_108"] },
  why: "An address alone may belong to another host by the time that somebody looks into an incident.",
  engine: "POSTGRES",
  flag: "log_hostname",
  value: "on",
  byDefault: () => "off",
});

export const postgresLogLockWaits = databaseFlag({
  id: "gcp-sql-postgres-log-lock-waits",
  title: "Cloud SQL for PostgreSQL logs long waits for locks",
  controls: { "cis-gcp-1.2": ["6.2.6"] },
  equivalents: { checkov: ["CKV_GCP_54"], trivy: ["AVD-GCP-0020"], regula: ["FG_R00427"] },
  why: "Sessions that block others, by mistake or on purpose, go unnoticed.",
  engine: "POSTGRES",
  flag: "log_lock_waits",
  value: "on",
  byDefault: () => "off",
});

/** Levels of PostgreSQL that include the one of errors. */
const atLeastErrors = (level: string): boolean => /^(debug[1-5]|info|notice|warning|error)$/i.test(level);

export const postgresLogMinMessages = databaseFlag({
  id: "gcp-sql-postgres-log-min-messages",
  title: "Cloud SQL for PostgreSQL logs errors and warnings of the server",
  equivalents: { checkov: ["CKV_GCP_55"] },
  why: "Errors tell of attacks and of faults before they become outages.",
  engine: "POSTGRES",
  flag: "log_min_messages",
  value: "warning",
  accepts: atLeastErrors,
  byDefault: () => "warning",
});

export const postgresLogMinErrorStatement = databaseFlag({
  id: "gcp-sql-postgres-log-min-error-statement",
  title: "Cloud SQL for PostgreSQL logs statements that cause errors",
  controls: { "cis-gcp-1.2": ["6.2.13"] },
  equivalents: { checkov: ["CKV_GCP_109"], trivy: ["AVD-GCP-0018"], regula: ["FG_R00428"] },
  why: "The statements that fail are how attempts of injection show.",
  engine: "POSTGRES",
  flag: "log_min_error_statement",
  value: "error",
  accepts: atLeastErrors,
  byDefault: () => "error",
});

export const postgresLogMinDurationStatement = databaseFlag({
  id: "gcp-sql-postgres-log-min-duration-statement",
  title: "Cloud SQL for PostgreSQL writes no slow statements to the log",
  controls: { "cis-gcp-1.2": ["6.2.16"] },
  equivalents: { checkov: ["CKV_GCP_57"], trivy: ["AVD-GCP-0021"], regula: ["FG_R00430"] },
  why: "Statements hold data, such as personal data and passwords, that would be in the log too.",
  engine: "POSTGRES",
  flag: "log_min_duration_statement",
  value: "-1",
  byDefault: () => "-1",
});

export const postgresLogStatement = databaseFlag({
  id: "gcp-sql-postgres-log-statement",
  title: "Cloud SQL for PostgreSQL logs changes of the schema",
  equivalents: { checkov: ["CKV_GCP_111"] },
  why: "Who created, altered or dropped what can't be told afterwards.",
  engine: "POSTGRES",
  flag: "log_statement",
  value: "ddl",
  accepts: (value) => /^(ddl|mod|all)$/i.test(value),
  byDefault: () => "none",
});

export const postgresLogTempFiles = databaseFlag({
  id: "gcp-sql-postgres-log-temp-files",
  title: "Cloud SQL for PostgreSQL logs all temporary files",
  controls: { "cis-gcp-1.2": ["6.2.15"] },
  equivalents: { checkov: ["CKV_GCP_56"], trivy: ["AVD-GCP-0014"], regula: ["FG_R00429"] },
  why: "Large temporary files tell of statements that exhaust the instance.",
  engine: "POSTGRES",
  flag: "log_temp_files",
  value: "0",
  byDefault: () => "-1",
});

export const postgresPgaudit = databaseFlag({
  id: "gcp-sql-postgres-pgaudit",
  title: "Cloud SQL for PostgreSQL keeps an audit log",
  equivalents: { checkov: ["CKV_GCP_110"] },
  why: "Without pgAudit, nobody can tell who read or changed which data.",
  engine: "POSTGRES",
  flag: "cloudsql.enable_pgaudit",
  value: "on",
  byDefault: () => "off",
});

const statistics = {
  why: "The statistics fill the log with internals that help an intruder more than a reader.",
  engine: "POSTGRES",
  value: "off",
  byDefault: () => "off",
} as const;

export const postgresLogExecutorStats = databaseFlag({
  ...statistics,
  id: "gcp-sql-postgres-log-executor-stats",
  title: "Cloud SQL for PostgreSQL logs no statistics of the executor",
  equivalents: { checkov: ["CKV2_GCP_14"] },
  flag: "log_executor_stats",
});

export const postgresLogParserStats = databaseFlag({
  ...statistics,
  id: "gcp-sql-postgres-log-parser-stats",
  title: "Cloud SQL for PostgreSQL logs no statistics of the parser",
  equivalents: { checkov: ["CKV2_GCP_15"] },
  flag: "log_parser_stats",
});

export const postgresLogPlannerStats = databaseFlag({
  ...statistics,
  id: "gcp-sql-postgres-log-planner-stats",
  title: "Cloud SQL for PostgreSQL logs no statistics of the planner",
  equivalents: { checkov: ["CKV2_GCP_16"] },
  flag: "log_planner_stats",
});

export const postgresLogStatementStats = databaseFlag({
  ...statistics,
  id: "gcp-sql-postgres-log-statement-stats",
  title: "Cloud SQL for PostgreSQL logs no statistics of statements",
  equivalents: { checkov: ["CKV2_GCP_17"] },
  flag: "log_statement_stats",
});

export const sqlserverContainedAuthentication = databaseFlag({
  id: "gcp-sql-sqlserver-contained-authentication",
  title: "Cloud SQL for SQL Server lets no database have users of its own",
  severity: "medium",
  family: "access-control",
  controls: { "cis-gcp-1.2": ["6.3.7"] },
  equivalents: { checkov: ["CKV_GCP_59"], trivy: ["AVD-GCP-0023"], regula: ["FG_R00432"] },
  why: "The owner of a contained database can let in users that the instance's administrator doesn't know.",
  engine: "SQLSERVER",
  flag: "contained database authentication",
  value: "off",
  byDefault: () => "off",
});

export const sqlserverOwnershipChaining = databaseFlag({
  id: "gcp-sql-sqlserver-ownership-chaining",
  title: "Cloud SQL for SQL Server has no ownership chaining across databases",
  severity: "medium",
  family: "access-control",
  controls: { "cis-gcp-1.2": ["6.3.2"] },
  equivalents: {
    checkov: ["CKV_GCP_58"],
    trivy: ["AVD-GCP-0019"],
    kics: ["b2d5f3c9-1e68-47a1-89b4-92f3a6d7e123"],
    regula: ["FG_R00431"],
  },
  why: "An object in one database can reach those of the same owner in another without a check of permissions.",
  engine: "SQLSERVER",
  flag: "cross db ownership chaining",
  value: "off",
  byDefault: () => "off",
});
