import type { AccountArgs } from "@pulumi/azure-native/cognitiveservices/account";
import type { EncryptionScopeArgs } from "@pulumi/azure-native/cognitiveservices/encryptionScope";
import { diagnosticLogs, managedIdentity, same } from "../../lib/cloud/azure";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Account = resource<AccountArgs>("azure-native:cognitiveservices:Account");
const EncryptionScope = resource<EncryptionScopeArgs>("azure-native:cognitiveservices:EncryptionScope");

export const accountCustomerKey = customerKey(Account, {
  id: "azure-cognitiveservices-account-customer-key",
  subject: "Azure AI services",
  equivalents: { checkov: ["CKV2_AZURE_22"] },
  see: "https://learn.microsoft.com/azure/ai-services/encryption/cognitive-services-encryption-keys-portal",
  at: (account) => account.properties?.encryption?.keyVaultProperties?.keyName,
});

export const accountIdentity = managedIdentity(Account, {
  id: "azure-cognitiveservices-account-identity",
  subject: "Azure AI services",
  equivalents: { checkov: ["CKV_AZURE_238"] },
  see: "https://learn.microsoft.com/azure/ai-services/language-service/native-document-support/managed-identities",
});

export const accountLocalAuth = setting(Account, {
  id: "azure-cognitiveservices-account-local-auth",
  title: "Azure AI services refuse keys",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_236"] },
  why: "A key opens the service to whoever has it, and no log tells who that was.",
  see: "https://learn.microsoft.com/azure/ai-services/disable-local-auth",
  at: (account) => account.properties?.disableLocalAuth,
  good: [true],
  absent: "bad",
});

export const accountLogs = diagnosticLogs(Account, {
  id: "azure-cognitiveservices-account-logs",
  subject: "Azure AI services",
  category: "Audit",
  see: "https://learn.microsoft.com/azure/ai-services/diagnostic-logging",
});

export const accountOutbound = rule(Account, {
  id: "azure-cognitiveservices-account-outbound",
  title: "Azure OpenAI fetches only from the addresses that you name",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_247"] },
  why: "A prompt can make a model send data to any address on the internet.",
  fix: "Set `properties.restrictOutboundNetworkAccess` to `true`, and name what is needed in `properties.allowedFqdnList`.",
  see: "https://learn.microsoft.com/azure/ai-services/cognitive-services-data-loss-prevention",
  pass: [{ kind: "OpenAI", properties: { restrictOutboundNetworkAccess: true } }, { kind: "Face" }],
  fail: [{ kind: "OpenAI" }, { kind: "AIServices", properties: { restrictOutboundNetworkAccess: false } }],
  unknown: [{ kind: "OpenAI", properties: unknown }, { kind: unknown }],
  check: ({ kind, properties }) =>
    same(kind, "OpenAI", "AIServices") && !properties?.restrictOutboundNetworkAccess && "`properties.restrictOutboundNetworkAccess` is off",
});

export const accountPublicNetwork = setting(Account, {
  id: "azure-cognitiveservices-account-public-network",
  title: "Azure AI services disable public network access",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_134"] },
  why: "From the public network one leaked credential is enough to get in.",
  fix: "Set `properties.publicNetworkAccess` to `Disabled` and use private endpoints.",
  see: "https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks",
  at: (account) => account.properties?.publicNetworkAccess,
  good: ["Disabled"],
  bad: ["Enabled"],
  absent: "bad",
});

export const encryptionScopeCustomerKey = customerKey(EncryptionScope, {
  id: "azure-cognitiveservices-encryption-scope-customer-key",
  subject: "Encryption scopes of Azure AI services",
  see: "https://learn.microsoft.com/azure/ai-services/encryption/cognitive-services-encryption-keys-portal",
  at: (scope) => scope.properties?.keyVaultProperties?.keyName,
});
