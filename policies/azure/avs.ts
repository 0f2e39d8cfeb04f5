import type { PrivateCloudArgs } from "@pulumi/azure-native/avs/privateCloud";
import { customerKey, resource, setting } from "../../lib/rule";

const PrivateCloud = resource<PrivateCloudArgs>("azure-native:avs:PrivateCloud");

export const privatecloudCustomerKey = customerKey(PrivateCloud, {
  id: "azure-avs-privatecloud-customer-key",
  subject: "VMware private clouds",
  see: "https://learn.microsoft.com/azure/azure-vmware/configure-customer-managed-keys",
  at: (cloud) => cloud.encryption?.keyVaultProperties?.keyName,
});

export const privatecloudInternet = setting(PrivateCloud, {
  id: "azure-avs-privatecloud-internet",
  title: "VMware private clouds have no way to the internet of their own",
  severity: "low",
  family: "network",
  preset: "strict",
  why: "Traffic that leaves by the cloud's own address passes no firewall and no log of yours.",
  see: "https://learn.microsoft.com/azure/azure-vmware/architecture-design-public-internet-access",
  at: (cloud) => cloud.internet,
  good: ["Disabled"],
  bad: ["Enabled"],
  absent: "good",
});
