import type { InstanceArgs } from "@pulumi/gcp/workbench/instance";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:workbench/instance:Instance");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-workbench-instance-customer-key",
  subject: "Vertex AI Workbench instances",
  property: "gceSetup.bootDisk.kmsKey",
  key: ({ gceSetup }) => gceSetup?.bootDisk?.diskEncryption === "CMEK" && (!gceSetup.dataDisks || gceSetup.dataDisks.diskEncryption === "CMEK"),
  equivalents: { checkov: ["CKV2_GCP_27"] },
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
    { gceSetup: {} },
    { gceSetup: { bootDisk: { kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } } },
    {
      gceSetup: {
        bootDisk: { diskEncryption: "CMEK", kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" },
        dataDisks: { diskEncryption: "GMEK" },
      },
    },
  ],
  unknown: [{ gceSetup: { bootDisk: { diskEncryption: unknown } } }],
});

export const instanceVtpm = rule(Instance, {
  id: "gcp-workbench-instance-vtpm",
  title: "Vertex AI Workbench instances have a virtual trusted platform module",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  why: "Without it the machine can't prove which software it booted.",
  fix: "Leave `gceSetup.shieldedInstanceConfig.enableVtpm` out, or set it to `true`.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  pass: [{}, { gceSetup: { shieldedInstanceConfig: { enableVtpm: true } } }],
  fail: [{ gceSetup: { shieldedInstanceConfig: { enableVtpm: false } } }],
  unknown: [{ gceSetup: { shieldedInstanceConfig: { enableVtpm: unknown } } }],
  check: ({ gceSetup }) => gceSetup?.shieldedInstanceConfig?.enableVtpm === false && "its virtual trusted platform module is off",
});

export const instanceIntegrity = rule(Instance, {
  id: "gcp-workbench-instance-integrity",
  title: "The boot of Vertex AI Workbench instances is monitored",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  why: "Without integrity monitoring a changed boot loader or kernel goes unnoticed.",
  fix: "Leave `gceSetup.shieldedInstanceConfig.enableIntegrityMonitoring` out, or set it to `true`.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  pass: [{}, { gceSetup: { shieldedInstanceConfig: { enableIntegrityMonitoring: true } } }],
  fail: [{ gceSetup: { shieldedInstanceConfig: { enableIntegrityMonitoring: false } } }],
  unknown: [{ gceSetup: { shieldedInstanceConfig: { enableIntegrityMonitoring: unknown } } }],
  check: ({ gceSetup }) => gceSetup?.shieldedInstanceConfig?.enableIntegrityMonitoring === false && "integrity monitoring is off",
});

export const instanceSecureBoot = secureBoot(Instance, {
  id: "gcp-workbench-instance-secure-boot",
  subject: "Vertex AI Workbench instances",
  property: "gceSetup.shieldedInstanceConfig.enableSecureBoot",
  enabled: ({ gceSetup }) => gceSetup?.shieldedInstanceConfig?.enableSecureBoot,
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  pass: [{ gceSetup: { shieldedInstanceConfig: { enableSecureBoot: true } } }],
  fail: [{ gceSetup: { shieldedInstanceConfig: { enableSecureBoot: false } } }],
  unknown: [{ gceSetup: { shieldedInstanceConfig: { enableSecureBoot: unknown } } }],
});

export const instancePrivate = rule(Instance, {
  id: "gcp-workbench-instance-private",
  title: "Vertex AI Workbench instances have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV2_GCP_28"] },
  why: "A notebook with a public address can be reached from the internet when a firewall rule is wrong, and runs code for whoever gets in.",
  fix: "Set `gceSetup.disablePublicIp` to `true`.",
  see: "https://cloud.google.com/vertex-ai/docs/workbench/instances/create",
  pass: [{ gceSetup: { disablePublicIp: true } }],
  fail: [{}, { gceSetup: {} }, { gceSetup: { disablePublicIp: false } }],
  unknown: [{ gceSetup: { disablePublicIp: unknown } }],
  check: ({ gceSetup }) => !gceSetup?.disablePublicIp && "it has a public address",
});

export const instanceServiceAccount = ownServiceAccount(Instance, {
  id: "gcp-workbench-instance-service-account",
  subject: "Vertex AI Workbench instances",
  property: "gceSetup.serviceAccounts[].email",
  account: ({ gceSetup }) => gceSetup?.serviceAccounts?.[0]?.email,
  see: "https://cloud.google.com/vertex-ai/docs/workbench/instances/manage-access-jupyterlab",
  pass: [{ gceSetup: { serviceAccounts: [{ email: "worker@p.iam.gserviceaccount.com" }] } }],
  fail: [{ gceSetup: { serviceAccounts: [{ email: "123456-compute@developer.gserviceaccount.com" }] } }],
  unknown: [{ gceSetup: { serviceAccounts: [{ email: unknown }] } }],
});
