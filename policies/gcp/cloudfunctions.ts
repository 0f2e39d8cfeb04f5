import type { FunctionArgs } from "@pulumi/gcp/cloudfunctions/function";
import { unmaintained } from "../../lib/cloud/function-runtime";
import type { IamArgs } from "../../lib/cloud/google-iam";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { noPublicInvokers } from "../../lib/cloud/public-invokers";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const CloudFunction = resource<FunctionArgs>("gcp:cloudfunctions/function:Function");
const Grants = resource<IamArgs>(
  "gcp:cloudfunctions/functionIamMember:FunctionIamMember",
  "gcp:cloudfunctions/functionIamBinding:FunctionIamBinding",
  "gcp:cloudfunctions/functionIamPolicy:FunctionIamPolicy",
);

export const functionCustomerKey = customerKey(CloudFunction, {
  id: "gcp-cloudfunctions-function-customer-key",
  subject: "Cloud Functions of the first generation",
  at: ({ kmsKeyName }) => kmsKeyName,
  see: "https://cloud.google.com/functions/docs/securing/cmek",
});

export const functionPublicInvokers = noPublicInvokers(Grants, {
  id: "gcp-cloudfunctions-function-public-invokers",
  subject: "Cloud Functions of the first generation",
  equivalents: { checkov: ["CKV_GCP_107"] },
  see: "https://cloud.google.com/functions/docs/securing/managing-access-iam",
});

export const functionIngress = setting(CloudFunction, {
  id: "gcp-cloudfunctions-function-ingress",
  title: "Cloud Functions of the first generation take no traffic directly from the internet",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_124"] },
  why: "Anyone on the internet can send requests to the function, past your load balancer and its Cloud Armor policies.",
  fix: "Set `ingressSettings` to `ALLOW_INTERNAL_ONLY` or `ALLOW_INTERNAL_AND_GCLB`.",
  see: "https://cloud.google.com/functions/docs/networking/network-settings",
  at: ({ ingressSettings }) => ingressSettings,
  good: ["ALLOW_INTERNAL_ONLY", "ALLOW_INTERNAL_AND_GCLB"],
  bad: ["ALLOW_ALL"],
  absent: "bad",
});

export const functionHttps = rule(CloudFunction, {
  id: "gcp-cloudfunctions-function-https",
  title: "Cloud Functions of the first generation answer only by HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  equivalents: { checkov: ["CKV2_GCP_10"] },
  why: "What is sent by plain HTTP, tokens too, can be read and changed by anyone on the way.",
  fix: "Set `httpsTriggerSecurityLevel` to `SECURE_ALWAYS`.",
  see: "https://cloud.google.com/functions/docs/reference/rest/v1/projects.locations.functions",
  pass: [{ triggerHttp: true, httpsTriggerSecurityLevel: "SECURE_ALWAYS" }, { eventTrigger: { eventType: "google.pubsub.topic.publish", resource: "t" } }],
  fail: [{ triggerHttp: true }, { triggerHttp: true, httpsTriggerSecurityLevel: "SECURE_OPTIONAL" }],
  unknown: [{ triggerHttp: true, httpsTriggerSecurityLevel: unknown }],
  check: (self) => self.triggerHttp && self.httpsTriggerSecurityLevel !== "SECURE_ALWAYS" && "it answers plain HTTP as well",
});

export const functionServiceAccount = ownServiceAccount(CloudFunction, {
  id: "gcp-cloudfunctions-function-service-account",
  subject: "Cloud Functions of the first generation",
  at: ({ serviceAccountEmail }) => serviceAccountEmail,
  see: "https://cloud.google.com/functions/docs/securing/function-identity",
});

export const functionRuntime = rule(CloudFunction, {
  id: "gcp-cloudfunctions-function-runtime",
  title: "Cloud Functions of the first generation run on a maintained runtime",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  why: "When a runtime's language version is no longer maintained, its security flaws stay open.",
  fix: "Set `runtime` to a version that Google supports.",
  see: "https://cloud.google.com/functions/docs/runtime-support",
  pass: [{ runtime: "go126" }, {}],
  fail: [
    { runtime: "nodejs18" },
    { runtime: "python39" },
    { runtime: "go119" },
    { runtime: "java11" },
    { runtime: "dotnet6" },
    { runtime: "php74" },
    { runtime: "ruby30" },
  ],
  unknown: [{ runtime: unknown }],
  check: ({ runtime }) => unmaintained("google", runtime),
});
