import type { WebPubSubArgs } from "@pulumi/azure-native/webpubsub/webPubSub";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { managedIdentity, noLocalAuth } from "../../lib/cloud/azure-settings";
import { resource, setting } from "../../lib/rule";

const WebPubSub = resource<WebPubSubArgs>("azure-native:webpubsub:WebPubSub");

export const serviceSla = setting(WebPubSub, {
  id: "azure-webpubsub-service-sla",
  title: "Web PubSub services have an SLA",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_175"] },
  why: "The free tier has no SLA, few connections and no private endpoints.",
  see: "https://learn.microsoft.com/azure/azure-web-pubsub/overview",
  at: (service) => service.sku?.name,
  good: ["Standard_S1", "Premium_P1", "Premium_P2"],
  bad: ["Free_F1"],
  absent: "good",
});

export const serviceIdentity = managedIdentity(WebPubSub, {
  id: "azure-webpubsub-service-identity",
  subject: "Web PubSub services",
  equivalents: { checkov: ["CKV_AZURE_176"] },
  see: "https://learn.microsoft.com/azure/azure-web-pubsub/howto-use-managed-identity",
});

export const serviceLocalAuth = noLocalAuth(WebPubSub, {
  id: "azure-webpubsub-service-local-auth",
  subject: "Web PubSub services",
  see: "https://learn.microsoft.com/azure/azure-web-pubsub/howto-disable-local-auth",
});

export const servicePublicNetwork = noPublicNetwork(WebPubSub, {
  id: "azure-webpubsub-service-public-network",
  subject: "Web PubSub services",
  see: "https://learn.microsoft.com/azure/azure-web-pubsub/howto-secure-private-endpoints",
});
