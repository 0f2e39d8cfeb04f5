import type { DatabaseArgs } from "@pulumi/gcp/firestore/database";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Database = resource<DatabaseArgs>("gcp:firestore/database:Database");

export const databaseCustomerKey = customerKey(Database, {
  id: "gcp-firestore-database-customer-key",
  subject: "Firestore databases",
  property: "cmekConfig.kmsKeyName",
  key: ({ cmekConfig }) => cmekConfig?.kmsKeyName,
  see: "https://cloud.google.com/firestore/docs/cmek",
  pass: [{ cmekConfig: { kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } }],
  unknown: [{ cmekConfig: { kmsKeyName: unknown } }],
});

export const databaseDeletionProtection = rule(Database, {
  id: "gcp-firestore-database-deletion-protection",
  title: "Firestore databases are protected against deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "A mistaken change or command deletes the database with all its documents.",
  fix: "Set `deleteProtectionState` to `DELETE_PROTECTION_ENABLED`.",
  see: "https://cloud.google.com/firestore/docs/manage-databases",
  pass: [{ deleteProtectionState: "DELETE_PROTECTION_ENABLED" }],
  fail: [{}, { deleteProtectionState: "DELETE_PROTECTION_DISABLED" }],
  unknown: [{ deleteProtectionState: unknown }],
  check: ({ deleteProtectionState }) => deleteProtectionState !== "DELETE_PROTECTION_ENABLED" && "delete protection is off",
});

export const databasePointInTimeRecovery = rule(Database, {
  id: "gcp-firestore-database-point-in-time-recovery",
  title: "Firestore databases can be restored to any point in time",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CP-9"] },
  why: "What a fault deletes or overwrites is gone after an hour.",
  fix: "Set `pointInTimeRecoveryEnablement` to `POINT_IN_TIME_RECOVERY_ENABLED`.",
  see: "https://cloud.google.com/firestore/docs/pitr",
  pass: [{ pointInTimeRecoveryEnablement: "POINT_IN_TIME_RECOVERY_ENABLED" }],
  fail: [{}, { pointInTimeRecoveryEnablement: "POINT_IN_TIME_RECOVERY_DISABLED" }],
  unknown: [{ pointInTimeRecoveryEnablement: unknown }],
  check: ({ pointInTimeRecoveryEnablement }) => pointInTimeRecoveryEnablement !== "POINT_IN_TIME_RECOVERY_ENABLED" && "point-in-time recovery is off",
});
