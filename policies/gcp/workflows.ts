import type { WorkflowArgs } from "@pulumi/gcp/workflows/workflow";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { customerKey, resource, setting } from "../../lib/rule";

const Workflow = resource<WorkflowArgs>("gcp:workflows/workflow:Workflow");

export const workflowCustomerKey = customerKey(Workflow, {
  id: "gcp-workflows-workflow-customer-key",
  subject: "Workflows",
  at: ({ cryptoKeyName }) => cryptoKeyName,
  see: "https://cloud.google.com/workflows/docs/use-cmek",
});

export const workflowServiceAccount = ownServiceAccount(Workflow, {
  id: "gcp-workflows-workflow-service-account",
  subject: "Workflows",
  at: ({ serviceAccount }) => serviceAccount,
  see: "https://cloud.google.com/workflows/docs/authentication",
});

export const workflowLogging = setting(Workflow, {
  id: "gcp-workflows-workflow-logging",
  title: "Workflows log their calls",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without logs nobody can tell what a workflow called and with which result.",
  fix: "Set `callLogLevel` to `LOG_ALL_CALLS` or `LOG_ERRORS_ONLY`.",
  see: "https://cloud.google.com/workflows/docs/log-workflow",
  at: ({ callLogLevel }) => callLogLevel,
  good: ["LOG_ALL_CALLS", "LOG_ERRORS_ONLY"],
  bad: ["LOG_NONE"],
  absent: "bad",
});
