import type { SignalRArgs } from "@pulumi/azure-native/signalrservice/signalR";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { noLocalAuth } from "../../lib/cloud/azure-settings";
import { resource, setting } from "../../lib/rule";

const SignalR = resource<SignalRArgs>("azure-native:signalrservice:SignalR");

export const serviceSla = setting(SignalR, {
  id: "azure-signalrservice-service-sla",
  title: "SignalR services have an SLA",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_196"] },
  why: "The free tier has no SLA, few connections and no private endpoints.",
  see: "https://learn.microsoft.com/azure/azure-signalr/signalr-overview",
  at: (service) => service.sku?.name,
  good: ["Standard_S1", "Premium_P1", "Premium_P2"],
  bad: ["Free_F1"],
  absent: "good",
});

export const serviceLocalAuth = noLocalAuth(SignalR, {
  id: "azure-signalrservice-service-local-auth",
  subject: "SignalR services",
  see: "https://learn.microsoft.com/azure/azure-signalr/howto-disable-local-auth",
});

export const servicePublicNetwork = noPublicNetwork(SignalR, {
  id: "azure-signalrservice-service-public-network",
  subject: "SignalR services",
  see: "https://learn.microsoft.com/azure/azure-signalr/howto-private-endpoints",
});
