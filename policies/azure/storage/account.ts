import type { BlobServicePropertiesArgs } from "@pulumi/azure-native/storage/blobServiceProperties";
import type { StorageAccountArgs } from "@pulumi/azure-native/storage/storageAccount";
import { noPublicNetwork, privateEndpoint, same } from "../../../lib/cloud/azure";
import { from, option, resource, rule, setting, some, unknown } from "../../../lib/rule";

const BlobServiceProperties = resource<BlobServicePropertiesArgs>("azure-native:storage:BlobServiceProperties");
const StorageAccount = resource<StorageAccountArgs>("azure-native:storage:StorageAccount");

export const accountBlobPublicAccess = setting(StorageAccount, {
  id: "azure-storage-account-blob-public-access",
  title: "Storage accounts allow no public blobs",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_190", "CKV2_AZURE_47"] },
  why: "Anyone who may change a container can then publish it to the internet.",
  see: "https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-prevent",
  at: (self) => self.allowBlobPublicAccess,
  good: [false],
  absent: "good",
});

export const accountCustomerKey = setting(StorageAccount, {
  id: "azure-storage-account-customer-key",
  title: "Storage accounts are encrypted with a Key Vault key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_1"], trivy: ["AVD-AZU-0060"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `encryption.keySource` to `Microsoft.Keyvault`, and name the key in `encryption.keyVaultProperties`.",
  see: "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview",
  at: (account) => account.encryption?.keySource,
  good: ["Microsoft.Keyvault"],
  bad: ["Microsoft.Storage"],
  absent: "bad",
});

export const accountNetworkDefault = rule(StorageAccount, {
  id: "azure-storage-account-network-default",
  title: "Storage accounts refuse networks that no rule names",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "cis-azure-1.3": ["3.6"] },
  equivalents: {
    checkov: ["CKV_AZURE_35"],
    trivy: ["AVD-AZU-0012"],
    kics: [
      "17f75827-0684-48f4-8747-61129c7e4198",
      "9073f073-5d60-4b46-b569-0d6baa80ed95",
      "a5613650-32ec-4975-a305-31af783153ea",
      "d855ced8-6157-448f-9f1d-f05a41d046f7",
    ],
    terrascan: ["AC_AZURE_0309", "AC_AZURE_0370"],
    regula: ["FG_R00154"],
  },
  why: "By default anyone with a key or a signed URL gets in from anywhere.",
  fix: "Set `networkRuleSet.defaultAction` to `Deny` and name the networks that need access.",
  see: "https://learn.microsoft.com/azure/storage/common/storage-network-security",
  pass: [{ networkRuleSet: { defaultAction: "Deny" } }, { publicNetworkAccess: "Disabled" }],
  fail: [{}, { networkRuleSet: { defaultAction: "Allow" } }],
  unknown: [{ networkRuleSet: { defaultAction: unknown } }],
  check: ({ networkRuleSet, publicNetworkAccess }) =>
    !same(networkRuleSet?.defaultAction, "Deny") && !same(publicNetworkAccess, "Disabled", "SecuredByPerimeter") && "its network rules allow by default",
});

export const accountHttps = setting(StorageAccount, {
  id: "azure-storage-account-https",
  title: "Storage accounts accept HTTPS only",
  severity: "high",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["3.1"] },
  equivalents: {
    checkov: ["CKV_AZURE_3"],
    trivy: ["AVD-AZU-0008"],
    kics: ["12944ec4-1fa0-47be-8b17-42a034f937c2", "1367dd13-2c90-4020-80b7-e4339a3dc2c4", "cb8e4bf0-903d-45c6-a278-9a947d82a27b"],
    terrascan: ["AC_AZURE_0373"],
    regula: ["FG_R00152"],
  },
  why: "Over plain HTTP, data and signed URLs can be read and changed on the way.",
  see: "https://learn.microsoft.com/azure/storage/common/storage-require-secure-transfer",
  at: (self) => self.enableHttpsTrafficOnly,
  good: [true],
  absent: "good",
});

export const accountInfrastructureEncryption = setting(StorageAccount, {
  id: "azure-storage-account-infrastructure-encryption",
  title: "Storage accounts encrypt twice, with infrastructure encryption",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { trivy: ["AVD-AZU-0061"] },
  why: "A second layer with another key and algorithm holds when one of them is broken.",
  fix: "Set `encryption.requireInfrastructureEncryption` to `true` when the account is created.",
  see: "https://learn.microsoft.com/azure/storage/common/infrastructure-encryption-enable",
  at: (self) => self.encryption?.requireInfrastructureEncryption,
  good: [true],
  absent: "bad",
});

export const accountLocalUsers = setting(StorageAccount, {
  id: "azure-storage-account-local-users",
  title: "Storage accounts have no local users",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_244"] },
  why: "Local users sign in with passwords and keys that Entra ID neither knows nor revokes.",
  see: "https://learn.microsoft.com/azure/storage/blobs/secure-file-transfer-protocol-support",
  at: (self) => self.isLocalUserEnabled,
  good: [false],
  absent: "good",
});

export const accountTls = rule(StorageAccount, {
  id: "azure-storage-account-tls",
  title: "Storage accounts require TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_44"], trivy: ["AVD-AZU-0011", "AVD-AZU-0059"], kics: ["8263f146-5e03-43e0-9cfe-db960d56d1e7"] },
  why: "TLS 1.0 and 1.1 have known weaknesses, and a client may be made to fall back to them.",
  fix: "Set `minimumTlsVersion` to `TLS1_2`.",
  see: "https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version",
  pass: [{ minimumTlsVersion: "TLS1_2" }, { minimumTlsVersion: "TLS1_3" }],
  fail: [{}, { minimumTlsVersion: "TLS1_0" }, { minimumTlsVersion: "TLS1_1" }],
  unknown: [{ minimumTlsVersion: unknown }],
  check: ({ minimumTlsVersion: version }) =>
    !same(version, "TLS1_2", "TLS1_3") &&
    (version === undefined ? "`minimumTlsVersion` isn't set, which means TLS 1.0" : `\`minimumTlsVersion\` is \`${version}\``),
  remedy: () => ({ minimumTlsVersion: "TLS1_2" }),
});

export const accountName = rule(StorageAccount, {
  id: "azure-storage-account-name",
  title: "Storage accounts have a name that Azure accepts",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_43"] },
  why: "Azure refuses any other name, but only once the deployment is under way.",
  fix: "Give `accountName` 3 to 24 lower-case letters and digits.",
  see: "https://learn.microsoft.com/azure/storage/common/storage-account-overview",
  pass: [{}, { accountName: "logs2024" }],
  fail: [{ accountName: "my-Logs" }, { accountName: "ab" }],
  unknown: [{ accountName: unknown }],
  check: ({ accountName: name }) => name !== undefined && !/^[a-z0-9]{3,24}$/.test(name) && `\`${name}\` isn't 3 to 24 lower-case letters and digits`,
});

export const accountPrivateEndpoint = privateEndpoint(StorageAccount, {
  id: "azure-storage-account-private-endpoint",
  subject: "Storage accounts",
  equivalents: { checkov: ["CKV2_AZURE_33"] },
  see: "https://learn.microsoft.com/azure/storage/common/storage-private-endpoints",
});

export const accountPublicNetwork = noPublicNetwork(StorageAccount, {
  id: "azure-storage-account-public-network",
  subject: "Storage accounts",
  equivalents: { checkov: ["CKV_AZURE_59"] },
  see: "https://learn.microsoft.com/azure/storage/common/storage-network-security",
});

export const accountReplication = rule(StorageAccount, {
  id: "azure-storage-account-replication",
  title: "Storage accounts are replicated to another region",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_206"], trivy: ["AVD-AZU-0058"] },
  why: "With all copies in one region, its failure takes the data with it.",
  fix: "Set `sku.name` to `Standard_GRS`, `Standard_GZRS` or one with read access.",
  see: "https://learn.microsoft.com/azure/storage/common/storage-redundancy",
  pass: [{ sku: { name: "Standard_GRS" } }, { sku: { name: "Standard_RAGZRS" } }, { sku: { name: "Premium_LRS" } }],
  fail: [{ sku: { name: "Standard_LRS" } }, { sku: { name: "Standard_ZRS" } }],
  unknown: [{ sku: { name: unknown } }],
  check: ({ sku }) => /^Standard\w*_(LRS|ZRS)$/i.test(sku?.name) && `\`${sku.name}\` keeps all copies in one region`,
});

export const accountSasExpiration = rule(StorageAccount, {
  id: "azure-storage-account-sas-expiration",
  title: "Storage accounts limit how long signed URLs are valid",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_41"] },
  why: "A leaked signed URL works until it expires, and it can hardly be revoked.",
  fix: "Set `sasPolicy` with a `sasExpirationPeriod`.",
  see: "https://learn.microsoft.com/azure/storage/common/sas-expiration-policy",
  pass: [{ sasPolicy: { expirationAction: "Log", sasExpirationPeriod: "1.00:00:00" } }],
  fail: [{}],
  unknown: [{ sasPolicy: unknown }],
  check: ({ sasPolicy }) => !sasPolicy?.sasExpirationPeriod && "it has no `sasPolicy`",
});

export const accountSharedKey = setting(StorageAccount, {
  id: "azure-storage-account-shared-key",
  title: "Storage accounts refuse shared keys",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_40"] },
  why: "A shared key opens the whole account to whoever has it, and no log tells who that was.",
  fix: "Set `allowSharedKeyAccess` to `false` and grant access by Entra ID.",
  see: "https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent",
  at: (self) => self.allowSharedKeyAccess,
  good: [false],
  absent: "bad",
});

export const accountSoftDelete = rule(StorageAccount, {
  id: "azure-storage-account-soft-delete",
  title: "Storage accounts keep deleted blobs for a while",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_38"], trivy: ["AVD-AZU-0056"] },
  why: "Without soft delete a blob that was deleted or overwritten by mistake is gone.",
  fix: "Add an `azure-native.storage.BlobServiceProperties` with `deleteRetentionPolicy` on.",
  see: "https://learn.microsoft.com/azure/storage/blobs/soft-delete-blob-overview",
  options: { days: option.Integer({ default: 7, minimum: 1, maximum: 365, description: "The fewest days that deleted blobs are kept." }) },
  related: { services: from(BlobServiceProperties, "accountName") },
  pass: [{ services: [{ deleteRetentionPolicy: { enabled: true, days: 7 } }] }, { kind: "FileStorage" }],
  fail: [{}, { services: [{ deleteRetentionPolicy: { enabled: false } }] }, { services: [{ deleteRetentionPolicy: { enabled: true, days: 6 } }] }],
  unknown: [{ services: [unknown] }],
  check: ({ kind, services }, { options }) =>
    !same(kind, "FileStorage") &&
    !some(services, ({ deleteRetentionPolicy: policy }) => policy?.enabled && (policy.days ?? 0) >= options.days) &&
    `no BlobServiceProperties keeps deleted blobs for ${options.days} days`,
});

export const accountTrustedServices = rule(StorageAccount, {
  id: "azure-storage-account-trusted-services",
  title: "Storage accounts with network rules let trusted Azure services in",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "cis-azure-1.3": ["3.7"] },
  equivalents: {
    checkov: ["CKV_AZURE_36"],
    trivy: ["AVD-AZU-0010"],
    kics: ["5400f379-a347-4bdd-a032-446465fdcc6f", "e25b56cd-a4d6-498f-ab92-e6296a082097"],
    terrascan: ["AC_AZURE_0371"],
    regula: ["FG_R00208"],
  },
  why: "Backup, logging and monitoring stop silently when the firewall shuts them out.",
  fix: "Leave `networkRuleSet.bypass` out, or put `AzureServices` into it.",
  see: "https://learn.microsoft.com/azure/storage/common/storage-network-security-trusted-azure-services",
  pass: [
    {},
    { networkRuleSet: { defaultAction: "Deny" } },
    { networkRuleSet: { defaultAction: "Deny", bypass: "Logging, AzureServices" } },
    { networkRuleSet: { defaultAction: "Allow", bypass: "None" } },
  ],
  fail: [{ networkRuleSet: { defaultAction: "Deny", bypass: "None" } }, { networkRuleSet: { defaultAction: "Deny", bypass: "Logging, Metrics" } }],
  unknown: [{ networkRuleSet: { defaultAction: "Deny", bypass: unknown } }],
  check: ({ networkRuleSet }) =>
    same(networkRuleSet?.defaultAction, "Deny") &&
    !/AzureServices/i.test(networkRuleSet?.bypass ?? "AzureServices") &&
    "its network rules shut trusted Azure services out",
});
