import type { BatchAccountArgs } from "@pulumi/azure-native/batch/batchAccount";
import { diagnosticLogs, noPublicNetworkAt, same } from "../../lib/cloud/azure";
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
  title: "Network rules of Batch accounts refuse networks that they don't name",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_248"] },
  why: "Rules that allow by default look like a firewall and keep nobody out.",
  fix: "Set `networkProfile.accountAccess.defaultAction` to `Deny` and name your networks in `ipRules`.",
  see: "https://learn.microsoft.com/azure/batch/public-network-access",
  pass: [
    {},
    { networkProfile: { accountAccess: { defaultAction: "Deny" } } },
    { publicNetworkAccess: "Disabled", networkProfile: { accountAccess: { defaultAction: "Allow" } } },
  ],
  fail: [
    { networkProfile: { accountAccess: { defaultAction: "Allow" } } },
    { publicNetworkAccess: "Enabled", networkProfile: { accountAccess: { defaultAction: "Allow" } } },
  ],
  unknown: [{ networkProfile: unknown }, { networkProfile: { accountAccess: { defaultAction: unknown } } }],
  check: ({ networkProfile, publicNetworkAccess }) =>
    same(networkProfile?.accountAccess?.defaultAction, "Allow") &&
    !same(publicNetworkAccess, "Disabled", "SecuredByPerimeter") &&
    "its network rules allow by default",
});

export const accountPublicNetwork = noPublicNetworkAt(Account, {
  id: "azure-batch-account-public-network",
  subject: "Batch accounts",
  see: "https://learn.microsoft.com/azure/batch/public-network-access",
  at: (account) => account.publicNetworkAccess,
  // What the network rules allow has a rule of its own.
  unless: ({ networkProfile }) => networkProfile?.accountAccess,
  pass: [{ networkProfile: { accountAccess: { defaultAction: "Deny" } } }],
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
