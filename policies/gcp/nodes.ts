import type { ClusterArgs } from "@pulumi/gcp/container/cluster";
import type { NodePoolArgs } from "@pulumi/gcp/container/nodePool";
import type { DefaultServiceAccountsArgs } from "@pulumi/gcp/projects/defaultServiceAccounts";
import { each, from, resource, rule, some, to, unknown } from "../../lib/rule";
import type { Findings } from "../../lib/rule/rule";

const Cluster = resource<ClusterArgs>("gcp:container/cluster:Cluster");
const DefaultServiceAccounts = resource<DefaultServiceAccountsArgs>("gcp:projects/defaultServiceAccounts:DefaultServiceAccounts");

/** Node pools, and the clusters that list them or have a default one. */
const Nodes = resource<
  Partial<Pick<NodePoolArgs, "cluster" | "management" | "networkConfig" | "nodeConfig">> &
    Partial<
      Pick<
        ClusterArgs,
        "clusterAutoscaling" | "enableAutopilot" | "nodePoolAutoConfig" | "nodePoolDefaults" | "nodePools" | "removeDefaultNodePool" | "workloadIdentityConfig"
      >
    >
>("gcp:container/nodePool:NodePool", "gcp:container/cluster:Cluster");

interface NodeConfig {
  readonly bootDiskKmsKey?: string;
  readonly imageType?: string;
  readonly kubeletConfig?: { readonly insecureKubeletReadonlyPortEnabled?: string };
  readonly metadata?: Readonly<Record<string, string>>;
  readonly serviceAccount?: string;
  readonly shieldedInstanceConfig?: { readonly enableIntegrityMonitoring?: boolean; readonly enableSecureBoot?: boolean };
  readonly workloadMetadataConfig?: { readonly mode?: string };
}

interface Pool {
  readonly name?: string;
  readonly management?: { readonly autoRepair?: boolean; readonly autoUpgrade?: boolean };
  readonly networkConfig?: { readonly enablePrivateNodes?: boolean };
  readonly nodeConfig?: NodeConfig;
}

interface Provisioning {
  readonly clusterAutoscaling?: { readonly enabled?: boolean; readonly autoProvisioningDefaults?: NodeConfig & Pick<Pool, "management"> };
  readonly enableAutopilot?: boolean;
}

interface AnyNodes extends Pool, Provisioning {
  readonly cluster?: string;
  readonly nodePools?: readonly Pool[];
  readonly removeDefaultNodePool?: boolean;
}

/** What is wrong with the nodes of each pool, as the end of a sentence; Autopilot has all its nodes as they must be. */
function eachPool(self: AnyNodes, wrong: (config: NodeConfig, pool: Pool) => string | false | undefined): Findings {
  const say = (nodes: string, pool: Pool, exist: () => unknown): Findings => {
    const found = wrong(pool.nodeConfig ?? {}, pool);
    return found && exist() ? `${nodes} ${found}` : undefined;
  };
  const inPool = () => say("its nodes", self, () => true);
  const standard = () => !self.enableAutopilot;
  const stays = (pool: Pool) => !(self.removeDefaultNodePool && pool.name === "default-pool");
  const byDefault = () => say("its default nodes", self, () => !self.removeDefaultNodePool && standard());
  const listed = () => each(self.nodePools, (pool, i) => say(`the nodes of \`nodePools[${i}]\``, pool, () => standard() && stays(pool)));
  const provisioned = () => {
    const defaults = self.clusterAutoscaling?.autoProvisioningDefaults;
    return say("its provisioned nodes", { nodeConfig: defaults, management: defaults?.management }, () => self.clusterAutoscaling?.enabled && standard());
  };
  const pools = "cluster" in self ? [inPool] : ["nodePools" in self ? listed : byDefault, provisioned];
  return each<() => Findings>(pools, (judge) => judge());
}

export const poolMetadataServer = rule(Nodes, {
  id: "gcp-nodes-pool-metadata-server",
  title: "GKE nodes show pods GKE's metadata server, not their own",
  severity: "medium",
  family: "identity",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-6"] },
  equivalents: { checkov: ["CKV_GCP_69"], trivy: ["AVD-GCP-0057"] },
  why: "Every pod can ask the node's own metadata server for the token of the node's service account.",
  fix: "Give the cluster a `workloadIdentityConfig`, and set `nodeConfig.workloadMetadataConfig.mode` to `GKE_METADATA`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity#metadata_server",
  related: { clusters: to("cluster", Cluster) },
  pass: [
    { cluster: "main", nodeConfig: { workloadMetadataConfig: { mode: "GKE_METADATA" } } },
    { cluster: "main", clusters: [{ workloadIdentityConfig: { workloadPool: "project.svc.id.goog" } }] },
    { workloadIdentityConfig: { workloadPool: "project.svc.id.goog" } },
    { removeDefaultNodePool: true },
    { enableAutopilot: true },
    { nodePools: [{ nodeConfig: { workloadMetadataConfig: { mode: "GKE_METADATA" } } }] },
    { removeDefaultNodePool: true, nodePools: [{ name: "default-pool" }] },
  ],
  fail: [
    {},
    { cluster: "main" },
    {
      cluster: "main",
      nodeConfig: { workloadMetadataConfig: { mode: "GCE_METADATA" } },
      clusters: [{ workloadIdentityConfig: { workloadPool: "p.svc.id.goog" } }],
    },
    { nodeConfig: { workloadMetadataConfig: { mode: "GCE_METADATA" } } },
    { nodePools: [{ nodeConfig: { workloadMetadataConfig: { mode: "MODE_UNSPECIFIED" } } }] },
  ],
  unknown: [{ cluster: "main", nodeConfig: { workloadMetadataConfig: { mode: unknown } } }, { cluster: "main", clusters: [unknown] }, { nodePools: [unknown] }],
  // With Workload Identity in the cluster, new pools have the server by default.
  check: (self) =>
    eachPool(self, ({ workloadMetadataConfig }) => {
      const mode = workloadMetadataConfig?.mode;
      if (mode === "GKE_METADATA") return false;
      if (mode === undefined && (self.workloadIdentityConfig?.workloadPool || some(self.clusters, (cluster) => cluster.workloadIdentityConfig?.workloadPool)))
        return false;
      return "don't use `GKE_METADATA`";
    }),
});

export const poolAutoRepair = rule(Nodes, {
  id: "gcp-nodes-pool-auto-repair",
  title: "GKE nodes are repaired automatically",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_9"], trivy: ["AVD-GCP-0063"], kics: ["acfdbec6-4a17-471f-b412-169d77553332"], terrascan: ["AC_GCP_0015"] },
  why: "Broken nodes stay in the cluster until somebody notices.",
  fix: "Leave `management.autoRepair` out, or set it to `true`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/node-auto-repair",
  pass: [{ cluster: "main" }, { cluster: "main", management: {} }, { cluster: "main", management: { autoRepair: true } }, { nodePools: [{}] }],
  fail: [
    { cluster: "main", management: { autoRepair: false } },
    { nodePools: [{}, { management: { autoRepair: false } }] },
    { removeDefaultNodePool: true, clusterAutoscaling: { enabled: true, autoProvisioningDefaults: { management: { autoRepair: false } } } },
  ],
  unknown: [{ cluster: "main", management: { autoRepair: unknown } }],
  check: (self) => eachPool(self, (_, { management }) => management?.autoRepair === false && "aren't repaired automatically"),
});

export const poolAutoUpgrade = rule(Nodes, {
  id: "gcp-nodes-pool-auto-upgrade",
  title: "GKE nodes are upgraded automatically",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SI-2"], "pci-dss-4.0": ["6.3.3"] },
  equivalents: { checkov: ["CKV_GCP_10"], trivy: ["AVD-GCP-0058"], kics: ["b139213e-7d24-49c2-8025-c18faa21ecaa"], terrascan: ["AC_GCP_0017"] },
  why: "Nodes that nobody upgrades keep flaws that are known and fixed.",
  fix: "Leave `management.autoUpgrade` out, or set it to `true`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/node-auto-upgrades",
  pass: [{ cluster: "main" }, { cluster: "main", management: {} }, { cluster: "main", management: { autoUpgrade: true } }],
  fail: [
    { cluster: "main", management: { autoUpgrade: false } },
    { nodePools: [{ management: { autoUpgrade: false } }] },
    { clusterAutoscaling: { enabled: true, autoProvisioningDefaults: { management: { autoUpgrade: false } } } },
  ],
  unknown: [{ cluster: "main", management: { autoUpgrade: unknown } }],
  check: (self) => eachPool(self, (_, { management }) => management?.autoUpgrade === false && "aren't upgraded automatically"),
});

export const poolImage = rule(Nodes, {
  id: "gcp-nodes-pool-image",
  title: "GKE nodes run Container-Optimized OS",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CM-6a"] },
  equivalents: { checkov: ["CKV_GCP_22"], trivy: ["AVD-GCP-0054"], kics: ["8a893e46-e267-485a-8690-51f39951de58"], terrascan: ["AC_GCP_0016"] },
  why: "A general system has more that can be attacked: packages, a writable disk, services that containers don't need.",
  fix: "Leave `nodeConfig.imageType` out, or set it to `COS_CONTAINERD`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/node-images",
  pass: [
    { cluster: "main" },
    { cluster: "main", nodeConfig: { imageType: "cos_containerd" } },
    { cluster: "main", nodeConfig: { imageType: "WINDOWS_LTSC_CONTAINERD" } },
  ],
  fail: [
    { cluster: "main", nodeConfig: { imageType: "UBUNTU_CONTAINERD" } },
    { nodeConfig: { imageType: "UBUNTU_CONTAINERD" } },
    { clusterAutoscaling: { enabled: true, autoProvisioningDefaults: { imageType: "UBUNTU_CONTAINERD" } } },
  ],
  unknown: [{ cluster: "main", nodeConfig: { imageType: unknown } }],
  check: (self) => eachPool(self, ({ imageType = "COS_CONTAINERD" }) => !/^(cos|windows)/i.test(imageType) && `run \`${imageType}\``),
});

export const poolServiceAccount = rule(Nodes, {
  id: "gcp-nodes-pool-service-account",
  title: "GKE nodes run as a service account of their own",
  severity: "medium",
  family: "identity",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-6"] },
  equivalents: { checkov: ["CKV2_GCP_1"], trivy: ["AVD-GCP-0050"], kics: ["1c8eef02-17b1-4a3e-b01d-dcc3292d2c38"] },
  why: "Compute Engine's default service account often is an editor of the whole project, and so is everyone who gets onto a node.",
  fix: "Make a service account with the role `roles/container.defaultNodeServiceAccount`, and set `nodeConfig.serviceAccount` to it.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa",
  pass: [
    { cluster: "main", nodeConfig: { serviceAccount: "nodes@project.iam.gserviceaccount.com" } },
    { removeDefaultNodePool: true },
    { enableAutopilot: true, clusterAutoscaling: { autoProvisioningDefaults: { serviceAccount: "nodes@project.iam.gserviceaccount.com" } } },
  ],
  fail: [
    {},
    { cluster: "main" },
    { cluster: "main", nodeConfig: { serviceAccount: "default" } },
    { cluster: "main", nodeConfig: { serviceAccount: "1234-compute@developer.gserviceaccount.com" } },
    { nodePools: [{ nodeConfig: { serviceAccount: "nodes@project.iam.gserviceaccount.com" } }, {}] },
    { enableAutopilot: true },
    { removeDefaultNodePool: true, clusterAutoscaling: { enabled: true } },
  ],
  unknown: [{ cluster: "main", nodeConfig: { serviceAccount: unknown } }, { removeDefaultNodePool: unknown }],
  check: (self) =>
    self.enableAutopilot
      ? isDefaultAccount(self.clusterAutoscaling?.autoProvisioningDefaults?.serviceAccount) && `its nodes ${asDefaultAccount}`
      : eachPool(self, ({ serviceAccount }) => isDefaultAccount(serviceAccount) && asDefaultAccount),
});

const asDefaultAccount = "run as Compute Engine's default service account";
const isDefaultAccount = (email: string | undefined): boolean => !email || email === "default" || email.endsWith("-compute@developer.gserviceaccount.com");

export const defaultAccountsUse = rule(DefaultServiceAccounts, {
  id: "gcp-nodes-default-accounts-use",
  title: "The default service accounts that a stack manages run no GKE nodes",
  severity: "medium",
  family: "identity",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-6"] },
  equivalents: { checkov: ["CKV2_GCP_1"] },
  why: "The default service account often is an editor of the whole project, and so is everyone who gets onto a node.",
  fix: "Make a service account with the role `roles/container.defaultNodeServiceAccount`, and set `nodeConfig.serviceAccount` to it.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa",
  related: { nodes: from(Nodes, "nodeConfig") },
  pass: [{ action: "DEPRIVILEGE" }],
  fail: [{ action: "DELETE", nodes: [{ nodeConfig: { serviceAccount: unknown } }] }],
  unknown: [{ action: "DELETE", nodes: [unknown] }],
  check: ({ nodes }) => some(nodes, Boolean) && "one of them runs GKE nodes",
});

export const poolIntegrityMonitoring = rule(Nodes, {
  id: "gcp-nodes-pool-integrity-monitoring",
  title: "GKE nodes monitor the integrity of their boot",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: { checkov: ["CKV_GCP_72"] },
  why: "Without it a changed boot loader or kernel isn't noticed.",
  fix: "Leave `shieldedInstanceConfig.enableIntegrityMonitoring` out, or set it to `true`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/shielded-gke-nodes#integrity_monitoring",
  pass: [{}, { cluster: "main" }, { cluster: "main", nodeConfig: { shieldedInstanceConfig: { enableIntegrityMonitoring: true } } }],
  fail: [
    { cluster: "main", nodeConfig: { shieldedInstanceConfig: { enableIntegrityMonitoring: false } } },
    { nodeConfig: { shieldedInstanceConfig: { enableIntegrityMonitoring: false } } },
  ],
  unknown: [{ cluster: "main", nodeConfig: { shieldedInstanceConfig: { enableIntegrityMonitoring: unknown } } }],
  check: (self) =>
    eachPool(self, ({ shieldedInstanceConfig }) => shieldedInstanceConfig?.enableIntegrityMonitoring === false && "have no integrity monitoring"),
});

export const poolSecureBoot = rule(Nodes, {
  id: "gcp-nodes-pool-secure-boot",
  title: "GKE nodes boot signed software only",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: { checkov: ["CKV_GCP_68"] },
  why: "Without Secure Boot, malware that gets below the operating system stays there unseen.",
  fix: "Set `nodeConfig.shieldedInstanceConfig.enableSecureBoot` to `true`, if the nodes have no unsigned kernel modules.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/shielded-gke-nodes#secure_boot",
  pass: [{ cluster: "main", nodeConfig: { shieldedInstanceConfig: { enableSecureBoot: true } } }, { removeDefaultNodePool: true }, { enableAutopilot: true }],
  fail: [
    {},
    { cluster: "main" },
    { cluster: "main", nodeConfig: { shieldedInstanceConfig: { enableSecureBoot: false } } },
    { removeDefaultNodePool: true, clusterAutoscaling: { enabled: true } },
  ],
  unknown: [{ cluster: "main", nodeConfig: { shieldedInstanceConfig: { enableSecureBoot: unknown } } }],
  check: (self) => eachPool(self, ({ shieldedInstanceConfig }) => !shieldedInstanceConfig?.enableSecureBoot && "boot without Secure Boot"),
});

export const poolLegacyEndpoints = rule(Nodes, {
  id: "gcp-nodes-pool-legacy-endpoints",
  title: "GKE nodes have the legacy metadata endpoints off",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { trivy: ["AVD-GCP-0048"] },
  why: "The legacy endpoints ask for no header, so a forged request from a pod gets the node's token.",
  fix: "Leave `nodeConfig.metadata` out, or set its `disable-legacy-endpoints` to `true`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/protecting-cluster-metadata#disable-legacy-apis",
  pass: [{}, { cluster: "main" }, { cluster: "main", nodeConfig: { metadata: { "disable-legacy-endpoints": "true" } } }],
  fail: [
    { cluster: "main", nodeConfig: { metadata: { "disable-legacy-endpoints": "false" } } },
    { nodeConfig: { metadata: { "disable-legacy-endpoints": "False" } } },
  ],
  unknown: [{ cluster: "main", nodeConfig: { metadata: { "disable-legacy-endpoints": unknown } } }],
  check: (self) =>
    eachPool(self, ({ metadata }) => String(metadata?.["disable-legacy-endpoints"]).toLowerCase() === "false" && "have the legacy metadata endpoints on"),
});

export const poolPublicAddress = rule(Nodes, {
  id: "gcp-nodes-pool-public-address",
  title: "GKE node pools don't ask for public addresses",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "A pool may undo what its private cluster promises: its nodes then meet the internet.",
  fix: "Leave `networkConfig.enablePrivateNodes` out, or set it to `true`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/latest/network-isolation",
  pass: [{ cluster: "main" }, { cluster: "main", networkConfig: { enablePrivateNodes: true } }],
  fail: [{ cluster: "main", networkConfig: { enablePrivateNodes: false } }, { nodePools: [{ networkConfig: { enablePrivateNodes: false } }] }],
  unknown: [{ cluster: "main", networkConfig: { enablePrivateNodes: unknown } }],
  check: (self) => eachPool(self, (_, { networkConfig }) => networkConfig?.enablePrivateNodes === false && "have public addresses"),
});

export const poolKubeletPort = rule(Nodes, {
  id: "gcp-nodes-pool-kubelet-port",
  title: "GKE nodes keep the kubelet's unauthenticated port closed",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Port 10255 tells everyone in the network, without a login, what runs on the node and with which settings.",
  fix: "Set `insecureKubeletReadonlyPortEnabled` to `FALSE`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/disable-kubelet-readonly-port",
  pass: [
    {},
    { cluster: "main", nodeConfig: { kubeletConfig: { insecureKubeletReadonlyPortEnabled: "FALSE" } } },
    { nodePoolDefaults: { nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: "FALSE" } } },
  ],
  fail: [
    { cluster: "main", nodeConfig: { kubeletConfig: { insecureKubeletReadonlyPortEnabled: "TRUE" } } },
    { nodePoolDefaults: { nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: "TRUE" } } },
    { enableAutopilot: true, nodePoolAutoConfig: { nodeKubeletConfig: { insecureKubeletReadonlyPortEnabled: "TRUE" } } },
  ],
  unknown: [{ cluster: "main", nodeConfig: { kubeletConfig: { insecureKubeletReadonlyPortEnabled: unknown } } }],
  check: (self) =>
    isOpen(self.nodePoolDefaults?.nodeConfigDefaults) || isOpen(self.nodePoolAutoConfig?.nodeKubeletConfig)
      ? `its nodes ${withOpenPort}`
      : eachPool(self, ({ kubeletConfig }) => isOpen(kubeletConfig) && withOpenPort),
});

const isOpen = (config: NodeConfig["kubeletConfig"]): boolean => config?.insecureKubeletReadonlyPortEnabled === "TRUE";
const withOpenPort = "have the kubelet's read-only port open";

export const poolCustomerKey = rule(Nodes, {
  id: "gcp-nodes-pool-customer-key",
  title: "Boot disks of GKE nodes are encrypted with a Cloud KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-28"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `nodeConfig.bootDiskKmsKey` to a Cloud KMS key of your own.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek",
  pass: [{ cluster: "main", nodeConfig: { bootDiskKmsKey: "projects/p/locations/eu/keyRings/r/cryptoKeys/k" } }, { removeDefaultNodePool: true }],
  fail: [{}, { cluster: "main" }, { nodePools: [{}] }],
  unknown: [{ cluster: "main", nodeConfig: { bootDiskKmsKey: unknown } }],
  check: (self) => eachPool(self, ({ bootDiskKmsKey }) => !bootDiskKmsKey && "have boot disks without a key of your own"),
});
