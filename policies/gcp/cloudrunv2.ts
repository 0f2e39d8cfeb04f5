import type { JobArgs } from "@pulumi/gcp/cloudrunv2/job";
import type { ServiceArgs } from "@pulumi/gcp/cloudrunv2/service";
import type { WorkerPoolArgs } from "@pulumi/gcp/cloudrunv2/workerPool";
import type { IamArgs } from "../../lib/cloud/google-iam";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { noPublicInvokers } from "../../lib/cloud/public-invokers";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Service = resource<ServiceArgs>("gcp:cloudrunv2/service:Service");
const Job = resource<JobArgs>("gcp:cloudrunv2/job:Job");
const Deployed = resource<ServiceArgs | JobArgs | WorkerPoolArgs>(
  "gcp:cloudrunv2/service:Service",
  "gcp:cloudrunv2/job:Job",
  "gcp:cloudrunv2/workerPool:WorkerPool",
);
const Revised = resource<ServiceArgs | WorkerPoolArgs>("gcp:cloudrunv2/service:Service", "gcp:cloudrunv2/workerPool:WorkerPool");
const Grants = resource<IamArgs>(
  "gcp:cloudrunv2/serviceIamMember:ServiceIamMember",
  "gcp:cloudrunv2/serviceIamBinding:ServiceIamBinding",
  "gcp:cloudrunv2/serviceIamPolicy:ServiceIamPolicy",
  "gcp:cloudrunv2/jobIamMember:JobIamMember",
  "gcp:cloudrunv2/jobIamBinding:JobIamBinding",
  "gcp:cloudrunv2/jobIamPolicy:JobIamPolicy",
  "gcp:cloudrunv2/workerPoolIamMember:WorkerPoolIamMember",
  "gcp:cloudrunv2/workerPoolIamBinding:WorkerPoolIamBinding",
  "gcp:cloudrunv2/workerPoolIamPolicy:WorkerPoolIamPolicy",
);

export const serviceCustomerKey = customerKey(Revised, {
  id: "gcp-cloudrunv2-service-customer-key",
  subject: "Cloud Run services and worker pools",
  at: ({ template }) => template?.encryptionKey,
  see: "https://cloud.google.com/run/docs/securing/using-cmek",
  fail: [{ template: { containers: [{ image: "eu-docker.pkg.dev/p/r/i" }] } }],
});

export const jobCustomerKey = customerKey(Job, {
  id: "gcp-cloudrunv2-job-customer-key",
  subject: "Cloud Run jobs",
  at: ({ template }) => template?.template?.encryptionKey,
  see: "https://cloud.google.com/run/docs/securing/using-cmek",
});

export const servicePublicInvokers = noPublicInvokers(Grants, {
  id: "gcp-cloudrunv2-service-public-invokers",
  subject: "Cloud Run services, jobs and worker pools",
  see: "https://cloud.google.com/run/docs/authenticating/public",
});

export const serviceIngress = setting(Service, {
  id: "gcp-cloudrunv2-service-ingress",
  title: "Cloud Run services take no traffic directly from the internet",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Anyone on the internet can send requests to the service, past your load balancer and its Cloud Armor policies.",
  fix: "Set `ingress` to `INGRESS_TRAFFIC_INTERNAL_ONLY` or `INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER`.",
  see: "https://cloud.google.com/run/docs/securing/ingress",
  at: ({ ingress }) => ingress,
  good: ["INGRESS_TRAFFIC_INTERNAL_ONLY", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER", "INGRESS_TRAFFIC_NONE"],
  bad: ["INGRESS_TRAFFIC_ALL"],
  absent: "bad",
});

export const serviceInvokerCheck = setting(Service, {
  id: "gcp-cloudrunv2-service-invoker-check",
  title: "Cloud Run services check who calls them",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Without the check everyone who reaches the service may call it, whatever its IAM policy says.",
  fix: "Leave `invokerIamDisabled` out, and grant `roles/run.invoker` to those who call it.",
  see: "https://cloud.google.com/run/docs/securing/managing-access",
  at: ({ invokerIamDisabled }) => invokerIamDisabled,
  good: [false],
  absent: "good",
});

export const serviceServiceAccount = ownServiceAccount(Revised, {
  id: "gcp-cloudrunv2-service-service-account",
  subject: "Cloud Run services and worker pools",
  at: ({ template }) => template?.serviceAccount,
  see: "https://cloud.google.com/run/docs/securing/service-identity",
});

export const jobServiceAccount = ownServiceAccount(Job, {
  id: "gcp-cloudrunv2-job-service-account",
  subject: "Cloud Run jobs",
  at: ({ template }) => template?.template?.serviceAccount,
  see: "https://cloud.google.com/run/docs/securing/service-identity",
});

export const serviceBinaryAuthorization = rule(Deployed, {
  id: "gcp-cloudrunv2-service-binary-authorization",
  title: "Cloud Run runs only images that Binary Authorization admits",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Without a policy any image may be run, also one that no build of yours made.",
  fix: "Set `binaryAuthorization.useDefault` to `true`, or `binaryAuthorization.policy` to a policy.",
  see: "https://cloud.google.com/binary-authorization/docs/run/enabling-binauthz-cloud-run",
  pass: [{ binaryAuthorization: { useDefault: true } }, { binaryAuthorization: { policy: "projects/p/platforms/cloudRun/policies/x" } }],
  fail: [{}, { binaryAuthorization: { useDefault: false } }],
  unknown: [{ binaryAuthorization: { useDefault: unknown } }],
  check: ({ binaryAuthorization }) => !binaryAuthorization?.useDefault && !binaryAuthorization?.policy && "no Binary Authorization policy applies to it",
});

export const serviceBreakglass = rule(Deployed, {
  id: "gcp-cloudrunv2-service-breakglass",
  title: "Cloud Run deployments don't go past Binary Authorization",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  why: "A break-glass justification left in the program runs every image, admitted or not.",
  fix: "Remove `binaryAuthorization.breakglassJustification`.",
  see: "https://cloud.google.com/binary-authorization/docs/run/using-breakglass-cloud-run",
  pass: [{}, { binaryAuthorization: { useDefault: true } }],
  fail: [{ binaryAuthorization: { useDefault: true, breakglassJustification: "outage" } }],
  unknown: [{ binaryAuthorization: { breakglassJustification: unknown } }],
  check: ({ binaryAuthorization }) => binaryAuthorization?.breakglassJustification && "it goes past Binary Authorization",
});
