import type { DiskArgs } from "@pulumi/azure-native/compute/disk";
import type { DiskEncryptionSetArgs } from "@pulumi/azure-native/compute/diskEncryptionSet";
import type { GalleryArgs } from "@pulumi/azure-native/compute/gallery";
import type { SnapshotArgs } from "@pulumi/azure-native/compute/snapshot";
import { same } from "../../../lib/cloud/azure";
import { customerKey, resource, rule, setting, unknown } from "../../../lib/rule";

const Disk = resource<DiskArgs | SnapshotArgs>("azure-native:compute:Disk", "azure-native:compute:Snapshot");
const EncryptionSet = resource<DiskEncryptionSetArgs>("azure-native:compute:DiskEncryptionSet");
const Gallery = resource<GalleryArgs>("azure-native:compute:Gallery");

export const diskCustomerKey = customerKey(Disk, {
  id: "azure-compute-disk-customer-key",
  subject: "Managed disks and snapshots",
  equivalents: {
    checkov: ["CKV_AZURE_2", "CKV_AZURE_93", "CKV2_AZURE_14"],
    trivy: ["AVD-AZU-0038"],
    kics: ["350f3955-b5be-436f-afaa-3d2be2fa6cdd", "a99130ab-4c0e-43aa-97f8-78d4fcb30024"],
    terrascan: ["AC_AZURE_0143"],
    regula: ["FG_R00196", "FG_R00197"],
    "pulumi-compliance": ["azure-compute-manageddisk-disallow-unencrypted-managed-disk", "azurenative-compute-disk-disallow-unencrypted-disk"],
  },
  see: "https://learn.microsoft.com/azure/virtual-machines/disk-encryption",
  at: (disk) => disk.encryption?.diskEncryptionSetId,
  unless: ({ encryptionSettingsCollection }) => encryptionSettingsCollection?.enabled,
  fix: "Set `encryption.diskEncryptionSetId` to the id of an `azure-native.compute.DiskEncryptionSet` with a Key Vault key of your own.",
  pass: [{ encryptionSettingsCollection: { enabled: true } }],
  fail: [{ encryptionSettingsCollection: { enabled: false } }],
});

export const diskGuestEncryption = rule(Disk, {
  id: "azure-compute-disk-guest-encryption",
  title: "Managed disks don't rely on Azure Disk Encryption",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_93"] },
  why: "Azure Disk Encryption ends on 15 September 2028; a disk that still uses it then can't be unlocked after the machine's next start.",
  fix: "Set `encryption.diskEncryptionSetId`, and `encryptionAtHost` on the machine, instead of `encryptionSettingsCollection`.",
  see: "https://learn.microsoft.com/azure/virtual-machines/disk-encryption-migrate",
  pass: [{}, { encryptionSettingsCollection: { enabled: false } }, { encryption: { diskEncryptionSetId: "set" } }],
  fail: [{ encryptionSettingsCollection: { enabled: true } }],
  unknown: [{ encryptionSettingsCollection: unknown }],
  check: ({ encryptionSettingsCollection }) => encryptionSettingsCollection?.enabled && "`encryptionSettingsCollection` is on",
});

export const diskPublicNetwork = setting(Disk, {
  id: "azure-compute-disk-public-network",
  title: "Managed disks and snapshots can't be exported over the public network",
  severity: "low",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_251"] },
  why: "By a signed URL the whole disk can be downloaded from anywhere.",
  see: "https://learn.microsoft.com/azure/virtual-machines/disks-restrict-import-export-overview",
  at: (disk) => disk.publicNetworkAccess,
  good: ["Disabled"],
  bad: ["Enabled"],
  absent: "bad",
  unless: ({ networkAccessPolicy }) => same(networkAccessPolicy, "DenyAll"),
  pass: [{ networkAccessPolicy: "DenyAll" }],
  fail: [{ networkAccessPolicy: "AllowAll" }],
});

export const encryptionSetRotation = setting(EncryptionSet, {
  id: "azure-compute-encryption-set-rotation",
  title: "Disk encryption sets follow their key to its latest version",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "A key that is rotated in Key Vault goes on being used in its old version, which may have leaked.",
  see: "https://learn.microsoft.com/azure/virtual-machines/disk-encryption",
  at: (set) => set.rotationToLatestKeyVersionEnabled,
  good: [true],
  absent: "bad",
});

export const galleryCommunity = setting(Gallery, {
  id: "azure-compute-gallery-community",
  title: "Compute galleries don't publish their images to everyone",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "Everyone in Azure can start machines from the images, with whatever was left in them.",
  see: "https://learn.microsoft.com/azure/virtual-machines/share-gallery-community",
  at: (gallery) => gallery.sharingProfile?.permissions,
  good: ["Private", "Groups"],
  bad: ["Community"],
  absent: "good",
});
