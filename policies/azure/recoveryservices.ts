import type { VaultArgs } from "@pulumi/azure-native/recoveryservices/vault";
import { managedIdentity } from "../../lib/cloud/azure";
import { customerKey, resource, setting } from "../../lib/rule";

const Vault = resource<VaultArgs>("azure-native:recoveryservices:Vault");

export const vaultCustomerKey = customerKey(Vault, {
  id: "azure-recoveryservices-vault-customer-key",
  subject: "Recovery Services vaults",
  see: "https://learn.microsoft.com/azure/backup/encryption-at-rest-with-cmk",
  at: (vault) => vault.properties?.encryption?.keyVaultProperties?.keyUri,
});

export const vaultIdentity = managedIdentity(Vault, {
  id: "azure-recoveryservices-vault-identity",
  subject: "Recovery Services vaults",
  equivalents: { checkov: ["CKV2_AZURE_35"] },
  see: "https://learn.microsoft.com/azure/backup/backup-azure-private-endpoints-configure-manage",
});

export const vaultImmutable = setting(Vault, {
  id: "azure-recoveryservices-vault-immutable",
  title: "Recovery Services vaults are immutable",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "Who takes over an administrator's account deletes the backups first.",
  see: "https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept",
  at: (vault) => vault.properties?.securitySettings?.immutabilitySettings?.state,
  good: ["Locked", "Unlocked"],
  bad: ["Disabled"],
  absent: "bad",
});

export const vaultPublicNetwork = setting(Vault, {
  id: "azure-recoveryservices-vault-public-network",
  title: "Recovery Services vaults disable public network access",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "From the public network one leaked credential is enough to get at the backups.",
  fix: "Set `properties.publicNetworkAccess` to `Disabled` and use private endpoints.",
  see: "https://learn.microsoft.com/azure/backup/private-endpoints-overview",
  at: (vault) => vault.properties?.publicNetworkAccess,
  good: ["Disabled"],
  bad: ["Enabled"],
  absent: "bad",
});

export const vaultSoftDelete = setting(Vault, {
  id: "azure-recoveryservices-vault-soft-delete",
  title: "Recovery Services vaults keep deleted backups for a while",
  severity: "medium",
  family: "resilience",
  preset: "recommended",
  why: "Backups that are deleted by mistake, or by an attacker, are gone at once.",
  see: "https://learn.microsoft.com/azure/backup/backup-azure-security-feature-cloud",
  at: (vault) => vault.properties?.securitySettings?.softDeleteSettings?.softDeleteState,
  good: ["Enabled", "AlwaysON"],
  bad: ["Disabled"],
  absent: "good",
});
