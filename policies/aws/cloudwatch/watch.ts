import type { TrailArgs } from "@pulumi/aws/cloudtrail/trail";
import type { LogMetricFilterArgs } from "@pulumi/aws/cloudwatch/logMetricFilter";
import type { MetricAlarmArgs } from "@pulumi/aws/cloudwatch/metricAlarm";
import type { Unwrap } from "@pulumi/pulumi/output";
import { matches } from "../../../lib/cloud/iam-policy";
import { all, every, resource, rule, Stack, some, unknown } from "../../../lib/rule";
import type { Meta } from "../../../lib/rule/rule";

const LogMetricFilter = resource<LogMetricFilterArgs>("aws:cloudwatch/logMetricFilter:LogMetricFilter");
type LogMetricFilter = Unwrap<LogMetricFilterArgs>;

const MetricAlarm = resource<MetricAlarmArgs>("aws:cloudwatch/metricAlarm:MetricAlarm");
type MetricAlarm = Unwrap<MetricAlarmArgs>;
const Trail = resource<TrailArgs>("aws:cloudtrail/trail:Trail");

const guide = "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html";

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
  see: `${guide}#cloudwatch-2`,
  records: [["errorCode = UnauthorizedOperation"], ["errorCode = AccessDenied"]],
});

export const watchSignInWithoutMfa = watch({
  id: "aws-cloudwatch-watch-sign-in-without-mfa",
  what: "sign-ins to the console without MFA",
  controls: { "cis-aws-1.4": ["4.2"] },
  equivalents: { trivy: ["AVD-AWS-0148"], kics: ["44ceb4fa-0897-4fd2-b676-30e7a58f2933"] },
  why: "A password alone may be somebody else's by now.",
  see: `${guide}#cloudwatch-3`,
  records: [["eventName = ConsoleLogin", "additionalEventData.MFAUsed != Yes"]],
});

export const watchRootUser = watch({
  id: "aws-cloudwatch-watch-root-user",
  what: "uses of the root user",
  controls: { "cis-aws-1.4": ["4.3"] },
  equivalents: { trivy: ["AVD-AWS-0149"], kics: ["8b1b1e67-6248-4dca-bbad-93486bb181c0"] },
  why: "The root user may do everything and is needed for next to nothing.",
  see: `${guide}#cloudwatch-1`,
  records: [["userIdentity.type = Root"]],
});

export const watchIamPolicies = watch({
  id: "aws-cloudwatch-watch-iam-policies",
  what: "changes of IAM policies",
  controls: { "cis-aws-1.4": ["4.4"] },
  equivalents: { trivy: ["AVD-AWS-0150"], kics: ["eaaba502-2f94-411a-a3c2-83d63cc1776d"] },
  why: "An intruder gives himself more rights first.",
  see: `${guide}#cloudwatch-4`,
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
  see: `${guide}#cloudwatch-5`,
  records: called("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
});

export const watchFailedSignIns = watch({
  id: "aws-cloudwatch-watch-failed-sign-ins",
  what: "failed sign-ins to the console",
  controls: { "cis-aws-1.4": ["4.6"] },
  equivalents: { trivy: ["AVD-AWS-0152"], kics: ["5864d189-ee9a-4009-ac0c-8a582e6b7919"] },
  why: "Somebody may be guessing passwords.",
  see: `${guide}#cloudwatch-6`,
  records: [["eventName = ConsoleLogin", "errorMessage = Failed authentication"]],
});

export const watchKeys = watch({
  id: "aws-cloudwatch-watch-keys",
  what: "KMS keys that are disabled or to be deleted",
  controls: { "cis-aws-1.4": ["4.7"] },
  equivalents: { trivy: ["AVD-AWS-0153"], kics: ["56a585f5-555c-48b2-8395-e64e4740a9cf"] },
  why: "Data whose key is gone can't be read any more.",
  see: `${guide}#cloudwatch-7`,
  records: called("DisableKey", "ScheduleKeyDeletion"),
});

export const watchBuckets = watch({
  id: "aws-cloudwatch-watch-buckets",
  what: "changes of who may use S3 buckets",
  controls: { "cis-aws-1.4": ["4.8"] },
  equivalents: { trivy: ["AVD-AWS-0154"], kics: ["27c6a499-895a-4dc7-9617-5c485218db13"] },
  why: "One changed policy can publish a bucket.",
  see: `${guide}#cloudwatch-8`,
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
  see: `${guide}#cloudwatch-9`,
  records: called("StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"),
});

export const watchSecurityGroups = watch({
  id: "aws-cloudwatch-watch-security-groups",
  what: "changes of security groups",
  controls: { "cis-aws-1.4": ["4.10"] },
  equivalents: { trivy: ["AVD-AWS-0156"], kics: ["4beaf898-9f8b-4237-89e2-5ffdc7ee6006"] },
  why: "One changed rule can open a host to the internet.",
  see: `${guide}#cloudwatch-10`,
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
  see: `${guide}#cloudwatch-11`,
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
  see: `${guide}#cloudwatch-12`,
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
  see: `${guide}#cloudwatch-13`,
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
  see: `${guide}#cloudwatch-14`,
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
