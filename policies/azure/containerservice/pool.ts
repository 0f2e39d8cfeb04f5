import type { AgentPoolArgs } from "@pulumi/azure-native/containerservice/agentPool";
import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster";
import type { Unwrap } from "@pulumi/pulumi/output";
import { same } from "../../../lib/cloud/azure";
import { each, option, resource, rule, some, unknown } from "../../../lib/rule";
import type { Context, Meta, Rule } from "../../../lib/rule/rule";

const Pools = resource<Pick<ManagedClusterArgs, "agentPoolProfiles" | "networkProfile"> & Partial<Omit<AgentPoolArgs, "networkProfile">>>(
  "azure-native:containerservice:AgentPool",
  "azure-native:containerservice:ManagedCluster",
);

type Cluster = Unwrap<ManagedClusterArgs>;

type Pool = Partial<Omit<NonNullable<Cluster["agentPoolProfiles"]>[number], "networkProfile">>;

/** How many pods a node holds where nobody says, if the cluster's network tells. */
const defaultPods = (network: Cluster["networkProfile"]) => {
  if (same(network?.networkPlugin, "kubenet")) return 110;
  if (same(network?.networkPlugin, "azure")) return same(network?.networkPluginMode, "overlay") ? 250 : 30;
  return undefined;
};

/** A cluster's own node pools, or the one that the resource is. */
const poolsOf = (self: Pick<Cluster, "agentPoolProfiles">, { resource }: Context): readonly Pool[] =>
  self.agentPoolProfiles ?? (resource.type === Pools.tokens[0] ? [self as Pool] : []);

/** A rule on each node pool, in the cluster's own list and apart; `wrong` says what is wrong with one. */
const pool = ({ good, bad, wrong, ...meta }: Meta & { good: readonly Pool[]; bad: readonly Pool[]; wrong(pool: Pool): string | false | undefined }): Rule => {
  const inline = (pool: Pool) => ({ agentPoolProfiles: [{ name: "system", ...pool }] });
  const shapes = (pools: readonly Pool[]) => [...pools, ...pools.map(inline)] as unknown as [{}, ...{}[]];
  return rule(Pools, {
    ...meta,
    pass: shapes(good),
    fail: shapes(bad),
    unknown: [{ agentPoolProfiles: [unknown] }],
    check: (self, context) =>
      each(poolsOf(self, context), (pool) => {
        const finding = wrong(pool);
        return finding && (pool.name ? `${finding} in the node pool \`${pool.name}\`` : finding);
      }),
  });
};

export const poolCriticalAddons = pool({
  id: "azure-containerservice-pool-critical-addons",
  title: "System node pools run only the cluster's own pods",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_232"] },
  why: "An application that takes all of a node takes the cluster's own services with it.",
  fix: "Add `CriticalAddonsOnly=true:NoSchedule` to `nodeTaints`, and run applications in pools of the mode `User`.",
  see: "https://learn.microsoft.com/azure/aks/use-system-pools",
  good: [{ mode: "System", nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"] }, { mode: "User" }],
  bad: [{ mode: "System" }, { mode: "System", nodeTaints: ["gpu=true:NoSchedule"] }],
  wrong: ({ mode, nodeTaints }) =>
    same(mode, "System") && !some(nodeTaints, (taint) => /^CriticalAddonsOnly=true:No/i.test(taint)) && "applications aren't kept out",
});

export const poolEphemeralDisks = pool({
  id: "azure-containerservice-pool-ephemeral-disks",
  title: "Kubernetes nodes keep their operating system on ephemeral disks",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_226"] },
  why: "A managed disk is slower, outlives its node, and is what you get unasked where the machine's own disk is too small.",
  fix: "Set `osDiskType` to `Ephemeral`, with a VM size whose own disk holds `osDiskSizeGB`.",
  see: "https://learn.microsoft.com/azure/aks/concepts-storage#ephemeral-os-disk",
  good: [{ osDiskType: "Ephemeral" }],
  bad: [{}, { osDiskType: "Managed" }],
  wrong: ({ osDiskType }) => !same(osDiskType, "Ephemeral") && (osDiskType ? `\`osDiskType\` is \`${osDiskType}\`` : "`osDiskType` isn't set"),
});

export const poolHostEncryption = pool({
  id: "azure-containerservice-pool-host-encryption",
  title: "Kubernetes nodes encrypt temporary disks and caches on their host",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_227"] },
  why: "Temporary disks and caches aren't encrypted otherwise, and hold parts of the data.",
  fix: "Set `enableEncryptionAtHost` to `true`.",
  see: "https://learn.microsoft.com/azure/aks/enable-host-encryption",
  good: [{ enableEncryptionAtHost: true }],
  bad: [{}, { enableEncryptionAtHost: false }],
  wrong: ({ enableEncryptionAtHost }) => !enableEncryptionAtHost && "`enableEncryptionAtHost` is off",
});

export const poolMaxPods = rule(Pools, {
  id: "azure-containerservice-pool-max-pods",
  title: "Kubernetes nodes have room for enough pods",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_168"] },
  why: "The cluster's own pods take up a good part of a small limit, and it can't be raised later. What it is without `maxPods`, from 30 to 250, depends on the cluster's network.",
  fix: "Set `maxPods` to at least 50.",
  see: "https://learn.microsoft.com/azure/aks/quotas-skus-regions",
  options: { pods: option.Integer({ default: 50, minimum: 10, description: "The least number of pods on a node." }) },
  pass: [
    { maxPods: 50 },
    { agentPoolProfiles: [{ name: "system", maxPods: 110 }] },
    { agentPoolProfiles: [{ name: "system" }], networkProfile: { networkPlugin: "azure", networkPluginMode: "overlay" } },
    { agentPoolProfiles: [{ name: "system" }], networkProfile: { networkPlugin: "kubenet" } },
  ],
  fail: [
    {},
    { maxPods: 30 },
    { agentPoolProfiles: [{ name: "system", maxPods: 49 }] },
    { agentPoolProfiles: [{ name: "system" }], networkProfile: { networkPlugin: "azure" } },
    { agentPoolProfiles: [{ name: "system" }] },
  ],
  unknown: [{ maxPods: unknown }, { agentPoolProfiles: [unknown] }],
  check: (self, context) =>
    each(poolsOf(self, context), ({ maxPods = defaultPods(self.networkProfile), name }) => {
      const inPool = name ? ` in the node pool \`${name}\`` : "";
      if (maxPods === undefined) return `\`maxPods\` isn't set${inPool}`;
      return maxPods < context.options.pods && `a node has room for ${maxPods} pods only${inPool}`;
    }),
});

export const poolPublicIp = pool({
  id: "azure-containerservice-pool-public-ip",
  title: "Kubernetes nodes have no public addresses",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_143"] },
  why: "Each node can then be reached from the internet, guarded by network rules alone.",
  fix: "Leave `enableNodePublicIP` out, or set it to `false`.",
  see: "https://learn.microsoft.com/azure/aks/use-node-public-ips",
  good: [{}, { enableNodePublicIP: false }],
  bad: [{ enableNodePublicIP: true }],
  wrong: ({ enableNodePublicIP }) => enableNodePublicIP && "`enableNodePublicIP` is on",
});

export const poolScaleSet = pool({
  id: "azure-containerservice-pool-scale-set",
  title: "Kubernetes nodes are in scale sets",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_169"] },
  why: "Pools of availability sets are retired: they don't scale by themselves, and can't be spread over zones.",
  fix: "Leave `type` out, or set it to `VirtualMachineScaleSets`.",
  see: "https://learn.microsoft.com/azure/aks/availability-sets-on-aks",
  good: [{}, { type: "VirtualMachineScaleSets" }, { type: "VirtualMachines" }],
  bad: [{ type: "AvailabilitySet" }],
  wrong: ({ type }) => same(type, "AvailabilitySet") && "`type` is `AvailabilitySet`",
});
