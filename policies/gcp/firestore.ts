import type { DatabaseArgs } from "@pulumi/gcp/firestore/database";
import { customerKey, resource, setting } from "../../lib/rule";

const Database = resource<DatabaseArgs>("gcp:firestore/database:Database");

export const databaseCustomerKey = customerKey(Database, {
  id: "gcp-firestore-database-customer-key",
  subject: "Firestore databases",
  at: ({ cmekConfig }) => cmekConfig?.kmsKeyName,
  see: "https://cloud.google.com/firestore/docs/cmek",
});

export const databaseDeletionProtection = setting(Database, {
  id: "gcp-firestore-database-deletion-protection",
  title: "Firestore databases are protected against deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "A mistaken change or command deletes the database with all its documents.",
  see: "https://cloud.google.com/firestore/docs/manage-databases",
  at: ({ deleteProtectionState }) => deleteProtectionState,
  good: ["DELETE_PROTECTION_ENABLED"],
  bad: ["DELETE_PROTECTION_DISABLED"],
  absent: "bad",
});

export const databasePointInTimeRecovery = setting(Database, {
  id: "gcp-firestore-database-point-in-time-recovery",
  title: "Firestore databases can be restored to any point in time",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CP-9"] },
  why: "What a fault deletes or overwrites is gone after an hour.",
  see: "https://cloud.google.com/firestore/docs/pitr",
  at: ({ pointInTimeRecoveryEnablement }) => pointInTimeRecoveryEnablement,
  good: ["POINT_IN_TIME_RECOVERY_ENABLED"],
  bad: ["POINT_IN_TIME_RECOVERY_DISABLED"],
  absent: "bad",
});
