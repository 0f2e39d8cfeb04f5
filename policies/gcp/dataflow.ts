import type { FlexTemplateJobArgs } from "@pulumi/gcp/dataflow/flexTemplateJob";
import type { JobArgs } from "@pulumi/gcp/dataflow/job";
import type { PipelineArgs } from "@pulumi/gcp/dataflow/pipeline";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Pipeline = resource<PipelineArgs>("gcp:dataflow/pipeline:Pipeline");
const Worker = resource<JobArgs | FlexTemplateJobArgs>("gcp:dataflow/job:Job", "gcp:dataflow/flexTemplateJob:FlexTemplateJob");

interface Environment {
  readonly kmsKeyName?: string;
  readonly ipConfiguration?: string;
}
interface Workload {
  readonly dataflowFlexTemplateRequest?: { readonly launchParameter?: { readonly environment?: Environment } };
  readonly dataflowLaunchTemplateRequest?: { readonly launchParameters?: { readonly environment?: Environment } };
}

const environmentOf = (workload: Workload | undefined): Environment | undefined =>
  workload?.dataflowFlexTemplateRequest?.launchParameter?.environment ?? workload?.dataflowLaunchTemplateRequest?.launchParameters?.environment;

export const jobCustomerKey = customerKey(Worker, {
  id: "gcp-dataflow-job-customer-key",
  subject: "Dataflow jobs",
  at: ({ kmsKeyName }) => kmsKeyName,
  equivalents: { checkov: ["CKV_GCP_90"] },
  see: "https://cloud.google.com/dataflow/docs/guides/customer-managed-encryption-keys",
});

export const pipelineCustomerKey = rule(Pipeline, {
  id: "gcp-dataflow-pipeline-customer-key",
  title: "Dataflow pipelines are encrypted with a Cloud KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `kmsKeyName` in the environment of `workload` to a Cloud KMS key of your own.",
  see: "https://cloud.google.com/dataflow/docs/guides/customer-managed-encryption-keys",
  pass: [
    {
      workload: {
        dataflowFlexTemplateRequest: { launchParameter: { environment: { kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } } },
      },
    },
    {
      workload: {
        dataflowLaunchTemplateRequest: { launchParameters: { environment: { kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } } },
      },
    },
  ],
  fail: [{}, { workload: { dataflowFlexTemplateRequest: { launchParameter: {} } } }],
  unknown: [{ workload: { dataflowFlexTemplateRequest: { launchParameter: { environment: { kmsKeyName: unknown } } } } }],
  check: ({ workload }) => !environmentOf(workload)?.kmsKeyName && "the environment of `workload` names no key",
});

export const jobPrivate = setting(Worker, {
  id: "gcp-dataflow-job-private",
  title: "Dataflow workers have no public addresses",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_94"] },
  why: "Workers with public addresses can be reached from the internet when a firewall rule is wrong, and can send the data that they process anywhere.",
  see: "https://cloud.google.com/dataflow/docs/guides/routes-firewall",
  at: ({ ipConfiguration }) => ipConfiguration,
  good: ["WORKER_IP_PRIVATE"],
  bad: ["WORKER_IP_PUBLIC"],
  absent: "bad",
});

export const pipelinePrivate = rule(Pipeline, {
  id: "gcp-dataflow-pipeline-private",
  title: "The workers of Dataflow pipelines have no public addresses",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Workers with public addresses can be reached from the internet when a firewall rule is wrong, and can send the data that they process anywhere.",
  fix: "Set `ipConfiguration` in the environment of `workload` to `WORKER_IP_PRIVATE`.",
  see: "https://cloud.google.com/dataflow/docs/guides/routes-firewall",
  pass: [{ workload: { dataflowFlexTemplateRequest: { launchParameter: { environment: { ipConfiguration: "WORKER_IP_PRIVATE" } } } } }],
  fail: [{}, { workload: { dataflowLaunchTemplateRequest: { launchParameters: { environment: { ipConfiguration: "WORKER_IP_PUBLIC" } } } } }],
  unknown: [{ workload: { dataflowLaunchTemplateRequest: { launchParameters: { environment: { ipConfiguration: unknown } } } } }],
  check: ({ workload }) => environmentOf(workload)?.ipConfiguration !== "WORKER_IP_PRIVATE" && "its workers have public addresses",
});

export const jobServiceAccount = ownServiceAccount(Worker, {
  id: "gcp-dataflow-job-service-account",
  subject: "Dataflow jobs",
  at: ({ serviceAccountEmail }) => serviceAccountEmail,
  see: "https://cloud.google.com/dataflow/docs/concepts/security-and-permissions",
});
