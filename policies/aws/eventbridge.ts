import type { EventBusPolicyArgs } from "@pulumi/aws/cloudwatch/eventBusPolicy";
import type { EventPermissionArgs } from "@pulumi/aws/cloudwatch/eventPermission";
import type { EventTargetArgs } from "@pulumi/aws/cloudwatch/eventTarget";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { given, resource, rule, unknown } from "../../lib/rule";

const EventPermission = resource<EventPermissionArgs>("aws:cloudwatch/eventPermission:EventPermission");
const EventTarget = resource<EventTargetArgs>("aws:cloudwatch/eventTarget:EventTarget");

const policyGuide = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html";
const anyone = "Anyone with an AWS account can send events that your rules take for yours.";

export const busPolicyPublic = noPublicPolicy(resource<EventBusPolicyArgs>("aws:cloudwatch/eventBusPolicy:EventBusPolicy"), {
  id: "aws-eventbridge-bus-policy-public",
  subject: "Event buses",
  equivalents: { "cdk-nag": ["AwsSolutions-EVB1"] },
  why: anyone,
  see: policyGuide,
  at: ({ policy }) => policy,
  action: "events:PutEvents",
});

export const permissionPublic = rule(EventPermission, {
  id: "aws-eventbridge-permission-public",
  title: "Event buses take events from known accounts only",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  equivalents: { "cdk-nag": ["AwsSolutions-EVB1"] },
  why: anyone,
  fix: "Set `principal` to an account, or add a `condition` on `aws:PrincipalOrgID`.",
  see: policyGuide,
  pass: [{ principal: "111122223333" }, { principal: "*", condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-abcdefghij" } }],
  fail: [{ principal: "*" }],
  unknown: [{ principal: unknown }],
  check: ({ principal, condition }) => principal === "*" && !condition && "it lets anyone send events",
});

export const targetDeadLetters = given(EventTarget, {
  id: "aws-eventbridge-target-dead-letters",
  title: "Targets of rules keep events that can't be delivered",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-EventBusDLQ"] },
  why: "An event that the target doesn't take in time is lost.",
  fix: "Set `deadLetterConfig.arn` to a queue.",
  see: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
  pass: [{ deadLetterConfig: { arn: "arn:aws:sqs:eu-west-1:111122223333:dead" } }],
  at: ({ deadLetterConfig }) => deadLetterConfig?.arn,
});
