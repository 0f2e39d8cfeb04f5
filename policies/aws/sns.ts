import type { TopicArgs } from "@pulumi/aws/sns/topic";
import type { TopicPolicyArgs } from "@pulumi/aws/sns/topicPolicy";
import type { TopicSubscriptionArgs } from "@pulumi/aws/sns/topicSubscription";
import { policyText, type Statement, statementsOf } from "../../lib/cloud/iam-policy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { customerKey, each, from, given, option, resource, rule, some, unknown } from "../../lib/rule";

const Topic = resource<TopicArgs>("aws:sns/topic:Topic");
const TopicPolicy = resource<TopicPolicyArgs>("aws:sns/topicPolicy:TopicPolicy");
const TopicSubscription = resource<TopicSubscriptionArgs>("aws:sns/topicSubscription:TopicSubscription");
const WithPolicy = resource<Partial<Pick<TopicPolicyArgs, "policy">>>("aws:sns/topicPolicy:TopicPolicy", "aws:sns/topic:Topic");

const encryptionGuide = "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html";
const accessGuide = "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html";
const bestPractices = "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html";

const arn = "arn:aws:sns:eu-west-1:111122223333:orders";
const policy = (statement: object): string =>
  policyText({ Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "sns:Publish", Resource: "*", ...statement });

export const topicPolicyPublic = noPublicPolicy(WithPolicy, {
  id: "aws-sns-topic-policy-public",
  subject: "SNS topics",
  equivalents: { checkov: ["CKV_AWS_169"], kics: ["b26d2b7e-60f6-413d-a3a1-a57db24aa2b3"], terrascan: ["AC_AWS_0385"] },
  why: "Anyone with an AWS account can read the messages, or send messages that the subscribers take for yours.",
  see: accessGuide,
  at: ({ policy }) => policy,
  action: "sns:Publish",
  pass: [{ policy: policy({ Principal: { AWS: "*" }, Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } } }) }],
});

export const topicPolicyNotAction = rule(WithPolicy, {
  id: "aws-sns-topic-policy-not-action",
  title: "SNS topic policies name the actions that they allow",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: { kics: ["5ea624e4-c8b1-4bb3-87a4-4235a776adcc"] },
  why: "A statement with `NotAction` allows all actions but those, also ones that AWS adds later.",
  fix: "Name the actions in `Action`.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
  pass: [{}, { policy: policy({}) }, { policy: policy({ Effect: "Deny", Action: undefined, NotAction: "sns:Publish" }) }],
  fail: [{ policy: policy({ Action: undefined, NotAction: "sns:DeleteTopic" }) }],
  unknown: [{ policy: unknown }],
  check: ({ policy }) => some(statementsOf(policy), (statement) => statement.allows && some(statement.notActions)) && "its policy allows all actions but some",
});

/** The account of a principal or another ARN, `*` for any; an account alone is one. */
const accountOf = (name: string): string | undefined => /^\d{12}$/.exec(name)?.[0] ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}|\*):/.exec(name)?.[1];

export const topicPolicyAccounts = rule(TopicPolicy, {
  id: "aws-sns-topic-policy-accounts",
  title: "SNS topics are for their own account, unless a condition says for whom",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_385"] },
  why: "Whoever takes over the other account can read the messages, or send some that the subscribers take for yours.",
  fix: "Remove the principals of other accounts, add a condition that says who may call, or name the accounts that you trust in the option `accounts`.",
  see: accessGuide,
  options: { accounts: option.Array(option.String(), { default: [], description: "Accounts that may use topics besides their own." }) },
  pass: [
    { arn, policy: policy({}) },
    { arn, policy: policy({ Principal: { Service: "s3.amazonaws.com" } }) },
    { arn, policy: policy({ Effect: "Deny", Principal: { AWS: "444455556666" } }) },
    { arn, policy: policy({ Principal: { AWS: "444455556666" }, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } }) },
  ],
  fail: [
    { arn, policy: policy({ Principal: { AWS: "arn:aws:iam::444455556666:root" } }) },
    { arn, policy: policy({ Principal: { AWS: ["111122223333", "444455556666"] } }) },
    { arn: unknown, policy: policy({ Principal: { AWS: "arn:aws:iam::*:role/app" } }) },
  ],
  unknown: [
    { arn: unknown, policy: policy({}) },
    { arn, policy: unknown },
  ],
  check: (self, { options }) =>
    each(statementsOf(self.policy), (statement) => {
      if (!statement.allows || statement.isNarrowed) return false;
      return each(statement.principals(), (principal) => {
        const account = accountOf(principal);
        if (!account || options.accounts.includes(account)) return false;
        return (account === "*" || account !== accountOf(self.arn)) && `its policy lets the account \`${account}\` in`;
      });
    }),
});

const insecure = { Effect: "Deny", Principal: "*", Action: "sns:Publish", Condition: { Bool: { "aws:SecureTransport": "false" } } };
const refusesPlainHttp = (statement: Statement): boolean => statement.refusesPlainHttp("sns:Publish");

export const topicSecureTransport = rule(Topic, {
  id: "aws-sns-topic-secure-transport",
  title: "SNS topics refuse messages sent without TLS",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-SNS3"] },
  why: "SNS takes unencrypted requests too, and whoever is on the way reads along.",
  fix: "Give the topic a policy that denies `sns:Publish` where `aws:SecureTransport` is `false`.",
  see: bestPractices,
  related: { policies: from(TopicPolicy, "arn") },
  pass: [{ policies: [{ policy: policy(insecure) }] }, { policy: policy(insecure) }],
  fail: [{}, { policies: [{ policy: policy({}) }] }, { policy: policy({ ...insecure, Action: "sns:Subscribe" }) }],
  unknown: [{ policies: [unknown] }, { policy: unknown }],
  check: ({ policy, policies }) =>
    !some(statementsOf(policy), refusesPlainHttp) &&
    !some(policies, (other) => some(statementsOf(other.policy), refusesPlainHttp)) &&
    "no policy of it refuses messages sent without TLS",
});

export const topicKms = given(Topic, {
  id: "aws-sns-topic-kms",
  title: "SNS topics are encrypted with AWS KMS",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)", "164.314(b)(2)(i)"],
    "nist-800-53-r5": ["CA-9(1)", "CM-3(6)", "SC-7(10)", "SC-13", "SC-28", "SC-28(1)", "SI-7(6)"],
    "pci-dss-3.2.1": ["3.4", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_26"],
    trivy: ["AVD-AWS-0095"],
    kics: ["28545147-2fc6-42d5-a1f9-cf226658e591"],
    terrascan: ["AC_AWS_0502"],
    "cdk-nag": ["HIPAA.Security-SNSEncryptedKMS", "NIST.800.53.R4-SNSEncryptedKMS", "NIST.800.53.R5-SNSEncryptedKMS", "PCI.DSS.321-SNSEncryptedKMS"],
  },
  why: "SNS then encrypts only its disks: whoever may read the topic may read the messages, and no log tells of a key's use.",
  fix: "Set `kmsMasterKeyId`.",
  see: encryptionGuide,
  pass: [{ kmsMasterKeyId: "alias/aws/sns" }],
  at: ({ kmsMasterKeyId }) => kmsMasterKeyId,
});

export const topicCustomerKey = customerKey(Topic, {
  id: "aws-sns-topic-customer-key",
  subject: "SNS topics",
  equivalents: { trivy: ["AVD-AWS-0136"], kics: ["b1a72f66-2236-4f3b-87ba-0da1b366956f"] },
  see: encryptionGuide,
  at: ({ kmsMasterKeyId }) => kmsMasterKeyId,
  fail: [{ kmsMasterKeyId: "alias/aws/sns" }],
});

export const subscriptionProtocol = rule(TopicSubscription, {
  id: "aws-sns-subscription-protocol",
  title: "SNS delivers messages over TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { regula: ["FG_R00052"] },
  why: "Messages cross the network in the open, and anyone on the way can read and change them.",
  fix: "Set `protocol` to `https`.",
  see: bestPractices,
  pass: [{ protocol: "https" }, { protocol: "sqs" }, { protocol: "email" }],
  fail: [{ protocol: "http" }],
  unknown: [{ protocol: unknown }],
  check: ({ protocol }) => protocol?.toLowerCase() === "http" && "`protocol` is `http`",
});

export const subscriptionDeadLetters = given(TopicSubscription, {
  id: "aws-sns-subscription-dead-letters",
  title: "SNS subscriptions keep messages that can't be delivered",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-SNSRedrivePolicy"] },
  why: "A message that the subscriber doesn't take in time is lost.",
  fix: "Set `redrivePolicy` to a policy that names a dead-letter queue.",
  see: "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
  pass: [{ redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:111122223333:dead"}' }],
  at: ({ redrivePolicy }) => redrivePolicy,
});
