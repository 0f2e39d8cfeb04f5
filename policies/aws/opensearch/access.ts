import type { DomainPolicyArgs as ElasticsearchDomainPolicyArgs } from "@pulumi/aws/elasticsearch/domainPolicy";
import type { DomainArgs } from "@pulumi/aws/opensearch/domain";
import type { DomainPolicyArgs } from "@pulumi/aws/opensearch/domainPolicy";
import { hipaa, nist, pci } from "../../../lib/cloud/aws-controls";
import { policyText, statementsOf } from "../../../lib/cloud/iam-policy";
import { resource, rule, setting, some, to, unknown } from "../../../lib/rule";

/** The domains of both modules differ in nothing that is judged here. */
const Domain = resource<DomainArgs>("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain");
const DomainPolicy = resource<DomainPolicyArgs | ElasticsearchDomainPolicyArgs>(
  "aws:opensearch/domainPolicy:DomainPolicy",
  "aws:elasticsearch/domainPolicy:DomainPolicy",
);

const guide = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide";

const anyone = { Effect: "Allow", Principal: "*", Action: "es:*", Resource: "*" };
const accessPolicies = (...statements: object[]) => ({ accessPolicies: policyText(...statements) });
const named = { ...anyone, Principal: { AWS: "arn:aws:iam::111122223333:role/app" } };
const fromOffice = { ...anyone, Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24"] } } };

const isOpen = (policies: unknown): boolean => some(statementsOf(policies), (statement) => statement.isPublic);

/** Whether something besides the access policy keeps strangers out: the network, or users of the domain's own. */
const isGuarded = (domain: { vpcOptions?: object; advancedSecurityOptions?: { enabled?: boolean; anonymousAuthEnabled?: boolean } }): boolean =>
  "vpcOptions" in domain || Boolean(domain.advancedSecurityOptions?.enabled && !domain.advancedSecurityOptions.anonymousAuthEnabled);

const openDomain = {
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  why: "Anyone on the internet can read, change and delete all that is stored, without a password.",
  fix: "Name the principals that you mean in the access policy, or put the domain into a VPC, or turn on `advancedSecurityOptions`.",
  see: `${guide}/ac.html`,
} as const;

export const domainOpen = rule(Domain, {
  ...openDomain,
  id: "aws-opensearch-domain-open",
  title: "OpenSearch domains aren't open to everyone",
  equivalents: {
    kics: ["16c4216a-50d3-4785-bfb2-4adb5144a8ba", "e7530c3c-b7cf-4149-8db9-d037a0b5268e"],
    terrascan: ["AC_AWS_0469"],
    "cdk-nag": ["AwsSolutions-OS5"],
  },
  pass: [
    {},
    accessPolicies(named),
    accessPolicies(fromOffice),
    { ...accessPolicies(anyone), vpcOptions: { subnetIds: ["subnet-1"] } },
    { ...accessPolicies(anyone), vpcOptions: unknown },
    { ...accessPolicies(anyone), advancedSecurityOptions: { enabled: true } },
  ],
  fail: [
    accessPolicies(anyone),
    accessPolicies(named, { ...anyone, Principal: { AWS: "*" }, Action: "es:ESHttpGet" }),
    { ...accessPolicies(anyone), advancedSecurityOptions: { enabled: true, anonymousAuthEnabled: true } },
  ],
  unknown: [{ accessPolicies: unknown }],
  check: (self) => isOpen(self.accessPolicies) && !isGuarded(self) && "its access policy lets anyone in",
});

export const domainPolicyOpen = rule(DomainPolicy, {
  ...openDomain,
  id: "aws-opensearch-domain-policy-open",
  title: "Policies of OpenSearch domains don't let everyone in",
  equivalents: {
    kics: ["16c4216a-50d3-4785-bfb2-4adb5144a8ba", "e7530c3c-b7cf-4149-8db9-d037a0b5268e"],
    terrascan: ["AC_AWS_0469"],
    "cdk-nag": ["AwsSolutions-OS5"],
  },
  related: { domains: to("domainName", Domain) },
  pass: [accessPolicies(named), accessPolicies(fromOffice), { ...accessPolicies(anyone), domains: [{ vpcOptions: { subnetIds: ["subnet-1"] } }] }],
  fail: [accessPolicies(anyone), { ...accessPolicies(anyone), domains: [{}] }],
  unknown: [{ accessPolicies: unknown }, { ...accessPolicies(anyone), domains: [unknown] }],
  check: ({ accessPolicies, domains }) => isOpen(accessPolicies) && !some(domains, isGuarded) && "it lets anyone in",
});

export const domainVpc = rule(Domain, {
  id: "aws-opensearch-domain-vpc",
  title: "OpenSearch domains are in a VPC",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": nist.inVpc,
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV_AWS_137"],
    "cdk-nag": [
      "AwsSolutions-OS1",
      "HIPAA.Security-OpenSearchInVPCOnly",
      "NIST.800.53.R4-OpenSearchInVPCOnly",
      "NIST.800.53.R5-OpenSearchInVPCOnly",
      "PCI.DSS.321-OpenSearchInVPCOnly",
    ],
    awsguard: ["elasticsearch-in-vpc-only"],
  },
  why: "Its endpoint is on the internet, so a mistaken access policy or stolen credentials are enough.",
  fix: "Set `vpcOptions`; a domain can't be moved into a VPC later.",
  see: `${guide}/vpc.html`,
  pass: [{ vpcOptions: { subnetIds: ["subnet-1"] } }, { vpcOptions: unknown }],
  fail: [{}],
  check: (self) => !("vpcOptions" in self) && "`vpcOptions` isn't set",
});

export const domainSecurityGroup = rule(Domain, {
  id: "aws-opensearch-domain-security-group",
  title: "OpenSearch domains have a security group of their own",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_248"], kics: ["d3e1f5a9-bb45-4c89-b97c-12d34ef56789"] },
  why: "All that is in the VPC's default security group may reach the domain.",
  fix: "Set `vpcOptions.securityGroupIds`.",
  see: `${guide}/vpc.html`,
  pass: [{}, { vpcOptions: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } }],
  fail: [{ vpcOptions: { subnetIds: ["subnet-1"] } }, { vpcOptions: { securityGroupIds: [] } }],
  unknown: [{ vpcOptions: { securityGroupIds: unknown } }],
  check: ({ vpcOptions }) => vpcOptions && !vpcOptions.securityGroupIds?.length && "`vpcOptions.securityGroupIds` isn't set",
});

export const domainUsers = setting(Domain, {
  id: "aws-opensearch-domain-users",
  title: "OpenSearch domains control access per index and document",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_52"], kics: ["b4c6d7e8-f9a1-4bcd-89ef-01234abcd567"] },
  why: "Who may use the domain at all may read and change everything in it.",
  see: `${guide}/fgac.html`,
  at: (domain) => domain.advancedSecurityOptions?.enabled,
  good: [true],
  absent: "bad",
});
