import type { NamespaceArgs } from "@pulumi/azure-native/servicebus/namespace";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { doubleEncryption, managedIdentity, minimumTls, noLocalAuth } from "../../lib/cloud/azure-settings";
import { customerKey, resource } from "../../lib/rule";

const Namespace = resource<NamespaceArgs>("azure-native:servicebus:Namespace");
const subject = "Service Bus namespaces";

export const namespaceCustomerKey = customerKey(Namespace, {
  id: "azure-servicebus-namespace-customer-key",
  subject,
  equivalents: { checkov: ["CKV_AZURE_201"] },
  see: "https://learn.microsoft.com/azure/service-bus-messaging/configure-customer-managed-key",
  at: (namespace) => namespace.encryption?.keyVaultProperties?.[0]?.keyName,
});

export const namespaceDoubleEncryption = doubleEncryption(Namespace, {
  id: "azure-servicebus-namespace-double-encryption",
  subject,
  equivalents: { checkov: ["CKV_AZURE_199"] },
  see: "https://learn.microsoft.com/azure/service-bus-messaging/configure-customer-managed-key",
  at: (namespace) => namespace.encryption?.requireInfrastructureEncryption,
  good: [true],
  absent: "bad",
});

export const namespaceLocalAuth = noLocalAuth(Namespace, {
  id: "azure-servicebus-namespace-local-auth",
  subject,
  equivalents: { checkov: ["CKV_AZURE_203"] },
  see: "https://learn.microsoft.com/azure/service-bus-messaging/disable-local-authentication",
});

export const namespaceIdentity = managedIdentity(Namespace, {
  id: "azure-servicebus-namespace-identity",
  subject,
  equivalents: { checkov: ["CKV_AZURE_202"] },
  see: "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-managed-service-identity",
});

export const namespaceTls = minimumTls(Namespace, {
  id: "azure-servicebus-namespace-tls",
  subject,
  equivalents: { checkov: ["CKV_AZURE_205"] },
  see: "https://learn.microsoft.com/azure/service-bus-messaging/transport-layer-security-configure-minimum-version",
  at: (namespace) => namespace.minimumTlsVersion,
  absent: "good",
});

export const namespacePublicNetwork = noPublicNetwork(Namespace, {
  id: "azure-servicebus-namespace-public-network",
  subject,
  equivalents: { checkov: ["CKV_AZURE_204"] },
  see: "https://learn.microsoft.com/azure/service-bus-messaging/private-link-service",
});
