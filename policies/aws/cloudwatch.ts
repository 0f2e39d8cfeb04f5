import type { TrailArgs } from "@pulumi/aws/cloudtrail/trail";
import type { CompositeAlarmArgs } from "@pulumi/aws/cloudwatch/compositeAlarm";
import type { EventArchiveArgs } from "@pulumi/aws/cloudwatch/eventArchive";
import type { EventBusArgs } from "@pulumi/aws/cloudwatch/eventBus";
import type { EventConnectionArgs } from "@pulumi/aws/cloudwatch/eventConnection";
import type { LogAnomalyDetectorArgs } from "@pulumi/aws/cloudwatch/logAnomalyDetector";
import type { LogDestinationPolicyArgs } from "@pulumi/aws/cloudwatch/logDestinationPolicy";
import type { LogGroupArgs } from "@pulumi/aws/cloudwatch/logGroup";
import type { LogMetricFilterArgs } from "@pulumi/aws/cloudwatch/logMetricFilter";
import type { LogResourcePolicyArgs } from "@pulumi/aws/cloudwatch/logResourcePolicy";
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm";
import type { Unwrap } from "@pulumi/pulumi/output";
import { nist } from "../../lib/cloud/aws-controls";
import { matches, statementsOf } from "../../lib/cloud/iam-policy";
import { all, customerKey, every, option, resource, rule, Stack, setting, some, unknown } from "../../lib/rule";
import type { Meta } from "../../lib/rule/rule";

const AnyAlarm = resource<Pick<MetricAlarmArgs & CompositeAlarmArgs, "actionsEnabled">>(
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
);
const EventArchive = resource<EventArchiveArgs>("aws:cloudwatch/eventArchive:EventArchive");
const EventBus = resource<EventBusArgs>("aws:cloudwatch/eventBus:EventBus");
const EventConnection = resource<EventConnectionArgs>("aws:cloudwatch/eventConnection:EventConnection");
const LogAnomalyDetector = resource<LogAnomalyDetectorArgs>("aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector");
const LogDestinationPolicy = resource<LogDestinationPolicyArgs>("aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy");
const LogGroup = resource<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup");
const LogMetricFilter = resource<LogMetricFilterArgs>("aws:cloudwatch/logMetricFilter:LogMetricFilter");
type LogMetricFilter = Unwrap<LogMetricFilterArgs>;
const LogResourcePolicy = resource<LogResourcePolicyArgs>("aws:cloudwatch/logResourcePolicy:LogResourcePolicy");
const MetricAlarm = resource<MetricAlarmArgs>("aws:cloudwatch/metricAlarm:MetricAlarm");
type MetricAlarm = Unwrap<MetricAlarmArgs>;
const Trail = resource<TrailArgs>("aws:cloudtrail/trail:Trail");

export const logGroupCustomerKey = customerKey(LogGroup, {
  id: "aws-cloudwatch-log-group-customer-key",
  subject: "Log groups",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": nist.encryptionAtRest,
    "pci-dss-3.2.1": ["3.4"],
  },
  equivalents: {
    checkov: ["CKV_AWS_158"],
    trivy: ["AVD-AWS-0017"],
    kics: ["0afbcfe9-d341-4b92-a64c-7e6de0543879"],
    terrascan: ["AC_AWS_0451"],
    regula: ["FG_R00068"],
    "cdk-nag": [
      "HIPAA.Security-CloudWatchLogGroupEncrypted",
      "NIST.800.53.R4-CloudWatchLogGroupEncrypted",
      "NIST.800.53.R5-CloudWatchLogGroupEncrypted",
      "PCI.DSS.321-CloudWatchLogGroupEncrypted",
    ],
  },
  see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
  at: (group) => group.kmsKeyId,
});

export const logGroupExpiry = rule(LogGroup, {
  id: "aws-cloudwatch-log-group-expiry",
  title: "Log groups say how long they keep their logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": [
      "AC-16b",
      "AT-4b",
      "AU-6(3)",
      "AU-6(4)",
      "AU-6(6)",
      "AU-6(9)",
      "AU-10",
      "AU-11",
      "AU-11(1)",
      "AU-12(1)",
      "AU-12(2)",
      "AU-12(3)",
      "AU-14a",
      "AU-14b",
      "CA-7b",
      "PM-14a.1",
      "PM-14b",
      "PM-21b",
      "PM-31",
      "SC-28(2)",
      "SI-4(17)",
      "SI-12",
    ],
    "pci-dss-3.2.1": ["3.1", "10.7"],
  },
  equivalents: {
    checkov: ["CKV_AWS_66"],
    kics: ["ef0b316a-211e-42f1-888e-64efe172b755"],
    terrascan: ["AC_AWS_0041", "AC_AWS_0452"],
    "cdk-nag": [
      "HIPAA.Security-CloudWatchLogGroupRetentionPeriod",
      "NIST.800.53.R4-CloudWatchLogGroupRetentionPeriod",
      "NIST.800.53.R5-CloudWatchLogGroupRetentionPeriod",
      "PCI.DSS.321-CloudWatchLogGroupRetentionPeriod",
      "Serverless-CloudWatchLogGroupRetentionPeriod",
    ],
  },
  why: "Logs then stay, and cost, for ever, whatever was promised about the data in them.",
  fix: "Set `retentionInDays`.",
  see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  pass: [{ retentionInDays: 365 }, { logGroupClass: "DELIVERY" }],
  fail: [{}, { retentionInDays: 0 }],
  unknown: [{ retentionInDays: unknown }],
  check: ({ retentionInDays, logGroupClass }) => logGroupClass !== "DELIVERY" && !retentionInDays && "`retentionInDays` isn't set",
});

export const logGroupRetention = rule(LogGroup, {
  id: "aws-cloudwatch-log-group-retention",
  title: "Log groups keep their logs for a year",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-6(3)", "AU-6(4)", "AU-10", "AU-11", "CA-7", "SI-12"] },
  equivalents: { checkov: ["CKV_AWS_338"] },
  why: "Many intrusions are found after months, when the logs of their start are gone.",
  fix: "Set `retentionInDays` to 365 or more.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16",
  options: { days: option.Integer({ default: 365, minimum: 1, description: "The fewest days to keep logs." }) },
  pass: [{}, { retentionInDays: 0 }, { retentionInDays: 365 }, { logGroupClass: "DELIVERY", retentionInDays: 2 }],
  fail: [{ retentionInDays: 90 }],
  unknown: [{ retentionInDays: unknown }],
  check: ({ retentionInDays: days = 0, logGroupClass }, { options }) =>
    logGroupClass !== "DELIVERY" && days > 0 && days < options.days && `it keeps logs for ${days} days`,
});

export const logDestinationPublic = rule(LogDestinationPolicy, {
  id: "aws-cloudwatch-log-destination-public",
  title: "Log destinations take logs from known accounts only",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  equivalents: { kics: ["db0ec4c4-852c-46a2-b4f3-7ec13cdb12a8"] },
  why: "Every AWS account can then send you made-up logs, which you process and pay for.",
  fix: "Name the accounts in the policy's `Principal`, or the organization in a condition on `aws:PrincipalOrgID`.",
  see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions.html",
  pass: [{ accessPolicy: policy({ AWS: "111122223333" }) }, { accessPolicy: policy("*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }) }],
  fail: [{ accessPolicy: policy("*") }, { accessPolicy: policy({ AWS: ["*"] }) }],
  unknown: [{ accessPolicy: unknown }],
  check: ({ accessPolicy }) => some(statementsOf(accessPolicy), (statement) => statement.isPublic) && "its policy lets every account send logs",
});

function policy(Principal: unknown, Condition?: object): string {
  return JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "logs:PutSubscriptionFilter", Resource: "*", Condition }] });
}

export const logResourcePublic = rule(LogResourcePolicy, {
  id: "aws-cloudwatch-log-resource-public",
  title: "Log groups are open to known services and accounts only",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  why: "Every AWS account can then read or write logs.",
  fix: "Name services or accounts in the policy's `Principal`.",
  see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html",
  pass: [
    { policyDocument: policy({ Service: "es.amazonaws.com" }) },
    { policyDocument: policy("*", { StringEquals: { "aws:SourceAccount": "111122223333" } }) },
  ],
  fail: [{ policyDocument: policy("*") }],
  unknown: [{ policyDocument: unknown }],
  check: ({ policyDocument }) => some(statementsOf(policyDocument), (statement) => statement.isPublic) && "its policy lets in every account",
});

export const alarmActions = setting(AnyAlarm, {
  id: "aws-cloudwatch-alarm-actions",
  title: "Alarms act",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": [
      "AU-6(1)",
      "AU-6(5)",
      "AU-12(3)",
      "AU-14a",
      "AU-14b",
      "CA-2(2)",
      "CA-7",
      "CA-7b",
      "PM-14a.1",
      "PM-14b",
      "PM-31",
      "SC-36(1)(a)",
      "SI-2",
      "SI-2a",
      "SI-4(12)",
      "SI-5(1)",
      "SI-5b",
    ],
  },
  equivalents: {
    checkov: ["CKV_AWS_319"],
    regula: ["FG_R00240"],
    "cdk-nag": ["HIPAA.Security-CloudWatchAlarmAction", "NIST.800.53.R4-CloudWatchAlarmAction", "NIST.800.53.R5-CloudWatchAlarmAction"],
  },
  why: "An alarm without actions is seen only by whoever happens to look.",
  see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html",
  at: (alarm) => alarm.actionsEnabled,
  good: [true],
  absent: "good",
});

export const eventArchiveCustomerKey = customerKey(EventArchive, {
  id: "aws-cloudwatch-event-archive-customer-key",
  subject: "Archives of events",
  see: "https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-archives.html",
  at: (archive) => archive.kmsKeyIdentifier,
});

export const eventBusCustomerKey = customerKey(EventBus, {
  id: "aws-cloudwatch-event-bus-customer-key",
  subject: "Event buses",
  see: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html",
  at: (bus) => bus.kmsKeyIdentifier,
});

export const eventConnectionCustomerKey = customerKey(EventConnection, {
  id: "aws-cloudwatch-event-connection-customer-key",
  subject: "Credentials of event connections",
  see: "https://docs.aws.amazon.com/eventbridge/latest/userguide/encryption-connections.html",
  at: (connection) => connection.kmsKeyIdentifier,
});

export const logAnomalyDetectorCustomerKey = customerKey(LogAnomalyDetector, {
  id: "aws-cloudwatch-log-anomaly-detector-customer-key",
  subject: "Log anomaly detectors",
  see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/LogsAnomalyDetection-KMS.html",
  at: (detector) => detector.kmsKeyId,
});

// What an account's trail is watched for: filters that count records in its log group, and alarms on what they count.

/** A comparison as filter patterns make it: `eventName = DeleteTrail`. */
type Comparison = `${string} ${"=" | "!="} ${string}`;

interface WatchSpec extends Pick<Meta, "id" | "controls" | "equivalents" | "why" | "see"> {
  /** What there is an alarm for, as the title's end. */
  readonly what: string;
  /** Records that must be counted, each by the comparisons that a filter must make to count it. */
  readonly records: readonly (readonly Comparison[])[];
}

const related = { trails: all(Trail), filters: all(LogMetricFilter), alarms: all(MetricAlarm) };

const comparisonsOf = (pattern: string): readonly { field: string; operator: string; value: string }[] =>
  Array.from((pattern ?? "").matchAll(/\$\.([\w.]+)\s*(!?=)\s*(?:"([^"]*)"|([^\s"()|&}]+))/g), ([, field = "", operator = "", quoted, bare = ""]) => ({
    field,
    operator,
    value: quoted ?? bare,
  }));

/** Whether a pattern is for CloudTrail's records, told by fields that only those have. */
const readsTrail = (pattern: string): boolean => some(comparisonsOf(pattern), ({ field }) => /^(event(Name|Source|Type)$|userIdentity\.)/.test(field));

const compares = (pattern: string, record: readonly Comparison[]): boolean => {
  const made = comparisonsOf(pattern);
  return every(record, (comparison) => {
    const [, field, operator, value = ""] = /^(\S+) (!?=) (.*)$/.exec(comparison) ?? [];
    return some(made, (one) => one.field === field && one.operator === operator && matches(one.value, value));
  });
};

const sounds = ({ metricTransformation: made }: LogMetricFilter, alarms: readonly MetricAlarm[]): boolean =>
  some(
    alarms,
    (alarm) =>
      (alarm.metricName === made?.name && alarm.namespace === made?.namespace) ||
      some(alarm.metricQueries, ({ metric }) => metric?.metricName === made?.name && metric?.namespace === made?.namespace),
  );

const isWatched = (record: readonly Comparison[], filters: readonly LogMetricFilter[], alarms: readonly MetricAlarm[]): boolean =>
  some(filters, (filter) => compares(filter.pattern, record) && sounds(filter, alarms));

const called = (...names: string[]): Comparison[][] => names.map((name) => [`eventName = ${name}`]);

/** A rule that asks stacks whose trail is sent to CloudWatch Logs, or is watched there already, for an alarm. */
const watch = ({ what, records, ...meta }: WatchSpec) => {
  const metricTransformation = { name: "Watched", namespace: "Trail", value: "1" };
  const filter = (of: typeof records) => ({
    pattern: `{ ${of.map((record) => `(${record.map((comparison) => `($.${comparison.replace(/(= )(.*)/, '$1"$2"')})`).join(" && ")})`).join(" || ")} }`,
    metricTransformation,
  });
  const trails = [{ cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*" }];
  const alarms = [{ metricName: "Watched", namespace: "Trail" }];
  return rule(Stack, {
    ...meta,
    title: `An alarm tells of ${what}`,
    severity: "low",
    family: "logging",
    preset: "strict",
    fix: "Add an `aws.cloudwatch.LogMetricFilter` for these records to the trail's log group, and an `aws.cloudwatch.MetricAlarm` on its metric.",
    related,
    pass: [
      {},
      {
        trails: [{}],
        filters: [
          { pattern: "ERROR", metricTransformation },
          { pattern: '{ $.level = "error" }', metricTransformation },
        ],
      },
      { trails, alarms, filters: [filter(records)] },
      { trails, alarms, filters: records.map((record) => filter([record])) },
      {
        trails,
        alarms: [{ metricQueries: [{ id: "m", metric: { metricName: "Watched", namespace: "Trail", period: 300, stat: "Sum" } }] }],
        filters: [filter(records)],
      },
    ],
    fail: [
      { trails },
      { trails: [{ cloudWatchLogsGroupArn: unknown }] },
      { trails, filters: [filter(records)] },
      { trails, alarms: [{ metricName: "Watched", namespace: "Other" }], filters: [filter(records)] },
      { trails, alarms, filters: [filter([["eventName = Other"]])] },
      { filters: [filter([["eventName = Other"]])] },
    ],
    unknown: [
      { trails, alarms, filters: [{ pattern: unknown }] },
      { trails, alarms: [unknown], filters: [filter(records)] },
    ],
    check: ({ trails, filters, alarms }) => {
      const applies = some(trails, (trail) => "cloudWatchLogsGroupArn" in trail) || some(filters, ({ pattern }) => readsTrail(pattern));
      const missing = records.filter((record) => applies && !isWatched(record, filters, alarms));
      return missing.length > 0 && `no metric filter with an alarm counts records with ${missing.map((record) => `\`${record.join(" and ")}\``).join(", ")}`;
    },
  });
};

export const watchUnauthorizedCalls = watch({
  id: "aws-cloudwatch-watch-unauthorized-calls",
  what: "calls that aren't authorised",
  controls: { "cis-aws-1.4": ["4.1"] },
  equivalents: { trivy: ["AVD-AWS-0147"], kics: ["4c18a45b-4ab1-4790-9f83-399ac695f1e5"] },
  why: "Somebody who tries out what a stolen credential may do is refused often at first.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-2",
  records: [["errorCode = UnauthorizedOperation"], ["errorCode = AccessDenied"]],
});

export const watchSignInWithoutMfa = watch({
  id: "aws-cloudwatch-watch-sign-in-without-mfa",
  what: "sign-ins to the console without MFA",
  controls: { "cis-aws-1.4": ["4.2"] },
  equivalents: { trivy: ["AVD-AWS-0148"], kics: ["44ceb4fa-0897-4fd2-b676-30e7a58f2933"] },
  why: "A password alone may be somebody else's by now.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-3",
  records: [["eventName = ConsoleLogin", "additionalEventData.MFAUsed != Yes"]],
});

export const watchRootUser = watch({
  id: "aws-cloudwatch-watch-root-user",
  what: "uses of the root user",
  controls: { "cis-aws-1.4": ["4.3"] },
  equivalents: { trivy: ["AVD-AWS-0149"], kics: ["8b1b1e67-6248-4dca-bbad-93486bb181c0"] },
  why: "The root user may do everything and is needed for next to nothing.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-1",
  records: [["userIdentity.type = Root"]],
});

export const watchIamPolicies = watch({
  id: "aws-cloudwatch-watch-iam-policies",
  what: "changes of IAM policies",
  controls: { "cis-aws-1.4": ["4.4"] },
  equivalents: { trivy: ["AVD-AWS-0150"], kics: ["eaaba502-2f94-411a-a3c2-83d63cc1776d"] },
  why: "An intruder gives himself more rights first.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-4",
  records: called(
    "DeleteGroupPolicy",
    "DeleteRolePolicy",
    "DeleteUserPolicy",
    "PutGroupPolicy",
    "PutRolePolicy",
    "PutUserPolicy",
    "CreatePolicy",
    "DeletePolicy",
    "CreatePolicyVersion",
    "DeletePolicyVersion",
    "AttachRolePolicy",
    "DetachRolePolicy",
    "AttachUserPolicy",
    "DetachUserPolicy",
    "AttachGroupPolicy",
    "DetachGroupPolicy",
  ),
});

export const watchTrails = watch({
  id: "aws-cloudwatch-watch-trails",
  what: "changes of trails",
  controls: { "cis-aws-1.4": ["4.5"] },
  equivalents: { trivy: ["AVD-AWS-0151"], kics: ["0f6cbf69-41bb-47dc-93f3-3844640bf480"] },
  why: "Who wants to stay unseen turns the trail off.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-5",
  records: called("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
});

export const watchFailedSignIns = watch({
  id: "aws-cloudwatch-watch-failed-sign-ins",
  what: "failed sign-ins to the console",
  controls: { "cis-aws-1.4": ["4.6"] },
  equivalents: { trivy: ["AVD-AWS-0152"], kics: ["5864d189-ee9a-4009-ac0c-8a582e6b7919"] },
  why: "Somebody may be guessing passwords.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-6",
  records: [["eventName = ConsoleLogin", "errorMessage = Failed authentication"]],
});

export const watchKeys = watch({
  id: "aws-cloudwatch-watch-keys",
  what: "KMS keys that are disabled or to be deleted",
  controls: { "cis-aws-1.4": ["4.7"] },
  equivalents: { trivy: ["AVD-AWS-0153"], kics: ["56a585f5-555c-48b2-8395-e64e4740a9cf"] },
  why: "Data whose key is gone can't be read any more.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-7",
  records: called("DisableKey", "ScheduleKeyDeletion"),
});

export const watchBuckets = watch({
  id: "aws-cloudwatch-watch-buckets",
  what: "changes of who may use S3 buckets",
  controls: { "cis-aws-1.4": ["4.8"] },
  equivalents: { trivy: ["AVD-AWS-0154"], kics: ["27c6a499-895a-4dc7-9617-5c485218db13"] },
  why: "One changed policy can publish a bucket.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-8",
  records: called(
    "PutBucketAcl",
    "PutBucketPolicy",
    "PutBucketCors",
    "PutBucketLifecycle",
    "PutBucketReplication",
    "DeleteBucketPolicy",
    "DeleteBucketCors",
    "DeleteBucketLifecycle",
    "DeleteBucketReplication",
  ),
});

export const watchRecorders = watch({
  id: "aws-cloudwatch-watch-recorders",
  what: "changes of AWS Config",
  controls: { "cis-aws-1.4": ["4.9"] },
  equivalents: { trivy: ["AVD-AWS-0155"], kics: ["5b8d7527-de8e-4114-b9dd-9d988f1f418f"] },
  why: "Who wants to stay unseen stops the recording of changes.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-9",
  records: called("StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"),
});

export const watchSecurityGroups = watch({
  id: "aws-cloudwatch-watch-security-groups",
  what: "changes of security groups",
  controls: { "cis-aws-1.4": ["4.10"] },
  equivalents: { trivy: ["AVD-AWS-0156"], kics: ["4beaf898-9f8b-4237-89e2-5ffdc7ee6006"] },
  why: "One changed rule can open a host to the internet.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-10",
  records: called(
    "AuthorizeSecurityGroupIngress",
    "AuthorizeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
    "RevokeSecurityGroupEgress",
    "CreateSecurityGroup",
    "DeleteSecurityGroup",
  ),
});

export const watchNetworkAcls = watch({
  id: "aws-cloudwatch-watch-network-acls",
  what: "changes of network ACLs",
  controls: { "cis-aws-1.4": ["4.11"] },
  equivalents: { trivy: ["AVD-AWS-0157"], kics: ["0a8e8dc5-b6fc-44fc-b5a1-969ec950f9b0"] },
  why: "One changed rule can open a subnet to the internet.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-11",
  records: called(
    "CreateNetworkAcl",
    "CreateNetworkAclEntry",
    "DeleteNetworkAcl",
    "DeleteNetworkAclEntry",
    "ReplaceNetworkAclEntry",
    "ReplaceNetworkAclAssociation",
  ),
});

export const watchGateways = watch({
  id: "aws-cloudwatch-watch-gateways",
  what: "changes of network gateways",
  controls: { "cis-aws-1.4": ["4.12"] },
  equivalents: { trivy: ["AVD-AWS-0158"], kics: ["6b6874fe-4c2f-4eea-8b90-7cceaa4a125e"] },
  why: "A new gateway is a new way out for data, and in for others.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-12",
  records: called(
    "CreateCustomerGateway",
    "DeleteCustomerGateway",
    "AttachInternetGateway",
    "CreateInternetGateway",
    "DeleteInternetGateway",
    "DetachInternetGateway",
  ),
});

export const watchRouteTables = watch({
  id: "aws-cloudwatch-watch-route-tables",
  what: "changes of route tables",
  controls: { "cis-aws-1.4": ["4.13"] },
  equivalents: { trivy: ["AVD-AWS-0159"], kics: ["2285e608-ddbc-47f3-ba54-ce7121e31216"] },
  why: "A changed route can lead traffic past what inspects it.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-13",
  records: called(
    "CreateRoute",
    "CreateRouteTable",
    "ReplaceRoute",
    "ReplaceRouteTableAssociation",
    "DeleteRouteTable",
    "DeleteRoute",
    "DisassociateRouteTable",
  ),
});

export const watchVpcs = watch({
  id: "aws-cloudwatch-watch-vpcs",
  what: "changes of VPCs",
  controls: { "cis-aws-1.4": ["4.14"] },
  equivalents: { trivy: ["AVD-AWS-0160"], kics: ["9d0d4512-1959-43a2-a17f-72360ff06d1b"] },
  why: "A new peering joins networks that were apart.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-14",
  records: called(
    "CreateVpc",
    "DeleteVpc",
    "ModifyVpcAttribute",
    "AcceptVpcPeeringConnection",
    "CreateVpcPeeringConnection",
    "DeleteVpcPeeringConnection",
    "RejectVpcPeeringConnection",
  ),
});

export const watchOrganization = watch({
  id: "aws-cloudwatch-watch-organization",
  what: "changes of the organization",
  controls: { "cis-aws-1.4": ["4.15"] },
  equivalents: { trivy: ["AVD-AWS-0174"], kics: ["38b85c45-e772-4de8-a247-69619ca137b3"] },
  why: "An account that leaves takes its data away, and a detached policy permits what was forbidden.",
  see: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_security_incident-response.html",
  records: called(
    "AcceptHandshake",
    "AttachPolicy",
    "CreateAccount",
    "CreateOrganizationalUnit",
    "CreatePolicy",
    "DeclineHandshake",
    "DeleteOrganization",
    "DeleteOrganizationalUnit",
    "DeletePolicy",
    "DetachPolicy",
    "DisablePolicyType",
    "EnablePolicyType",
    "InviteAccountToOrganization",
    "LeaveOrganization",
    "MoveAccount",
    "RemoveAccountFromOrganization",
    "UpdatePolicy",
    "UpdateOrganizationalUnit",
  ).map((record) => ["eventSource = organizations.amazonaws.com", ...record] as const),
});
