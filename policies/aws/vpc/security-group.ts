import type { DefaultSecurityGroupArgs } from "@pulumi/aws/ec2/defaultSecurityGroup";
import type { ManagedPrefixListArgs } from "@pulumi/aws/ec2/managedPrefixList";
import type { SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import type { SecurityGroupRuleArgs } from "@pulumi/aws/ec2/securityGroupRule";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";
import type { SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";
import { isAnywhere } from "../../../lib/cloud/network";
import { each, from, referrers, resource, rule, some, unknown } from "../../../lib/rule";
import { type AnyGroupRule, eachRule, reachesAllPorts, tcp, withAnywhere } from "./traffic";

const DefaultSecurityGroup = resource<DefaultSecurityGroupArgs>("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
const Egress = resource<Pick<SecurityGroupArgs, "egress"> & AnyGroupRule>(
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
);
const ManagedPrefixList = resource<ManagedPrefixListArgs>("aws:ec2/managedPrefixList:ManagedPrefixList");
const SecurityGroup = resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup");
const SecurityGroupEgressRule = resource<SecurityGroupEgressRuleArgs>("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
const SecurityGroupIngressRule = resource<SecurityGroupIngressRuleArgs>("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
const SecurityGroupRule = resource<SecurityGroupRuleArgs>("aws:ec2/securityGroupRule:SecurityGroupRule");
const Vpc = resource<VpcArgs>("aws:ec2/vpc:Vpc");

const see = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";

export const securitygroupEgress = rule(Egress, {
  id: "aws-vpc-securitygroup-egress",
  title: "Security groups don't let everything out",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_382"], trivy: ["AVD-AWS-0104"] },
  why: "Who got into a machine can send its data anywhere.",
  fix: "Allow the destinations and ports that are needed.",
  see,
  pass: [{}, { egress: [tcp(443)] }, { type: "ingress", protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }, { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" }],
  fail: [{ egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] }, { ipProtocol: "-1", cidrIpv6: "::/0" }],
  unknown: [{ ipProtocol: "-1", cidrIpv4: unknown }],
  check: (self) => eachRule("egress", self, (traffic) => reachesAllPorts(traffic) && withAnywhere(traffic) && "lets everything out to anywhere"),
});

export const prefixlistAnywhere = rule(ManagedPrefixList, {
  id: "aws-vpc-prefixlist-anywhere",
  title: "Prefix lists don't hold the whole internet",
  severity: "medium",
  family: "network",
  preset: "recommended",
  why: "Security groups that name the list are open to anyone, and nothing in them says so.",
  fix: "List the ranges that are meant, and write `0.0.0.0/0` into the rules that are for anyone.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html",
  pass: [{}, { entries: [{ cidr: "10.0.0.0/16" }] }],
  fail: [{ entries: [{ cidr: "10.0.0.0/16" }, { cidr: "0.0.0.0/0" }] }],
  unknown: [{ entries: [{ cidr: unknown }] }],
  check: ({ entries }) => some(entries, ({ cidr }) => isAnywhere(cidr)) && "it holds the whole internet",
});

/** The SDK describes what has no description. */
const isUndescribed = (description: string | undefined) => !description || /^managed by (pulumi|terraform)$/i.test(description);

export const securitygroupAttached = rule(SecurityGroup, {
  id: "aws-vpc-securitygroup-attached",
  title: "Security groups are in use",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_5"], kics: ["4849211b-ac39-479e-ae78-5694d506cb24"] },
  why: "A group that nothing uses is attached some day by somebody who takes its rules for reviewed ones.",
  fix: "Attach the group to what it is for, or delete it.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
  related: { users: referrers(SecurityGroup, SecurityGroupRule, SecurityGroupIngressRule, SecurityGroupEgressRule) },
  pass: [{ users: [{}] }],
  fail: [{}],
  unknown: [{ users: [unknown] }],
  check: ({ users }) => !some(users) && "nothing in the stack uses it",
});

export const securitygroupDescription = rule(SecurityGroup, {
  id: "aws-vpc-securitygroup-description",
  title: "Security groups have a description",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_23"],
    trivy: ["AVD-AWS-0099"],
    kics: ["cb3f5ed6-0d18-40de-a93d-b3538db31e8c"],
    "cdk-nag": ["AwsSolutions-EC27"],
    "pulumi-compliance": ["aws-ec2-securitygroup-missing-description"],
  },
  why: "Without it nobody dares to take away what isn't needed any more.",
  fix: "Say in `description` what the group is for.",
  see,
  pass: [{ description: "Web servers" }],
  fail: [{}, { description: "Managed by Pulumi" }],
  unknown: [{ description: unknown }],
  check: ({ description }) => isUndescribed(description) && "it has no `description`",
});

const GroupRules = resource<Pick<SecurityGroupArgs, "ingress" | "egress" | "description"> & Pick<AnyGroupRule, "protocol" | "ipProtocol">>(
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
);

export const securitygroupRuleDescription = rule(GroupRules, {
  id: "aws-vpc-securitygroup-rule-description",
  title: "Rules of security groups have a description",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_23"],
    trivy: ["AVD-AWS-0124"],
    kics: ["68eb4bf3-f9bf-463d-b5cf-e029bb446d2e"],
    "cdk-nag": ["AwsSolutions-EC27"],
    "pulumi-compliance": ["aws-ec2-securitygroup-missing-egress-rule-description", "aws-ec2-securitygroup-missing-ingress-rule-description"],
  },
  why: "Without it nobody dares to close what isn't needed any more.",
  fix: "Say in the rule's `description` who needs it.",
  see,
  pass: [
    {},
    { ingress: [{ ...tcp(443), description: "Customers" }] },
    { ingress: [], egress: [{ ...tcp(443), description: "Updates" }] },
    { protocol: "tcp", description: "Customers" },
  ],
  fail: [{ ingress: [tcp(443)] }, { egress: [tcp(443)] }, { protocol: "tcp" }, { ipProtocol: "tcp" }],
  unknown: [{ ingress: [{ ...tcp(443), description: unknown }] }, { ipProtocol: "tcp", description: unknown }],
  *check(self) {
    if (("protocol" in self || "ipProtocol" in self) && isUndescribed(self.description)) yield "it has no `description`";
    for (const list of ["ingress", "egress"] as const)
      yield* each(self[list], ({ description }, i) => isUndescribed(description) && `\`${list}[${i}]\` has no \`description\``);
  },
});

const withRules = {
  rules: from(SecurityGroupRule, "securityGroupId"),
  ingressRules: from(SecurityGroupIngressRule, "securityGroupId"),
  egressRules: from(SecurityGroupEgressRule, "securityGroupId"),
};

export const securitygroupRuleConflict = rule(SecurityGroup, {
  id: "aws-vpc-securitygroup-rule-conflict",
  title: "Security groups have their rules either inside or outside",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { awsguard: ["security-group-no-rule-management-conflicts"] },
  why: "Rules in both places overwrite each other on every update, so what is open changes by itself.",
  fix: "Keep all rules of the group in resources of their own, or all in `ingress` and `egress`.",
  see: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
  related: withRules,
  pass: [{ ingress: [tcp(443)] }, { rules: [{}] }, { ingressRules: [{}], egressRules: [{}] }],
  fail: [
    { ingress: [tcp(443)], rules: [{}] },
    { egress: [tcp(443)], ingressRules: [{}] },
    { egress: [tcp(443)], egressRules: [{}] },
  ],
  unknown: [{ ingress: [tcp(443)], rules: [unknown] }],
  check: ({ ingress, egress, rules, ingressRules, egressRules }) =>
    (some(ingress) || some(egress)) && (some(rules) || some(ingressRules) || some(egressRules)) && "it has rules inside and outside",
});

export const vpcDefaultSecurityGroup = rule(Vpc, {
  id: "aws-vpc-vpc-default-security-group",
  title: "The default security groups of VPCs are closed",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: {
    "cis-aws-1.4": ["5.3"],
    hipaa: ["164.312(e)(1)"],
    "nist-800-53-r5": ["AC-17b", "CM-6a", "CM-9b", "SC-7a", "SC-7c"],
    "pci-dss-3.2.1": ["1.2", "1.2.1", "1.3", "1.3.1", "1.3.2", "2.1", "2.2", "2.2.2"],
  },
  equivalents: {
    checkov: ["CKV2_AWS_12"],
    trivy: ["AVD-AWS-0173"],
    kics: ["46883ce1-dc3e-4b17-9195-c6a601624c73", "9a4ef195-74b9-4c58-b8ed-2b2fe4353a75"],
    terrascan: ["AC_AWS_0232"],
    regula: ["FG_R00089"],
    "cdk-nag": [
      "HIPAA.Security-VPCDefaultSecurityGroupClosed",
      "NIST.800.53.R4-VPCDefaultSecurityGroupClosed",
      "NIST.800.53.R5-VPCDefaultSecurityGroupClosed",
      "PCI.DSS.321-VPCDefaultSecurityGroupClosed",
    ],
  },
  why: "What is started without a security group gets the default one, which admits all of its other members and lets everything out.",
  fix: "Add an `aws.ec2.DefaultSecurityGroup` with the VPC's id and without rules.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
  related: { groups: from(DefaultSecurityGroup, "vpcId", withRules) },
  pass: [{ groups: [{}] }, { groups: [{ ingress: [], egress: [] }] }],
  fail: [{}, { groups: [{ ingress: [{ ...tcp(443), self: true }] }] }, { groups: [{ egress: [tcp(443)] }] }, { groups: [{ ingressRules: [{}] }] }],
  unknown: [{ groups: [unknown] }],
  check: ({ groups }) => {
    const open = (group: (typeof groups)[number]) =>
      some([group.ingress, group.egress, group.rules, group.ingressRules, group.egressRules], (list) => some<unknown>(list));
    return some(groups) ? some(groups, open) && "its default security group has rules" : "no DefaultSecurityGroup closes its default security group";
  },
});
