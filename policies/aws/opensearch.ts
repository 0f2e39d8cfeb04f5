import type { DomainPolicyArgs as ElasticsearchDomainPolicyArgs } from "@pulumi/aws/elasticsearch/domainPolicy";
import type { ApplicationArgs } from "@pulumi/aws/opensearch/application";
import type { DomainArgs } from "@pulumi/aws/opensearch/domain";
import type { DomainPolicyArgs } from "@pulumi/aws/opensearch/domainPolicy";
import type { ServerlessCollectionArgs } from "@pulumi/aws/opensearch/serverlessCollection";
import type { ServerlessSecurityPolicyArgs } from "@pulumi/aws/opensearch/serverlessSecurityPolicy";
import { hipaa, nist, pci } from "../../lib/cloud/aws-controls";
import { policyText, statementsOf } from "../../lib/cloud/iam-policy";
import { isRecord, json } from "../../lib/cloud/json";
import { customerKey, each, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const Application = resource<ApplicationArgs>("aws:opensearch/application:Application");
/** The domains of both modules differ in nothing that is judged here. */
const Domain = resource<DomainArgs>("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain");
const DomainPolicy = resource<DomainPolicyArgs | ElasticsearchDomainPolicyArgs>(
  "aws:opensearch/domainPolicy:DomainPolicy",
  "aws:elasticsearch/domainPolicy:DomainPolicy",
);
const ServerlessCollection = resource<ServerlessCollectionArgs>("aws:opensearch/serverlessCollection:ServerlessCollection");
const ServerlessSecurityPolicy = resource<ServerlessSecurityPolicyArgs>("aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy");

const key = "arn:aws:kms:us-east-1:111122223333:key/mrk-1";
const guide = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide";

// Who can reach it.

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

// Encryption.

export const domainEncrypted = setting(Domain, {
  id: "aws-opensearch-domain-encrypted",
  title: "OpenSearch domains are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": nist.encryptionAtRest,
    "pci-dss-3.2.1": ["3.4", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_5"],
    trivy: ["AVD-AWS-0048"],
    kics: ["24e16922-4330-4e9d-be8a-caa90299466a"],
    terrascan: ["AC_AWS_0112"],
    "cdk-nag": [
      "AwsSolutions-OS8",
      "HIPAA.Security-OpenSearchEncryptedAtRest",
      "NIST.800.53.R4-OpenSearchEncryptedAtRest",
      "NIST.800.53.R5-OpenSearchEncryptedAtRest",
      "PCI.DSS.321-OpenSearchEncryptedAtRest",
    ],
    awsguard: ["elasticsearch-encrypted-at-rest"],
  },
  why: "The disks, the logs and the automatic snapshots hold the data in the clear.",
  see: `${guide}/encryption-at-rest.html`,
  at: (domain) => domain.encryptAtRest?.enabled,
  good: [true],
  absent: "bad",
});

export const domainCustomerKey = customerKey(Domain, {
  id: "aws-opensearch-domain-customer-key",
  subject: "OpenSearch domains",
  equivalents: { checkov: ["CKV_AWS_247"], kics: ["7af2f4a3-00d9-47f3-8d15-ca0888f4e5b2"], terrascan: ["AC_AWS_0111"] },
  see: `${guide}/encryption-at-rest.html`,
  at: (domain) => domain.encryptAtRest?.kmsKeyId,
});

export const domainHttps = rule(Domain, {
  id: "aws-opensearch-domain-https",
  title: "OpenSearch domains refuse connections without HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_83"], trivy: ["AVD-AWS-0046"], kics: ["00603add-7f72-448f-a6c0-9e456a7a3f94", "2e9e0729-66d5-4148-9d39-5e6fb4bf2a4e"] },
  why: "A client that uses HTTP sends its credentials and the data in the clear.",
  fix: "Set `domainEndpointOptions.enforceHttps` to `true`.",
  see: `${guide}/data-protection.html`,
  pass: [{ domainEndpointOptions: { enforceHttps: true } }, { domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } }],
  fail: [{}, { domainEndpointOptions: { enforceHttps: false } }],
  unknown: [{ domainEndpointOptions: { enforceHttps: unknown } }],
  // The provider sets it where it sends the options at all; OpenSearch by itself doesn't.
  check: ({ domainEndpointOptions }) => {
    if (!domainEndpointOptions) return "`domainEndpointOptions.enforceHttps` isn't set";
    return domainEndpointOptions.enforceHttps === false && "`domainEndpointOptions.enforceHttps` is off";
  },
});

export const domainTlsVersion = setting(Domain, {
  id: "aws-opensearch-domain-tls-version",
  title: "OpenSearch domains use TLS 1.2 or newer",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_228"], trivy: ["AVD-AWS-0126"] },
  why: "TLS 1.0 and 1.1 have known weaknesses.",
  see: `${guide}/infrastructure-security.html`,
  at: (domain) => domain.domainEndpointOptions?.tlsSecurityPolicy,
  good: ["Policy-Min-TLS-1-2-PFS-2023-10", "Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-2-RFC9151-FIPS-2024-08"],
  bad: ["Policy-Min-TLS-1-0-2019-07"],
  absent: "bad",
});

export const domainNodeEncryption = rule(Domain, {
  id: "aws-opensearch-domain-node-encryption",
  title: "OpenSearch domains encrypt connections between their nodes",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: {
    hipaa: hipaa.tls,
    "nist-800-53-r5": nist.tls,
    "pci-dss-3.2.1": ["4.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_6"],
    trivy: ["AVD-AWS-0043"],
    kics: ["967eb3e6-26fc-497d-8895-6428beb6e8e2"],
    terrascan: ["AC_AWS_0468"],
    "cdk-nag": [
      "AwsSolutions-OS2",
      "HIPAA.Security-OpenSearchNodeToNodeEncryption",
      "NIST.800.53.R4-OpenSearchNodeToNodeEncryption",
      "NIST.800.53.R5-OpenSearchNodeToNodeEncryption",
      "PCI.DSS.321-OpenSearchNodeToNodeEncryption",
    ],
  },
  why: "Data goes from node to node in the clear.",
  fix: "Set `nodeToNodeEncryption.enabled` to `true`.",
  see: `${guide}/ntn.html`,
  pass: [{}, { clusterConfig: { instanceCount: 1 } }, { clusterConfig: { instanceCount: 3 }, nodeToNodeEncryption: { enabled: true } }],
  fail: [
    { clusterConfig: { instanceCount: 2 } },
    { clusterConfig: { instanceCount: 2 }, nodeToNodeEncryption: { enabled: false } },
    { clusterConfig: { dedicatedMasterEnabled: true } },
  ],
  unknown: [{ clusterConfig: { instanceCount: 2 }, nodeToNodeEncryption: unknown }],
  check: ({ clusterConfig, nodeToNodeEncryption }) =>
    ((clusterConfig?.instanceCount ?? 1) > 1 || clusterConfig?.dedicatedMasterEnabled) && !nodeToNodeEncryption?.enabled && "`nodeToNodeEncryption` isn't on",
});

export const applicationCustomerKey = customerKey(Application, {
  id: "aws-opensearch-application-customer-key",
  subject: "OpenSearch applications",
  see: `${guide}/application.html`,
  at: (application) => application.kmsKeyArn,
});

// Serverless collections.

const networkPolicy = (AllowFromPublic: boolean) => ({
  type: "network",
  policy: JSON.stringify([{ Rules: [{ ResourceType: "collection", Resource: ["collection/logs"] }], AllowFromPublic }]),
});
const encryptionPolicy = (how: object) => ({
  type: "encryption",
  policy: JSON.stringify({ Rules: [{ ResourceType: "collection", Resource: ["collection/logs"] }], ...how }),
});

export const collectionPublic = rule(ServerlessSecurityPolicy, {
  id: "aws-opensearch-collection-public",
  title: "OpenSearch Serverless collections can't be reached from the internet",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "IAM alone then keeps strangers out: stolen credentials are enough to read the data from anywhere.",
  fix: "Name the VPC endpoints in `SourceVPCEs` instead of `AllowFromPublic`.",
  see: `${guide}/serverless-network.html`,
  pass: [networkPolicy(false), encryptionPolicy({ AWSOwnedKey: true })],
  fail: [networkPolicy(true)],
  unknown: [{ type: "network", policy: unknown }],
  check: ({ type, policy }) => {
    if (type !== "network") return;
    const rules = json(policy);
    return Array.isArray(rules) && some(rules, (rule) => isRecord(rule) && rule.AllowFromPublic === true) && "it has `AllowFromPublic` on";
  },
});

export const collectionPolicyCustomerKey = rule(ServerlessSecurityPolicy, {
  id: "aws-opensearch-collection-policy-customer-key",
  title: "Policies of OpenSearch Serverless name an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With AWS's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `KmsARN` to an AWS KMS key of your own instead of `AWSOwnedKey`.",
  see: `${guide}/serverless-encryption.html`,
  pass: [encryptionPolicy({ AWSOwnedKey: false, KmsARN: key }), networkPolicy(false)],
  fail: [encryptionPolicy({ AWSOwnedKey: true })],
  unknown: [{ type: "encryption", policy: unknown }],
  check: ({ type, policy }) => {
    if (type !== "encryption") return;
    const encryption = json(policy);
    return isRecord(encryption) && encryption.AWSOwnedKey === true && "it has `AWSOwnedKey` on";
  },
});

export const collectionCustomerKey = rule(ServerlessCollection, {
  id: "aws-opensearch-collection-customer-key",
  title: "OpenSearch Serverless collections are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With AWS's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `kmsKeyArn` of `encryptionConfigs` to an AWS KMS key of your own, and `awsOwnedKey` to `false`.",
  see: `${guide}/serverless-encryption.html`,
  pass: [{}, { encryptionConfigs: [{ awsOwnedKey: false, kmsKeyArn: key }] }],
  fail: [{ encryptionConfigs: [{ awsOwnedKey: true }] }],
  unknown: [{ encryptionConfigs: unknown }],
  check: ({ encryptionConfigs }) => each(encryptionConfigs, ({ awsOwnedKey }) => awsOwnedKey && "`awsOwnedKey` is on"),
});

// Staying up.

export const domainMasters = setting(Domain, {
  id: "aws-opensearch-domain-masters",
  title: "OpenSearch domains have nodes that only manage the others",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_59"], "cdk-nag": ["AwsSolutions-OS4"] },
  why: "Many queries may overload the nodes that keep the cluster together, and stop it.",
  see: `${guide}/managedomains-dedicatedmasternodes.html`,
  at: (domain) => domain.clusterConfig?.dedicatedMasterEnabled,
  good: [true],
  absent: "bad",
});

export const domainQuorum = rule(Domain, {
  id: "aws-opensearch-domain-quorum",
  title: "OpenSearch domains have three managing nodes in several zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CP-6(2)", "CP-10", "SC-5(2)", "SC-36", "SI-13(5)"] },
  equivalents: { checkov: ["CKV_AWS_318"] },
  why: "With fewer than three, the failure of one leaves no majority, and the cluster stops.",
  fix: "Set `clusterConfig.dedicatedMasterCount` to `3`, and `zoneAwarenessEnabled` to `true`.",
  see: `${guide}/managedomains-dedicatedmasternodes.html`,
  pass: [
    { clusterConfig: { dedicatedMasterCount: 3, zoneAwarenessEnabled: true } },
    { clusterConfig: { dedicatedMasterCount: 3, multiAzWithStandbyEnabled: true } },
  ],
  fail: [{}, { clusterConfig: { dedicatedMasterCount: 2, zoneAwarenessEnabled: true } }, { clusterConfig: { dedicatedMasterCount: 3 } }],
  unknown: [{ clusterConfig: { dedicatedMasterCount: unknown } }],
  check: ({ clusterConfig = {} }) => {
    if ((clusterConfig.dedicatedMasterCount ?? 0) < 3) return "it has fewer than three managing nodes";
    return !isInZones(clusterConfig) && "all its nodes are in one zone";
  },
});

const isInZones = (config: { zoneAwarenessEnabled?: boolean; multiAzWithStandbyEnabled?: boolean }): boolean =>
  Boolean(config.zoneAwarenessEnabled || config.multiAzWithStandbyEnabled);

export const domainZones = rule(Domain, {
  id: "aws-opensearch-domain-zones",
  title: "OpenSearch domains are in several zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-OS7"] },
  why: "When the zone fails, the domain is gone until it is back.",
  fix: "Set `clusterConfig.zoneAwarenessEnabled` to `true`.",
  see: `${guide}/managedomains-multiaz.html`,
  pass: [{ clusterConfig: { zoneAwarenessEnabled: true } }, { clusterConfig: { multiAzWithStandbyEnabled: true } }],
  fail: [{}, { clusterConfig: { zoneAwarenessEnabled: false } }],
  unknown: [{ clusterConfig: { zoneAwarenessEnabled: unknown } }],
  check: ({ clusterConfig = {} }) => !isInZones(clusterConfig) && "all its nodes are in one zone",
});

// Knowing what happens.

type Logs = readonly { readonly logType: string; readonly enabled?: boolean }[] | undefined;

const publishes = (logs: Logs, wanted: RegExp): boolean => some(logs, ({ logType, enabled = true }) => wanted.test(logType) && enabled);
const publishing = (logType: string, enabled?: boolean) => ({
  logType,
  cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:search",
  ...(enabled !== undefined && { enabled }),
});

export const domainLogs = rule(Domain, {
  id: "aws-opensearch-domain-logs",
  title: "OpenSearch domains send logs to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"],
    "nist-800-53-r5": ["AU-10"],
    "pci-dss-3.2.1": pci.auditLogs,
  },
  equivalents: { checkov: ["CKV_AWS_84"], trivy: ["AVD-AWS-0042"], kics: ["a1120ee4-a712-42d9-8fb5-22595fed643b", "acb6b4e2-a086-4f35-aefd-4db6ea51ada2"] },
  why: "Nobody can tell what went wrong in the domain.",
  fix: "Set `logPublishingOptions`.",
  see: `${guide}/createdomain-configure-slow-logs.html`,
  pass: [{ logPublishingOptions: [publishing("INDEX_SLOW_LOGS")] }, { logPublishingOptions: [publishing("ES_APPLICATION_LOGS", true)] }],
  fail: [{}, { logPublishingOptions: [publishing("INDEX_SLOW_LOGS", false)] }],
  unknown: [{ logPublishingOptions: unknown }],
  check: ({ logPublishingOptions }) => !publishes(logPublishingOptions, /./) && "it publishes no logs",
});

export const domainErrorLog = rule(Domain, {
  id: "aws-opensearch-domain-error-log",
  title: "OpenSearch domains send their error log to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"],
    "nist-800-53-r5": ["AU-10"],
    "pci-dss-3.2.1": pci.auditLogs,
  },
  equivalents: {
    "cdk-nag": [
      "HIPAA.Security-OpenSearchErrorLogsToCloudWatch",
      "NIST.800.53.R5-OpenSearchErrorLogsToCloudWatch",
      "PCI.DSS.321-OpenSearchErrorLogsToCloudWatch",
    ],
  },
  why: "Errors and warnings of the engine, a failed sign-in among them, go unnoticed.",
  fix: "Add `ES_APPLICATION_LOGS` to `logPublishingOptions`.",
  see: `${guide}/createdomain-configure-slow-logs.html`,
  pass: [{ logPublishingOptions: [publishing("ES_APPLICATION_LOGS")] }],
  fail: [{}, { logPublishingOptions: [publishing("INDEX_SLOW_LOGS")] }, { logPublishingOptions: [publishing("ES_APPLICATION_LOGS", false)] }],
  unknown: [{ logPublishingOptions: [unknown] }],
  check: ({ logPublishingOptions }) => !publishes(logPublishingOptions, /^ES_APPLICATION_LOGS$/) && "it doesn't publish its error log",
});

export const domainAuditLog = rule(Domain, {
  id: "aws-opensearch-domain-audit-log",
  title: "OpenSearch domains send their audit log to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_317"] },
  why: "Nobody can tell who signed in, and read or changed what.",
  fix: "Add `AUDIT_LOGS` to `logPublishingOptions`.",
  see: `${guide}/audit-logs.html`,
  pass: [{ logPublishingOptions: [publishing("INDEX_SLOW_LOGS"), publishing("AUDIT_LOGS")] }],
  fail: [{}, { logPublishingOptions: [publishing("INDEX_SLOW_LOGS")] }, { logPublishingOptions: [publishing("AUDIT_LOGS", false)] }],
  unknown: [{ logPublishingOptions: [unknown] }],
  check: ({ logPublishingOptions }) => !publishes(logPublishingOptions, /^AUDIT_LOGS$/) && "it doesn't publish its audit log",
});

const slowLogs = [/^INDEX_SLOW_LOGS$/, /^SEARCH_SLOW_LOGS$/];

export const domainSlowLogs = rule(Domain, {
  id: "aws-opensearch-domain-slow-logs",
  title: "OpenSearch domains send their slow logs to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { kics: ["e979fcbc-df6c-422d-9458-c33d65e71c45"], terrascan: ["AC_AWS_0105"], "cdk-nag": ["AwsSolutions-OS9"] },
  why: "Nobody can tell which queries bring the domain to a halt.",
  fix: "Add `INDEX_SLOW_LOGS` and `SEARCH_SLOW_LOGS` to `logPublishingOptions`.",
  see: `${guide}/createdomain-configure-slow-logs.html`,
  pass: [{ logPublishingOptions: [publishing("INDEX_SLOW_LOGS"), publishing("SEARCH_SLOW_LOGS")] }],
  fail: [{}, { logPublishingOptions: [publishing("INDEX_SLOW_LOGS")] }, { logPublishingOptions: [publishing("SEARCH_SLOW_LOGS")] }],
  unknown: [{ logPublishingOptions: [publishing("INDEX_SLOW_LOGS"), unknown] }],
  check: ({ logPublishingOptions }) => some(slowLogs, (log) => !publishes(logPublishingOptions, log)) && "it doesn't publish both slow logs",
});
