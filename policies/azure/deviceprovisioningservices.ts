import type { IotDpsResourceArgs } from "@pulumi/azure-native/deviceprovisioningservices/iotDpsResource";
import { noPublicNetworkAt } from "../../lib/cloud/azure";
import { resource } from "../../lib/rule";

const Service = resource<IotDpsResourceArgs>("azure-native:deviceprovisioningservices:IotDpsResource");

export const servicePublicNetwork = noPublicNetworkAt(Service, {
  id: "azure-deviceprovisioningservices-service-public-network",
  subject: "Device Provisioning Services",
  see: "https://learn.microsoft.com/azure/iot-dps/virtual-network-support",
  at: (service) => service.properties?.publicNetworkAccess,
});
