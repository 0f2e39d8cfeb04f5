import type { V2QueuedResourceArgs } from "@pulumi/gcp/tpu/v2queuedResource";
import type { V2VmArgs } from "@pulumi/gcp/tpu/v2vm";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { resource, rule, some, unknown } from "../../lib/rule";

const TpuVm = resource<V2VmArgs>("gcp:tpu/v2Vm:V2Vm");
const QueuedResource = resource<V2QueuedResourceArgs>("gcp:tpu/v2QueuedResource:V2QueuedResource");

const notPrivate = "`enableExternalIps` isn't `false`";
const mayBePublic = (config: { readonly enableExternalIps?: boolean } | undefined): boolean => config?.enableExternalIps !== false;

export const vmPrivate = rule(TpuVm, {
  id: "gcp-tpu-vm-private",
  title: "TPU machines have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV2_GCP_32"] },
  why: "A machine with a public address can be reached from the internet when a firewall rule is wrong, and Google's own tool gives every TPU one unless told otherwise.",
  fix: "Set `networkConfig.enableExternalIps` to `false`, and turn Private Google Access on in the subnet.",
  see: "https://cloud.google.com/tpu/docs/reference/rest/v2/projects.locations.nodes",
  pass: [{ networkConfig: { enableExternalIps: false } }, { networkConfigs: [{ enableExternalIps: false }, { enableExternalIps: false }] }],
  fail: [
    {},
    { networkConfig: { canIpForward: true } },
    { networkConfig: { enableExternalIps: true } },
    { networkConfigs: [{ enableExternalIps: false }, { enableExternalIps: true }] },
  ],
  unknown: [{ networkConfig: { enableExternalIps: unknown } }],
  check: ({ networkConfig, networkConfigs }) => (some(networkConfigs) ? some(networkConfigs, mayBePublic) : mayBePublic(networkConfig)) && notPrivate,
});

export const queuedResourcePrivate = rule(QueuedResource, {
  id: "gcp-tpu-queued-resource-private",
  title: "Queued TPU machines have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "A machine with a public address can be reached from the internet when a firewall rule is wrong, and Google's own tool gives every TPU one unless told otherwise.",
  fix: "Set `networkConfig.enableExternalIps` of each of the `tpu.nodeSpecs` to `false`, and turn Private Google Access on in the subnet.",
  see: "https://cloud.google.com/tpu/docs/reference/rest/v2/projects.locations.nodes",
  pass: [{}, { tpu: { nodeSpecs: [{ parent: "p", node: { runtimeVersion: "tpu-vm-tf-2.13.0", networkConfig: { enableExternalIps: false } } }] } }],
  fail: [
    { tpu: { nodeSpecs: [{ parent: "p", node: { runtimeVersion: "tpu-vm-tf-2.13.0" } }] } },
    { tpu: { nodeSpecs: [{ parent: "p", node: { runtimeVersion: "tpu-vm-tf-2.13.0", networkConfig: { enableExternalIps: true } } }] } },
  ],
  unknown: [{ tpu: { nodeSpecs: [{ parent: "p", node: { networkConfig: { enableExternalIps: unknown } } }] } }],
  check: ({ tpu }) => some(tpu?.nodeSpecs, ({ node }) => mayBePublic(node?.networkConfig)) && notPrivate,
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
