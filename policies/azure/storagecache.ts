import type { AmlFilesystemArgs } from "@pulumi/azure-native/storagecache/amlFilesystem";
import type { CacheArgs } from "@pulumi/azure-native/storagecache/cache";
import { customerKey, resource } from "../../lib/rule";

const Encrypted = resource<AmlFilesystemArgs | CacheArgs>("azure-native:storagecache:AmlFilesystem", "azure-native:storagecache:Cache");

export const cacheCustomerKey = customerKey(Encrypted, {
  id: "azure-storagecache-cache-customer-key",
  subject: "HPC caches and Managed Lustre file systems",
  see: "https://learn.microsoft.com/azure/azure-managed-lustre/customer-managed-encryption-keys",
  at: (cache) => cache.encryptionSettings?.keyEncryptionKey?.keyUrl,
});
