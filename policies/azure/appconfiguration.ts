import type { ConfigurationStoreArgs } from "@pulumi/azure-native/appconfiguration/configurationStore";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { noLocalAuth } from "../../lib/cloud/azure-settings";
import { customerKey, resource, setting } from "../../lib/rule";

const Store = resource<ConfigurationStoreArgs>("azure-native:appconfiguration:ConfigurationStore");
const subject = "App Configuration stores";

export const storeCustomerKey = customerKey(Store, {
  id: "azure-appconfiguration-store-customer-key",
  subject,
  equivalents: { checkov: ["CKV_AZURE_186"] },
  see: "https://learn.microsoft.com/azure/azure-app-configuration/concept-customer-managed-keys",
  at: (store) => store.encryption?.keyVaultProperties?.keyIdentifier,
});

export const storeLocalAuth = noLocalAuth(Store, {
  id: "azure-appconfiguration-store-local-auth",
  subject,
  equivalents: { checkov: ["CKV_AZURE_184"] },
  see: "https://learn.microsoft.com/azure/azure-app-configuration/howto-disable-access-key-authentication",
});

export const storePublicNetwork = noPublicNetwork(Store, {
  id: "azure-appconfiguration-store-public-network",
  subject,
  equivalents: { checkov: ["CKV_AZURE_185"] },
  see: "https://learn.microsoft.com/azure/azure-app-configuration/howto-disable-public-access",
});

export const storePurgeProtection = setting(Store, {
  id: "azure-appconfiguration-store-purge-protection",
  title: "App Configuration stores can be restored after deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_187"] },
  why: "Without purge protection, one command removes the settings of all applications for good.",
  see: "https://learn.microsoft.com/azure/azure-app-configuration/concept-soft-delete",
  at: (store) => store.enablePurgeProtection,
  good: [true],
  absent: "bad",
});

export const storeSla = setting(Store, {
  id: "azure-appconfiguration-store-sla",
  title: "App Configuration stores have an SLA",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_188"] },
  why: "The free and developer tiers have no SLA, no soft delete and few requests a day.",
  see: "https://learn.microsoft.com/azure/azure-app-configuration/faq",
  at: (store) => store.sku?.name,
  good: ["standard", "premium"],
  bad: ["free", "developer"],
  absent: "bad",
});
