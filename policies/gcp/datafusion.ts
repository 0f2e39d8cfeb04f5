import type { InstanceArgs } from "@pulumi/gcp/datafusion/instance";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:datafusion/instance:Instance");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-datafusion-instance-customer-key",
  subject: "Data Fusion instances",
  property: "cryptoKeyConfig.keyReference",
  key: ({ cryptoKeyConfig }) => cryptoKeyConfig?.keyReference,
  see: "https://cloud.google.com/data-fusion/docs/how-to/customer-managed-encryption-keys",
  pass: [{ cryptoKeyConfig: { keyReference: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } }],
  unknown: [{ cryptoKeyConfig: { keyReference: unknown } }],
});

export const instancePrivate = rule(Instance, {
  id: "gcp-datafusion-instance-private",
  title: "Data Fusion instances have no public addresses",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_87"] },
  why: "A public instance can be reached from the internet, and its pipelines can send data anywhere.",
  fix: "Set `privateInstance` to `true`.",
  see: "https://cloud.google.com/data-fusion/docs/how-to/create-private-ip",
  pass: [{ privateInstance: true }],
  fail: [{}, { privateInstance: false }],
  unknown: [{ privateInstance: unknown }],
  check: ({ privateInstance }) => !privateInstance && "it is a public instance",
});

export const instanceLogging = rule(Instance, {
  id: "gcp-datafusion-instance-logging",
  title: "Data Fusion instances send their logs to Cloud Logging",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  equivalents: { checkov: ["CKV_GCP_104"] },
  why: "Logs that stay on the instance are gone with it.",
  fix: "Set `enableStackdriverLogging` to `true`.",
  see: "https://cloud.google.com/data-fusion/docs/reference/rest/v1/projects.locations.instances",
  pass: [{ enableStackdriverLogging: true }],
  fail: [{}, { enableStackdriverLogging: false }],
  unknown: [{ enableStackdriverLogging: unknown }],
  check: ({ enableStackdriverLogging }) => !enableStackdriverLogging && "its logs aren't sent to Cloud Logging",
});

export const instanceMonitoring = rule(Instance, {
  id: "gcp-datafusion-instance-monitoring",
  title: "Data Fusion instances send their metrics to Cloud Monitoring",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-4"] },
  equivalents: { checkov: ["CKV_GCP_105"] },
  why: "Without metrics nobody notices pipelines that fail or read far more than usual.",
  fix: "Set `enableStackdriverMonitoring` to `true`.",
  see: "https://cloud.google.com/data-fusion/docs/reference/rest/v1/projects.locations.instances",
  pass: [{ enableStackdriverMonitoring: true }],
  fail: [{}, { enableStackdriverMonitoring: false }],
  unknown: [{ enableStackdriverMonitoring: unknown }],
  check: ({ enableStackdriverMonitoring }) => !enableStackdriverMonitoring && "its metrics aren't sent to Cloud Monitoring",
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
  check: ({ type, enableRbac }) => type !== "BASIC" && !enableRbac && "role-based access control isn't on",
});

export const instanceServiceAccount = ownServiceAccount(Instance, {
  id: "gcp-datafusion-instance-service-account",
  subject: "The pipelines of Data Fusion instances",
  property: "dataprocServiceAccount",
  account: ({ dataprocServiceAccount }) => dataprocServiceAccount,
  see: "https://cloud.google.com/data-fusion/docs/concepts/service-accounts",
  pass: [{ dataprocServiceAccount: "worker@p.iam.gserviceaccount.com" }],
  fail: [{ dataprocServiceAccount: "123456-compute@developer.gserviceaccount.com" }],
  unknown: [{ dataprocServiceAccount: unknown }],
});
