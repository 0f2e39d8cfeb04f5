import type { DomainArgs } from "@pulumi/azure-native/eventgrid/domain";
import type { NamespaceArgs } from "@pulumi/azure-native/eventgrid/namespace";
import type { PartnerNamespaceArgs } from "@pulumi/azure-native/eventgrid/partnerNamespace";
import type { TopicArgs } from "@pulumi/azure-native/eventgrid/topic";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { managedIdentity, minimumTls, noLocalAuth } from "../../lib/cloud/azure-settings";
import { resource } from "../../lib/rule";

const Topic = resource<DomainArgs | TopicArgs>("azure-native:eventgrid:Domain", "azure-native:eventgrid:Topic");
const Publishing = resource<DomainArgs | TopicArgs | PartnerNamespaceArgs>(
  "azure-native:eventgrid:Domain",
  "azure-native:eventgrid:Topic",
  "azure-native:eventgrid:PartnerNamespace",
);
const Reachable = resource<DomainArgs | TopicArgs | PartnerNamespaceArgs | NamespaceArgs>(
  "azure-native:eventgrid:Domain",
  "azure-native:eventgrid:Topic",
  "azure-native:eventgrid:PartnerNamespace",
  "azure-native:eventgrid:Namespace",
);

export const topicLocalAuth = noLocalAuth(Publishing, {
  id: "azure-eventgrid-topic-local-auth",
  subject: "Event Grid topics, domains and partner namespaces",
  equivalents: { checkov: ["CKV_AZURE_192", "CKV_AZURE_195"] },
  see: "https://learn.microsoft.com/azure/event-grid/authenticate-with-microsoft-entra-id",
});

export const topicIdentity = managedIdentity(Topic, {
  id: "azure-eventgrid-topic-identity",
  subject: "Event Grid topics and domains",
  identities: { "/subscriptions/s": {} },
  equivalents: { checkov: ["CKV_AZURE_191", "CKV_AZURE_194"] },
  see: "https://learn.microsoft.com/azure/event-grid/managed-service-identity",
});

export const topicPublicNetwork = noPublicNetwork(Reachable, {
  id: "azure-eventgrid-topic-public-network",
  subject: "Event Grid topics, domains and namespaces",
  equivalents: { checkov: ["CKV_AZURE_106", "CKV_AZURE_193"] },
  see: "https://learn.microsoft.com/azure/event-grid/configure-private-endpoints",
});

export const topicTls = minimumTls(Publishing, {
  id: "azure-eventgrid-topic-tls",
  subject: "Event Grid topics, domains and partner namespaces",
  see: "https://learn.microsoft.com/azure/event-grid/transport-layer-security-configure-minimum-version",
  at: (topic) => topic.minimumTlsVersionAllowed,
  good: ["1.2"],
  absent: "bad",
});
