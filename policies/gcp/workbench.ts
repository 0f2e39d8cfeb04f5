import type { InstanceArgs } from "@pulumi/gcp/workbench/instance";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { resource, rule, setting, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:workbench/instance:Instance");

export const instanceCustomerKey = rule(Instance, {
  id: "gcp-workbench-instance-customer-key",
  title: "Vertex AI Workbench instances are encrypted with a Cloud KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV2_GCP_27"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `diskEncryption` of `gceSetup.bootDisk` and `gceSetup.dataDisks` to `CMEK`, and `kmsKey` to a Cloud KMS key of your own.",
  see: "https://cloud.google.com/vertex-ai/docs/workbench/instances/cmek",
  pass: [
    {
      gceSetup: {
        bootDisk: { diskEncryption: "CMEK", kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" },
        dataDisks: { diskEncryption: "CMEK", kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" },
      },
    },
    { gceSetup: { bootDisk: { diskEncryption: "CMEK", kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } } },
  ],
  fail: [
    {},
    { gceSetup: {} },
    { gceSetup: { bootDisk: { diskEncryption: "GMEK" } } },
    {
      gceSetup: {
        bootDisk: { diskEncryption: "CMEK", kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" },
        dataDisks: { diskEncryption: "GMEK" },
      },
    },
  ],
  unknown: [{ gceSetup: { bootDisk: { diskEncryption: unknown } } }],
  check: ({ gceSetup }) =>
    (gceSetup?.bootDisk?.diskEncryption !== "CMEK" || (gceSetup.dataDisks && gceSetup.dataDisks.diskEncryption !== "CMEK")) &&
    "not all of its disks are encrypted with a key of your own",
});

export const instanceVtpm = setting(Instance, {
  id: "gcp-workbench-instance-vtpm",
  title: "Vertex AI Workbench instances have a virtual trusted platform module",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  why: "Without it the machine can't prove which software it booted.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  at: ({ gceSetup }) => gceSetup?.shieldedInstanceConfig?.enableVtpm,
  good: [true],
  absent: "good",
});

export const instanceIntegrity = setting(Instance, {
  id: "gcp-workbench-instance-integrity",
  title: "The boot of Vertex AI Workbench instances is monitored",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  why: "Without integrity monitoring a changed boot loader or kernel goes unnoticed.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  at: ({ gceSetup }) => gceSetup?.shieldedInstanceConfig?.enableIntegrityMonitoring,
  good: [true],
  absent: "good",
});

export const instanceSecureBoot = secureBoot(Instance, {
  id: "gcp-workbench-instance-secure-boot",
  subject: "Vertex AI Workbench instances",
  at: ({ gceSetup }) => gceSetup?.shieldedInstanceConfig?.enableSecureBoot,
});

export const instancePrivate = setting(Instance, {
  id: "gcp-workbench-instance-private",
  title: "Vertex AI Workbench instances have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV2_GCP_28"] },
  why: "A notebook with a public address can be reached from the internet when a firewall rule is wrong, and runs code for whoever gets in.",
  see: "https://cloud.google.com/vertex-ai/docs/workbench/instances/create",
  at: ({ gceSetup }) => gceSetup?.disablePublicIp,
  good: [true],
  absent: "bad",
});

export const instanceServiceAccount = ownServiceAccount(Instance, {
  id: "gcp-workbench-instance-service-account",
  subject: "Vertex AI Workbench instances",
  at: ({ gceSetup }) => gceSetup?.serviceAccounts?.[0]?.email,
  see: "https://cloud.google.com/vertex-ai/docs/workbench/instances/manage-access-jupyterlab",
});
