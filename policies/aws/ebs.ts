import type { EncryptionByDefaultArgs } from "@pulumi/aws/ebs/encryptionByDefault";
import type { SnapshotArgs } from "@pulumi/aws/ebs/snapshot";
import type { SnapshotBlockPublicAccessArgs } from "@pulumi/aws/ebs/snapshotBlockPublicAccess";
import type { SnapshotCopyArgs } from "@pulumi/aws/ebs/snapshotCopy";
import type { SnapshotImportArgs } from "@pulumi/aws/ebs/snapshotImport";
import type { VolumeArgs } from "@pulumi/aws/ebs/volume";
import { all, customerKey, every, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const EncryptionByDefault = resource<EncryptionByDefaultArgs>("aws:ebs/encryptionByDefault:EncryptionByDefault");
const Snapshot = resource<SnapshotArgs>("aws:ebs/snapshot:Snapshot");
const SnapshotBlockPublicAccess = resource<SnapshotBlockPublicAccessArgs>("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess");
const SnapshotCopies = resource<Pick<SnapshotCopyArgs & SnapshotImportArgs, "encrypted" | "kmsKeyId">>(
  "aws:ebs/snapshotCopy:SnapshotCopy",
  "aws:ebs/snapshotImport:SnapshotImport",
);
const Volume = resource<VolumeArgs>("aws:ebs/volume:Volume");

const see = "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html";
const defaults = all(EncryptionByDefault);

export const volumeEncrypted = rule(Volume, {
  id: "aws-ebs-volume-encrypted",
  title: "EBS volumes are encrypted",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  controls: { "cis-aws-1.4": ["2.2.1"] },
  equivalents: {
    checkov: ["CKV_AWS_3", "CKV2_AWS_2"],
    trivy: ["AVD-AWS-0026"],
    kics: ["cc997676-481b-4e93-aa81-d19f8c5e9b12"],
    regula: ["FG_R00016"],
    "cdk-nag": ["AwsSolutions-EC26"],
    "pulumi-compliance": ["aws-ebs-volume-disallow-unencrypted-volume"],
  },
  why: "Who gets at the disk, a snapshot of it or its backup reads everything on it.",
  fix: "Set `encrypted` to `true`, or turn on encryption for the account by an `aws.ebs.EncryptionByDefault`.",
  see,
  related: { defaults },
  pass: [{ encrypted: true }, { snapshotId: unknown }, { defaults: [{}] }, { defaults: [{ enabled: true }] }],
  fail: [{}, { encrypted: false }, { encrypted: false, snapshotId: "snap-1" }, { defaults: [{ enabled: false }] }],
  unknown: [{ encrypted: unknown }],
  check: (self) => !(self.encrypted ?? "snapshotId" in self) && !some(self.defaults, ({ enabled }) => enabled !== false) && "`encrypted` is off",
});

export const volumeKey = customerKey(Volume, {
  id: "aws-ebs-volume-key",
  subject: "EBS volumes",
  equivalents: {
    checkov: ["CKV_AWS_189"],
    trivy: ["AVD-AWS-0027"],
    terrascan: ["AC_AWS_0460"],
    "pulumi-compliance": ["aws-ebs-volume-configure-customer-managed-key"],
  },
  see,
  at: (volume) => volume.kmsKeyId,
});

export const encryptionbydefaultEnabled = setting(EncryptionByDefault, {
  id: "aws-ebs-encryptionbydefault-enabled",
  title: "EBS encryption by default is on",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_106"], kics: ["3d3f6270-546b-443c-adb4-bb6fb2187ca6"], terrascan: ["AC_AWS_0079"] },
  why: "Volumes whose program forgets to ask for encryption aren't encrypted.",
  see: "https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html",
  at: (defaults) => defaults.enabled,
  good: [true],
  absent: "good",
});

export const snapshotEncrypted = rule(Snapshot, {
  id: "aws-ebs-snapshot-encrypted",
  title: "EBS snapshots are taken of encrypted volumes",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { kics: ["e6b4b943-6883-47a9-9739-7ada9568f8ca"], terrascan: ["AC_AWS_0459"] },
  why: "A snapshot is encrypted only if its volume is; shared or leaked, it gives away the whole disk.",
  fix: "Set `encrypted` to `true` on the volume.",
  see,
  related: { volumes: to("volumeId", Volume), defaults },
  pass: [{ volumeId: "vol-1" }, { volumes: [{ encrypted: true }] }, { volumes: [{}], defaults: [{}] }],
  fail: [{ volumes: [{}] }, { volumes: [{ encrypted: false }] }],
  unknown: [{ volumes: [unknown] }, { volumes: [{ encrypted: unknown }] }],
  check: ({ volumes, defaults }) =>
    !every(volumes, ({ encrypted }) => encrypted) && !some(defaults, ({ enabled }) => enabled !== false) && "its volume isn't encrypted",
});

export const snapshotcopyEncrypted = setting(SnapshotCopies, {
  id: "aws-ebs-snapshotcopy-encrypted",
  title: "Copied and imported EBS snapshots are encrypted",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  why: "A copy is encrypted only if its source is or if that is asked for; shared or leaked, it gives away the whole disk.",
  see,
  at: (copy) => copy.encrypted,
  good: [true],
  absent: "bad",
});

export const snapshotcopyKey = customerKey(SnapshotCopies, {
  id: "aws-ebs-snapshotcopy-key",
  subject: "Copied and imported EBS snapshots",
  equivalents: { checkov: ["CKV_AWS_183"] },
  see,
  at: (copy) => copy.kmsKeyId,
});

export const snapshotblockpublicaccessState = setting(SnapshotBlockPublicAccess, {
  id: "aws-ebs-snapshotblockpublicaccess-state",
  title: "EBS snapshots can't be made public",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  why: "One wrong permission publishes a copy of a disk.",
  see: "https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html",
  at: (block) => block.state,
  good: ["block-all-sharing", "block-new-sharing"],
  bad: ["unblocked"],
  absent: "bad",
});
