import type { IotHubResourceArgs } from "@pulumi/azure-native/iothub/iotHubResource";
import { noPublicNetworkAt } from "../../lib/cloud/azure";
import { minimumTls, noLocalAuthAt } from "../../lib/cloud/azure-settings";
import { resource } from "../../lib/rule";

const Hub = resource<IotHubResourceArgs>("azure-native:iothub:IotHubResource");

export const hubPublicNetwork = noPublicNetworkAt(Hub, {
  id: "azure-iothub-hub-public-network",
  subject: "IoT hubs",
  equivalents: { checkov: ["CKV_AZURE_108"] },
  see: "https://learn.microsoft.com/azure/iot-hub/iot-hub-public-network-access",
  at: (hub) => hub.properties?.publicNetworkAccess,
});

export const hubTls = minimumTls(Hub, {
  id: "azure-iothub-hub-tls",
  subject: "IoT hubs",
  see: "https://learn.microsoft.com/azure/iot-hub/iot-hub-tls-support",
  at: (hub) => hub.properties?.minTlsVersion,
  good: ["1.2"],
  bad: ["1.0"],
  absent: "bad",
});

export const hubLocalAuth = noLocalAuthAt(Hub, {
  id: "azure-iothub-hub-local-auth",
  subject: "IoT hubs",
  see: "https://learn.microsoft.com/azure/iot-hub/authenticate-authorize-azure-ad",
  at: (hub) => hub.properties?.disableLocalAuth,
});
