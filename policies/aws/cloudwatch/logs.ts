import type { LogAnomalyDetectorArgs } from "@pulumi/aws/cloudwatch/logAnomalyDetector";
import type { LogDestinationPolicyArgs } from "@pulumi/aws/cloudwatch/logDestinationPolicy";
import type { LogGroupArgs } from "@pulumi/aws/cloudwatch/logGroup";
import type { LogResourcePolicyArgs } from "@pulumi/aws/cloudwatch/logResourcePolicy";
import { nist } from "../../../lib/cloud/aws-controls";
import { statementsOf } from "../../../lib/cloud/iam-policy";
import { customerKey, option, resource, rule, some, unknown } from "../../../lib/rule";

const LogAnomalyDetector = resource<LogAnomalyDetectorArgs>("aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector");
const LogDestinationPolicy = resource<LogDestinationPolicyArgs>("aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy");
const LogGroup = resource<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup");
const LogResourcePolicy = resource<LogResourcePolicyArgs>("aws:cloudwatch/logResourcePolicy:LogResourcePolicy");

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

export const logAnomalyDetectorCustomerKey = customerKey(LogAnomalyDetector, {
  id: "aws-cloudwatch-log-anomaly-detector-customer-key",
  subject: "Log anomaly detectors",
  see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/LogsAnomalyDetection-KMS.html",
  at: (detector) => detector.kmsKeyId,
});
