import type { EncryptionByDefaultArgs } from "@pulumi/aws/ebs/encryptionByDefault";
import type { AllowedImagesSettingsArgs } from "@pulumi/aws/ec2/allowedImagesSettings";
import type { AmiArgs } from "@pulumi/aws/ec2/ami";
import type { AmiCopyArgs } from "@pulumi/aws/ec2/amiCopy";
import type { AmiLaunchPermissionArgs } from "@pulumi/aws/ec2/amiLaunchPermission";
import type { DefaultSecurityGroupArgs } from "@pulumi/aws/ec2/defaultSecurityGroup";
import type { ImageBlockPublicAccessArgs } from "@pulumi/aws/ec2/imageBlockPublicAccess";
import type { InstanceArgs } from "@pulumi/aws/ec2/instance";
import type { InstanceMetadataDefaultsArgs } from "@pulumi/aws/ec2/instanceMetadataDefaults";
import type { LaunchConfigurationArgs } from "@pulumi/aws/ec2/launchConfiguration";
import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate";
import { hipaa, pci } from "../../lib/cloud/aws-controls";
import { holdsCredential } from "../../lib/cloud/plain-secret";
import { all, customerKey, each, every, option, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const AllowedImagesSettings = resource<AllowedImagesSettingsArgs>("aws:ec2/allowedImagesSettings:AllowedImagesSettings");
const Ami = resource<AmiArgs>("aws:ec2/ami:Ami");
const AmiCopy = resource<AmiCopyArgs>("aws:ec2/amiCopy:AmiCopy");
const AmiLaunchPermission = resource<AmiLaunchPermissionArgs>("aws:ec2/amiLaunchPermission:AmiLaunchPermission");
const DefaultSecurityGroup = resource<DefaultSecurityGroupArgs>("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
const EncryptionByDefault = resource<EncryptionByDefaultArgs>("aws:ebs/encryptionByDefault:EncryptionByDefault");
const ImageBlockPublicAccess = resource<ImageBlockPublicAccessArgs>("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess");
const InstanceMetadataDefaults = resource<InstanceMetadataDefaultsArgs>("aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults");
const Instances = resource<InstanceArgs>("aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest");
const LaunchConfiguration = resource<LaunchConfigurationArgs>("aws:ec2/launchConfiguration:LaunchConfiguration");
const LaunchTemplate = resource<LaunchTemplateArgs>("aws:ec2/launchTemplate:LaunchTemplate");
/** All that instances are started by. */
const Launches = resource<
  Pick<InstanceArgs, "metadataOptions" | "launchTemplate" | "associatePublicIpAddress" | "userData" | "userDataBase64"> &
    Pick<LaunchTemplateArgs, "networkInterfaces">
>(
  "aws:ec2/instance:Instance",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  "aws:ec2/launchConfiguration:LaunchConfiguration",
  "aws:ec2/launchTemplate:LaunchTemplate",
);

const metadata = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html";

interface MetadataOptions {
  readonly httpTokens?: string;
  readonly httpEndpoint?: string;
}
const isGuarded = (options: MetadataOptions | undefined) => options?.httpTokens === "required" || options?.httpEndpoint === "disabled";

export const instanceMetadataTokens = rule(Launches, {
  id: "aws-ec2-instance-metadata-tokens",
  title: "EC2 instances answer metadata requests with a token only",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"],
    "nist-800-53-r5": ["AC-24", "AC-3", "AC-6", "MP-2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_79"],
    trivy: ["AVD-AWS-0028", "AVD-AWS-0130"],
    kics: ["f1g2h3i4-j5k6-7lmn-8opq-9012rstuvwxy"],
    terrascan: ["AC_AWS_0479", "AC_AWS_0487"],
    "cdk-nag": ["HIPAA.Security-EC2IMDSv2Enabled", "NIST.800.53.R4-EC2IMDSv2Enabled", "NIST.800.53.R5-EC2IMDSv2Enabled"],
  },
  why: "With version 1 of the metadata service, a web application that can be made to fetch an address gives away the instance's credentials.",
  fix: "Set `metadataOptions.httpTokens` to `required`.",
  see: metadata,
  related: { templates: to("launchTemplate", LaunchTemplate), defaults: all(InstanceMetadataDefaults) },
  pass: [
    { metadataOptions: { httpTokens: "required" } },
    { metadataOptions: { httpEndpoint: "disabled" } },
    { launchTemplate: { id: "lt-1" }, templates: [{ metadataOptions: { httpTokens: "required" } }] },
    { launchTemplate: { id: "lt-1" } },
    { defaults: [{ httpTokens: "required" }] },
  ],
  fail: [
    {},
    { metadataOptions: { httpTokens: "optional" } },
    { metadataOptions: { httpEndpoint: "enabled" } },
    { launchTemplate: { id: "lt-1" }, templates: [{}] },
    { metadataOptions: { httpTokens: "optional" }, defaults: [{ httpTokens: "required" }] },
  ],
  unknown: [{ metadataOptions: { httpTokens: unknown } }, { launchTemplate: { id: unknown }, templates: [unknown] }],
  check: ({ metadataOptions, launchTemplate, templates, defaults }) => {
    if (isGuarded(metadataOptions)) return false;
    const inherits = metadataOptions?.httpTokens === undefined;
    if (inherits && launchTemplate && every(templates, (template) => isGuarded(template.metadataOptions))) return false;
    if (inherits && some(defaults, ({ httpTokens }) => httpTokens === "required")) return false;
    return inherits
      ? "`metadataOptions.httpTokens` isn't set, so the image decides whether a token is needed"
      : `\`metadataOptions.httpTokens\` is \`${metadataOptions?.httpTokens}\``;
  },
});

export const instanceMetadataHops = rule(Launches, {
  id: "aws-ec2-instance-metadata-hops",
  title: "Metadata of EC2 instances doesn't leave the machine",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CM-2"] },
  equivalents: { checkov: ["CKV_AWS_341"] },
  why: "With more than one hop, containers and what the machine routes for others get the instance's credentials too.",
  fix: "Set `metadataOptions.httpPutResponseHopLimit` to `1`, or leave it out.",
  see: metadata,
  options: {
    hops: option.Integer({ default: 1, minimum: 1, maximum: 64, description: "How far metadata may travel; containers on a bridge network need 2." }),
  },
  pass: [{}, { metadataOptions: { httpPutResponseHopLimit: 1 } }],
  fail: [{ metadataOptions: { httpPutResponseHopLimit: 2 } }],
  unknown: [{ metadataOptions: { httpPutResponseHopLimit: unknown } }],
  check: ({ metadataOptions }, { options }) => {
    const hops = metadataOptions?.httpPutResponseHopLimit ?? 1;
    return hops > options.hops && `\`metadataOptions.httpPutResponseHopLimit\` is ${hops}`;
  },
});

export const metadatadefaultsTokens = setting(InstanceMetadataDefaults, {
  id: "aws-ec2-metadatadefaults-tokens",
  title: "New EC2 instances of the account require a token for metadata",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  why: "Instances that say nothing of it answer requests of version 1, which a web application can be tricked into.",
  see: metadata,
  at: (defaults) => defaults.httpTokens,
  good: ["required"],
  bad: ["optional", "no-preference"],
  absent: "bad",
});

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
  pass: [{}, { blockDeviceMappings: [{ ebs: { kmsKeyId: "alias/disks" } }] }, { blockDeviceMappings: [{ noDevice: "true" }] }],
  fail: [{ blockDeviceMappings: [{ ebs: { encrypted: "true" } }] }],
  unknown: [{ blockDeviceMappings: [{ ebs: { kmsKeyId: unknown } }] }],
  check: ({ blockDeviceMappings }) => each(blockDeviceMappings, ({ ebs }, i) => ebs && !ebs.kmsKeyId && `\`blockDeviceMappings[${i}]\` names no key`),
});

export const instancePublicAddress = rule(Launches, {
  id: "aws-ec2-instance-public-address",
  title: "EC2 instances have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)", "164.308(a)(3)(ii)(B)"],
    "nist-800-53-r5": ["AC-17b", "AC-3", "AC-6", "MP-2", "SC-25", "SC-7a", "SC-7b", "SC-7c"],
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV_AWS_88", "CKV_AWS_389"],
    trivy: ["AVD-AWS-0009"],
    kics: ["5a2486aa-facf-477d-a5c1-b010789459ce"],
    regula: ["FG_R00271"],
    "cdk-nag": [
      "HIPAA.Security-EC2InstanceNoPublicIp",
      "NIST.800.53.R4-EC2InstanceNoPublicIp",
      "NIST.800.53.R5-EC2InstanceNoPublicIp",
      "PCI.DSS.321-EC2InstanceNoPublicIp",
      "HIPAA.Security-AutoScalingLaunchConfigPublicIpDisabled",
      "NIST.800.53.R5-AutoScalingLaunchConfigPublicIpDisabled",
      "PCI.DSS.321-AutoScalingLaunchConfigPublicIpDisabled",
    ],
    "pulumi-compliance": ["aws-ec2-instance-disallow-public-ip", "aws-ec2-launchconfiguration-disallow-public-ip", "aws-ec2-launchtemplate-disallow-public-ip"],
    awsguard: ["ec2-instance-no-public-ip"],
  },
  why: "A machine with a public address is attacked from the first minute; only its security group and its own updates protect it.",
  fix: "Set `associatePublicIpAddress` to `false`, and reach the machine by a load balancer or Session Manager.",
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html",
  pass: [{}, { associatePublicIpAddress: false }, { networkInterfaces: [{ associatePublicIpAddress: "false" }] }],
  fail: [{ associatePublicIpAddress: true }, { networkInterfaces: [{ associatePublicIpAddress: "true" }] }],
  unknown: [{ associatePublicIpAddress: unknown }],
  check: ({ associatePublicIpAddress, networkInterfaces }) =>
    (associatePublicIpAddress || some(networkInterfaces, (network) => String(network.associatePublicIpAddress) === "true")) && "it gets a public address",
});

export const instanceNetwork = rule(Instances, {
  id: "aws-ec2-instance-network",
  title: "EC2 instances are in a network of your own",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": ["AC-17b", "AC-6", "MP-2", "SC-25", "SC-7a", "SC-7b", "SC-7c"],
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    kics: ["7e4a6e76-568d-43ef-8c4e-36dea481bff1", "a31a5a29-718a-4ff4-8001-a69e5e4d029e"],
    terrascan: ["AC_AWS_0153"],
    "cdk-nag": ["HIPAA.Security-EC2InstancesInVPC", "NIST.800.53.R4-EC2InstancesInVPC", "NIST.800.53.R5-EC2InstancesInVPC", "PCI.DSS.321-EC2InstancesInVPC"],
  },
  why: "Without a subnet the instance is started in the default VPC, all subnets of which are public.",
  fix: "Set `subnetId` to a subnet of your own.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html",
  pass: [
    { subnetId: "subnet-1" },
    { networkInterfaces: [{ networkInterfaceId: "eni-1" }] },
    { primaryNetworkInterface: {} },
    { launchTemplate: { id: "lt-1" } },
  ],
  fail: [{}],
  unknown: [{ subnetId: unknown }],
  check: ({ subnetId, networkInterfaces, primaryNetworkInterface, launchTemplate }) =>
    !subnetId && !some(networkInterfaces) && !primaryNetworkInterface && !launchTemplate && "it names no subnet",
});

export const instanceDefaultSecurityGroup = rule(Instances, {
  id: "aws-ec2-instance-default-security-group",
  title: "EC2 instances don't use the default security group",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["f1adc521-f79a-4d71-b55b-a68294687432"] },
  why: "In the default group is whatever names none, and its members may all reach each other.",
  fix: "Name a security group of its own in `vpcSecurityGroupIds`.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
  related: { groups: to("vpcSecurityGroupIds", DefaultSecurityGroup) },
  pass: [{}, { vpcSecurityGroupIds: ["sg-1"] }],
  fail: [{ groups: [{}] }],
  unknown: [{ groups: [unknown] }],
  check: ({ groups }) => some(groups) && "it uses the default security group",
});

export const instanceRole = rule(Instances, {
  id: "aws-ec2-instance-role",
  title: "EC2 instances have a role of their own",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(3)(ii)(A)", "164.308(a)(4)(ii)(A)", "164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"],
    "nist-800-53-r5": ["AC-3", "CM-6a"],
    "pci-dss-3.2.1": ["2.2", "7.1.1", "7.2.1"],
  },
  equivalents: {
    checkov: ["CKV2_AWS_41"],
    kics: ["0b93729a-d882-4803-bdc3-ac429a21f158"],
    regula: ["FG_R00253"],
    "cdk-nag": ["HIPAA.Security-EC2InstanceProfileAttached", "NIST.800.53.R5-EC2InstanceProfileAttached", "PCI.DSS.321-EC2InstanceProfileAttached"],
  },
  why: "Without a role, programs on the machine need access keys, which are copied, leak and never expire.",
  fix: "Set `iamInstanceProfile`.",
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
  pass: [{ iamInstanceProfile: "web" }, { launchTemplate: { id: "lt-1" } }],
  fail: [{}],
  unknown: [{ iamInstanceProfile: unknown }],
  check: ({ iamInstanceProfile, launchTemplate }) => !iamInstanceProfile && !launchTemplate && "it has no `iamInstanceProfile`",
});

const monitoring = {
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Five minutes between two figures are too long to see an attack while it happens.",
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html",
} as const;

export const instanceMonitoring = setting(Instances, {
  ...monitoring,
  id: "aws-ec2-instance-monitoring",
  title: "EC2 instances are monitored in detail",
  controls: { hipaa: ["164.312(b)"] },
  equivalents: {
    checkov: ["CKV_AWS_126"],
    kics: ["23b70e32-032e-4fa6-ba5c-82f56b9980e6", "daa581ef-731c-4121-832d-cf078f67759d"],
    terrascan: ["AC_AWS_0480", "AC_AWS_0490"],
    "cdk-nag": ["AwsSolutions-EC28", "HIPAA.Security-EC2InstanceDetailedMonitoringEnabled", "NIST.800.53.R4-EC2InstanceDetailedMonitoringEnabled"],
    awsguard: ["ec2-instance-detailed-monitoring-enabled"],
  },
  at: (instance) => instance.monitoring,
  good: [true],
  absent: "bad",
  unless: (instance) => instance.monitoring === undefined && instance.launchTemplate,
  pass: [{ launchTemplate: { id: "lt-1" } }],
});

export const launchconfigurationMonitoring = setting(LaunchConfiguration, {
  ...monitoring,
  id: "aws-ec2-launchconfiguration-monitoring",
  title: "Instances of launch configurations are monitored in detail",
  equivalents: { checkov: ["CKV_AWS_126"], terrascan: ["AC_AWS_0490"] },
  at: (configuration) => configuration.enableMonitoring,
  good: [true],
  absent: "good",
});

export const launchtemplateMonitoring = setting(LaunchTemplate, {
  ...monitoring,
  id: "aws-ec2-launchtemplate-monitoring",
  title: "Instances of launch templates are monitored in detail",
  at: (template) => template.monitoring?.enabled,
  good: [true],
  absent: "bad",
});

/** Instance types that don't have bandwidth of their own to their disks unless asked for, or can't. */
const sharesBandwidth = (type: string) => /^(c1|c3|cc2|cr1|g2|hs1|i2|m1|m2|m3|r3|t1|t2)\./.test(type);

export const instanceEbsOptimized = rule(Instances, {
  id: "aws-ec2-instance-ebs-optimized",
  title: "EC2 instances have bandwidth of their own to their disks",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { hipaa: ["164.308(a)(7)(i)"], "nist-800-53-r5": ["CP-10", "CP-9a", "CP-9b", "CP-9c"] },
  equivalents: {
    checkov: ["CKV_AWS_135"],
    kics: ["60224630-175a-472a-9e23-133827040766", "d991e4ae-42ab-429b-ab43-d5e5fa9ca633"],
    terrascan: ["AC_AWS_0449"],
    "cdk-nag": ["HIPAA.Security-EC2EBSOptimizedInstance", "NIST.800.53.R5-EC2EBSOptimizedInstance"],
  },
  why: "Otherwise other network traffic, also an attack, makes the disks slow.",
  fix: "Use a current instance type, or set `ebsOptimized` to `true`.",
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-optimized.html",
  pass: [{ instanceType: "t3.micro" }, { instanceType: "m3.xlarge", ebsOptimized: true }, { launchTemplate: { id: "lt-1" } }],
  fail: [{ instanceType: "m3.xlarge" }, { instanceType: "t2.micro", ebsOptimized: false }],
  unknown: [{ instanceType: unknown }],
  check: ({ instanceType = "", ebsOptimized }) => !ebsOptimized && sharesBandwidth(instanceType) && `\`${instanceType}\` has none by itself`,
});

export const instanceTermination = setting(Instances, {
  id: "aws-ec2-instance-termination",
  title: "EC2 instances are protected from termination",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-EC29"] },
  why: "One wrong call ends the machine and deletes its disk.",
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html",
  at: (instance) => instance.disableApiTermination,
  good: [true],
  absent: "bad",
});

const secretKey = /aws_secret_access_key\W{1,5}[0-9A-Za-z/+]{40}/i;
const holdsCredentials = (text: string | undefined) =>
  text !== undefined && some([text, Buffer.from(text, "base64").toString()], (script) => secretKey.test(script) || holdsCredential(script));
const withKey = "#!/bin/sh\nexport AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n";

export const instanceUserData = rule(Launches, {
  id: "aws-ec2-instance-user-data",
  title: "User data holds no credentials",
  severity: "critical",
  family: "secrets",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_46"],
    trivy: ["AVD-AWS-0029", "AVD-AWS-0122", "AVD-AWS-0129"],
    kics: ["443488f5-c734-460b-a36d-5b3f330174dc", "d7b9d850-3e06-4a75-852f-c46c2e92240b"],
    terrascan: ["AC_AWS_0168"],
  },
  why: "User data can be read by every program on the instance and by everybody who may describe it.",
  fix: "Give the instance a role, and let its script read secrets from Secrets Manager or Parameter Store.",
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html",
  pass: [
    {},
    { userData: "#!/bin/sh\nyum update -y\n" },
    { userDataBase64: Buffer.from("#!/bin/sh\nyum update -y && yum install -y git\n").toString("base64") },
  ],
  fail: [
    { userData: withKey },
    { userDataBase64: Buffer.from(withKey).toString("base64") },
    { userData: `-----BEGIN RSA PRIVATE KEY-----\n${"MIIEvwIBADANBgkq".repeat(4)}\n` },
  ],
  unknown: [{ userData: unknown }],
  check: ({ userData, userDataBase64 }) =>
    some([() => userData, () => userDataBase64], (read) => holdsCredentials(read())) && "its user data holds credentials",
});

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
