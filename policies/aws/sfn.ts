import type { ActivityArgs } from "@pulumi/aws/sfn/activity";
import type { StateMachineArgs } from "@pulumi/aws/sfn/stateMachine";
import { customerKey, resource, setting } from "../../lib/rule";

const StateMachine = resource<StateMachineArgs>("aws:sfn/stateMachine:StateMachine");
const encryptionGuide = "https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html";

export const stateMachineLogs = setting(StateMachine, {
  id: "aws-sfn-state-machine-logs",
  title: "State machines log their executions",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0119"], "cdk-nag": ["AwsSolutions-SF1"] },
  why: "What an express workflow did leaves no trace, and that of a standard one is gone after 90 days.",
  fix: "Set `loggingConfiguration.level` to `ALL`, and `logDestination` to a log group.",
  see: "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
  at: ({ loggingConfiguration }) => loggingConfiguration?.level,
  good: ["ALL", "ERROR", "FATAL"],
  bad: ["OFF"],
  absent: "bad",
});

export const stateMachineExecutionData = setting(StateMachine, {
  id: "aws-sfn-state-machine-execution-data",
  title: "Logs of state machines have what went in and out",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_285"] },
  why: "Without inputs and outputs a log tells that a step failed, but not why.",
  see: "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
  at: ({ loggingConfiguration }) => loggingConfiguration?.includeExecutionData,
  good: [true],
  absent: "bad",
});

export const stateMachineTracing = setting(StateMachine, {
  id: "aws-sfn-state-machine-tracing",
  title: "State machines are traced by X-Ray",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_284"], trivy: ["AVD-AWS-0117"], "cdk-nag": ["AwsSolutions-SF2", "Serverless-StepFunctionStateMachineXray"] },
  why: "Where a request went and failed can't be followed across services.",
  see: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html",
  at: ({ tracingConfiguration }) => tracingConfiguration?.enabled,
  good: [true],
  absent: "bad",
});

export const stateMachineCustomerKey = customerKey(StateMachine, {
  id: "aws-sfn-state-machine-customer-key",
  subject: "State machines",
  see: encryptionGuide,
  at: ({ encryptionConfiguration }) => encryptionConfiguration?.kmsKeyId,
});

export const activityCustomerKey = customerKey(resource<ActivityArgs>("aws:sfn/activity:Activity"), {
  id: "aws-sfn-activity-customer-key",
  subject: "Activities of state machines",
  see: encryptionGuide,
  at: ({ encryptionConfiguration }) => encryptionConfiguration?.kmsKeyId,
});
