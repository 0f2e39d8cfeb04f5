import type { DatabaseAccountArgs } from "@pulumi/azure-native/cosmosdb/databaseAccount";
import { noPublicNetwork, same } from "../../lib/cloud/azure";
import { minimumTls, noLocalAuth } from "../../lib/cloud/azure-settings";
import { customerKey, resource, rule, setting, some, unknown } from "../../lib/rule";

const DatabaseAccount = resource<DatabaseAccountArgs>("azure-native:cosmosdb:DatabaseAccount");

export const accountCustomerKey = customerKey(DatabaseAccount, {
  id: "azure-cosmosdb-account-customer-key",
  subject: "Cosmos DB accounts",
  equivalents: { checkov: ["CKV_AZURE_100"] },
  see: "https://learn.microsoft.com/azure/cosmos-db/how-to-setup-customer-managed-keys",
  at: (account) => account.keyVaultKeyUri,
});

export const accountTags = rule(DatabaseAccount, {
  id: "azure-cosmosdb-account-tags",
  title: "Cosmos DB accounts have tags",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["56dad03e-e94f-4dd6-93a4-c253a03ff7a0"], terrascan: ["AC_AZURE_0277"] },
  why: "Without tags nobody can tell whose data it holds, or apply a policy by what it is.",
  fix: "Set `tags`, for example to the owner and the class of the data.",
  see: "https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources",
  pass: [{ tags: { owner: "shop" } }],
  fail: [{}, { tags: {} }],
  unknown: [{ tags: unknown }],
  check: ({ tags }) => !some(Object.keys(tags ?? {})) && "it has no tags",
});

export const accountKeyWrites = setting(DatabaseAccount, {
  id: "azure-cosmosdb-account-key-writes",
  title: "Keys of Cosmos DB accounts can't change databases and containers",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_132"] },
  why: "Who has a key can delete whole databases, past all role assignments and locks.",
  see: "https://learn.microsoft.com/azure/cosmos-db/audit-control-plane-logs",
  at: (account) => account.disableKeyBasedMetadataWriteAccess,
  good: [true],
  absent: "bad",
  unless: (account) => account.disableLocalAuth,
  pass: [{ disableLocalAuth: true }],
});

export const accountLocalAuth = noLocalAuth(DatabaseAccount, {
  id: "azure-cosmosdb-account-local-auth",
  subject: "Cosmos DB accounts",
  equivalents: { checkov: ["CKV_AZURE_140"] },
  see: "https://learn.microsoft.com/azure/cosmos-db/how-to-setup-rbac",
});

export const accountPublicNetwork = noPublicNetwork(DatabaseAccount, {
  id: "azure-cosmosdb-account-public-network",
  subject: "Cosmos DB accounts",
  equivalents: { checkov: ["CKV_AZURE_101"] },
  see: "https://learn.microsoft.com/azure/cosmos-db/how-to-configure-private-endpoints",
});

const isEverywhere = (range: string | undefined) => range !== undefined && /^0\.0\.0\.0\/[01]$/.test(range);

export const accountNetwork = rule(DatabaseAccount, {
  id: "azure-cosmosdb-account-network",
  title: "Cosmos DB accounts can only be reached from networks that are named",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_99"], kics: ["c2a3efb6-8a58-481c-82f2-bfddf34bb4b7"], terrascan: ["AC_AZURE_0184"] },
  why: "Without rules the account answers the whole internet, and one leaked key is enough to read all data.",
  fix: "Name the addresses in `ipRules`, set `isVirtualNetworkFilterEnabled` with `virtualNetworkRules`, or disable public network access.",
  see: "https://learn.microsoft.com/azure/cosmos-db/how-to-configure-firewall",
  pass: [
    { publicNetworkAccess: "Disabled" },
    { publicNetworkAccess: "SecuredByPerimeter" },
    { ipRules: [{ ipAddressOrRange: "203.0.113.0/28" }] },
    { isVirtualNetworkFilterEnabled: true, virtualNetworkRules: [{ id: unknown }] },
  ],
  fail: [
    {},
    { publicNetworkAccess: "Enabled", ipRules: [] },
    { isVirtualNetworkFilterEnabled: false, virtualNetworkRules: [{ id: unknown }] },
    { ipRules: [{ ipAddressOrRange: "0.0.0.0/0" }] },
  ],
  unknown: [{ publicNetworkAccess: unknown }, { ipRules: [{ ipAddressOrRange: unknown }] }],
  check: ({ publicNetworkAccess, isVirtualNetworkFilterEnabled, ipRules }) => {
    if (same(publicNetworkAccess, "Disabled", "SecuredByPerimeter")) return false;
    if (some(ipRules, (rule) => isEverywhere(rule.ipAddressOrRange))) return "`ipRules` admit all addresses";
    return !isVirtualNetworkFilterEnabled && !some(ipRules) && "it admits all networks";
  },
});

export const accountTls = minimumTls(DatabaseAccount, {
  id: "azure-cosmosdb-account-tls",
  subject: "Cosmos DB accounts",
  see: "https://learn.microsoft.com/azure/cosmos-db/self-serve-minimum-tls-enforcement",
  at: (account) => account.minimalTlsVersion,
  good: ["Tls12"],
  bad: ["Tls", "Tls11"],
  absent: "good",
});
