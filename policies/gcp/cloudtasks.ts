import type { QueueArgs } from "@pulumi/gcp/cloudtasks/queue";
import { resource, rule, setting, unknown } from "../../lib/rule";

const Queue = resource<QueueArgs>("gcp:cloudtasks/queue:Queue");

export const queueLogging = rule(Queue, {
  id: "gcp-cloudtasks-queue-logging",
  title: "Cloud Tasks queues log their operations",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without logs nobody can tell which tasks ran and which failed.",
  fix: "Set `stackdriverLoggingConfig.samplingRatio` to a number above zero.",
  see: "https://cloud.google.com/tasks/docs/logging",
  pass: [{ stackdriverLoggingConfig: { samplingRatio: 1 } }],
  fail: [{}, { stackdriverLoggingConfig: { samplingRatio: 0 } }],
  unknown: [{ stackdriverLoggingConfig: { samplingRatio: unknown } }],
  check: ({ stackdriverLoggingConfig }) => !stackdriverLoggingConfig?.samplingRatio && "its operations aren't logged",
});

export const queueHttps = setting(Queue, {
  id: "gcp-cloudtasks-queue-https",
  title: "Cloud Tasks queues don't override the address of tasks with plain HTTP",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "What is sent by plain HTTP, tokens too, can be read and changed by anyone on the way.",
  fix: "Set `httpTarget.uriOverride.scheme` to `HTTPS`.",
  see: "https://cloud.google.com/tasks/docs/configuring-queues",
  at: ({ httpTarget }) => httpTarget?.uriOverride?.scheme,
  good: ["HTTPS"],
  bad: ["HTTP"],
  absent: "good",
});
