import type { StorageSyncServiceArgs } from "@pulumi/azure-native/storagesync/storageSyncService";
import { resource, setting } from "../../lib/rule";

const Service = resource<StorageSyncServiceArgs>("azure-native:storagesync:StorageSyncService");

export const servicePublicNetwork = setting(Service, {
  id: "azure-storagesync-service-public-network",
  title: "Azure File Sync disables public network access",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_64", "CKV_AZURE_250"] },
  why: "From the public network one leaked credential is enough to get in.",
  fix: "Set `incomingTrafficPolicy` to `AllowVirtualNetworksOnly` and use private endpoints.",
  see: "https://learn.microsoft.com/azure/storage/file-sync/file-sync-networking-endpoints",
  at: (service) => service.incomingTrafficPolicy,
  good: ["AllowVirtualNetworksOnly"],
  bad: ["AllowAllTraffic"],
  absent: "bad",
});
