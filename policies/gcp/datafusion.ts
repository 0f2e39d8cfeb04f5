import type { InstanceArgs } from "@pulumi/gcp/datafusion/instance";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:datafusion/instance:Instance");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-datafusion-instance-customer-key",
  subject: "Data Fusion instances",
  at: ({ cryptoKeyConfig }) => cryptoKeyConfig?.keyReference,
  see: "https://cloud.google.com/data-fusion/docs/how-to/customer-managed-encryption-keys",
});

export const instancePrivate = setting(Instance, {
  id: "gcp-datafusion-instance-private",
  title: "Data Fusion instances have no public addresses",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_87"] },
  why: "A public instance can be reached from the internet, and its pipelines can send data anywhere.",
  see: "https://cloud.google.com/data-fusion/docs/how-to/create-private-ip",
  at: ({ privateInstance }) => privateInstance,
  good: [true],
  absent: "bad",
});

export const instanceLogging = setting(Instance, {
  id: "gcp-datafusion-instance-logging",
  title: "Data Fusion instances send their logs to Cloud Logging",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  equivalents: { checkov: ["CKV_GCP_104"] },
  why: "Logs that stay on the instance are gone with it.",
  see: "https://cloud.google.com/data-fusion/docs/reference/rest/v1/projects.locations.instances",
  at: ({ enableStackdriverLogging }) => enableStackdriverLogging,
  good: [true],
  absent: "bad",
});

export const instanceMonitoring = setting(Instance, {
  id: "gcp-datafusion-instance-monitoring",
  title: "Data Fusion instances send their metrics to Cloud Monitoring",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-4"] },
  equivalents: { checkov: ["CKV_GCP_105"] },
  why: "Without metrics nobody notices pipelines that fail or read far more than usual.",
  see: "https://cloud.google.com/data-fusion/docs/reference/rest/v1/projects.locations.instances",
  at: ({ enableStackdriverMonitoring }) => enableStackdriverMonitoring,
  good: [true],
  absent: "bad",
});

export const instanceRbac = rule(Instance, {
  id: "gcp-datafusion-instance-rbac",
  title: "Data Fusion instances grant access by namespace",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Without role-based access control everyone who may use the instance may see and change all its pipelines.",
  fix: "Set `enableRbac` to `true`.",
  see: "https://cloud.google.com/data-fusion/docs/concepts/rbac",
  pass: [{ enableRbac: true }, { type: "BASIC" }],
  fail: [{}, { type: "ENTERPRISE", enableRbac: false }],
  unknown: [{ enableRbac: unknown }],
  check: (self) => self.type !== "BASIC" && !self.enableRbac && "role-based access control isn't on",
});

export const instanceServiceAccount = ownServiceAccount(Instance, {
  id: "gcp-datafusion-instance-service-account",
  subject: "The pipelines of Data Fusion instances",
  at: ({ dataprocServiceAccount }) => dataprocServiceAccount,
  see: "https://cloud.google.com/data-fusion/docs/concepts/service-accounts",
});
