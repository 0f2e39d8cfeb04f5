import type { WorkflowArgs } from "@pulumi/gcp/workflows/workflow";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Workflow = resource<WorkflowArgs>("gcp:workflows/workflow:Workflow");

export const workflowCustomerKey = customerKey(Workflow, {
  id: "gcp-workflows-workflow-customer-key",
  subject: "Workflows",
  property: "cryptoKeyName",
  key: ({ cryptoKeyName }) => cryptoKeyName,
  see: "https://cloud.google.com/workflows/docs/use-cmek",
  pass: [{ cryptoKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }],
  unknown: [{ cryptoKeyName: unknown }],
});

export const workflowServiceAccount = ownServiceAccount(Workflow, {
  id: "gcp-workflows-workflow-service-account",
  subject: "Workflows",
  property: "serviceAccount",
  account: ({ serviceAccount }) => serviceAccount,
  see: "https://cloud.google.com/workflows/docs/authentication",
  pass: [{ serviceAccount: "worker@p.iam.gserviceaccount.com" }],
  fail: [{ serviceAccount: "123456-compute@developer.gserviceaccount.com" }],
  unknown: [{ serviceAccount: unknown }],
});

export const workflowLogging = rule(Workflow, {
  id: "gcp-workflows-workflow-logging",
  title: "Workflows log their calls",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without logs nobody can tell what a workflow called and with which result.",
  fix: "Set `callLogLevel` to `LOG_ALL_CALLS` or `LOG_ERRORS_ONLY`.",
  see: "https://cloud.google.com/workflows/docs/log-workflow",
  pass: [{ callLogLevel: "LOG_ALL_CALLS" }, { callLogLevel: "LOG_ERRORS_ONLY" }],
  fail: [{}, { callLogLevel: "LOG_NONE" }],
  unknown: [{ callLogLevel: unknown }],
  check: ({ callLogLevel }) => !/^LOG_(ALL_CALLS|ERRORS_ONLY)$/.test(callLogLevel ?? "") && "its calls aren't logged",
});
