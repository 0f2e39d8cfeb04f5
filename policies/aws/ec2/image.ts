import type { AllowedImagesSettingsArgs } from "@pulumi/aws/ec2/allowedImagesSettings";
import type { AmiArgs } from "@pulumi/aws/ec2/ami";
import type { AmiCopyArgs } from "@pulumi/aws/ec2/amiCopy";
import type { AmiLaunchPermissionArgs } from "@pulumi/aws/ec2/amiLaunchPermission";
import type { ImageBlockPublicAccessArgs } from "@pulumi/aws/ec2/imageBlockPublicAccess";
import { customerKey, each, option, resource, rule, setting, some, unknown } from "../../../lib/rule";

const AllowedImagesSettings = resource<AllowedImagesSettingsArgs>("aws:ec2/allowedImagesSettings:AllowedImagesSettings");
const Ami = resource<AmiArgs>("aws:ec2/ami:Ami");
const AmiCopy = resource<AmiCopyArgs>("aws:ec2/amiCopy:AmiCopy");
const AmiLaunchPermission = resource<AmiLaunchPermissionArgs>("aws:ec2/amiLaunchPermission:AmiLaunchPermission");
const ImageBlockPublicAccess = resource<ImageBlockPublicAccessArgs>("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess");

export const amiEncrypted = rule(Ami, {
  id: "aws-ec2-ami-encrypted",
  title: "Disks of AMIs are encrypted",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_204"], kics: ["8bbb242f-6e38-4127-86d4-d8f0b2687ae2"], terrascan: ["AC_AWS_0005"] },
  why: "Disks that are made from the image aren't encrypted unless each instance asks for it.",
  fix: "Set `encrypted` to `true` in each of `ebsBlockDevices`, or make them from encrypted snapshots.",
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIEncryption.html",
  pass: [{}, { ebsBlockDevices: [{ encrypted: true }] }, { ebsBlockDevices: [{ snapshotId: "snap-1" }] }],
  fail: [{ ebsBlockDevices: [{ volumeSize: 8 }] }, { ebsBlockDevices: [{ encrypted: false, volumeSize: 8 }] }],
  unknown: [{ ebsBlockDevices: [{ encrypted: unknown }] }],
  check: ({ ebsBlockDevices }) =>
    each(ebsBlockDevices, ({ encrypted, snapshotId }, i) => !encrypted && !snapshotId && `\`ebsBlockDevices[${i}]\` isn't encrypted`),
});

export const amicopyEncrypted = setting(AmiCopy, {
  id: "aws-ec2-amicopy-encrypted",
  title: "Copies of AMIs are encrypted",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_235"] },
  why: "Disks that are made from the image aren't encrypted unless each instance asks for it.",
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIEncryption.html",
  at: (copy) => copy.encrypted,
  good: [true],
  absent: "bad",
});

export const amicopyKey = customerKey(AmiCopy, {
  id: "aws-ec2-amicopy-key",
  subject: "Copies of AMIs",
  equivalents: { checkov: ["CKV_AWS_236"] },
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AMIEncryption.html",
  at: (copy) => copy.kmsKeyId,
});

const sharing = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html";

export const amilaunchpermissionPublic = rule(AmiLaunchPermission, {
  id: "aws-ec2-amilaunchpermission-public",
  title: "AMIs aren't public",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  why: "Everybody with an AWS account can start the image and read everything on its disks.",
  fix: "Share the image by `organizationArn`, `organizationalUnitArn` or `accountId`.",
  see: sharing,
  pass: [{ accountId: "111122223333" }, { organizationArn: "arn:aws:organizations::111122223333:organization/o-1" }],
  fail: [{ group: "all" }],
  unknown: [{ group: unknown }],
  check: ({ group }) => group === "all" && "everybody may start the image",
});

export const amilaunchpermissionAccount = rule(AmiLaunchPermission, {
  id: "aws-ec2-amilaunchpermission-account",
  title: "AMIs are shared with known accounts only",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_205"], kics: ["ba4e0031-3e9d-4d7d-b0d6-bd8f003f8698"], terrascan: ["AC_AWS_0006"] },
  why: "The other account can copy the image and read everything on its disks.",
  fix: "Share the image within the organization, or list the account in this rule's option `accounts`.",
  see: sharing,
  options: { accounts: option.Array(option.String(), { default: [], description: "The ids of the accounts that may start images of yours." }) },
  pass: [{ organizationArn: "arn:aws:organizations::111122223333:organization/o-1" }],
  fail: [{ accountId: "111122223333" }, { group: "all" }],
  unknown: [{ accountId: unknown }],
  check: ({ accountId, group }, { options }) =>
    (group === "all" || (accountId !== undefined && !some(options.accounts, (account) => account === accountId))) &&
    `it shares the image with ${group === "all" ? "everybody" : `account ${accountId}`}`,
});

export const imageblockpublicaccessState = setting(ImageBlockPublicAccess, {
  id: "aws-ec2-imageblockpublicaccess-state",
  title: "AMIs can't be made public",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  why: "One wrong permission publishes a copy of a disk.",
  see: sharing,
  at: (block) => block.state,
  good: ["block-new-sharing"],
  bad: ["unblocked"],
  absent: "bad",
});

export const allowedimagesEnabled = setting(AllowedImagesSettings, {
  id: "aws-ec2-allowedimages-enabled",
  title: "Only images of allowed owners can be started",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "An image of a stranger with a well-chosen name is picked by a lookup that names no owner.",
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-allowed-amis.html",
  at: (settings) => settings.state,
  good: ["enabled"],
  bad: ["audit-mode", "disabled"],
  absent: "bad",
});
