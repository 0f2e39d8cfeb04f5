import type { BackupPlanArgs } from "@pulumi/gcp/gkebackup/backupPlan";
import { customerKey, resource } from "../../lib/rule";

const BackupPlan = resource<BackupPlanArgs>("gcp:gkebackup/backupPlan:BackupPlan");

export const backupPlanCustomerKey = customerKey(BackupPlan, {
  id: "gcp-gkebackup-backup-plan-customer-key",
  subject: "Backups for GKE",
  at: ({ backupConfig }) => backupConfig?.encryptionKey?.gcpKmsEncryptionKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  fail: [{ backupConfig: { allNamespaces: true } }],
});
