import type { DefaultSecurityGroupArgs } from "@pulumi/aws/ec2/defaultSecurityGroup";
import type { InstanceArgs } from "@pulumi/aws/ec2/instance";
import type { LaunchConfigurationArgs } from "@pulumi/aws/ec2/launchConfiguration";
import type { LaunchTemplateArgs } from "@pulumi/aws/ec2/launchTemplate";
import { hipaa, pci } from "../../../lib/cloud/aws-controls";
import { holdsCredential } from "../../../lib/cloud/plain-secret";
import { every, resource, rule, setting, some, to, unknown } from "../../../lib/rule";
import { Launches } from "./resources";

const DefaultSecurityGroup = resource<DefaultSecurityGroupArgs>("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
const Instances = resource<InstanceArgs>("aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest");
const LaunchConfiguration = resource<LaunchConfigurationArgs>("aws:ec2/launchConfiguration:LaunchConfiguration");
const LaunchTemplate = resource<LaunchTemplateArgs>("aws:ec2/launchTemplate:LaunchTemplate");

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
    { subnetId: unknown },
    { networkInterfaces: [{ networkInterfaceId: "eni-1" }] },
    { primaryNetworkInterface: {} },
    { launchTemplate: { id: "lt-1" } },
  ],
  fail: [{}],
  unknown: [{ networkInterfaces: unknown }],
  check: (self) =>
    !("subnetId" in self || "primaryNetworkInterface" in self || "launchTemplate" in self) && !self.networkInterfaces?.length && "it names no subnet",
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
  fix: "Set `iamInstanceProfile`, here or in the launch template.",
  see: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html",
  related: { templates: to("launchTemplate", LaunchTemplate) },
  pass: [
    { iamInstanceProfile: "web" },
    { iamInstanceProfile: unknown },
    { launchTemplate: { id: "lt-1" } },
    { launchTemplate: { id: unknown }, templates: [{ iamInstanceProfile: { name: unknown } }] },
  ],
  fail: [{}, { launchTemplate: { id: unknown }, templates: [{}] }],
  unknown: [{ launchTemplate: { id: unknown }, templates: [unknown] }],
  check: (self) =>
    !("iamInstanceProfile" in self) &&
    !("launchTemplate" in self && every(self.templates, (template) => "iamInstanceProfile" in template)) &&
    "it has no `iamInstanceProfile`",
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
    { userData: `-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAu7Zx0Vb3kQm9TfYpW2rLh8NcD5sGj1EoXa4iHqMtRyPwJzUe\n` },
  ],
  unknown: [{ userData: unknown }],
  check: ({ userData, userDataBase64 }) =>
    some([() => userData, () => userDataBase64], (read) => holdsCredentials(read())) && "its user data holds credentials",
});
