import type { RuntimeTemplateArgs } from "@pulumi/gcp/colab/runtimeTemplate";
import type { ScheduleArgs } from "@pulumi/gcp/colab/schedule";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const RuntimeTemplate = resource<RuntimeTemplateArgs>("gcp:colab/runtimeTemplate:RuntimeTemplate");
const Schedule = resource<ScheduleArgs>("gcp:colab/schedule:Schedule");

export const runtimeTemplateCustomerKey = customerKey(RuntimeTemplate, {
  id: "gcp-colab-runtime-template-customer-key",
  subject: "Colab Enterprise runtimes",
  property: "encryptionSpec.kmsKeyName",
  key: ({ encryptionSpec }) => encryptionSpec?.kmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ encryptionSpec: { kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } }],
  unknown: [{ encryptionSpec: { kmsKeyName: unknown } }],
});

export const scheduleCustomerKey = customerKey(Schedule, {
  id: "gcp-colab-schedule-customer-key",
  subject: "Scheduled Colab Enterprise notebooks",
  property: "createNotebookExecutionJobRequest.notebookExecutionJob.encryptionSpec.kmsKeyName",
  key: ({ createNotebookExecutionJobRequest }) => createNotebookExecutionJobRequest?.notebookExecutionJob.encryptionSpec?.kmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [
    {
      createNotebookExecutionJobRequest: {
        notebookExecutionJob: { encryptionSpec: { kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } },
      },
    },
  ],
  fail: [{ createNotebookExecutionJobRequest: { notebookExecutionJob: {} } }],
  unknown: [{ createNotebookExecutionJobRequest: { notebookExecutionJob: { encryptionSpec: { kmsKeyName: unknown } } } }],
});

export const runtimeTemplateSecureBoot = secureBoot(RuntimeTemplate, {
  id: "gcp-colab-runtime-template-secure-boot",
  subject: "Colab Enterprise runtimes",
  property: "shieldedVmConfig.enableSecureBoot",
  enabled: ({ shieldedVmConfig }) => shieldedVmConfig?.enableSecureBoot,
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  pass: [{ shieldedVmConfig: { enableSecureBoot: true } }],
  fail: [{ shieldedVmConfig: { enableSecureBoot: false } }],
  unknown: [{ shieldedVmConfig: { enableSecureBoot: unknown } }],
});

export const runtimeTemplateInternet = rule(RuntimeTemplate, {
  id: "gcp-colab-runtime-template-internet",
  title: "Colab Enterprise runtimes don't reach the internet",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Code that someone runs in a notebook can send the data that it reads anywhere.",
  fix: "Leave `networkSpec.enableInternetAccess` out, or set it to `false`.",
  see: "https://cloud.google.com/colab/docs/create-runtime-template",
  pass: [{}, { networkSpec: { enableInternetAccess: false } }],
  fail: [{ networkSpec: { enableInternetAccess: true } }],
  unknown: [{ networkSpec: { enableInternetAccess: unknown } }],
  check: ({ networkSpec }) => networkSpec?.enableInternetAccess && "it reaches the internet",
});
