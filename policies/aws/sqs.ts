import type { QueueArgs } from "@pulumi/aws/sqs/queue";
import type { QueuePolicyArgs } from "@pulumi/aws/sqs/queuePolicy";
import type { RedrivePolicyArgs } from "@pulumi/aws/sqs/redrivePolicy";
import { policyText, type Statement, statementsOf } from "../../lib/cloud/iam-policy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { customerKey, from, namesKey, resource, rule, setting, some, unknown } from "../../lib/rule";

const Queue = resource<QueueArgs>("aws:sqs/queue:Queue");
const QueuePolicy = resource<QueuePolicyArgs>("aws:sqs/queuePolicy:QueuePolicy");
const WithPolicy = resource<Partial<Pick<QueuePolicyArgs, "policy">>>("aws:sqs/queuePolicy:QueuePolicy", "aws:sqs/queue:Queue");

const encryptionGuide = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html";
const bestPractices = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html";

const policy = (statement: object): string =>
  policyText({ Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "sqs:SendMessage", Resource: "*", ...statement });

export const queuePolicyPublic = noPublicPolicy(WithPolicy, {
  id: "aws-sqs-queue-policy-public",
  subject: "SQS queues",
  equivalents: {
    checkov: ["CKV_AWS_168", "CKV_AWS_387"],
    kics: ["730675f9-52ed-49b6-8ead-0acb5dd7df7f", "abb06e5f-ef9a-4a99-98c6-376d396bfcdf"],
    terrascan: ["AC_AWS_0365"],
  },
  why: "Anyone with an AWS account can read or delete the messages, or send some that the consumers take for yours.",
  see: bestPractices,
  at: ({ policy }) => policy,
  action: "sqs:SendMessage",
  pass: [{ policy: policy({ Principal: "*", Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:orders" } } }) }],
});

export const queuePolicyActions = rule(WithPolicy, {
  id: "aws-sqs-queue-policy-actions",
  title: "SQS queue policies name the actions that they allow",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_72"], trivy: ["AVD-AWS-0097"], kics: ["816ea8cf-d589-442d-a917-2dd0ce0e45e3"], regula: ["FG_R00049"] },
  why: "Who should only send or receive messages can also delete the queue or change its policy.",
  fix: "Name the actions in `Action`.",
  see: bestPractices,
  pass: [{}, { policy: policy({}) }, { policy: policy({ Action: ["sqs:SendMessage", "sqs:Get*"] }) }, { policy: policy({ Effect: "Deny", Action: "sqs:*" }) }],
  fail: [{ policy: policy({ Action: "*" }) }, { policy: policy({ Action: ["SQS:*"] }) }],
  unknown: [{ policy: unknown }],
  check: ({ policy }) =>
    some(statementsOf(policy), (statement) => statement.allows && some(statement.actions, (action) => /^(sqs:)?\*$/i.test(action))) &&
    "its policy allows all actions",
});

const insecure = { Effect: "Deny", Principal: "*", Action: "sqs:*", Condition: { Bool: { "aws:SecureTransport": "false" } } };
const refusesPlainHttp = (statement: Statement): boolean => statement.refusesPlainHttp("sqs:SendMessage");

export const queueSecureTransport = rule(Queue, {
  id: "aws-sqs-queue-secure-transport",
  title: "SQS queues refuse requests without TLS",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-SQS4"] },
  why: "SQS takes unencrypted requests too, and whoever is on the way reads along.",
  fix: "Give the queue a policy that denies `sqs:*` where `aws:SecureTransport` is `false`.",
  see: bestPractices,
  related: { policies: from(QueuePolicy, "queueUrl") },
  pass: [{ policies: [{ policy: policy(insecure) }] }, { policy: policy(insecure) }],
  fail: [{}, { policies: [{ policy: policy({}) }] }, { policy: policy({ ...insecure, Action: "sqs:ReceiveMessage" }) }],
  unknown: [{ policies: [unknown] }, { policy: unknown }],
  check: ({ policy, policies }) =>
    !some(statementsOf(policy), refusesPlainHttp) &&
    !some(policies, (other) => some(statementsOf(other.policy), refusesPlainHttp)) &&
    "no policy of it refuses requests without TLS",
});

export const queueEncrypted = setting(Queue, {
  id: "aws-sqs-queue-encrypted",
  title: "SQS queues are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_27"],
    trivy: ["AVD-AWS-0096"],
    kics: ["6e8849c1-3aa7-40e3-9063-b85ee300f29f"],
    terrascan: ["AC_AWS_0366"],
    regula: ["FG_R00070"],
    "cdk-nag": ["AwsSolutions-SQS2"],
  },
  why: "Messages lie in the open on SQS's disks.",
  see: encryptionGuide,
  at: ({ sqsManagedSseEnabled }) => sqsManagedSseEnabled,
  good: [true],
  absent: "good",
  unless: (self) => "kmsMasterKeyId" in self,
  pass: [{ kmsMasterKeyId: "alias/aws/sqs", sqsManagedSseEnabled: false }],
});

export const queueCustomerKey = customerKey(Queue, {
  id: "aws-sqs-queue-customer-key",
  subject: "SQS queues",
  equivalents: { trivy: ["AVD-AWS-0135"] },
  see: encryptionGuide,
  at: ({ kmsMasterKeyId }) => kmsMasterKeyId,
  fail: [{ sqsManagedSseEnabled: true }, { kmsMasterKeyId: "alias/aws/sqs" }],
});

export const queueManagedKey = rule(Queue, {
  id: "aws-sqs-queue-managed-key",
  title: "SQS queues don't use AWS's KMS key for SQS",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_73"] },
  why: "Its policy can't be changed, so other services such as SNS and EventBridge can't send to the queue, and you can't revoke the key.",
  fix: "Set `kmsMasterKeyId` to an AWS KMS key of your own, or leave it out.",
  see: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
  pass: [{}, { kmsMasterKeyId: "alias/queues" }, { kmsMasterKeyId: unknown }, { kmsMasterKeyId: "" }],
  fail: [{ kmsMasterKeyId: "alias/aws/sqs" }],
  check: (self) => !namesKey(self, (queue) => queue.kmsMasterKeyId) && Boolean(self.kmsMasterKeyId) && `its key is \`${self.kmsMasterKeyId}\``,
});

const redrive = '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111122223333:dead","maxReceiveCount":4}';

export const queueDeadLetters = rule(Queue, {
  id: "aws-sqs-queue-dead-letters",
  title: "SQS queues have a dead-letter queue, or are one",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-SQS3", "Serverless-SQSRedrivePolicy"] },
  why: "A message that can't be handled comes back again and again until it is lost.",
  fix: "Set `redrivePolicy` to a policy that names a dead-letter queue.",
  see: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  related: {
    policies: from(resource<RedrivePolicyArgs>("aws:sqs/redrivePolicy:RedrivePolicy"), "queueUrl"),
    sources: from(Queue, "redrivePolicy"),
  },
  pass: [
    { redrivePolicy: redrive },
    { redrivePolicy: unknown },
    { redriveAllowPolicy: "{}" },
    { policies: [{ redrivePolicy: redrive }] },
    { sources: [{ name: "orders" }] },
  ],
  fail: [{}],
  unknown: [{ policies: [unknown] }, { sources: [unknown] }],
  check: (self) =>
    !("redrivePolicy" in self) && !("redriveAllowPolicy" in self) && !some(self.policies) && !some(self.sources) && "it has no dead-letter queue",
});
