import type { EventSourceMappingArgs } from "@pulumi/aws/lambda/eventSourceMapping";
import type { FunctionArgs } from "@pulumi/aws/lambda/function";
import type { FunctionEventInvokeConfigArgs } from "@pulumi/aws/lambda/functionEventInvokeConfig";
import type { QueueArgs } from "@pulumi/aws/sqs/queue";
import { nist } from "../../../lib/cloud/aws-controls";
import { from, given, resource, rule, some, to, unknown } from "../../../lib/rule";

const Function = resource<FunctionArgs>("aws:lambda/function:Function");
const EventInvokeConfig = resource<FunctionEventInvokeConfigArgs>("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig");
const EventSourceMapping = resource<EventSourceMappingArgs>("aws:lambda/eventSourceMapping:EventSourceMapping");
const Queue = resource<QueueArgs>("aws:sqs/queue:Queue");

const failureQueue = { destinationConfig: { onFailure: { destination: "arn:aws:sqs:eu-west-1:111122223333:dead" } } };

export const functionDeadLetters = rule(Function, {
  id: "aws-lambda-function-dead-letters",
  title: "Lambda functions keep events that they fail on",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": nist.monitoring,
  },
  equivalents: { checkov: ["CKV_AWS_116"], "cdk-nag": ["HIPAA.Security-LambdaDLQ", "NIST.800.53.R5-LambdaDLQ", "Serverless-LambdaDLQ"] },
  why: "An event that the function fails on again and again is lost.",
  fix: "Set `deadLetterConfig.targetArn` to a queue, or give the function an `aws.lambda.FunctionEventInvokeConfig` with a destination on failure.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  related: { invocations: from(EventInvokeConfig, "functionName") },
  pass: [
    { deadLetterConfig: { targetArn: "arn:aws:sqs:eu-west-1:111122223333:dead" } },
    { deadLetterConfig: { targetArn: unknown } },
    { invocations: [failureQueue] },
  ],
  fail: [{}, { invocations: [{ maximumRetryAttempts: 0 }] }],
  unknown: [{ invocations: [unknown] }],
  check: ({ deadLetterConfig, invocations }) =>
    !deadLetterConfig && !some(invocations, ({ destinationConfig }) => destinationConfig?.onFailure) && "events that it fails on go nowhere",
});

export const invocationFailures = given(EventInvokeConfig, {
  id: "aws-lambda-invocation-failures",
  title: "Asynchronous calls of Lambda functions have a destination on failure",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-LambdaAsyncFailureDestination"] },
  why: "An event that the function fails on again and again is lost.",
  fix: "Set `destinationConfig.onFailure.destination` to a queue, a topic, an event bus or a function.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  at: ({ destinationConfig }) => destinationConfig?.onFailure?.destination,
  pass: [failureQueue],
});

export const eventSourceFailures = given(EventSourceMapping, {
  id: "aws-lambda-event-source-failures",
  title: "Streams that Lambda functions read have a destination on failure",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-LambdaEventSourceMappingDestination"] },
  why: "Records that the function fails on again and again are lost, or hold up those behind them.",
  fix: "Set `destinationConfig.onFailure.destinationArn` to a queue, a topic or a bucket.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
  at: ({ destinationConfig }) => destinationConfig?.onFailure?.destinationArn,
  // Queues keep what fails themselves, and have no position to start from.
  unless: (self) => "functionName" in self && !("startingPosition" in self),
  pass: [
    { destinationConfig: { onFailure: { destinationArn: "arn:aws:sqs:eu-west-1:111122223333:dead" } } },
    { functionName: "app", eventSourceArn: "arn:aws:sqs:eu-west-1:111122223333:orders" },
  ],
  fail: [{ functionName: "app", startingPosition: "LATEST" }],
});

export const eventSourceVisibility = rule(EventSourceMapping, {
  id: "aws-lambda-event-source-visibility",
  title: "Queues hide messages long enough for the Lambda functions that read them",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Additional-LambdaEventSourceSQSVisibilityTimeout"] },
  why: "A message comes back while the function still works on it, and is handled twice.",
  fix: "Set the queue's `visibilityTimeoutSeconds` to six times the function's `timeout`, or more.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
  related: { sources: to("eventSourceArn", Queue), functions: to("functionName", Function) },
  pass: [{}, { sources: [{}], functions: [{}] }, { sources: [{ visibilityTimeoutSeconds: 180 }], functions: [{ timeout: 30 }] }],
  fail: [
    { sources: [{}], functions: [{ timeout: 6 }] },
    { sources: [{ visibilityTimeoutSeconds: 60 }], functions: [{ timeout: 30 }] },
  ],
  unknown: [{ sources: [{ visibilityTimeoutSeconds: unknown }], functions: [{ timeout: 30 }] }],
  check: ({ sources, functions }) =>
    some(sources, ({ visibilityTimeoutSeconds = 30 }) => some(functions, ({ timeout = 3 }) => visibilityTimeoutSeconds < 6 * timeout)) &&
    "its queue hides messages for less than six times the function's timeout",
});
