import type { AccountArgs } from "@pulumi/azure-native/netapp/account";
import type { CapacityPoolArgs } from "@pulumi/azure-native/netapp/capacityPool";
import type { CapacityPoolVolumeArgs } from "@pulumi/azure-native/netapp/capacityPoolVolume";
import { same } from "../../lib/cloud/azure";
import { doubleEncryption } from "../../lib/cloud/azure-settings";
import { customerKey, resource, rule, setting, some, unknown } from "../../lib/rule";

const Account = resource<AccountArgs>("azure-native:netapp:Account");
const CapacityPool = resource<CapacityPoolArgs>("azure-native:netapp:CapacityPool");
const Volume = resource<CapacityPoolVolumeArgs>("azure-native:netapp:CapacityPoolVolume");

export const accountCustomerKey = customerKey(Account, {
  id: "azure-netapp-account-customer-key",
  subject: "NetApp accounts",
  see: "https://learn.microsoft.com/azure/azure-netapp-files/configure-customer-managed-keys",
  at: (account) => account.encryption?.keyVaultProperties?.keyName,
});

export const poolDoubleEncryption = doubleEncryption(CapacityPool, {
  id: "azure-netapp-pool-double-encryption",
  subject: "Capacity pools of NetApp accounts",
  see: "https://learn.microsoft.com/azure/azure-netapp-files/double-encryption-at-rest",
  at: (pool) => pool.encryptionType,
  good: ["Double"],
  bad: ["Single"],
  absent: "bad",
});

export const volumeCustomerKey = setting(Volume, {
  id: "azure-netapp-volume-customer-key",
  title: "NetApp volumes are encrypted with a Key Vault key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  see: "https://learn.microsoft.com/azure/azure-netapp-files/configure-customer-managed-keys",
  at: (volume) => volume.encryptionKeySource,
  good: ["Microsoft.KeyVault"],
  bad: ["Microsoft.NetApp"],
  absent: "bad",
});

export const volumeSmbEncryption = rule(Volume, {
  id: "azure-netapp-volume-smb-encryption",
  title: "NetApp volumes with SMB encrypt the traffic",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Files can be read and changed by whoever is on the network between client and volume.",
  fix: "Set `smbEncryption` to `true`.",
  see: "https://learn.microsoft.com/azure/azure-netapp-files/azure-netapp-files-create-volumes-smb",
  pass: [{}, { protocolTypes: ["NFSv4.1"] }, { protocolTypes: ["CIFS"], smbEncryption: true }],
  fail: [{ protocolTypes: ["CIFS"] }, { protocolTypes: ["NFSv3", "CIFS"], smbEncryption: false }],
  unknown: [{ protocolTypes: ["CIFS"], smbEncryption: unknown }],
  check: ({ protocolTypes, smbEncryption }) => some(protocolTypes, (protocol) => same(protocol, "CIFS")) && !smbEncryption && "`smbEncryption` is off",
});
