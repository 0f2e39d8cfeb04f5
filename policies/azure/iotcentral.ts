import type { AppArgs } from "@pulumi/azure-native/iotcentral/app";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { resource } from "../../lib/rule";

const App = resource<AppArgs>("azure-native:iotcentral:App");

export const appPublicNetwork = noPublicNetwork(App, {
  id: "azure-iotcentral-app-public-network",
  subject: "IoT Central applications",
  see: "https://learn.microsoft.com/azure/iot-central/core/concepts-private-endpoints",
});
