import type { SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import type { SecurityGroupRuleArgs } from "@pulumi/aws/ec2/securityGroupRule";
import type { BlockPublicAccessConfigurationArgs } from "@pulumi/aws/emr/blockPublicAccessConfiguration";
import type { ClusterArgs } from "@pulumi/aws/emr/cluster";
import type { SecurityConfigurationArgs } from "@pulumi/aws/emr/securityConfiguration";
import type { StudioArgs } from "@pulumi/aws/emr/studio";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";
import { json } from "../../lib/cloud/json";
import { isAnywhere, someAnywhere } from "../../lib/cloud/network";
import { customerKey, each, from, given, isSecret, resource, rule, secret, setting, some, to, unknown } from "../../lib/rule";

const BlockPublicAccess = resource<BlockPublicAccessConfigurationArgs>("aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration");
const Cluster = resource<ClusterArgs>("aws:emr/cluster:Cluster");
const SecurityConfiguration = resource<SecurityConfigurationArgs>("aws:emr/securityConfiguration:SecurityConfiguration");
const SecurityGroup = resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup");
const SecurityGroupRule = resource<SecurityGroupRuleArgs>("aws:ec2/securityGroupRule:SecurityGroupRule");
const SecurityGroupIngressRule = resource<SecurityGroupIngressRuleArgs>("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");

export const blockPublicAccess = setting(BlockPublicAccess, {
  id: "aws-emr-block-public-access",
  title: "EMR refuses clusters that are open to the internet",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_390"] },
  why: "Without the block, a security group that is too open puts a whole cluster and its data on the internet.",
  see: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-block-public-access.html",
  at: (configuration) => configuration.blockPublicSecurityGroupRules,
  good: [true],
  absent: "bad",
});

// What a security configuration says is a JSON document.

interface SecurityDocument {
  readonly EncryptionConfiguration?: {
    readonly EnableAtRestEncryption?: boolean;
    readonly EnableInTransitEncryption?: boolean;
    readonly AtRestEncryptionConfiguration?: {
      readonly S3EncryptionConfiguration?: { readonly EncryptionMode?: string };
      readonly LocalDiskEncryptionConfiguration?: { readonly EncryptionKeyProviderType?: string; readonly EnableEbsEncryption?: boolean };
    };
  };
  readonly InstanceMetadataServiceConfiguration?: { readonly MinimumInstanceMetadataServiceVersion?: number };
}

const documentOf = (configuration: string): SecurityDocument => (json(configuration) ?? {}) as SecurityDocument;
const encryptionOf = (configuration: string) => documentOf(configuration).EncryptionConfiguration;
const diskEncryptionOf = (configuration: string) => {
  const encryption = encryptionOf(configuration);
  return encryption?.EnableAtRestEncryption ? encryption.AtRestEncryptionConfiguration?.LocalDiskEncryptionConfiguration : undefined;
};

const encrypting = (EncryptionConfiguration: SecurityDocument["EncryptionConfiguration"]) => ({ configuration: JSON.stringify({ EncryptionConfiguration }) });
const atRest = (mode: string, disk?: object) => ({
  EnableAtRestEncryption: true,
  AtRestEncryptionConfiguration: { S3EncryptionConfiguration: { EncryptionMode: mode }, ...(disk && { LocalDiskEncryptionConfiguration: disk }) },
});
const awsKms = { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: "arn:aws:kms:eu-west-1:111122223333:key/k" };

const encryption = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-data-encryption-options.html";
const securityConfigurations = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html";

export const securityConfigurationAtRest = rule(SecurityConfiguration, {
  id: "aws-emr-security-configuration-at-rest",
  title: "EMR security configurations encrypt data at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { trivy: ["AVD-AWS-0137"] },
  why: "EMR leaves the disks of a cluster unencrypted unless a security configuration says otherwise.",
  fix: "Set `EncryptionConfiguration.EnableAtRestEncryption` to `true` in `configuration`.",
  see: encryption,
  pass: [encrypting(atRest("SSE-S3"))],
  fail: [encrypting({ EnableAtRestEncryption: false }), { configuration: "{}" }],
  unknown: [{ configuration: unknown }],
  check: ({ configuration }) => !encryptionOf(configuration)?.EnableAtRestEncryption && "`EnableAtRestEncryption` isn't on",
});

export const securityConfigurationLocalDisk = rule(SecurityConfiguration, {
  id: "aws-emr-security-configuration-local-disk",
  title: "EMR security configurations encrypt local disks",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_349"], trivy: ["AVD-AWS-0139"], "cdk-nag": ["AwsSolutions-EMR4"] },
  why: "Intermediate results and logs stay on the nodes' disks in plain text.",
  fix: "Add a `LocalDiskEncryptionConfiguration` to `AtRestEncryptionConfiguration` in `configuration`.",
  see: encryption,
  pass: [encrypting(atRest("SSE-S3", awsKms))],
  fail: [encrypting(atRest("SSE-S3")), encrypting({ EnableAtRestEncryption: false }), { configuration: "{}" }],
  unknown: [{ configuration: unknown }],
  check: ({ configuration }) => !diskEncryptionOf(configuration) && "it has no `LocalDiskEncryptionConfiguration`",
});

export const securityConfigurationEbs = rule(SecurityConfiguration, {
  id: "aws-emr-security-configuration-ebs",
  title: "EMR security configurations encrypt EBS volumes",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_350"] },
  why: "Without EBS encryption the root volumes of the nodes and their snapshots are in plain text.",
  fix: "Set `EnableEbsEncryption` to `true` in the `LocalDiskEncryptionConfiguration`, with a KMS key.",
  see: encryption,
  pass: [encrypting(atRest("SSE-S3", { ...awsKms, EnableEbsEncryption: true }))],
  fail: [encrypting(atRest("SSE-S3", awsKms)), encrypting(atRest("SSE-S3", { ...awsKms, EnableEbsEncryption: false })), { configuration: "{}" }],
  unknown: [{ configuration: unknown }],
  check: ({ configuration }) => !diskEncryptionOf(configuration)?.EnableEbsEncryption && "`EnableEbsEncryption` isn't on",
});

export const securityConfigurationKms = rule(SecurityConfiguration, {
  id: "aws-emr-security-configuration-kms",
  title: "EMR security configurations encrypt with AWS KMS",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_171"] },
  why: "With Amazon S3's own keys, whoever may read an object may decrypt it, and no log tells of the key's use.",
  fix: "Set `EncryptionMode` to `SSE-KMS` and `EncryptionKeyProviderType` to `AwsKms` in `configuration`.",
  see: encryption,
  pass: [encrypting(atRest("SSE-KMS", awsKms)), encrypting(atRest("CSE-KMS"))],
  fail: [encrypting(atRest("SSE-S3", awsKms)), encrypting(atRest("SSE-KMS", { EncryptionKeyProviderType: "Custom" })), { configuration: "{}" }],
  unknown: [{ configuration: unknown }],
  check: ({ configuration }) => {
    const { EnableAtRestEncryption, AtRestEncryptionConfiguration: data } = encryptionOf(configuration) ?? {};
    const mode = data?.S3EncryptionConfiguration?.EncryptionMode;
    const disk = data?.LocalDiskEncryptionConfiguration;
    if (!EnableAtRestEncryption || !mode?.endsWith("-KMS")) return "its data in Amazon S3 isn't encrypted with AWS KMS";
    return disk && disk.EncryptionKeyProviderType !== "AwsKms" && "its local disks aren't encrypted with AWS KMS";
  },
});

export const securityConfigurationInTransit = rule(SecurityConfiguration, {
  id: "aws-emr-security-configuration-in-transit",
  title: "EMR security configurations encrypt data in transit",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_351"], trivy: ["AVD-AWS-0138"], "cdk-nag": ["AwsSolutions-EMR5"] },
  why: "The nodes of a cluster send each other their data in plain text.",
  fix: "Set `EncryptionConfiguration.EnableInTransitEncryption` to `true` in `configuration`, with certificates in `InTransitEncryptionConfiguration`.",
  see: encryption,
  pass: [encrypting({ EnableInTransitEncryption: true })],
  fail: [encrypting({ EnableInTransitEncryption: false }), encrypting(atRest("SSE-S3")), { configuration: "{}" }],
  unknown: [{ configuration: unknown }],
  check: ({ configuration }) => !encryptionOf(configuration)?.EnableInTransitEncryption && "`EnableInTransitEncryption` isn't on",
});

export const securityConfigurationMetadata = rule(SecurityConfiguration, {
  id: "aws-emr-security-configuration-metadata",
  title: "EMR security configurations require version 2 of the instance metadata service",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "Version 1 hands the node's credentials to anyone who makes software on it fetch a URL.",
  fix: "Set `InstanceMetadataServiceConfiguration.MinimumInstanceMetadataServiceVersion` to `2` in `configuration`.",
  see: securityConfigurations,
  pass: [{ configuration: JSON.stringify({ InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: 2 } }) }],
  fail: [
    { configuration: JSON.stringify({ InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: 1 } }) },
    encrypting(atRest("SSE-S3")),
  ],
  unknown: [{ configuration: unknown }],
  check: ({ configuration }) =>
    documentOf(configuration).InstanceMetadataServiceConfiguration?.MinimumInstanceMetadataServiceVersion !== 2 && "its nodes answer version 1 of the service",
});

// Clusters.

export const clusterSecurityConfiguration = rule(Cluster, {
  id: "aws-emr-cluster-security-configuration",
  title: "EMR clusters have a security configuration",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_55"], "cdk-nag": ["AwsSolutions-EMR4", "AwsSolutions-EMR5"] },
  why: "Without one the cluster's disks and the traffic between its nodes are in plain text.",
  fix: "Set `securityConfiguration` to the name of an `aws.emr.SecurityConfiguration`.",
  see: securityConfigurations,
  related: { attached: to("securityConfiguration", SecurityConfiguration) },
  pass: [{ securityConfiguration: "encrypted" }, { attached: [{}] }],
  fail: [{}],
  check: (self) => !some(self.attached) && !self.securityConfiguration && "`securityConfiguration` isn't set",
});

export const clusterAuthentication = rule(Cluster, {
  id: "aws-emr-cluster-authentication",
  title: "EMR clusters let in holders of an EC2 key pair or Kerberos users",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-EMR6"] },
  why: "A cluster that nobody can log in to by a known way invites ways that nobody knows.",
  fix: "Set `ec2Attributes.keyName` or `kerberosAttributes`.",
  see: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-access-ssh.html",
  pass: [{ ec2Attributes: { keyName: unknown } }, { kerberosAttributes: { realm: "EC2.INTERNAL" } }],
  fail: [{}, { ec2Attributes: { instanceProfile: "emr" } }],
  unknown: [{ ec2Attributes: unknown }],
  check: ({ ec2Attributes, kerberosAttributes }) =>
    !kerberosAttributes && !(ec2Attributes && "keyName" in ec2Attributes) && "it has neither an EC2 key pair nor Kerberos",
});

const kerberos = "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-kerberos.html";

export const clusterKerberos = rule(Cluster, {
  id: "aws-emr-cluster-kerberos",
  title: "EMR clusters authenticate users by Kerberos",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
    ],
    "pci-dss-3.2.1": ["7.2.1"],
  },
  equivalents: { "cdk-nag": ["HIPAA.Security-EMRKerberosEnabled", "NIST.800.53.R4-EMRKerberosEnabled", "PCI.DSS.321-EMRKerberosEnabled"] },
  why: "Without Kerberos the cluster believes whatever user name a client sends.",
  fix: "Set `kerberosAttributes`, and a security configuration with Kerberos.",
  see: kerberos,
  pass: [{ kerberosAttributes: { realm: "EC2.INTERNAL" } }],
  fail: [{}],
  unknown: [{ kerberosAttributes: unknown }],
  check: ({ kerberosAttributes }) => !kerberosAttributes && "`kerberosAttributes` isn't set",
});

export const clusterKerberosRealm = rule(Cluster, {
  id: "aws-emr-cluster-kerberos-realm",
  title: "EMR clusters with Kerberos name the realm",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_114"] },
  why: "Kerberos can't tell the cluster's users from others without a realm.",
  fix: "Set `kerberosAttributes.realm`.",
  see: kerberos,
  pass: [{}, { kerberosAttributes: { realm: "EC2.INTERNAL" } }],
  fail: [{ kerberosAttributes: { kdcAdminPassword: secret("hunter2") } }],
  unknown: [{ kerberosAttributes: { realm: unknown } }],
  check: ({ kerberosAttributes }) => kerberosAttributes && !kerberosAttributes.realm && "`kerberosAttributes.realm` isn't set",
});

export const clusterKerberosSecret = rule(Cluster, {
  id: "aws-emr-cluster-kerberos-secret",
  title: "Kerberos passwords of EMR clusters are secrets",
  severity: "critical",
  family: "secrets",
  preset: "strict",
  why: "A password in plain text is read by everyone who can read the program or the stack's state.",
  fix: "Take the password from a secret of the stack's configuration or from AWS Secrets Manager.",
  see: kerberos,
  pass: [{}, { kerberosAttributes: { kdcAdminPassword: secret("hunter2") } }],
  fail: [{ kerberosAttributes: { kdcAdminPassword: "hunter2" } }, { kerberosAttributes: { adDomainJoinPassword: "hunter2" } }],
  unknown: [{ kerberosAttributes: { kdcAdminPassword: unknown } }],
  check: ({ kerberosAttributes }) =>
    kerberosAttributes &&
    each(
      ["kdcAdminPassword", "adDomainJoinPassword", "crossRealmTrustPrincipalPassword"] as const,
      (password) => !isSecret(kerberosAttributes, password) && kerberosAttributes[password] && `\`kerberosAttributes.${password}\` is in plain text`,
    ),
});

export const clusterLogs = given(Cluster, {
  id: "aws-emr-cluster-logs",
  title: "EMR clusters keep their logs in Amazon S3",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-EMR2"] },
  why: "The logs go with the cluster's nodes, and nobody can tell afterwards what ran.",
  fix: "Set `logUri` to a path in an S3 bucket.",
  see: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-debugging.html",
  pass: [{ logUri: "s3://logs/emr/" }],
  at: ({ logUri }) => logUri,
});

export const clusterLogsCustomerKey = customerKey(Cluster, {
  id: "aws-emr-cluster-logs-customer-key",
  subject: "Logs of EMR clusters",
  see: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-debugging.html",
  at: (cluster) => cluster.logEncryptionKmsKeyId,
});

export const clusterSubnet = rule(Cluster, {
  id: "aws-emr-cluster-subnet",
  title: "EMR clusters run in chosen subnets",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["2b3c8a6d-9856-43e6-ab1d-d651094f03b4"] },
  why: "Without a subnet the cluster runs in the default VPC, whose subnets are public.",
  fix: "Set `ec2Attributes.subnetId` or `ec2Attributes.subnetIds` to private subnets.",
  see: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-vpc-subnet.html",
  pass: [{ ec2Attributes: { subnetId: unknown } }, { ec2Attributes: { subnetIds: ["subnet-1", "subnet-2"] } }],
  fail: [{}, { ec2Attributes: { instanceProfile: "emr" } }],
  unknown: [{ ec2Attributes: unknown }],
  check: ({ ec2Attributes: encrypting }) => !(encrypting && ("subnetId" in encrypting || "subnetIds" in encrypting)) && "`ec2Attributes` names no subnet",
});

const anywhere = { cidrBlocks: ["0.0.0.0/0"] };

export const clusterOpen = rule(Cluster, {
  id: "aws-emr-cluster-open",
  title: "EMR clusters have no security group that is open to the internet",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV2_AWS_7"] },
  why: "Hadoop's and Spark's ports let whoever reaches them run code and read the cluster's data.",
  fix: "Allow ingress to the groups in `ec2Attributes` only from known address ranges or security groups.",
  see: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-security-groups.html",
  related: {
    groups: to("ec2Attributes", SecurityGroup, {
      rules: from(SecurityGroupRule, "securityGroupId"),
      ingressRules: from(SecurityGroupIngressRule, "securityGroupId"),
    }),
  },
  pass: [
    {},
    { groups: [{ ingress: [{ cidrBlocks: ["10.0.0.0/8"] }] }] },
    { groups: [{ rules: [{ ...anywhere, type: "egress" }] }] },
    { groups: [{ ingressRules: [{ cidrIpv4: "10.0.0.0/8" }] }] },
  ],
  fail: [
    { groups: [{ ingress: [anywhere] }] },
    { groups: [{ ingress: [{ ipv6CidrBlocks: ["::/0"] }] }] },
    { groups: [{ rules: [{ ...anywhere, type: "ingress" }] }] },
    { groups: [{ ingressRules: [{ cidrIpv4: "0.0.0.0/0" }] }] },
  ],
  unknown: [{ groups: [{ ingress: [{ cidrBlocks: [unknown] }] }] }],
  check: ({ groups }) =>
    some(
      groups,
      ({ ingress, rules, ingressRules }) =>
        some(ingress, isOpen) ||
        some(rules, (opening) => opening.type === "ingress" && isOpen(opening)) ||
        some(ingressRules, ({ cidrIpv4, cidrIpv6 }) => some([cidrIpv4, cidrIpv6], isAnywhere)),
    ) && "one of its security groups is open to the internet",
});

/** Whether a security group's rule is about every address. */
const isOpen = ({ cidrBlocks, ipv6CidrBlocks }: { readonly cidrBlocks?: readonly string[]; readonly ipv6CidrBlocks?: readonly string[] }): boolean =>
  some([cidrBlocks, ipv6CidrBlocks], someAnywhere);

export const studioCustomerKey = customerKey(resource<StudioArgs>("aws:emr/studio:Studio"), {
  id: "aws-emr-studio-customer-key",
  subject: "Workspaces of EMR Studio",
  see: "https://docs.aws.amazon.com/emr/latest/APIReference/API_CreateStudio.html",
  at: (studio) => studio.encryptionKeyArn,
});
