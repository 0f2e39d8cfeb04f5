import type { DigitalTwinArgs } from "@pulumi/azure-native/digitaltwins/digitalTwin";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { resource } from "../../lib/rule";

const DigitalTwin = resource<DigitalTwinArgs>("azure-native:digitaltwins:DigitalTwin");

export const instancePublicNetwork = noPublicNetwork(DigitalTwin, {
  id: "azure-digitaltwins-instance-public-network",
  subject: "Digital Twins instances",
  see: "https://learn.microsoft.com/azure/digital-twins/concepts-security",
});
