import type { NamespaceArgs } from "@pulumi/azure-native/eventhub/namespace";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { doubleEncryption, minimumTls, noLocalAuth } from "../../lib/cloud/azure-settings";
import { customerKey, resource, setting } from "../../lib/rule";

const Namespace = resource<NamespaceArgs>("azure-native:eventhub:Namespace");
const subject = "Event Hubs namespaces";

export const namespaceCustomerKey = customerKey(Namespace, {
  id: "azure-eventhub-namespace-customer-key",
  subject,
  see: "https://learn.microsoft.com/azure/event-hubs/configure-customer-managed-key",
  at: (namespace) => namespace.encryption?.keyVaultProperties?.[0]?.keyName,
});

export const namespaceDoubleEncryption = doubleEncryption(Namespace, {
  id: "azure-eventhub-namespace-double-encryption",
  subject,
  see: "https://learn.microsoft.com/azure/event-hubs/configure-customer-managed-key",
  at: (namespace) => namespace.encryption?.requireInfrastructureEncryption,
  good: [true],
  absent: "bad",
});

export const namespaceLocalAuth = noLocalAuth(Namespace, {
  id: "azure-eventhub-namespace-local-auth",
  subject,
  see: "https://learn.microsoft.com/azure/event-hubs/authenticate-shared-access-signature",
});

export const namespaceTls = minimumTls(Namespace, {
  id: "azure-eventhub-namespace-tls",
  subject,
  equivalents: { checkov: ["CKV_AZURE_223"] },
  see: "https://learn.microsoft.com/azure/event-hubs/transport-layer-security-configure-minimum-version",
  at: (namespace) => namespace.minimumTlsVersion,
  absent: "good",
});

export const namespacePublicNetwork = noPublicNetwork(Namespace, {
  id: "azure-eventhub-namespace-public-network",
  subject,
  see: "https://learn.microsoft.com/azure/event-hubs/private-link-service",
});

export const namespaceZones = setting(Namespace, {
  id: "azure-eventhub-namespace-zones",
  title: "Event Hubs namespaces are spread over availability zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_228"] },
  why: "In a single zone, its failure stops all events.",
  see: "https://learn.microsoft.com/azure/reliability/reliability-event-hubs",
  at: (namespace) => namespace.zoneRedundant,
  good: [true],
  absent: "good",
});
