import type { InstanceArgs } from "@pulumi/gcp/notebooks/instance";
import type { RuntimeArgs } from "@pulumi/gcp/notebooks/runtime";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:notebooks/instance:Instance");
const Runtime = resource<RuntimeArgs>("gcp:notebooks/runtime:Runtime");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-notebooks-instance-customer-key",
  subject: "User-managed notebooks",
  property: "kmsKey",
  key: ({ diskEncryption }) => diskEncryption === "CMEK",
  equivalents: { checkov: ["CKV2_GCP_21"] },
  see: "https://cloud.google.com/vertex-ai/docs/workbench/instances/cmek",
  pass: [{ diskEncryption: "CMEK", kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }],
  fail: [{ diskEncryption: "GMEK", kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }],
  unknown: [{ diskEncryption: unknown }],
});

export const runtimeCustomerKey = customerKey(Runtime, {
  id: "gcp-notebooks-runtime-customer-key",
  subject: "Managed notebook runtimes",
  property: "virtualMachine.virtualMachineConfig.encryptionConfig.kmsKey",
  key: ({ virtualMachine }) => virtualMachine?.virtualMachineConfig?.encryptionConfig?.kmsKey,
  equivalents: { checkov: ["CKV2_GCP_35"] },
  see: "https://cloud.google.com/vertex-ai/docs/workbench/instances/cmek",
  pass: [{ virtualMachine: { virtualMachineConfig: { encryptionConfig: { kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } } } }],
  fail: [{ virtualMachine: { virtualMachineConfig: { machineType: "n1-standard-4" } } }],
  unknown: [{ virtualMachine: { virtualMachineConfig: { encryptionConfig: { kmsKey: unknown } } } }],
});

export const instancePrivate = rule(Instance, {
  id: "gcp-notebooks-instance-private",
  title: "User-managed notebooks have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_89"] },
  why: "A notebook with a public address can be reached from the internet when a firewall rule is wrong, and runs code for whoever gets in.",
  fix: "Set `noPublicIp` to `true`.",
  see: "https://cloud.google.com/vertex-ai/docs/workbench/reference/rest/v1/projects.locations.instances",
  pass: [{ noPublicIp: true }],
  fail: [{}, { noPublicIp: false }],
  unknown: [{ noPublicIp: unknown }],
  check: ({ noPublicIp }) => !noPublicIp && "it has a public address",
});

export const runtimePrivate = rule(Runtime, {
  id: "gcp-notebooks-runtime-private",
  title: "Managed notebook runtimes have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV2_GCP_36"] },
  why: "A notebook with a public address can be reached from the internet when a firewall rule is wrong, and runs code for whoever gets in.",
  fix: "Set `virtualMachine.virtualMachineConfig.internalIpOnly` to `true`.",
  see: "https://cloud.google.com/vertex-ai/docs/workbench/reference/rest/v1/projects.locations.runtimes",
  pass: [{ virtualMachine: { virtualMachineConfig: { internalIpOnly: true } } }],
  fail: [
    {},
    { virtualMachine: { virtualMachineConfig: { machineType: "n1-standard-4" } } },
    { virtualMachine: { virtualMachineConfig: { internalIpOnly: false } } },
  ],
  unknown: [{ virtualMachine: { virtualMachineConfig: { internalIpOnly: unknown } } }],
  check: ({ virtualMachine }) => !virtualMachine?.virtualMachineConfig?.internalIpOnly && "it has a public address",
});

export const instanceVtpm = rule(Instance, {
  id: "gcp-notebooks-instance-vtpm",
  title: "User-managed notebooks have a virtual trusted platform module",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: { checkov: ["CKV_GCP_126"] },
  why: "Without it the machine can't prove which software it booted.",
  fix: "Leave `shieldedInstanceConfig.enableVtpm` out, or set it to `true`.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  pass: [{}, { shieldedInstanceConfig: { enableVtpm: true } }],
  fail: [{ shieldedInstanceConfig: { enableVtpm: false } }],
  unknown: [{ shieldedInstanceConfig: { enableVtpm: unknown } }],
  check: ({ shieldedInstanceConfig }) => shieldedInstanceConfig?.enableVtpm === false && "its virtual trusted platform module is off",
});

export const instanceIntegrity = rule(Instance, {
  id: "gcp-notebooks-instance-integrity",
  title: "The boot of user-managed notebooks is monitored",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: { checkov: ["CKV_GCP_127"] },
  why: "Without integrity monitoring a changed boot loader or kernel goes unnoticed.",
  fix: "Leave `shieldedInstanceConfig.enableIntegrityMonitoring` out, or set it to `true`.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  pass: [{}, { shieldedInstanceConfig: { enableIntegrityMonitoring: true } }],
  fail: [{ shieldedInstanceConfig: { enableIntegrityMonitoring: false } }],
  unknown: [{ shieldedInstanceConfig: { enableIntegrityMonitoring: unknown } }],
  check: ({ shieldedInstanceConfig }) => shieldedInstanceConfig?.enableIntegrityMonitoring === false && "integrity monitoring is off",
});

export const instanceSecureBoot = secureBoot(Instance, {
  id: "gcp-notebooks-instance-secure-boot",
  subject: "User-managed notebooks",
  property: "shieldedInstanceConfig.enableSecureBoot",
  enabled: ({ shieldedInstanceConfig }) => shieldedInstanceConfig?.enableSecureBoot,
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  pass: [{ shieldedInstanceConfig: { enableSecureBoot: true } }],
  fail: [{ shieldedInstanceConfig: { enableSecureBoot: false } }],
  unknown: [{ shieldedInstanceConfig: { enableSecureBoot: unknown } }],
});

export const instanceServiceAccount = ownServiceAccount(Instance, {
  id: "gcp-notebooks-instance-service-account",
  subject: "User-managed notebooks",
  property: "serviceAccount",
  account: ({ serviceAccount }) => serviceAccount,
  see: "https://cloud.google.com/vertex-ai/docs/general/custom-service-account",
  pass: [{ serviceAccount: "worker@p.iam.gserviceaccount.com" }],
  fail: [{ serviceAccount: "123456-compute@developer.gserviceaccount.com" }],
  unknown: [{ serviceAccount: unknown }],
});
