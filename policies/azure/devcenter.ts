import type { DevCenterArgs } from "@pulumi/azure-native/devcenter/devCenter";
import type { EncryptionSetArgs } from "@pulumi/azure-native/devcenter/encryptionSet";
import { customerKey, resource, setting } from "../../lib/rule";

const DevCenter = resource<DevCenterArgs>("azure-native:devcenter:DevCenter");
const EncryptionSet = resource<EncryptionSetArgs>("azure-native:devcenter:EncryptionSet");

export const devcenterCustomerKey = customerKey(DevCenter, {
  id: "azure-devcenter-devcenter-customer-key",
  subject: "Dev centers",
  see: "https://learn.microsoft.com/azure/templates/microsoft.devcenter/devcenters",
  at: (center) => center.encryption?.customerManagedKeyEncryption?.keyEncryptionKeyUrl,
});

export const encryptionsetDisks = setting(EncryptionSet, {
  id: "azure-devcenter-encryptionset-disks",
  title: "Encryption sets of dev centers encrypt the disks of dev boxes",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "Otherwise the key of your own is only for the dev center's content, not for the dev boxes' disks.",
  see: "https://learn.microsoft.com/azure/templates/microsoft.devcenter/devcenters/encryptionsets",
  at: (set) => set.devboxDisksEncryptionEnableStatus,
  good: ["Enabled"],
  bad: ["Disabled"],
  absent: "bad",
});
