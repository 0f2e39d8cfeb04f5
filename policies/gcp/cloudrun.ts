import type { ServiceArgs } from "@pulumi/gcp/cloudrun/service";
import type { IamArgs } from "../../lib/cloud/google-iam";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { noPublicInvokers } from "../../lib/cloud/public-invokers";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Service = resource<ServiceArgs>("gcp:cloudrun/service:Service");
const Grants = resource<IamArgs>("gcp:cloudrun/iamMember:IamMember", "gcp:cloudrun/iamBinding:IamBinding", "gcp:cloudrun/iamPolicy:IamPolicy");

export const serviceCustomerKey = customerKey(Service, {
  id: "gcp-cloudrun-service-customer-key",
  subject: "Cloud Run services of the v1 API",
  at: ({ template }) => template?.metadata?.annotations?.["run.googleapis.com/encryption-key"],
  see: "https://cloud.google.com/run/docs/securing/using-cmek",
});

export const servicePublicInvokers = noPublicInvokers(Grants, {
  id: "gcp-cloudrun-service-public-invokers",
  subject: "Cloud Run services of the v1 API",
  equivalents: { checkov: ["CKV_GCP_102"], kics: ["7e3c1a2b-9d4f-4c8e-8a5b-0f1e2d3c4b6a"] },
  see: "https://cloud.google.com/run/docs/authenticating/public",
});

export const serviceIngress = setting(Service, {
  id: "gcp-cloudrun-service-ingress",
  title: "Cloud Run services of the v1 API take no traffic directly from the internet",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Anyone on the internet can send requests to the service, past your load balancer and its Cloud Armor policies.",
  fix: "Set the annotation `run.googleapis.com/ingress` in `metadata.annotations` to `internal` or `internal-and-cloud-load-balancing`.",
  see: "https://cloud.google.com/run/docs/securing/ingress",
  at: ({ metadata }) => metadata?.annotations?.["run.googleapis.com/ingress"],
  good: ["internal", "internal-and-cloud-load-balancing"],
  bad: ["all"],
  absent: "bad",
});

export const serviceServiceAccount = ownServiceAccount(Service, {
  id: "gcp-cloudrun-service-service-account",
  subject: "Cloud Run services of the v1 API",
  at: ({ template }) => template?.spec?.serviceAccountName,
  see: "https://cloud.google.com/run/docs/securing/service-identity",
});

export const serviceBinaryAuthorization = rule(Service, {
  id: "gcp-cloudrun-service-binary-authorization",
  title: "Cloud Run services of the v1 API run only images that Binary Authorization admits",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Without a policy any image may be run, also one that no build of yours made.",
  fix: "Set the annotation `run.googleapis.com/binary-authorization` in `metadata.annotations` to `default` or the name of a policy.",
  see: "https://cloud.google.com/binary-authorization/docs/run/enabling-binauthz-cloud-run",
  pass: [{ metadata: { annotations: { "run.googleapis.com/binary-authorization": "default" } } }],
  fail: [{}, { metadata: { annotations: {} } }],
  unknown: [{ metadata: { annotations: { "run.googleapis.com/binary-authorization": unknown } } }],
  check: ({ metadata }) => !metadata?.annotations?.["run.googleapis.com/binary-authorization"] && "no Binary Authorization policy applies to it",
});
