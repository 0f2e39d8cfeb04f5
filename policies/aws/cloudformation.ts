import type { StackArgs } from "@pulumi/aws/cloudformation/stack";
import { resource, rule, unknown } from "../../lib/rule";

const Stack = resource<StackArgs>("aws:cloudformation/stack:Stack");

export const stackNotifications = rule(Stack, {
  id: "aws-cloudformation-stack-notifications",
  title: "CloudFormation stacks tell a topic of what happens",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_124"], kics: ["b72d0026-f649-4c91-a9ea-15d8f681ac09"], terrascan: ["AC_AWS_0021"] },
  why: "Nobody hears of a change that was made by hand, or of one that failed.",
  fix: "Set `notificationArns`.",
  see: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudformation-controls.html",
  pass: [{ notificationArns: ["arn:aws:sns:eu-west-1:111122223333:changes"] }, { notificationArns: [unknown] }],
  fail: [{}, { notificationArns: [] }],
  unknown: [{ notificationArns: unknown }],
  check: ({ notificationArns }) => !notificationArns?.length && "`notificationArns` isn't set",
});

export const stackPolicy = rule(Stack, {
  id: "aws-cloudformation-stack-policy",
  title: "CloudFormation stacks have a stack policy",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["2f01fb2d-828a-499d-b98e-b83747305052"], terrascan: ["AC_AWS_0445"] },
  why: "A mistaken update may replace a database, and what is in it.",
  fix: "Set `policyBody` or `policyUrl`.",
  see: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html",
  pass: [{ policyBody: "{}" }, { policyUrl: "https://shop.s3.amazonaws.com/policy.json" }],
  fail: [{}],
  unknown: [{ policyBody: unknown }],
  check: ({ policyBody, policyUrl }) => !policyBody && !policyUrl && "it has no stack policy",
});
