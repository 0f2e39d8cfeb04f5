import type { V2QueuedResourceArgs } from "@pulumi/gcp/tpu/v2queuedResource";
import type { V2VmArgs } from "@pulumi/gcp/tpu/v2vm";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { resource, rule, some, unknown } from "../../lib/rule";

const TpuVm = resource<V2VmArgs>("gcp:tpu/v2Vm:V2Vm");
const QueuedResource = resource<V2QueuedResourceArgs>("gcp:tpu/v2QueuedResource:V2QueuedResource");

export const vmPrivate = rule(TpuVm, {
  id: "gcp-tpu-vm-private",
  title: "TPU machines have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV2_GCP_32"] },
  why: "A machine with a public address can be reached from the internet when a firewall rule is wrong.",
  fix: "Leave `networkConfig.enableExternalIps` out, or set it to `false`.",
  see: "https://cloud.google.com/tpu/docs/reference/rest/v2/projects.locations.nodes",
  pass: [{}, { networkConfig: { canIpForward: true } }, { networkConfig: { enableExternalIps: false } }],
  fail: [{ networkConfig: { enableExternalIps: true } }, { networkConfigs: [{ enableExternalIps: false }, { enableExternalIps: true }] }],
  unknown: [{ networkConfig: { enableExternalIps: unknown } }],
  check: (self) =>
    (some(self.networkConfigs, ({ enableExternalIps }) => enableExternalIps) || self.networkConfig?.enableExternalIps) && "it has public addresses",
});

export const queuedResourcePrivate = rule(QueuedResource, {
  id: "gcp-tpu-queued-resource-private",
  title: "Queued TPU machines have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "A machine with a public address can be reached from the internet when a firewall rule is wrong.",
  fix: "Leave `networkConfig.enableExternalIps` of each of the `tpu.nodeSpecs` out, or set it to `false`.",
  see: "https://cloud.google.com/tpu/docs/reference/rest/v2/projects.locations.nodes",
  pass: [{}, { tpu: { nodeSpecs: [{ parent: "p", node: { runtimeVersion: "tpu-vm-tf-2.13.0" } }] } }],
  fail: [{ tpu: { nodeSpecs: [{ parent: "p", node: { runtimeVersion: "tpu-vm-tf-2.13.0", networkConfig: { enableExternalIps: true } } }] } }],
  unknown: [{ tpu: { nodeSpecs: [{ parent: "p", node: { networkConfig: { enableExternalIps: unknown } } }] } }],
  check: ({ tpu }) => some(tpu?.nodeSpecs, ({ node }) => node?.networkConfig?.enableExternalIps) && "it has public addresses",
});

export const vmSecureBoot = secureBoot(TpuVm, {
  id: "gcp-tpu-vm-secure-boot",
  subject: "TPU machines",
  at: ({ shieldedInstanceConfig }) => shieldedInstanceConfig?.enableSecureBoot,
});

export const vmServiceAccount = ownServiceAccount(TpuVm, {
  id: "gcp-tpu-vm-service-account",
  subject: "TPU machines",
  at: ({ serviceAccount }) => serviceAccount?.email,
  see: "https://cloud.google.com/tpu/docs/reference/rest/v2/projects.locations.nodes",
});
