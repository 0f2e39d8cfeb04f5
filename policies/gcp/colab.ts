import type { RuntimeTemplateArgs } from "@pulumi/gcp/colab/runtimeTemplate";
import type { ScheduleArgs } from "@pulumi/gcp/colab/schedule";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { customerKey, resource, setting } from "../../lib/rule";

const RuntimeTemplate = resource<RuntimeTemplateArgs>("gcp:colab/runtimeTemplate:RuntimeTemplate");
const Schedule = resource<ScheduleArgs>("gcp:colab/schedule:Schedule");

export const runtimeTemplateCustomerKey = customerKey(RuntimeTemplate, {
  id: "gcp-colab-runtime-template-customer-key",
  subject: "Colab Enterprise runtimes",
  at: ({ encryptionSpec }) => encryptionSpec?.kmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});

export const scheduleCustomerKey = customerKey(Schedule, {
  id: "gcp-colab-schedule-customer-key",
  subject: "Scheduled Colab Enterprise notebooks",
  at: ({ createNotebookExecutionJobRequest }) => createNotebookExecutionJobRequest?.notebookExecutionJob.encryptionSpec?.kmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  fail: [{ createNotebookExecutionJobRequest: { notebookExecutionJob: {} } }],
});

export const runtimeTemplateSecureBoot = secureBoot(RuntimeTemplate, {
  id: "gcp-colab-runtime-template-secure-boot",
  subject: "Colab Enterprise runtimes",
  at: ({ shieldedVmConfig }) => shieldedVmConfig?.enableSecureBoot,
});

export const runtimeTemplateInternet = setting(RuntimeTemplate, {
  id: "gcp-colab-runtime-template-internet",
  title: "Colab Enterprise runtimes don't reach the internet",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Code that someone runs in a notebook can send the data that it reads anywhere.",
  see: "https://cloud.google.com/colab/docs/create-runtime-template",
  at: ({ networkSpec }) => networkSpec?.enableInternetAccess,
  good: [false],
  absent: "good",
});
