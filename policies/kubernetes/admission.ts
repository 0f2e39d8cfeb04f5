import type { MutatingWebhookConfigurationArgs } from "@pulumi/kubernetes/admissionregistration/v1/mutatingWebhookConfiguration";
import type { ValidatingAdmissionPolicyArgs } from "@pulumi/kubernetes/admissionregistration/v1/validatingAdmissionPolicy";
import type { ValidatingAdmissionPolicyBindingArgs } from "@pulumi/kubernetes/admissionregistration/v1/validatingAdmissionPolicyBinding";
import type { APIServiceArgs } from "@pulumi/kubernetes/apiregistration/v1/apiservice";
import { each, resource, rule, setting, some, unknown } from "../../lib/rule";

const group = "kubernetes:admissionregistration.k8s.io";
const Webhooks = resource<Omit<MutatingWebhookConfigurationArgs, "apiVersion" | "kind"> & { apiVersion?: string }>(
  `${group}/*:ValidatingWebhookConfiguration`,
  `${group}/*:ValidatingWebhookConfigurationPatch`,
  `${group}/*:MutatingWebhookConfiguration`,
  `${group}/*:MutatingWebhookConfigurationPatch`,
);
const Policy = resource<ValidatingAdmissionPolicyArgs>(`${group}/*:ValidatingAdmissionPolicy`, `${group}/*:ValidatingAdmissionPolicyPatch`);
const PolicyBinding = resource<ValidatingAdmissionPolicyBindingArgs>(`${group}/*:ValidatingAdmissionPolicyBinding`);
const APIService = resource<APIServiceArgs>("kubernetes:apiregistration.k8s.io/*:APIService", "kubernetes:apiregistration.k8s.io/*:APIServicePatch");

export const webhookFailure = rule(Webhooks, {
  id: "kubernetes-admission-webhook-failure",
  title: "Admission webhooks refuse what they couldn't check",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "With `Ignore`, whoever makes the webhook slow or unreachable gets past it.",
  fix: "Set `failurePolicy` to `Fail`, and leave `kube-system` out by `namespaceSelector` so that the webhook's own pods can start.",
  see: "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy",
  pass: [{}, { webhooks: [{ name: "images.example.com" }] }, { webhooks: [{ name: "images.example.com", failurePolicy: "Fail" }] }],
  fail: [
    { webhooks: [unknown, { name: "images.example.com", failurePolicy: "Ignore" }] },
    { apiVersion: "admissionregistration.k8s.io/v1beta1", webhooks: [{ name: "images.example.com" }] },
  ],
  unknown: [{ webhooks: unknown }],
  check: ({ apiVersion, webhooks }) =>
    each(webhooks, ({ name, failurePolicy }) => {
      const policy = failurePolicy ?? (/\/v1beta1$/.test(apiVersion ?? "") ? "Ignore" : "Fail");
      return policy === "Ignore" && `its webhook \`${name}\` lets through what it couldn't check`;
    }),
});

export const policyFailure = setting(Policy, {
  id: "kubernetes-admission-policy-failure",
  title: "Admission policies refuse what they couldn't check",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "With `Ignore`, whoever writes an object on which the expression fails gets past it.",
  see: "https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#failure-policy",
  at: (policy) => policy.spec?.failurePolicy,
  good: ["Fail"],
  bad: ["Ignore"],
  absent: "good",
});

export const policyDeny = rule(PolicyBinding, {
  id: "kubernetes-admission-policy-deny",
  title: "Admission policies refuse what breaks them",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why: "A policy that only warns or writes to the audit log keeps nothing out.",
  fix: "Add `Deny` to `validationActions`.",
  see: "https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-actions",
  pass: [{ spec: { validationActions: ["Deny", "Audit"] } }, { spec: { validationActions: [unknown, "Deny"] } }],
  fail: [{ spec: { validationActions: ["Warn"] } }],
  unknown: [{ spec: { validationActions: [unknown] } }],
  check: ({ spec }) => !some(spec?.validationActions, (action) => action === "Deny") && "it doesn't `Deny`",
});

export const apiServiceTls = setting(APIService, {
  id: "kubernetes-admission-api-service-tls",
  title: "The API server checks the certificates of the servers it passes requests to",
  severity: "high",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Whoever takes the service's address gets the requests with their users' identities, and answers for the API.",
  fix: "Set `caBundle` to the certificate authority of the server, and leave `insecureSkipTLSVerify` out.",
  see: "https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/",
  at: (service) => service.spec?.insecureSkipTLSVerify,
  good: [false],
  absent: "good",
});
