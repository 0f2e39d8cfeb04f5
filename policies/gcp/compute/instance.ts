import type { InstanceArgs } from "@pulumi/gcp/compute/instance";
import { each, resource, rule, setting, some, unknown } from "../../../lib/rule";
import { inherits, Machine } from "./resources";

/** GKE names its nodes so, and has them as they must be. */
const isClusterNode = (name: string | undefined): boolean => name?.startsWith("gke-") ?? false;

export const instanceIpForwarding = setting(Machine, {
  id: "gcp-compute-instance-ip-forwarding",
  title: "Instances don't forward packets",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.6"], "nist-800-53-r5": ["SC-7"] },
  equivalents: {
    checkov: ["CKV_GCP_36"],
    trivy: ["AVD-GCP-0043"],
    kics: ["f34c0c25-47b4-41eb-9c79-249b4dd47b89"],
    terrascan: ["AC_GCP_0232"],
    regula: ["FG_R00416"],
  },
  why: "Google Cloud then no longer checks that the instance sends under its own address, so it can pose as others.",
  fix: "Leave `canIpForward` out, unless the instance is a router or gateway.",
  see: "https://cloud.google.com/vpc/docs/using-routes#canipforward",
  at: (instance) => instance.canIpForward,
  good: [false],
  absent: "good",
  unless: (instance) => instance.canIpForward && isClusterNode(instance.name),
  pass: [{ canIpForward: true, name: "gke-node-1" }],
});

export const instanceDefaultServiceAccount = rule(Machine, {
  id: "gcp-compute-instance-default-service-account",
  title: "Instances run as a service account of their own",
  severity: "medium",
  family: "identity",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.1"], "nist-800-53-r5": ["AC-6"] },
  equivalents: {
    checkov: ["CKV_GCP_30"],
    trivy: ["AVD-GCP-0044"],
    kics: ["3cb4af0b-056d-4fb1-8b95-fdc4593625ff"],
    terrascan: ["AC_GCP_0040"],
    regula: ["FG_R00411"],
  },
  why: "The default service account often is an editor of the whole project, and so is everyone who gets into the instance.",
  fix: "Make a service account with the roles that the instance needs, and set `serviceAccount.email` to it.",
  see: "https://cloud.google.com/compute/docs/access/service-accounts#default_service_account",
  pass: [
    {},
    { serviceAccount: { email: "web@project.iam.gserviceaccount.com", scopes: ["cloud-platform"] } },
    { name: "gke-node-1", serviceAccount: { scopes: ["cloud-platform"] } },
  ],
  fail: [
    { serviceAccount: { scopes: ["storage-ro"] } },
    { serviceAccount: { email: "123456789-compute@developer.gserviceaccount.com", scopes: ["storage-ro"] } },
    { serviceAccount: { email: "default", scopes: ["storage-ro"] } },
  ],
  unknown: [{ serviceAccount: { email: unknown, scopes: ["cloud-platform"] } }],
  check: ({ serviceAccount, name }) =>
    serviceAccount && isDefaultAccount(serviceAccount.email) && !isClusterNode(name) && "it runs as Compute Engine's default service account",
});

const isDefaultAccount = (email: string | undefined): boolean => !email || email === "default" || email.endsWith("-compute@developer.gserviceaccount.com");

export const instanceFullAccess = rule(Machine, {
  id: "gcp-compute-instance-full-access",
  title: "Instances with the default service account have narrow scopes",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["4.2"], "nist-800-53-r5": ["AC-6"] },
  equivalents: { checkov: ["CKV_GCP_31"], kics: ["bc280331-27b9-4acb-a010-018e8098aa5d"], terrascan: ["AC_GCP_0041"], regula: ["FG_R00412"] },
  why: "The default service account often is an editor of the project, and the scope lets everyone on the instance use all of that.",
  fix: "Run the instance as a service account of its own, or name the scopes that it needs instead of `cloud-platform`.",
  see: "https://cloud.google.com/compute/docs/access/service-accounts#scopes_best_practice",
  pass: [
    {},
    { serviceAccount: { email: "web@project.iam.gserviceaccount.com", scopes: ["cloud-platform"] } },
    { serviceAccount: { scopes: ["storage-ro"] } },
    { name: "gke-node-1", serviceAccount: { scopes: ["cloud-platform"] } },
  ],
  fail: [
    { serviceAccount: { scopes: ["storage-ro", "https://www.googleapis.com/auth/cloud-platform"] } },
    { serviceAccount: { email: "123456789-compute@developer.gserviceaccount.com", scopes: ["cloud-platform"] } },
  ],
  unknown: [{ serviceAccount: { email: unknown, scopes: ["cloud-platform"] } }],
  check: ({ serviceAccount, name }) =>
    some(serviceAccount?.scopes, (scope) => /(^|\/)cloud-platform$/.test(scope)) &&
    isDefaultAccount(serviceAccount?.email) &&
    !isClusterNode(name) &&
    "it has Compute Engine's default service account with full access to all APIs",
});

export const instancePublicIp = rule(Machine, {
  id: "gcp-compute-instance-public-ip",
  title: "Instances have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.9"], "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_40"], trivy: ["AVD-GCP-0031"], regula: ["FG_R00419"] },
  why: "Only a firewall rule then stands between the instance and the internet.",
  fix: "Leave `accessConfigs` and `ipv6AccessConfigs` out, and use a load balancer, Cloud NAT and Identity-Aware Proxy.",
  see: "https://cloud.google.com/compute/docs/ip-addresses#externaladdresses",
  pass: [{ networkInterfaces: [{ network: "main" }] }, { networkInterfaces: [{ network: "main", accessConfigs: [] }] }, { sourceInstanceTemplate: "web" }],
  fail: [
    { networkInterfaces: [{ network: "main", accessConfigs: [{}] }] },
    { networkInterfaces: [{ network: "main" }, { network: "edge", ipv6AccessConfigs: [{ networkTier: "PREMIUM" }] }] },
    { sourceInstanceTemplate: "web", networkInterfaces: [{ network: "main", accessConfigs: [{ natIp: "203.0.113.7" }] }] },
  ],
  unknown: [{ networkInterfaces: unknown }, { networkInterfaces: [{ accessConfigs: unknown }] }],
  check: ({ networkInterfaces }) =>
    each(networkInterfaces, ({ accessConfigs, ipv6AccessConfigs }, i) => [
      ...(accessConfigs?.length ? [`\`networkInterfaces[${i}]\` has a public IPv4 address`] : []),
      ...(ipv6AccessConfigs?.length ? [`\`networkInterfaces[${i}]\` has a public IPv6 address`] : []),
    ]),
});

export const instanceShieldedVm = rule(Machine, {
  id: "gcp-compute-instance-shielded-vm",
  title: "Instances are Shielded VMs with a virtual TPM and integrity monitoring",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["4.8"], "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: {
    checkov: ["CKV_GCP_39"],
    trivy: ["AVD-GCP-0041", "AVD-GCP-0045"],
    kics: ["1b44e234-3d73-41a8-9954-0b154135280e"],
    terrascan: ["AC_GCP_0035"],
    regula: ["FG_R00418"],
  },
  why: "Without them a changed boot loader or kernel isn't noticed.",
  fix: "Set `shieldedInstanceConfig`, and leave `enableVtpm` and `enableIntegrityMonitoring` on.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  pass: [{ shieldedInstanceConfig: {} }, { shieldedInstanceConfig: { enableVtpm: true, enableIntegrityMonitoring: true } }, { sourceInstanceTemplate: "web" }],
  fail: [
    {},
    { shieldedInstanceConfig: { enableVtpm: false } },
    { shieldedInstanceConfig: { enableIntegrityMonitoring: false } },
    { sourceMachineImage: "web", shieldedInstanceConfig: { enableVtpm: false } },
  ],
  unknown: [{ shieldedInstanceConfig: { enableVtpm: unknown } }],
  check: (self) => {
    const config = self.shieldedInstanceConfig;
    if (!config) return !inherits(self) && "it leaves to its image whether it is a Shielded VM";
    return each(["enableVtpm", "enableIntegrityMonitoring"] as const, (part) => config[part] === false && `\`shieldedInstanceConfig.${part}\` is off`);
  },
});

export const instanceSecureBoot = rule(Machine, {
  id: "gcp-compute-instance-secure-boot",
  title: "Instances boot signed software only",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: { trivy: ["AVD-GCP-0067"] },
  why: "Without Secure Boot, malware that gets below the operating system stays there unseen.",
  fix: "Set `shieldedInstanceConfig.enableSecureBoot` to `true`, if the instance has no unsigned drivers.",
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm#secure-boot",
  pass: [{ shieldedInstanceConfig: { enableSecureBoot: true } }, { sourceInstanceTemplate: "web" }],
  fail: [{}, { shieldedInstanceConfig: {} }, { shieldedInstanceConfig: { enableSecureBoot: false } }],
  unknown: [{ shieldedInstanceConfig: { enableSecureBoot: unknown } }],
  check: (self) =>
    (!inherits(self) || self.shieldedInstanceConfig) && !self.shieldedInstanceConfig?.enableSecureBoot && "`shieldedInstanceConfig.enableSecureBoot` is off",
});

export const instanceDeletionProtection = setting(resource<Pick<InstanceArgs, "deletionProtection">>("gcp:compute/instance:Instance"), {
  id: "gcp-compute-instance-deletion-protection",
  title: "Instances are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "One mistaken command deletes the instance and, mostly, its boot disk.",
  see: "https://cloud.google.com/compute/docs/instances/preventing-accidental-vm-deletion",
  at: (instance) => instance.deletionProtection,
  good: [true],
  absent: "bad",
});
