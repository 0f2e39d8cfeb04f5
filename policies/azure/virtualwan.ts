import type { VirtualWanArgs } from "@pulumi/azure-native/network/virtualWan";
import { resource, setting } from "../../lib/rule";

const VirtualWan = resource<VirtualWanArgs>("azure-native:network:VirtualWan");

export const wanEncryption = setting(VirtualWan, {
  id: "azure-virtualwan-wan-encryption",
  title: "Virtual WANs encrypt the traffic of their VPNs",
  severity: "high",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "All traffic between the sites crosses the internet in the clear.",
  see: "https://learn.microsoft.com/azure/virtual-wan/virtual-wan-about",
  at: (wan) => wan.disableVpnEncryption,
  good: [false],
  absent: "good",
});
