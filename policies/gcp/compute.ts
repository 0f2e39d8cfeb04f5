import type { DiskArgs } from "@pulumi/gcp/compute/disk";
import type { ImageArgs } from "@pulumi/gcp/compute/image";
import type { InstanceArgs } from "@pulumi/gcp/compute/instance";
import type { InstanceFromMachineImageArgs } from "@pulumi/gcp/compute/instanceFromMachineImage";
import type { InstanceFromTemplateArgs } from "@pulumi/gcp/compute/instanceFromTemplate";
import type { InstanceTemplateArgs } from "@pulumi/gcp/compute/instanceTemplate";
import type { MachineImageArgs } from "@pulumi/gcp/compute/machineImage";
import type { ProjectMetadataArgs } from "@pulumi/gcp/compute/projectMetadata";
import type { ProjectMetadataItemArgs } from "@pulumi/gcp/compute/projectMetadataItem";
import type { RegionDiskArgs } from "@pulumi/gcp/compute/regionDisk";
import type { SnapshotArgs } from "@pulumi/gcp/compute/snapshot";
import { customerKey, each, isSecret, resource, rule, secret, setting, some, unknown } from "../../lib/rule";

type MachineArgs = Partial<InstanceArgs> &
  Partial<Pick<InstanceFromTemplateArgs, "sourceInstanceTemplate">> &
  Partial<Pick<InstanceFromMachineImageArgs, "sourceMachineImage">> &
  Partial<Pick<InstanceTemplateArgs, "disks">>;

const machines = [
  "gcp:compute/instance:Instance",
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
  "gcp:compute/instanceFromTemplate:InstanceFromTemplate",
  "gcp:compute/instanceFromMachineImage:InstanceFromMachineImage",
] as const;

/** Instances and their templates. */
const Machine = resource<MachineArgs>(...machines);
const Template = resource<Pick<InstanceTemplateArgs, "disks">>(
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate",
);
const ProjectMetadata = resource<Partial<ProjectMetadataArgs> & Partial<ProjectMetadataItemArgs>>(
  "gcp:compute/projectMetadata:ProjectMetadata",
  "gcp:compute/projectMetadataItem:ProjectMetadataItem",
);
const AnyMetadata = resource<MachineArgs & Partial<ProjectMetadataItemArgs>>(
  ...machines,
  "gcp:compute/projectMetadata:ProjectMetadata",
  "gcp:compute/projectMetadataItem:ProjectMetadataItem",
);
const Disk = resource<DiskArgs | RegionDiskArgs>("gcp:compute/disk:Disk", "gcp:compute/regionDisk:RegionDisk");
const Image = resource<ImageArgs>("gcp:compute/image:Image");
const Instance = resource<Partial<Pick<InstanceArgs, "bootDisk">>>("gcp:compute/instance:Instance", "gcp:compute/instanceFromTemplate:InstanceFromTemplate");
const MachineImage = resource<MachineImageArgs>("gcp:compute/machineImage:MachineImage");
const Snapshot = resource<SnapshotArgs>("gcp:compute/snapshot:Snapshot");

/** An instance has from its template or image what it doesn't say itself. */
const inherits = (self: object): boolean => "sourceInstanceTemplate" in self || "sourceMachineImage" in self;

/** GKE names its nodes so, and has them as they must be. */
const isClusterNode = (name: string | undefined): boolean => name?.startsWith("gke-") ?? false;

const isOn = (value: unknown): boolean => /^(true|yes|y|1)$/i.test(String(value));

interface Metadata {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly value?: string;
}

/** A metadata value of a machine or project, or of an item of the project's. */
const valueOf = ({ metadata, key, value }: Metadata, wanted: string): string | undefined => (key === wanted ? value : metadata?.[wanted]);

export const instanceProjectSshKeys = rule(Machine, {
  id: "gcp-compute-instance-project-ssh-keys",
  title: "Instances don't take the project's SSH keys",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.3"], "nist-800-53-r5": ["AC-3"] },
  equivalents: {
    checkov: ["CKV_GCP_32"],
    trivy: ["AVD-GCP-0030"],
    kics: ["3e4d5ce6-3280-4027-8010-c26eeea1ec01"],
    terrascan: ["AC_GCP_0039"],
    regula: ["FG_R00413"],
  },
  why: "One key in the project's metadata opens every instance, and one stolen key all of them.",
  fix: "Set the metadata `block-project-ssh-keys` to `TRUE`, or use OS Login.",
  see: "https://cloud.google.com/compute/docs/connect/restrict-ssh-keys",
  pass: [{ metadata: { "block-project-ssh-keys": "True" } }, { metadata: { "enable-oslogin": "TRUE" } }, { sourceInstanceTemplate: "web" }],
  fail: [{}, { metadata: { "block-project-ssh-keys": "false" } }, { sourceInstanceTemplate: "web", metadata: { "block-project-ssh-keys": "false" } }],
  unknown: [{ metadata: { "block-project-ssh-keys": unknown } }, { metadata: unknown }],
  check: (self) =>
    (!inherits(self) || valueOf(self, "block-project-ssh-keys") !== undefined) &&
    !isOn(valueOf(self, "block-project-ssh-keys")) &&
    !isOn(valueOf(self, "enable-oslogin")) &&
    "its metadata doesn't set `block-project-ssh-keys`",
});

export const instanceOsLogin = rule(Machine, {
  id: "gcp-compute-instance-os-login",
  title: "Instances don't switch off the project's OS Login",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"] },
  equivalents: { checkov: ["CKV_GCP_34"], trivy: ["AVD-GCP-0036"], kics: ["d0b4d550-c001-46c3-bbdb-d5d75d33f05f"], terrascan: ["AC_GCP_0038"] },
  why: "Without OS Login, SSH access hangs on keys in metadata, which outlive the people who leave and ask for no second factor.",
  fix: "Leave `enable-oslogin` out of the metadata, or set it to `TRUE`.",
  see: "https://cloud.google.com/compute/docs/oslogin",
  pass: [{}, { metadata: { "enable-oslogin": "true" } }, { metadata: { role: "web" } }],
  fail: [{ metadata: { "enable-oslogin": "false" } }],
  unknown: [{ metadata: { "enable-oslogin": unknown } }],
  check: (self) => valueOf(self, "enable-oslogin") !== undefined && !isOn(valueOf(self, "enable-oslogin")) && "its metadata switches `enable-oslogin` off",
});

export const projectOsLogin = rule(ProjectMetadata, {
  id: "gcp-compute-project-os-login",
  title: "Projects use OS Login",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"] },
  equivalents: { checkov: ["CKV_GCP_33"], trivy: ["AVD-GCP-0042"], kics: ["32ecd6eb-0711-421f-9627-1a28d9eff217"], terrascan: ["AC_GCP_0291"] },
  why: "Without OS Login, SSH access hangs on keys in metadata, which outlive the people who leave and ask for no second factor.",
  fix: "Set `enable-oslogin` to `TRUE` in the project's metadata.",
  see: "https://cloud.google.com/compute/docs/oslogin/set-up-oslogin",
  pass: [{ metadata: { "enable-oslogin": "TRUE" } }, { key: "enable-oslogin", value: "true" }, { key: "role", value: "web" }],
  fail: [{ metadata: { role: "web" } }, { metadata: { "enable-oslogin": "FALSE" } }, { key: "enable-oslogin", value: "FALSE" }],
  unknown: [{ metadata: { "enable-oslogin": unknown } }, { key: "enable-oslogin", value: unknown }],
  check: (self) =>
    (self.metadata || self.key === "enable-oslogin") && !isOn(valueOf(self, "enable-oslogin")) && "its metadata doesn't set `enable-oslogin` to `TRUE`",
});

export const instanceSerialPort = rule(AnyMetadata, {
  id: "gcp-compute-instance-serial-port",
  title: "Instances and projects keep the interactive serial console off",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["4.5"], "nist-800-53-r5": ["AC-3"] },
  equivalents: {
    checkov: ["CKV_GCP_35"],
    trivy: ["AVD-GCP-0032"],
    kics: ["97fa667a-d05b-4f16-9071-58b939f34751"],
    terrascan: ["AC_GCP_0037"],
    regula: ["FG_R00415"],
  },
  why: "The serial console answers every address: no firewall rule applies to it.",
  fix: "Leave `serial-port-enable` out of the metadata, and set it only while you mend a machine.",
  see: "https://cloud.google.com/compute/docs/troubleshooting/troubleshooting-using-serial-console",
  pass: [{}, { metadata: { "serial-port-enable": "FALSE" } }, { key: "role", value: "true" }],
  fail: [{ metadata: { "serial-port-enable": "TRUE" } }, { metadata: { "serial-port-enable": "1" } }, { key: "serial-port-enable", value: "true" }],
  unknown: [{ metadata: { "serial-port-enable": unknown } }],
  check: (self) => isOn(valueOf(self, "serial-port-enable")) && "its metadata sets `serial-port-enable`",
});

export const instanceIpForwarding = setting(Machine, {
  id: "gcp-compute-instance-ip-forwarding",
  title: "Instances don't forward packets",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.6"], "nist-800-53-r5": ["SC-7"] },
  equivalents: {
    checkov: ["CKV_GCP_36"],
    trivy: ["AVD-GCP-0043"],
    kics: ["f34c0c25-47b4-41eb-9c79-249b4dd47b89"],
    terrascan: ["AC_GCP_0232"],
    regula: ["FG_R00416"],
  },
  why: "Google Cloud then no longer checks that the instance sends under its own address, so it can pose as others.",
  fix: "Leave `canIpForward` out, unless the instance is a router or gateway.",
  see: "https://cloud.google.com/vpc/docs/using-routes#canipforward",
  at: (instance) => instance.canIpForward,
  good: [false],
  absent: "good",
  unless: (instance) => instance.canIpForward && isClusterNode(instance.name),
  pass: [{ canIpForward: true, name: "gke-node-1" }],
});

export const instanceDefaultServiceAccount = rule(Machine, {
  id: "gcp-compute-instance-default-service-account",
  title: "Instances run as a service account of their own",
  severity: "medium",
  family: "identity",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.1"], "nist-800-53-r5": ["AC-6"] },
  equivalents: {
    checkov: ["CKV_GCP_30"],
    trivy: ["AVD-GCP-0044"],
    kics: ["3cb4af0b-056d-4fb1-8b95-fdc4593625ff"],
    terrascan: ["AC_GCP_0040"],
    regula: ["FG_R00411"],
  },
  why: "The default service account often is an editor of the whole project, and so is everyone who gets into the instance.",
  fix: "Make a service account with the roles that the instance needs, and set `serviceAccount.email` to it.",
  see: "https://cloud.google.com/compute/docs/access/service-accounts#default_service_account",
  pass: [
    {},
    { serviceAccount: { email: "web@project.iam.gserviceaccount.com", scopes: ["cloud-platform"] } },
    { name: "gke-node-1", serviceAccount: { scopes: ["cloud-platform"] } },
  ],
  fail: [
    { serviceAccount: { scopes: ["storage-ro"] } },
    { serviceAccount: { email: "123456789-compute@developer.gserviceaccount.com", scopes: ["storage-ro"] } },
    { serviceAccount: { email: "default", scopes: ["storage-ro"] } },
  ],
  unknown: [{ serviceAccount: { email: unknown, scopes: ["cloud-platform"] } }],
  check: ({ serviceAccount, name }) =>
    serviceAccount && isDefaultAccount(serviceAccount.email) && !isClusterNode(name) && "it runs as Compute Engine's default service account",
});

const isDefaultAccount = (email: string | undefined): boolean => !email || email === "default" || email.endsWith("-compute@developer.gserviceaccount.com");

export const instanceFullAccess = rule(Machine, {
  id: "gcp-compute-instance-full-access",
  title: "Instances with the default service account have narrow scopes",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["4.2"], "nist-800-53-r5": ["AC-6"] },
  equivalents: { checkov: ["CKV_GCP_31"], kics: ["bc280331-27b9-4acb-a010-018e8098aa5d"], terrascan: ["AC_GCP_0041"], regula: ["FG_R00412"] },
  why: "The default service account often is an editor of the project, and the scope lets everyone on the instance use all of that.",
  fix: "Run the instance as a service account of its own, or name the scopes that it needs instead of `cloud-platform`.",
  see: "https://cloud.google.com/compute/docs/access/service-accounts#scopes_best_practice",
  pass: [
    {},
    { serviceAccount: { email: "web@project.iam.gserviceaccount.com", scopes: ["cloud-platform"] } },
    { serviceAccount: { scopes: ["storage-ro"] } },
    { name: "gke-node-1", serviceAccount: { scopes: ["cloud-platform"] } },
  ],
  fail: [
    { serviceAccount: { scopes: ["storage-ro", "https://www.googleapis.com/auth/cloud-platform"] } },
    { serviceAccount: { email: "123456789-compute@developer.gserviceaccount.com", scopes: ["cloud-platform"] } },
  ],
  unknown: [{ serviceAccount: { email: unknown, scopes: ["cloud-platform"] } }],
  check: ({ serviceAccount, name }) =>
    some(serviceAccount?.scopes, (scope) => /(^|\/)cloud-platform$/.test(scope)) &&
    isDefaultAccount(serviceAccount?.email) &&
    !isClusterNode(name) &&
    "it has Compute Engine's default service account with full access to all APIs",
});

export const instancePublicIp = rule(Machine, {
  id: "gcp-compute-instance-public-ip",
  title: "Instances have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.9"], "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_40"], trivy: ["AVD-GCP-0031"], regula: ["FG_R00419"] },
  why: "Only a firewall rule then stands between the instance and the internet.",
  fix: "Leave `accessConfigs` and `ipv6AccessConfigs` out, and use a load balancer, Cloud NAT and Identity-Aware Proxy.",
  see: "https://cloud.google.com/compute/docs/ip-addresses#externaladdresses",
  pass: [{ networkInterfaces: [{ network: "main" }] }, { networkInterfaces: [{ network: "main", accessConfigs: [] }] }, { sourceInstanceTemplate: "web" }],
  fail: [
    { networkInterfaces: [{ network: "main", accessConfigs: [{}] }] },
    { networkInterfaces: [{ network: "main" }, { network: "edge", ipv6AccessConfigs: [{ networkTier: "PREMIUM" }] }] },
    { sourceInstanceTemplate: "web", networkInterfaces: [{ network: "main", accessConfigs: [{ natIp: "203.0.113.7" }] }] },
  ],
  unknown: [{ networkInterfaces: unknown }, { networkInterfaces: [{ accessConfigs: unknown }] }],
  check: ({ networkInterfaces }) =>
    each(networkInterfaces, ({ accessConfigs, ipv6AccessConfigs }, i) => [
      ...(accessConfigs?.length ? [`\`networkInterfaces[${i}]\` has a public IPv4 address`] : []),
      ...(ipv6AccessConfigs?.length ? [`\`networkInterfaces[${i}]\` has a public IPv6 address`] : []),
    ]),
});

export const instanceShieldedVm = rule(Machine, {
  id: "gcp-compute-instance-shielded-vm",
  title: "Instances are Shielded VMs with a virtual TPM and integrity monitoring",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.8"], "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: {
    checkov: ["CKV_GCP_39"],
    trivy: ["AVD-GCP-0041", "AVD-GCP-0045"],
    kics: ["1b44e234-3d73-41a8-9954-0b154135280e"],
    terrascan: ["AC_GCP_0035"],
    regula: ["FG_R00418"],
  },
  why: "Without them a changed boot loader or kernel isn't noticed.",
  fix: "Set `shieldedInstanceConfig`, and leave `enableVtpm` and `enableIntegrityMonitoring` on.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  pass: [{ shieldedInstanceConfig: {} }, { shieldedInstanceConfig: { enableVtpm: true, enableIntegrityMonitoring: true } }, { sourceInstanceTemplate: "web" }],
  fail: [
    {},
    { shieldedInstanceConfig: { enableVtpm: false } },
    { shieldedInstanceConfig: { enableIntegrityMonitoring: false } },
    { sourceMachineImage: "web", shieldedInstanceConfig: { enableVtpm: false } },
  ],
  unknown: [{ shieldedInstanceConfig: { enableVtpm: unknown } }],
  check: (self) => {
    const config = self.shieldedInstanceConfig;
    if (!config) return !inherits(self) && "it leaves to its image whether it is a Shielded VM";
    return each(["enableVtpm", "enableIntegrityMonitoring"] as const, (part) => config[part] === false && `\`shieldedInstanceConfig.${part}\` is off`);
  },
});

export const instanceSecureBoot = rule(Machine, {
  id: "gcp-compute-instance-secure-boot",
  title: "Instances boot signed software only",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: { trivy: ["AVD-GCP-0067"] },
  why: "Without Secure Boot, malware that gets below the operating system stays there unseen.",
  fix: "Set `shieldedInstanceConfig.enableSecureBoot` to `true`, if the instance has no unsigned drivers.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm#secure-boot",
  pass: [{ shieldedInstanceConfig: { enableSecureBoot: true } }, { sourceInstanceTemplate: "web" }],
  fail: [{}, { shieldedInstanceConfig: {} }, { shieldedInstanceConfig: { enableSecureBoot: false } }],
  unknown: [{ shieldedInstanceConfig: { enableSecureBoot: unknown } }],
  check: (self) =>
    (!inherits(self) || self.shieldedInstanceConfig) && !self.shieldedInstanceConfig?.enableSecureBoot && "`shieldedInstanceConfig.enableSecureBoot` is off",
});

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
  preset: "recommended",
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

export const instanceDeletionProtection = setting(resource<Pick<InstanceArgs, "deletionProtection">>("gcp:compute/instance:Instance"), {
  id: "gcp-compute-instance-deletion-protection",
  title: "Instances are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "One mistaken command deletes the instance and, mostly, its boot disk.",
  see: "https://cloud.google.com/compute/docs/instances/preventing-accidental-vm-deletion",
  at: (instance) => instance.deletionProtection,
  good: [true],
  absent: "bad",
});
