import type { CommunicationServiceArgs } from "@pulumi/azure-native/communication/communicationService";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { noLocalAuth } from "../../lib/cloud/azure-settings";
import { resource } from "../../lib/rule";

const Service = resource<CommunicationServiceArgs>("azure-native:communication:CommunicationService");

export const serviceLocalAuth = noLocalAuth(Service, {
  id: "azure-communication-service-local-auth",
  subject: "Communication Services",
  see: "https://learn.microsoft.com/azure/communication-services/concepts/authentication",
});

export const servicePublicNetwork = noPublicNetwork(Service, {
  id: "azure-communication-service-public-network",
  subject: "Communication Services",
  see: "https://learn.microsoft.com/azure/communication-services/concepts/authentication",
});
