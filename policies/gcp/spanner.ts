import type { BackupScheduleArgs } from "@pulumi/gcp/spanner/backupSchedule";
import type { DatabaseArgs } from "@pulumi/gcp/spanner/database";
import { customerKey, resource, rule, setting, some, unknown } from "../../lib/rule";

const Database = resource<DatabaseArgs>("gcp:spanner/database:Database");
const BackupSchedule = resource<BackupScheduleArgs>("gcp:spanner/backupSchedule:BackupSchedule");

export const databaseCustomerKey = customerKey(Database, {
  id: "gcp-spanner-database-customer-key",
  subject: "Spanner databases",
  at: ({ encryptionConfig }) => encryptionConfig?.kmsKeyName,
  unless: ({ encryptionConfig }) => some(encryptionConfig?.kmsKeyNames),
  equivalents: { checkov: ["CKV_GCP_93"] },
  see: "https://cloud.google.com/spanner/docs/cmek",
  pass: [{ encryptionConfig: { kmsKeyNames: ["projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k"] } }],
});

export const databaseDeletionProtection = setting(Database, {
  id: "gcp-spanner-database-deletion-protection",
  title: "Spanner databases are protected against deletion by the program",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_119"] },
  why: "A mistaken change of the program deletes the database with all its data.",
  see: "https://cloud.google.com/spanner/docs/prevent-database-deletion",
  at: ({ deletionProtection }) => deletionProtection,
  good: [true],
  absent: "good",
});

export const databaseDropProtection = setting(Database, {
  id: "gcp-spanner-database-drop-protection",
  title: "Spanner databases are protected against deletion by anyone",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_120"] },
  why: "A mistaken command, or the deletion of the instance, deletes the database with all its data.",
  see: "https://cloud.google.com/spanner/docs/prevent-database-deletion",
  at: ({ enableDropProtection }) => enableDropProtection,
  good: [true],
  absent: "bad",
});

export const backupScheduleCustomerKey = rule(BackupSchedule, {
  id: "gcp-spanner-backup-schedule-customer-key",
  title: "Spanner backups keep the key of their database",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "Backups that Google encrypts with a key of its own stay readable when the key of the database is revoked.",
  fix: "Set `encryptionConfig.encryptionType` to `USE_DATABASE_ENCRYPTION` or `CUSTOMER_MANAGED_ENCRYPTION`.",
  see: "https://cloud.google.com/spanner/docs/cmek",
  pass: [
    {},
    { encryptionConfig: { encryptionType: "USE_DATABASE_ENCRYPTION" } },
    { encryptionConfig: { encryptionType: "CUSTOMER_MANAGED_ENCRYPTION", kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } },
  ],
  fail: [{ encryptionConfig: { encryptionType: "GOOGLE_DEFAULT_ENCRYPTION" } }],
  unknown: [{ encryptionConfig: { encryptionType: unknown } }],
  check: ({ encryptionConfig }) => encryptionConfig?.encryptionType === "GOOGLE_DEFAULT_ENCRYPTION" && "its backups are encrypted with a key of Google",
});
