import type { BackupPlanArgs } from "@pulumi/gcp/gkebackup/backupPlan";
import { customerKey, resource, unknown } from "../../lib/rule";

const BackupPlan = resource<BackupPlanArgs>("gcp:gkebackup/backupPlan:BackupPlan");

export const backupPlanCustomerKey = customerKey(BackupPlan, {
  id: "gcp-gkebackup-backup-plan-customer-key",
  subject: "Backups for GKE",
  property: "backupConfig.encryptionKey.gcpKmsEncryptionKey",
  key: ({ backupConfig }) => backupConfig?.encryptionKey?.gcpKmsEncryptionKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ backupConfig: { encryptionKey: { gcpKmsEncryptionKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } } }],
  fail: [{ backupConfig: { allNamespaces: true } }],
  unknown: [{ backupConfig: { encryptionKey: { gcpKmsEncryptionKey: unknown } } }],
});
