import type { DatabaseInstanceArgs } from "@pulumi/gcp/sql/databaseInstance";
import { resource, rule, some, unknown } from "../../../lib/rule";
import { databaseFlag } from "./database-flag";
import { versionOf } from "./version";

const DatabaseInstance = resource<DatabaseInstanceArgs>("gcp:sql/databaseInstance:DatabaseInstance");

/** A flag that has to be turned on. */
const turnedOn = { engine: "POSTGRES", value: "on", byDefault: () => "off" } as const;

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
  ...turnedOn,
  id: "gcp-sql-postgres-log-connections",
  title: "Cloud SQL for PostgreSQL logs connections",
  controls: { "cis-gcp-1.2": ["6.2.3"] },
  equivalents: { checkov: ["CKV_GCP_52"], trivy: ["AVD-GCP-0016"], regula: ["FG_R00425"] },
  why: "Attempts to guess passwords leave no trace.",
  flag: "log_connections",
});

export const postgresLogDisconnections = databaseFlag({
  ...turnedOn,
  id: "gcp-sql-postgres-log-disconnections",
  title: "Cloud SQL for PostgreSQL logs the end of sessions",
  controls: { "cis-gcp-1.2": ["6.2.4"] },
  equivalents: { checkov: ["CKV_GCP_53"], trivy: ["AVD-GCP-0022"], regula: ["FG_R00426"] },
  why: "Without the end of a session, nobody can tell how long an intruder had it.",
  flag: "log_disconnections",
});

export const postgresLogDuration = databaseFlag({
  ...turnedOn,
  id: "gcp-sql-postgres-log-duration",
  title: "Cloud SQL for PostgreSQL logs how long statements take",
  equivalents: { checkov: ["CKV2_GCP_13"] },
  why: "Unusually long statements, as when data is copied away, go unnoticed.",
  flag: "log_duration",
});

export const postgresLogHostname = databaseFlag({
  ...turnedOn,
  id: "gcp-sql-postgres-log-hostname",
  title: "Cloud SQL for PostgreSQL logs the names of hosts",
  equivalents: { checkov: ["CKV_GCP_108"] },
  why: "An address alone may belong to another host by the time that somebody looks into an incident.",
  flag: "log_hostname",
});

export const postgresLogLockWaits = databaseFlag({
  ...turnedOn,
  id: "gcp-sql-postgres-log-lock-waits",
  title: "Cloud SQL for PostgreSQL logs long waits for locks",
  controls: { "cis-gcp-1.2": ["6.2.6"] },
  equivalents: { checkov: ["CKV_GCP_54"], trivy: ["AVD-GCP-0020"], regula: ["FG_R00427"] },
  why: "Sessions that block others, by mistake or on purpose, go unnoticed.",
  flag: "log_lock_waits",
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
  title: "Cloud SQL for PostgreSQL leaves no temporary files out of the log",
  controls: { "cis-gcp-1.2": ["6.2.15"] },
  equivalents: { checkov: ["CKV_GCP_56"], trivy: ["AVD-GCP-0014"], regula: ["FG_R00429"] },
  why: "Temporary files tell of statements that exhaust the instance, many small ones as well as a large one.",
  engine: "POSTGRES",
  flag: "log_temp_files",
  value: "0",
});

export const postgresLogTempFilesDefault = rule(DatabaseInstance, {
  id: "gcp-sql-postgres-log-temp-files-default",
  title: "Cloud SQL for PostgreSQL logs temporary files",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["6.2.15"] },
  equivalents: { trivy: ["AVD-GCP-0014"], regula: ["FG_R00429"] },
  why: "PostgreSQL logs none by default, so statements that exhaust the instance by their temporary files leave no trace.",
  fix: "Set the flag `log_temp_files` to `0` in `settings.databaseFlags`.",
  see: "https://cloud.google.com/sql/docs/postgres/flags",
  pass: [
    { databaseVersion: "POSTGRES_18", settings: { tier: "db-f1-micro", databaseFlags: [{ name: "log_temp_files", value: "0" }] } },
    { databaseVersion: "MYSQL_8_4" },
  ],
  fail: [
    { databaseVersion: "POSTGRES_18" },
    { databaseVersion: "POSTGRES_18", settings: { tier: "db-f1-micro", databaseFlags: [{ name: "log_connections", value: "on" }] } },
  ],
  unknown: [{ databaseVersion: "POSTGRES_18", settings: { tier: "db-f1-micro", databaseFlags: [unknown] } }],
  check: ({ databaseVersion, settings }) =>
    versionOf(databaseVersion).engine === "POSTGRES" &&
    !some(settings?.databaseFlags, ({ name }) => name === "log_temp_files") &&
    "the flag `log_temp_files` isn't set",
});

export const postgresPgaudit = databaseFlag({
  ...turnedOn,
  id: "gcp-sql-postgres-pgaudit",
  title: "Cloud SQL for PostgreSQL keeps an audit log",
  equivalents: { checkov: ["CKV_GCP_110"] },
  why: "Without pgAudit, nobody can tell who read or changed which data.",
  flag: "cloudsql.enable_pgaudit",
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
