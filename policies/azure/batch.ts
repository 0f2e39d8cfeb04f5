import type { BatchAccountArgs } from "@pulumi/azure-native/batch/batchAccount";
import { diagnosticLogs, same } from "../../lib/cloud/azure";
import { customerKey, resource, rule, some, unknown } from "../../lib/rule";

const Account = resource<BatchAccountArgs>("azure-native:batch:BatchAccount");

export const accountCustomerKey = customerKey(Account, {
  id: "azure-batch-account-customer-key",
  subject: "Batch accounts",
  equivalents: { checkov: ["CKV_AZURE_76"] },
  see: "https://learn.microsoft.com/azure/batch/batch-customer-managed-key",
  at: (account) => account.encryption?.keyVaultProperties?.keyIdentifier,
  // Accounts with pools in one's own subscription keep their secrets in one's own vault.
  unless: ({ keyVaultReference }) => keyVaultReference,
  pass: [{ keyVaultReference: { id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/shop", url: "https://shop.vault.azure.net/" } }],
});

export const accountLogs = diagnosticLogs(Account, {
  id: "azure-batch-account-logs",
  subject: "Batch accounts",
  category: "AuditLog",
  see: "https://learn.microsoft.com/azure/batch/monitor-batch-reference",
});

export const accountNetwork = rule(Account, {
  id: "azure-batch-account-network",
  title: "Batch accounts refuse networks that no rule names",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_248"] },
  why: "From anywhere, one leaked key is enough to run programs in the account.",
  fix: "Set `networkProfile.accountAccess.defaultAction` to `Deny` and name your networks, or set `publicNetworkAccess` to `Disabled`.",
  see: "https://learn.microsoft.com/azure/batch/public-network-access",
  pass: [{ networkProfile: { accountAccess: { defaultAction: "Deny" } } }, { publicNetworkAccess: "Disabled" }],
  fail: [{}, { publicNetworkAccess: "Enabled" }, { networkProfile: { accountAccess: { defaultAction: "Allow" } } }],
  unknown: [{ networkProfile: unknown }],
  check: ({ networkProfile, publicNetworkAccess }) =>
    !same(publicNetworkAccess, "Disabled", "SecuredByPerimeter") &&
    !same(networkProfile?.accountAccess?.defaultAction, "Deny") &&
    "its network rules allow by default",
});

export const accountSharedKey = rule(Account, {
  id: "azure-batch-account-shared-key",
  title: "Batch accounts refuse shared keys",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "A shared key runs programs in the account for whoever has it, and no log tells who that was.",
  fix: "Set `allowedAuthenticationModes` to `AAD` and `TaskAuthenticationToken`.",
  see: "https://learn.microsoft.com/azure/batch/batch-account-create-portal",
  pass: [{ allowedAuthenticationModes: ["AAD", "TaskAuthenticationToken"] }, { poolAllocationMode: "UserSubscription" }],
  fail: [{}, { allowedAuthenticationModes: ["AAD", "SharedKey"] }],
  unknown: [{ allowedAuthenticationModes: unknown }],
  check: ({ allowedAuthenticationModes: modes, poolAllocationMode }) =>
    !same(poolAllocationMode, "UserSubscription") && (modes === undefined || some(modes, (mode) => same(mode, "SharedKey"))) && "it accepts shared keys",
});
