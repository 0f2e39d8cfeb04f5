import type { NamespaceArgs } from "@pulumi/azure-native/notificationhubs/namespace";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { resource } from "../../lib/rule";

const Namespace = resource<NamespaceArgs>("azure-native:notificationhubs:Namespace");

export const namespacePublicNetwork = noPublicNetwork(Namespace, {
  id: "azure-notificationhubs-namespace-public-network",
  subject: "Notification Hubs namespaces",
  see: "https://learn.microsoft.com/azure/notification-hubs/private-link",
});
