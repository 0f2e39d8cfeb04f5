import type { ConfigurationAggregatorArgs } from "@pulumi/aws/cfg/configurationAggregator";
import type { DeliveryChannelArgs } from "@pulumi/aws/cfg/deliveryChannel";
import type { RecorderArgs } from "@pulumi/aws/cfg/recorder";
import type { RecorderStatusArgs } from "@pulumi/aws/cfg/recorderStatus";
import type { RuleArgs } from "@pulumi/aws/cfg/rule";
import { all, customerKey, from, resource, rule, Stack, setting, some, unknown } from "../../lib/rule";

const ConfigurationAggregator = resource<ConfigurationAggregatorArgs>("aws:cfg/configurationAggregator:ConfigurationAggregator");
const ConfigRule = resource<RuleArgs>("aws:cfg/rule:Rule");
const DeliveryChannel = resource<DeliveryChannelArgs>("aws:cfg/deliveryChannel:DeliveryChannel");
const Recorder = resource<RecorderArgs>("aws:cfg/recorder:Recorder");
const RecorderStatus = resource<RecorderStatusArgs>("aws:cfg/recorderStatus:RecorderStatus");

export const aggregatorRegions = rule(ConfigurationAggregator, {
  id: "aws-cfg-aggregator-regions",
  title: "AWS Config aggregates all regions",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_121"], trivy: ["AVD-AWS-0019"], kics: ["ac5a0bc0-a54c-45aa-90c3-15f7703b9132"], terrascan: ["AC_AWS_0049", "AC_AWS_0450"] },
  why: "Who wants to stay unseen works in a region that nobody looks at.",
  fix: "Set `allRegions` to `true`.",
  see: "https://docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html",
  pass: [
    { accountAggregationSource: { accountIds: ["111122223333"], allRegions: true } },
    { organizationAggregationSource: { roleArn: "role", allRegions: true } },
  ],
  fail: [{}, { accountAggregationSource: { accountIds: ["111122223333"], regions: ["us-east-1"] } }, { organizationAggregationSource: { roleArn: "role" } }],
  unknown: [{ accountAggregationSource: { allRegions: unknown } }],
  check: ({ accountAggregationSource: account, organizationAggregationSource: organization }) =>
    !account?.allRegions && !organization?.allRegions && "`allRegions` isn't on",
});

export const deliveryCustomerKey = customerKey(DeliveryChannel, {
  id: "aws-cfg-delivery-customer-key",
  subject: "Records that AWS Config delivers",
  see: "https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html",
  at: (channel) => channel.s3KmsKeyArn,
});

export const recorderTypes = rule(Recorder, {
  id: "aws-cfg-recorder-types",
  title: "AWS Config records all types of resources that a region has",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_45", "CKV2_AWS_48"] },
  why: "Nobody can tell who changed what isn't recorded.",
  fix: "Leave `recordingGroup.resourceTypes` and `exclusionByResourceTypes` out, and `allSupported` on.",
  see: "https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html",
  pass: [{}, { recordingGroup: {} }, { recordingGroup: { allSupported: true } }],
  fail: [
    { recordingGroup: { allSupported: false, resourceTypes: ["AWS::EC2::Instance"] } },
    { recordingGroup: { allSupported: false, exclusionByResourceTypes: [{ resourceTypes: ["AWS::EC2::Instance"] }] } },
  ],
  unknown: [{ recordingGroup: { allSupported: unknown } }],
  check: ({ recordingGroup }) => recordingGroup?.allSupported === false && "it records some types only",
});

export const recorderGlobal = setting(Recorder, {
  id: "aws-cfg-recorder-global",
  title: "AWS Config records the types of resources that belong to no region",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_48"] },
  why: "Nobody can tell who changed what isn't recorded; roles and users are of the global types.",
  fix: "Set `recordingGroup.includeGlobalResourceTypes` to `true` in one region.",
  see: "https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html",
  at: (recorder) => recorder.recordingGroup?.includeGlobalResourceTypes,
  good: [true],
  absent: "bad",
  unless: ({ recordingGroup }) => recordingGroup?.allSupported === false,
});

const started = {
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_45"] },
  why: "A recorder that nobody starts records nothing.",
  see: "https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html",
} as const;

export const recorderStarted = rule(Recorder, {
  ...started,
  id: "aws-cfg-recorder-started",
  title: "Recorders of AWS Config have a status that starts them",
  fix: "Give the recorder an `aws.cfg.RecorderStatus` with `isEnabled` set to `true`.",
  related: { statuses: from(RecorderStatus, "name") },
  pass: [{ statuses: [{}] }],
  fail: [{}],
  unknown: [{ statuses: [unknown] }],
  check: ({ statuses }) => !some(statuses) && "no RecorderStatus refers to it",
});

export const statusEnabled = setting(RecorderStatus, {
  ...started,
  id: "aws-cfg-status-enabled",
  title: "Recorders of AWS Config are started",
  at: (status) => status.isEnabled,
  good: [true],
  absent: "bad",
});

export const ruleEncryptedVolumes = rule(Stack, {
  id: "aws-cfg-rule-encrypted-volumes",
  title: "Where AWS Config has rules, one asks for encrypted volumes",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { kics: ["abdb29d4-5ca1-4e91-800b-b3569bbd788c"], terrascan: ["AC_AWS_0048"] },
  why: "Nobody hears of volumes that are made by hand, without encryption.",
  fix: "Add an `aws.cfg.Rule` with `ENCRYPTED_VOLUMES` as `source.sourceIdentifier`.",
  see: "https://docs.aws.amazon.com/config/latest/developerguide/encrypted-volumes.html",
  related: { rules: all(ConfigRule) },
  pass: [{}, { rules: [{ source: { owner: "AWS", sourceIdentifier: "ENCRYPTED_VOLUMES" } }] }],
  fail: [{ rules: [{ source: { owner: "AWS", sourceIdentifier: "ROOT_ACCOUNT_MFA_ENABLED" } }] }],
  unknown: [{ rules: [{ source: { owner: "AWS", sourceIdentifier: unknown } }] }],
  check: ({ rules }) =>
    some(rules, () => true) &&
    !some(rules, ({ source }) => source?.sourceIdentifier === "ENCRYPTED_VOLUMES") &&
    "no rule of AWS Config asks for encrypted volumes",
});
