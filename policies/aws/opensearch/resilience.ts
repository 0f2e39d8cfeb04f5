import type { DomainArgs } from "@pulumi/aws/opensearch/domain";
import { resource, rule, setting, unknown } from "../../../lib/rule";

/** The domains of both modules differ in nothing that is judged here. */
const Domain = resource<DomainArgs>("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain");

const guide = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide";

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
