import type { BackupVaultArgs } from "@pulumi/gcp/backupdisasterrecovery/backupVault";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const BackupVault = resource<BackupVaultArgs>("gcp:backupdisasterrecovery/backupVault:BackupVault");

export const vaultCustomerKey = customerKey(BackupVault, {
  id: "gcp-backupdisasterrecovery-vault-customer-key",
  subject: "Backup vaults",
  at: ({ encryptionConfig }) => encryptionConfig?.kmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});

export const vaultAccess = rule(BackupVault, {
  id: "gcp-backupdisasterrecovery-vault-access",
  title: "Backup vaults stay within the organisation",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Backups can be restored into projects of others, and so taken away.",
  fix: "Leave `accessRestriction` out, or set it to `WITHIN_PROJECT` or `WITHIN_ORGANIZATION`.",
  see: "https://cloud.google.com/backup-disaster-recovery/docs/concepts/backup-vault",
  pass: [{}, { accessRestriction: "WITHIN_PROJECT" }],
  fail: [{ accessRestriction: "UNRESTRICTED" }, { accessRestriction: "WITHIN_ORG_BUT_UNRESTRICTED_FOR_BA" }],
  unknown: [{ accessRestriction: unknown }],
  check: ({ accessRestriction }) => accessRestriction?.includes("UNRESTRICTED") && `its access restriction is \`${accessRestriction}\``,
});
