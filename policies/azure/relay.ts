import type { NamespaceArgs } from "@pulumi/azure-native/relay/namespace";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { resource } from "../../lib/rule";

const Namespace = resource<NamespaceArgs>("azure-native:relay:Namespace");

export const namespacePublicNetwork = noPublicNetwork(Namespace, {
  id: "azure-relay-namespace-public-network",
  subject: "Relay namespaces",
  see: "https://learn.microsoft.com/azure/azure-relay/private-link-service",
});
