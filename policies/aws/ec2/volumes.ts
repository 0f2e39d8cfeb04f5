import type { EncryptionByDefaultArgs } from "@pulumi/aws/ebs/encryptionByDefault";
import type { InstanceArgs } from "@pulumi/aws/ec2/instance";
import type { LaunchConfigurationArgs } from "@pulumi/aws/ec2/launchConfiguration";
import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate";
import { all, each, namesKey, resource, rule, some, unknown } from "../../../lib/rule";

const EncryptionByDefault = resource<EncryptionByDefaultArgs>("aws:ebs/encryptionByDefault:EncryptionByDefault");
const Instances = resource<InstanceArgs>("aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest");
const LaunchConfiguration = resource<LaunchConfigurationArgs>("aws:ec2/launchConfiguration:LaunchConfiguration");
const LaunchTemplate = resource<LaunchTemplateArgs>("aws:ec2/launchTemplate:LaunchTemplate");

interface Device {
  readonly encrypted?: boolean | string;
  readonly snapshotId?: string;
}
/** A disk that is made from a snapshot is encrypted if the snapshot is. */
const isEncrypted = ({ encrypted, snapshotId }: Device) => (encrypted === undefined ? snapshotId !== undefined : String(encrypted) === "true");
const encryption = "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html";
const blockDevices = {
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  why: "Who gets at the disk, a snapshot of it or its backup reads everything on it.",
  see: encryption,
} as const;
const defaults = all(EncryptionByDefault);
const byDefault = (defaults: readonly { readonly enabled?: boolean }[]) => some(defaults, ({ enabled }) => enabled !== false);

export const instanceVolumesEncrypted = rule(Instances, {
  ...blockDevices,
  id: "aws-ec2-instance-volumes-encrypted",
  title: "Disks of EC2 instances are encrypted",
  equivalents: {
    checkov: ["CKV_AWS_8"],
    trivy: ["AVD-AWS-0131"],
    "pulumi-compliance": ["aws-ec2-instance-disallow-unencrypted-block-device", "aws-ec2-instance-disallow-unencrypted-root-block-device"],
    awsguard: ["encrypted-volumes"],
  },
  fix: "Set `encrypted` to `true` in `rootBlockDevice` and each of `ebsBlockDevices`, or turn on encryption for the account by an `aws.ebs.EncryptionByDefault`.",
  related: { defaults },
  pass: [
    { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: true }] },
    { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ snapshotId: "snap-1" }] },
    { launchTemplate: { id: "lt-1" } },
    { defaults: [{}] },
  ],
  fail: [
    {},
    { rootBlockDevice: { encrypted: false } },
    { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{}] },
    { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: false, snapshotId: "snap-1" }] },
  ],
  unknown: [{ rootBlockDevice: { encrypted: unknown } }, { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [unknown] }],
  *check({ rootBlockDevice, ebsBlockDevices, launchTemplate, defaults }) {
    if (byDefault(defaults)) return;
    if (rootBlockDevice ? !isEncrypted(rootBlockDevice) : !launchTemplate) yield "its root disk isn't encrypted";
    yield* each(ebsBlockDevices, (device, i) => !isEncrypted(device) && `\`ebsBlockDevices[${i}]\` isn't encrypted`);
  },
});

export const launchconfigurationVolumesEncrypted = rule(LaunchConfiguration, {
  ...blockDevices,
  id: "aws-ec2-launchconfiguration-volumes-encrypted",
  title: "Disks of launch configurations are encrypted",
  equivalents: {
    checkov: ["CKV_AWS_8"],
    trivy: ["AVD-AWS-0008"],
    kics: ["4de9de27-254e-424f-bd70-4c1e95790838"],
    terrascan: ["AC_AWS_0167"],
    "pulumi-compliance": [
      "aws-ec2-launchconfiguration-disallow-unencrypted-block-device",
      "aws-ec2-launchconfiguration-disallow-unencrypted-root-block-device",
    ],
  },
  fix: "Set `encrypted` to `true` in `rootBlockDevice` and each of `ebsBlockDevices`, or turn on encryption for the account by an `aws.ebs.EncryptionByDefault`.",
  related: { defaults },
  pass: [
    { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: true }] },
    { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ noDevice: true }] },
    { defaults: [{}] },
  ],
  fail: [{}, { rootBlockDevice: { encrypted: false } }, { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{}] }],
  unknown: [{ rootBlockDevice: { encrypted: unknown } }],
  *check({ rootBlockDevice, ebsBlockDevices, defaults }) {
    if (byDefault(defaults)) return;
    if (!rootBlockDevice || !isEncrypted(rootBlockDevice)) yield "its root disk isn't encrypted";
    yield* each(ebsBlockDevices, (device, i) => !device.noDevice && !isEncrypted(device) && `\`ebsBlockDevices[${i}]\` isn't encrypted`);
  },
});

export const launchtemplateVolumesEncrypted = rule(LaunchTemplate, {
  ...blockDevices,
  id: "aws-ec2-launchtemplate-volumes-encrypted",
  title: "Disks of launch templates are encrypted",
  equivalents: { "pulumi-compliance": ["aws-ec2-launchtemplate-disallow-unencrypted-block-device"] },
  fix: "Set `ebs.encrypted` to `true` in each of `blockDeviceMappings`, or turn on encryption for the account by an `aws.ebs.EncryptionByDefault`.",
  related: { defaults },
  pass: [
    {},
    { blockDeviceMappings: [{ ebs: { encrypted: "true" } }] },
    { blockDeviceMappings: [{ virtualName: "ephemeral0" }] },
    { blockDeviceMappings: [{ ebs: {} }], defaults: [{}] },
  ],
  fail: [{ blockDeviceMappings: [{ ebs: { volumeSize: 20 } }] }, { blockDeviceMappings: [{ ebs: { encrypted: "false" } }] }],
  unknown: [{ blockDeviceMappings: [{ ebs: { encrypted: unknown } }] }],
  check: ({ blockDeviceMappings, defaults }) =>
    !byDefault(defaults) && each(blockDeviceMappings, ({ ebs }, i) => ebs && !isEncrypted(ebs) && `\`blockDeviceMappings[${i}]\` isn't encrypted`),
});

export const launchtemplateVolumesKey = rule(LaunchTemplate, {
  id: "aws-ec2-launchtemplate-volumes-key",
  title: "Disks of launch templates are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { "pulumi-compliance": ["aws-ec2-launchtemplate-configure-customer-managed-key"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Name a key in `ebs.kmsKeyId` in each of `blockDeviceMappings`.",
  see: encryption,
  pass: [{}, { blockDeviceMappings: [{ ebs: { kmsKeyId: "alias/disks" } }, { ebs: { kmsKeyId: unknown } }] }, { blockDeviceMappings: [{ noDevice: "true" }] }],
  fail: [{ blockDeviceMappings: [{ ebs: { encrypted: "true" } }] }, { blockDeviceMappings: [{ ebs: { kmsKeyId: "alias/aws/ebs" } }] }],
  unknown: [{ blockDeviceMappings: unknown }],
  check: ({ blockDeviceMappings }) =>
    each(blockDeviceMappings, ({ ebs }, i) => ebs && !namesKey(ebs, (disk) => disk.kmsKeyId) && `\`blockDeviceMappings[${i}]\` names no key`),
});
