import type { InstanceArgs } from "@pulumi/gcp/notebooks/instance";
import type { RuntimeArgs } from "@pulumi/gcp/notebooks/runtime";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { customerKey, resource, setting } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:notebooks/instance:Instance");
const Runtime = resource<RuntimeArgs>("gcp:notebooks/runtime:Runtime");

export const instanceCustomerKey = setting(Instance, {
  id: "gcp-notebooks-instance-customer-key",
  title: "User-managed notebooks are encrypted with a Cloud KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV2_GCP_21"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `diskEncryption` to `CMEK`, and `kmsKey` to a Cloud KMS key of your own.",
  see: "https://cloud.google.com/vertex-ai/docs/workbench/instances/cmek",
  at: ({ diskEncryption }) => diskEncryption,
  good: ["CMEK"],
  bad: ["GMEK"],
  absent: "bad",
});

export const runtimeCustomerKey = customerKey(Runtime, {
  id: "gcp-notebooks-runtime-customer-key",
  subject: "Managed notebook runtimes",
  at: ({ virtualMachine }) => virtualMachine?.virtualMachineConfig?.encryptionConfig?.kmsKey,
  equivalents: { checkov: ["CKV2_GCP_35"] },
  see: "https://cloud.google.com/vertex-ai/docs/workbench/instances/cmek",
  fail: [{ virtualMachine: { virtualMachineConfig: { machineType: "n1-standard-4" } } }],
});

export const instancePrivate = setting(Instance, {
  id: "gcp-notebooks-instance-private",
  title: "User-managed notebooks have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_89"] },
  why: "A notebook with a public address can be reached from the internet when a firewall rule is wrong, and runs code for whoever gets in.",
  see: "https://cloud.google.com/vertex-ai/docs/workbench/reference/rest/v1/projects.locations.instances",
  at: ({ noPublicIp }) => noPublicIp,
  good: [true],
  absent: "bad",
});

export const runtimePrivate = setting(Runtime, {
  id: "gcp-notebooks-runtime-private",
  title: "Managed notebook runtimes have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV2_GCP_36"] },
  why: "A notebook with a public address can be reached from the internet when a firewall rule is wrong, and runs code for whoever gets in.",
  see: "https://cloud.google.com/vertex-ai/docs/workbench/reference/rest/v1/projects.locations.runtimes",
  at: ({ virtualMachine }) => virtualMachine?.virtualMachineConfig?.internalIpOnly,
  good: [true],
  absent: "bad",
});

export const instanceVtpm = setting(Instance, {
  id: "gcp-notebooks-instance-vtpm",
  title: "User-managed notebooks have a virtual trusted platform module",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: { checkov: ["CKV_GCP_126"] },
  why: "Without it the machine can't prove which software it booted.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  at: ({ shieldedInstanceConfig }) => shieldedInstanceConfig?.enableVtpm,
  good: [true],
  absent: "good",
});

export const instanceIntegrity = setting(Instance, {
  id: "gcp-notebooks-instance-integrity",
  title: "The boot of user-managed notebooks is monitored",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: { checkov: ["CKV_GCP_127"] },
  why: "Without integrity monitoring a changed boot loader or kernel goes unnoticed.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  at: ({ shieldedInstanceConfig }) => shieldedInstanceConfig?.enableIntegrityMonitoring,
  good: [true],
  absent: "good",
});

export const instanceSecureBoot = secureBoot(Instance, {
  id: "gcp-notebooks-instance-secure-boot",
  subject: "User-managed notebooks",
  at: ({ shieldedInstanceConfig }) => shieldedInstanceConfig?.enableSecureBoot,
});

export const instanceServiceAccount = ownServiceAccount(Instance, {
  id: "gcp-notebooks-instance-service-account",
  subject: "User-managed notebooks",
  at: ({ serviceAccount }) => serviceAccount,
  see: "https://cloud.google.com/vertex-ai/docs/general/custom-service-account",
});
