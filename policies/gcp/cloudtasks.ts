import type { QueueArgs } from "@pulumi/gcp/cloudtasks/queue";
import { resource, rule, unknown } from "../../lib/rule";

const Queue = resource<QueueArgs>("gcp:cloudtasks/queue:Queue");

export const queueLogging = rule(Queue, {
  id: "gcp-cloudtasks-queue-logging",
  title: "Cloud Tasks queues log their operations",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without logs nobody can tell which tasks ran and which failed.",
  fix: "Set `stackdriverLoggingConfig.samplingRatio` to a number above zero.",
  see: "https://cloud.google.com/tasks/docs/logging",
  pass: [{ stackdriverLoggingConfig: { samplingRatio: 1 } }],
  fail: [{}, { stackdriverLoggingConfig: { samplingRatio: 0 } }],
  unknown: [{ stackdriverLoggingConfig: { samplingRatio: unknown } }],
  check: ({ stackdriverLoggingConfig }) => !stackdriverLoggingConfig?.samplingRatio && "its operations aren't logged",
});
