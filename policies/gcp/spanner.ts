import type { BackupScheduleArgs } from "@pulumi/gcp/spanner/backupSchedule";
import type { DatabaseArgs } from "@pulumi/gcp/spanner/database";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Database = resource<DatabaseArgs>("gcp:spanner/database:Database");
const BackupSchedule = resource<BackupScheduleArgs>("gcp:spanner/backupSchedule:BackupSchedule");

export const databaseCustomerKey = customerKey(Database, {
  id: "gcp-spanner-database-customer-key",
  subject: "Spanner databases",
  property: "encryptionConfig.kmsKeyName",
  key: ({ encryptionConfig }) => encryptionConfig?.kmsKeyName || encryptionConfig?.kmsKeyNames?.length,
  equivalents: { checkov: ["CKV_GCP_93"] },
  see: "https://cloud.google.com/spanner/docs/cmek",
  pass: [
    { encryptionConfig: { kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } },
    { encryptionConfig: { kmsKeyNames: ["projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k"] } },
  ],
  fail: [{ encryptionConfig: {} }],
  unknown: [{ encryptionConfig: { kmsKeyName: unknown } }],
});

export const databaseDeletionProtection = rule(Database, {
  id: "gcp-spanner-database-deletion-protection",
  title: "Spanner databases are protected against deletion by the program",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_119"] },
  why: "A mistaken change of the program deletes the database with all its data.",
  fix: "Leave `deletionProtection` out, or set it to `true`.",
  see: "https://cloud.google.com/spanner/docs/prevent-database-deletion",
  pass: [{}, { deletionProtection: true }],
  fail: [{ deletionProtection: false }],
  unknown: [{ deletionProtection: unknown }],
  check: ({ deletionProtection }) => deletionProtection === false && "deletion protection is off",
});

export const databaseDropProtection = rule(Database, {
  id: "gcp-spanner-database-drop-protection",
  title: "Spanner databases are protected against deletion by anyone",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_120"] },
  why: "A mistaken command, or the deletion of the instance, deletes the database with all its data.",
  fix: "Set `enableDropProtection` to `true`.",
  see: "https://cloud.google.com/spanner/docs/prevent-database-deletion",
  pass: [{ enableDropProtection: true }],
  fail: [{}, { enableDropProtection: false }],
  unknown: [{ enableDropProtection: unknown }],
  check: ({ enableDropProtection }) => !enableDropProtection && "drop protection is off",
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
