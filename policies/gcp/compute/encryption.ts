import type { DiskArgs } from "@pulumi/gcp/compute/disk";
import type { ImageArgs } from "@pulumi/gcp/compute/image";
import type { InstanceArgs } from "@pulumi/gcp/compute/instance";
import type { InstanceTemplateArgs } from "@pulumi/gcp/compute/instanceTemplate";
import type { MachineImageArgs } from "@pulumi/gcp/compute/machineImage";
import type { RegionDiskArgs } from "@pulumi/gcp/compute/regionDisk";
import type { SnapshotArgs } from "@pulumi/gcp/compute/snapshot";
import { customerKey, each, isSecret, resource, rule, secret, unknown } from "../../../lib/rule";
import { inherits, Machine } from "./resources";

const Template = resource<Pick<InstanceTemplateArgs, "disks">>(
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
);
const Disk = resource<DiskArgs | RegionDiskArgs>("gcp:compute/disk:Disk", "gcp:compute/regionDisk:RegionDisk");
const Image = resource<ImageArgs>("gcp:compute/image:Image");
const Instance = resource<Partial<Pick<InstanceArgs, "bootDisk">>>("gcp:compute/instance:Instance", "gcp:compute/instanceFromTemplate:InstanceFromTemplate");
const MachineImage = resource<MachineImageArgs>("gcp:compute/machineImage:MachineImage");
const Snapshot = resource<SnapshotArgs>("gcp:compute/snapshot:Snapshot");

interface Key {
  readonly kmsKeySelfLink?: string;
  readonly kmsKeyName?: string;
  readonly rawKey?: string;
  readonly rsaEncryptedKey?: string;
}
const hasOtherKey = (key: Key | undefined) => key && (key.kmsKeyName ?? key.rawKey ?? key.rsaEncryptedKey);

const key = "projects/p/locations/eu/keyRings/r/cryptoKeys/k";

export const diskCustomerKey = customerKey(Disk, {
  id: "gcp-compute-disk-customer-key",
  subject: "Compute Engine disks",
  at: (disk) => (disk.diskEncryptionKey as Key | undefined)?.kmsKeySelfLink,
  unless: (disk) => hasOtherKey(disk.diskEncryptionKey),
  controls: { "cis-gcp-1.2": ["4.7"], "nist-800-53-r5": ["SC-28"] },
  equivalents: {
    checkov: ["CKV_GCP_37"],
    trivy: ["AVD-GCP-0034"],
    kics: ["b1d51728-7270-4991-ac2f-fc26e2695b38"],
    terrascan: ["AC_GCP_0229"],
  },
  see: "https://cloud.google.com/compute/docs/disks/customer-managed-encryption",
  pass: [{ diskEncryptionKey: { kmsKeyName: key } }, { diskEncryptionKey: { rsaEncryptedKey: "ieCx" } }],
  fail: [{ diskEncryptionKey: {} }],
});

export const instanceDiskCustomerKey = customerKey(Instance, {
  id: "gcp-compute-instance-disk-customer-key",
  subject: "Boot disks of instances",
  at: ({ bootDisk }) => bootDisk?.kmsKeySelfLink,
  unless: (self) => (self.bootDisk ? "source" in self.bootDisk || self.bootDisk.diskEncryptionKeyRaw || self.bootDisk.diskEncryptionKeyRsa : inherits(self)),
  controls: { "cis-gcp-1.2": ["4.7"], "nist-800-53-r5": ["SC-28"] },
  equivalents: { checkov: ["CKV_GCP_38"], trivy: ["AVD-GCP-0033"], terrascan: ["AC_GCP_0036"], regula: ["FG_R00417"] },
  see: "https://cloud.google.com/compute/docs/disks/customer-managed-encryption",
  pass: [{ bootDisk: { diskEncryptionKeyRaw: "acXTX3rx" } }, { bootDisk: { source: "my-disk" } }],
  fail: [{ bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } } }],
});

export const templateDiskCustomerKey = rule(Template, {
  id: "gcp-compute-template-disk-customer-key",
  title: "Disks of instance templates are encrypted with a Cloud KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.7"], "nist-800-53-r5": ["SC-28"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `diskEncryptionKey.kmsKeySelfLink` of each disk to a Cloud KMS key of your own.",
  see: "https://cloud.google.com/compute/docs/disks/customer-managed-encryption",
  pass: [{ disks: [{ diskEncryptionKey: { kmsKeySelfLink: key } }, { source: "my-disk" }, { type: "SCRATCH" }] }],
  fail: [{ disks: [{ diskEncryptionKey: { kmsKeySelfLink: key } }, { sourceImage: "debian-cloud/debian-12" }] }],
  unknown: [{ disks: [{ diskEncryptionKey: { kmsKeySelfLink: unknown } }] }],
  check: ({ disks }) =>
    each(
      disks,
      (disk, i) =>
        !("source" in disk) &&
        disk.type !== "SCRATCH" &&
        !disk.diskEncryptionKey?.kmsKeySelfLink &&
        !hasOtherKey(disk.diskEncryptionKey) &&
        `\`disks[${i}].diskEncryptionKey\` names no key`,
    ),
});

export const imageCustomerKey = customerKey(Image, {
  id: "gcp-compute-image-customer-key",
  subject: "Compute Engine images",
  at: (image) => image.imageEncryptionKey?.kmsKeySelfLink,
  unless: (image) => hasOtherKey(image.imageEncryptionKey),
  see: "https://cloud.google.com/compute/docs/disks/customer-managed-encryption",
});

export const snapshotCustomerKey = customerKey(Snapshot, {
  id: "gcp-compute-snapshot-customer-key",
  subject: "Compute Engine snapshots",
  at: (snapshot) => snapshot.snapshotEncryptionKey?.kmsKeySelfLink,
  unless: (snapshot) => hasOtherKey(snapshot.snapshotEncryptionKey),
  see: "https://cloud.google.com/compute/docs/disks/customer-managed-encryption",
});

export const machineImageCustomerKey = customerKey(MachineImage, {
  id: "gcp-compute-machine-image-customer-key",
  subject: "Compute Engine machine images",
  at: (image) => image.machineImageEncryptionKey?.kmsKeyName,
  unless: (image) => image.machineImageEncryptionKey?.rawKey,
  see: "https://cloud.google.com/compute/docs/machine-images/create-machine-images",
  pass: [{ machineImageEncryptionKey: { rawKey: "acXTX3rx" } }],
});

export const diskPlaintextKey = rule(Disk, {
  id: "gcp-compute-disk-plaintext-key",
  title: "Encryption keys of disks aren't written into the program",
  severity: "critical",
  family: "secrets",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-12"] },
  equivalents: { trivy: ["AVD-GCP-0037"] },
  why: "Everyone who reads the program or its state can decrypt the disk.",
  fix: "Use a Cloud KMS key in `diskEncryptionKey`, or take `rawKey` from a Pulumi secret.",
  see: "https://cloud.google.com/compute/docs/disks/customer-supplied-encryption",
  pass: [{}, { diskEncryptionKey: { kmsKeySelfLink: key } }, { diskEncryptionKey: { rawKey: secret("acXTX3rxrKAFTF0tYVLvydU1riRZTvUNC4g5I11NY") } }],
  fail: [{ diskEncryptionKey: { rawKey: "acXTX3rxrKAFTF0tYVLvydU1riRZTvUNC4g5I11NY" } }],
  check: ({ diskEncryptionKey: given }) =>
    given && "rawKey" in given && !isSecret(given, "rawKey") && given.rawKey && "`diskEncryptionKey.rawKey` is no secret",
});

export const instancePlaintextKey = rule(Machine, {
  id: "gcp-compute-instance-plaintext-key",
  title: "Encryption keys of instances' disks aren't written into the program",
  severity: "critical",
  family: "secrets",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-12"] },
  why: "Everyone who reads the program or its state can decrypt the disk.",
  fix: "Use a Cloud KMS key in `kmsKeySelfLink`, or take `diskEncryptionKeyRaw` from a Pulumi secret.",
  see: "https://cloud.google.com/compute/docs/disks/customer-supplied-encryption",
  pass: [{}, { bootDisk: { kmsKeySelfLink: key } }, { bootDisk: { diskEncryptionKeyRaw: secret("acXTX3rxrKAFTF0tYVLvydU1riRZTvUNC4g5I11NY") } }],
  fail: [
    { bootDisk: { diskEncryptionKeyRaw: "acXTX3rxrKAFTF0tYVLvydU1riRZTvUNC4g5I11NY" } },
    { attachedDisks: [{ source: "logs" }, { source: "data", diskEncryptionKeyRaw: "acXTX3rxrKAFTF0tYVLvydU1riRZTvUNC4g5I11NY" }] },
  ],
  unknown: [{ bootDisk: unknown }, { attachedDisks: [{ source: "data", diskEncryptionKeyRaw: unknown }] }],
  check: ({ bootDisk, attachedDisks }) =>
    each(
      [bootDisk, ...(attachedDisks ?? [])],
      (disk) => disk && !isSecret(disk, "diskEncryptionKeyRaw") && disk.diskEncryptionKeyRaw && "`diskEncryptionKeyRaw` is no secret",
    ),
});
