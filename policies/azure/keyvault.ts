import type { KeyArgs } from "@pulumi/azure-native/keyvault/key";
import type { SecretArgs } from "@pulumi/azure-native/keyvault/secret";
import type { VaultArgs } from "@pulumi/azure-native/keyvault/vault";
import { diagnosticLogs, privateEndpoint, same } from "../../lib/cloud/azure";
import { resource, rule, setting, unknown } from "../../lib/rule";

const Key = resource<KeyArgs>("azure-native:keyvault:Key");
const Secret = resource<SecretArgs>("azure-native:keyvault:Secret");
const Vault = resource<VaultArgs>("azure-native:keyvault:Vault");

export const keyHsm = rule(Key, {
  id: "azure-keyvault-key-hsm",
  title: "Key Vault keys are kept in a hardware security module",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_112"] },
  why: "A key in hardware can't be read even by who runs the machines.",
  fix: "Set `properties.kty` to `RSA-HSM` or `EC-HSM` in a premium vault.",
  see: "https://learn.microsoft.com/azure/key-vault/keys/about-keys",
  pass: [{ properties: { kty: "RSA-HSM" } }, { properties: { kty: "EC-HSM" } }],
  fail: [{}, { properties: {} }, { properties: { kty: "RSA" } }],
  unknown: [{ properties: { kty: unknown } }],
  check: ({ properties }) => !/-HSM$/i.test(properties?.kty ?? "") && "it is kept in software",
});

export const keyExpiration = rule(Key, {
  id: "azure-keyvault-key-expiration",
  title: "Key Vault keys expire",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AZURE_40"],
    trivy: ["AVD-AZU-0014"],
    kics: ["4d080822-5ee2-49a4-8984-68f3d4c890fc"],
    terrascan: ["AC_AZURE_0164"],
  },
  why: "A key without an end is seldom rotated, so one that leaked works forever.",
  fix: "Set `properties.attributes.expires`, or an `expiryTime` in `properties.rotationPolicy`.",
  see: "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
  pass: [{ properties: { attributes: { expires: 1893456000 } } }, { properties: { rotationPolicy: { attributes: { expiryTime: "P90D" } } } }],
  fail: [{}, { properties: {} }, { properties: { attributes: { enabled: true } } }],
  unknown: [{ properties: { attributes: { expires: unknown } } }],
  check: ({ properties }) => !properties?.attributes?.expires && !properties?.rotationPolicy?.attributes?.expiryTime && "it never expires",
});

export const secretContentType = rule(Secret, {
  id: "azure-keyvault-secret-content-type",
  title: "Key Vault secrets say what they hold",
  severity: "low",
  family: "secrets",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_114"], trivy: ["AVD-AZU-0015"], kics: ["f8e08a38-fc6e-4915-abbe-a7aadf1d59ef"] },
  why: "A secret that nobody can tell from another is used wrongly, or never rotated.",
  fix: "Set `properties.contentType`.",
  see: "https://learn.microsoft.com/azure/key-vault/secrets/about-secrets",
  pass: [{ properties: { contentType: "password" } }],
  fail: [{}, { properties: {} }],
  unknown: [{ properties: { contentType: unknown } }],
  check: ({ properties }) => !properties?.contentType && "it has no `contentType`",
});

export const secretExpiration = rule(Secret, {
  id: "azure-keyvault-secret-expiration",
  title: "Key Vault secrets expire",
  severity: "low",
  family: "secrets",
  preset: "strict",
  controls: { "cis-azure-1.3": ["8.2"] },
  equivalents: {
    checkov: ["CKV_AZURE_41"],
    trivy: ["AVD-AZU-0017"],
    kics: ["cff9c3f7-e8f0-455f-9fb4-5f72326da96e", "dfa20ffa-f476-428f-a490-424b41e91c7f"],
    terrascan: ["AC_AZURE_0163"],
    regula: ["FG_R00451"],
  },
  why: "A secret without an end is seldom rotated, so one that leaked works forever.",
  fix: "Set `properties.attributes.expires`.",
  see: "https://learn.microsoft.com/azure/key-vault/secrets/about-secrets",
  pass: [{ properties: { attributes: { expires: 1893456000 } } }],
  fail: [{}, { properties: {} }, { properties: { attributes: { enabled: true } } }],
  unknown: [{ properties: { attributes: { expires: unknown } } }],
  check: ({ properties }) => !properties?.attributes?.expires && "it never expires",
});

export const vaultLogs = diagnosticLogs(Vault, {
  id: "azure-keyvault-vault-logs",
  subject: "Key vaults",
  category: "AuditEvent",
  controls: { "cis-azure-1.3": ["5.1.5"] },
  equivalents: { kics: ["38c71c00-c177-4cd7-8d36-cd1007cdb190"], terrascan: ["AC_AZURE_0169"], regula: ["FG_R00344"] },
  see: "https://learn.microsoft.com/azure/key-vault/general/logging",
});

export const vaultNetworkDefault = rule(Vault, {
  id: "azure-keyvault-vault-network-default",
  title: "Key vaults refuse networks that no rule names",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_109"], trivy: ["AVD-AZU-0013"] },
  why: "By default anyone with a token gets in from anywhere.",
  fix: "Set `properties.networkAcls.defaultAction` to `Deny` and name the networks that need access.",
  see: "https://learn.microsoft.com/azure/key-vault/general/network-security",
  pass: [{ properties: { networkAcls: { defaultAction: "Deny" } } }, { properties: { publicNetworkAccess: "disabled" } }],
  fail: [{}, { properties: {} }, { properties: { networkAcls: { defaultAction: "Allow" } } }],
  unknown: [{ properties: { networkAcls: { defaultAction: unknown } } }],
  check: ({ properties }) =>
    !same(properties?.networkAcls?.defaultAction, "Deny") &&
    !same(properties?.publicNetworkAccess, "Disabled", "SecuredByPerimeter") &&
    "its network rules allow by default",
});

export const vaultPrivateEndpoint = privateEndpoint(Vault, {
  id: "azure-keyvault-vault-private-endpoint",
  subject: "Key vaults",
  equivalents: { checkov: ["CKV2_AZURE_32"] },
  see: "https://learn.microsoft.com/azure/key-vault/general/private-link-service",
});

export const vaultPublicNetwork = rule(Vault, {
  id: "azure-keyvault-vault-public-network",
  title: "Key vaults disable public network access",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_189"] },
  why: "From the public network one leaked credential is enough to get in.",
  fix: "Set `properties.publicNetworkAccess` to `disabled` and use private endpoints.",
  see: "https://learn.microsoft.com/azure/key-vault/general/network-security",
  pass: [{ properties: { publicNetworkAccess: "disabled" } }, { properties: { publicNetworkAccess: "SecuredByPerimeter" } }],
  fail: [{}, { properties: {} }, { properties: { publicNetworkAccess: "Enabled" } }],
  unknown: [{ properties: { publicNetworkAccess: unknown } }],
  check: ({ properties }) => !same(properties?.publicNetworkAccess, "Disabled", "SecuredByPerimeter") && "`properties.publicNetworkAccess` is on",
});

export const vaultPurgeProtection = setting(Vault, {
  id: "azure-keyvault-vault-purge-protection",
  title: "Key vaults are protected from purging",
  severity: "medium",
  family: "resilience",
  preset: "strict",
  controls: { "cis-azure-1.3": ["8.4"] },
  equivalents: {
    checkov: ["CKV_AZURE_110", "CKV_AZURE_42"],
    trivy: ["AVD-AZU-0016"],
    kics: ["7c25f361-7c66-44bf-9b69-022acd5eb4bd"],
    regula: ["FG_R00227"],
  },
  why: "Purged keys are gone, and with them all data that they encrypt.",
  see: "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
  at: (self) => self.properties.enablePurgeProtection,
  good: [true],
  absent: "bad",
});

export const vaultSoftDelete = setting(Vault, {
  id: "azure-keyvault-vault-soft-delete",
  title: "Key vaults keep what is deleted for a while",
  severity: "medium",
  family: "resilience",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["8.4"] },
  equivalents: { checkov: ["CKV_AZURE_111", "CKV_AZURE_42"], terrascan: ["AC_AZURE_0170"] },
  why: "Without soft delete a deleted key is gone, and with it all data that it encrypts.",
  fix: "Leave `properties.enableSoftDelete` out.",
  see: "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview",
  at: (self) => self.properties.enableSoftDelete,
  good: [true],
  absent: "good",
});
