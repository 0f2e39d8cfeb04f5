import type { FunctionArgs } from "@pulumi/gcp/cloudfunctionsv2/function";
import { unmaintained } from "../../lib/cloud/function-runtime";
import type { IamArgs } from "../../lib/cloud/google-iam";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { noPublicInvokers } from "../../lib/cloud/public-invokers";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const CloudFunction = resource<FunctionArgs>("gcp:cloudfunctionsv2/function:Function");
const Grants = resource<IamArgs>(
  "gcp:cloudfunctionsv2/functionIamMember:FunctionIamMember",
  "gcp:cloudfunctionsv2/functionIamBinding:FunctionIamBinding",
  "gcp:cloudfunctionsv2/functionIamPolicy:FunctionIamPolicy",
);

export const functionCustomerKey = customerKey(CloudFunction, {
  id: "gcp-cloudfunctionsv2-function-customer-key",
  subject: "Cloud Run functions",
  at: ({ kmsKeyName }) => kmsKeyName,
  see: "https://cloud.google.com/functions/docs/securing/cmek",
});

export const functionPublicInvokers = noPublicInvokers(Grants, {
  id: "gcp-cloudfunctionsv2-function-public-invokers",
  subject: "Cloud Run functions",
  equivalents: { checkov: ["CKV_GCP_107"] },
  see: "https://cloud.google.com/functions/docs/securing/managing-access-iam",
});

export const functionIngress = setting(CloudFunction, {
  id: "gcp-cloudfunctionsv2-function-ingress",
  title: "Cloud Run functions take no traffic directly from the internet",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_124"] },
  why: "Anyone on the internet can send requests to the function, past your load balancer and its Cloud Armor policies.",
  fix: "Set `serviceConfig.ingressSettings` to `ALLOW_INTERNAL_ONLY` or `ALLOW_INTERNAL_AND_GCLB`.",
  see: "https://cloud.google.com/functions/docs/networking/network-settings",
  at: ({ serviceConfig }) => serviceConfig?.ingressSettings,
  good: ["ALLOW_INTERNAL_ONLY", "ALLOW_INTERNAL_AND_GCLB"],
  bad: ["ALLOW_ALL"],
  absent: "bad",
});

export const functionServiceAccount = ownServiceAccount(CloudFunction, {
  id: "gcp-cloudfunctionsv2-function-service-account",
  subject: "Cloud Run functions",
  at: ({ serviceConfig }) => serviceConfig?.serviceAccountEmail,
  see: "https://cloud.google.com/functions/docs/securing/function-identity",
});

export const functionRuntime = rule(CloudFunction, {
  id: "gcp-cloudfunctionsv2-function-runtime",
  title: "Cloud Run functions run on a maintained runtime",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  why: "When a runtime's language version is no longer maintained, its security flaws stay open.",
  fix: "Set `buildConfig.runtime` to a version that Google supports.",
  see: "https://cloud.google.com/functions/docs/runtime-support",
  pass: [{ buildConfig: { runtime: "go126" } }, {}],
  fail: [
    { buildConfig: { runtime: "nodejs18" } },
    { buildConfig: { runtime: "python39" } },
    { buildConfig: { runtime: "go119" } },
    { buildConfig: { runtime: "java11" } },
    { buildConfig: { runtime: "dotnet6" } },
    { buildConfig: { runtime: "php74" } },
    { buildConfig: { runtime: "ruby30" } },
  ],
  unknown: [{ buildConfig: { runtime: unknown } }],
  check: ({ buildConfig }) => unmaintained("google", buildConfig?.runtime),
});

export const functionBinaryAuthorization = rule(CloudFunction, {
  id: "gcp-cloudfunctionsv2-function-binary-authorization",
  title: "Cloud Run functions run only images that Binary Authorization admits",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Without a policy any image may be run, also one that no build of yours made.",
  fix: "Set `serviceConfig.binaryAuthorizationPolicy` to a Binary Authorization policy.",
  see: "https://cloud.google.com/binary-authorization/docs/run/enabling-binauthz-cloud-run",
  pass: [{ serviceConfig: { binaryAuthorizationPolicy: "projects/p/platforms/cloudRun/policies/x" } }],
  fail: [{}, { serviceConfig: {} }],
  unknown: [{ serviceConfig: { binaryAuthorizationPolicy: unknown } }],
  check: ({ serviceConfig }) => !serviceConfig?.binaryAuthorizationPolicy && "no Binary Authorization policy applies to it",
});
