import type { AgentPoolArgs } from "@pulumi/azure-native/containerservice/agentPool";
import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster";
import type { DiagnosticSettingArgs } from "@pulumi/azure-native/monitor/diagnosticSetting";
import type { Unwrap } from "@pulumi/pulumi/output";
import { logs, same } from "../../lib/cloud/azure";
import { managedIdentity } from "../../lib/cloud/azure-settings";
import { isAnywhere } from "../../lib/cloud/network";
import { customerKey, each, find, from, option, resource, rule, setting, some, unknown } from "../../lib/rule";
import type { Context, Meta, Rule } from "../../lib/rule/rule";

const Cluster = resource<ManagedClusterArgs>("azure-native:containerservice:ManagedCluster");
const DiagnosticSetting = resource<DiagnosticSettingArgs>("azure-native:monitor:DiagnosticSetting");
const Pools = resource<Pick<ManagedClusterArgs, "agentPoolProfiles" | "networkProfile"> & Partial<Omit<AgentPoolArgs, "networkProfile">>>(
  "azure-native:containerservice:AgentPool",
  "azure-native:containerservice:ManagedCluster",
);

type Cluster = Unwrap<ManagedClusterArgs>;
type Addons = Cluster["addonProfiles"];
type Pool = Partial<Omit<NonNullable<Cluster["agentPoolProfiles"]>[number], "networkProfile">>;

/** AKS Automatic clusters have much of what others are asked for, and it can't be turned off. */
const isAutomatic = ({ sku }: Pick<Cluster, "sku">) => same(sku?.name, "Automatic");
const automatic = { sku: { name: "Automatic" } };

/** The add-on of that name: Azure takes the name in any case. */
const addonOf = (addons: Addons, name: string) => {
  const key = find(Object.keys(addons ?? {}), (key) => same(key, name));
  return key === undefined ? undefined : addons![key];
};

/** How many pods a node holds where nobody says. */
const defaultPods = (network: Cluster["networkProfile"]) =>
  !same(network?.networkPlugin, "azure") ? 110 : same(network?.networkPluginMode, "overlay") ? 250 : 30;

/** A rule that asks for an add-on to be on. */
const addonOn = (name: string, { unless = () => false, ...meta }: Omit<Meta, "fix"> & { unless?(cluster: Pick<Cluster, "sku">): boolean }): Rule =>
  rule(Cluster, {
    ...meta,
    fix: `Set \`addonProfiles.${name}.enabled\` to \`true\`.`,
    pass: [
      { addonProfiles: { [name]: { enabled: true } } },
      { addonProfiles: { [name.toLowerCase()]: { enabled: true } } },
      ...(unless(automatic) ? [automatic] : []),
    ],
    fail: [{}, { addonProfiles: { [name]: { enabled: false } } }],
    unknown: [{ addonProfiles: unknown }, { addonProfiles: { [name]: { enabled: unknown } } }],
    check: (self) => !unless(self) && !addonOf(self.addonProfiles, name)?.enabled && `its add-on \`${name}\` is off`,
  });

/** A rule that asks for an add-on to be off. */
const addonOff = (name: string, meta: Omit<Meta, "fix">): Rule =>
  rule(Cluster, {
    ...meta,
    fix: `Leave \`addonProfiles.${name}\` out, or set its \`enabled\` to \`false\`.`,
    pass: [{}, { addonProfiles: { [name]: { enabled: false } } }],
    fail: [{ addonProfiles: { [name]: { enabled: true } } }],
    unknown: [{ addonProfiles: unknown }, { addonProfiles: { [name]: { enabled: unknown } } }],
    check: ({ addonProfiles }) => addonOf(addonProfiles, name)?.enabled && `its add-on \`${name}\` is on`,
  });

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

export const clusterAuditLogs = rule(Cluster, {
  id: "azure-containerservice-cluster-audit-logs",
  title: "Kubernetes clusters log who changes what",
  severity: "medium",
  family: "logging",
  preset: "strict",
  why: "Without the API server's audit log nobody can tell afterwards who did what in the cluster.",
  fix: "Add an `azure-native.monitor.DiagnosticSetting` with the cluster's id as `resourceUri` and `kube-audit-admin` in `logs`.",
  see: "https://learn.microsoft.com/azure/aks/monitor-aks",
  related: { settings: from(DiagnosticSetting, "resourceUri") },
  pass: [
    { settings: [{ logs: [{ category: "kube-audit-admin", enabled: true }] }] },
    { settings: [{ logs: [{ category: "kube-audit", enabled: true }] }] },
    { settings: [{ logs: [{ categoryGroup: "audit", enabled: true }] }] },
  ],
  fail: [{}, { settings: [{ logs: [{ category: "kube-apiserver", enabled: true }] }] }],
  unknown: [{ settings: [unknown] }],
  check: ({ settings }) =>
    !some(settings, (setting) => logs(setting, "kube-audit-admin") || logs(setting, "kube-audit")) && "no DiagnosticSetting logs `kube-audit-admin`",
});

export const clusterAuthorizedRanges = rule(Cluster, {
  id: "azure-containerservice-cluster-authorized-ranges",
  title: "Kubernetes API servers are private, or only reached from known address ranges",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_6"], trivy: ["AVD-AZU-0041"], kics: ["2583fab1-953b-4fae-bd02-4a136a6c21f9"] },
  why: "From anywhere, one leaked credential or one weakness of the API server opens the cluster.",
  fix: "Name your networks in `apiServerAccessProfile.authorizedIPRanges`, or set `apiServerAccessProfile.enablePrivateCluster` to `true`.",
  see: "https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges",
  pass: [{ apiServerAccessProfile: { authorizedIPRanges: ["203.0.113.0/24"] } }, { apiServerAccessProfile: { enablePrivateCluster: true } }],
  fail: [{}, { apiServerAccessProfile: { authorizedIPRanges: [] } }, { apiServerAccessProfile: { authorizedIPRanges: ["203.0.113.0/24", "0.0.0.0/0"] } }],
  unknown: [{ apiServerAccessProfile: unknown }],
  check: ({ apiServerAccessProfile: access }) => {
    if (access?.enablePrivateCluster) return false;
    const ranges = access?.authorizedIPRanges;
    if (!some(ranges)) return "`apiServerAccessProfile.authorizedIPRanges` names no range";
    return some(ranges, isAnywhere) && "`apiServerAccessProfile.authorizedIPRanges` lets in every address";
  },
});

export const clusterAutoUpgrade = setting(Cluster, {
  id: "azure-containerservice-cluster-auto-upgrade",
  title: "Kubernetes clusters upgrade themselves",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_171"] },
  why: "A version that nobody upgrades runs out of support, and its known weaknesses stay.",
  see: "https://learn.microsoft.com/azure/aks/auto-upgrade-cluster",
  at: (cluster) => cluster.autoUpgradeProfile?.upgradeChannel,
  good: ["stable", "patch", "rapid", "node-image"],
  bad: ["none"],
  absent: "bad",
  unless: isAutomatic,
  pass: [automatic],
});

export const clusterAzureCni = setting(Cluster, {
  id: "azure-containerservice-cluster-azure-cni",
  title: "Kubernetes clusters don't use kubenet",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_29"] },
  why: "Kubenet is retired in 2028, hides pods behind their node's address, and knows neither Azure's nor Cilium's network policies.",
  see: "https://learn.microsoft.com/azure/aks/concepts-network-cni-overview",
  at: (cluster) => cluster.networkProfile?.networkPlugin,
  good: ["azure", "none"],
  bad: ["kubenet"],
  absent: "bad",
  unless: isAutomatic,
  pass: [automatic],
});

export const clusterAzureRbac = setting(Cluster, {
  id: "azure-containerservice-cluster-azure-rbac",
  title: "Kubernetes clusters take their permissions from Azure's role assignments",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why: "Permissions that only the cluster knows escape Azure's reviews, and stay when a role is taken away.",
  see: "https://learn.microsoft.com/azure/aks/manage-azure-rbac",
  at: (cluster) => cluster.aadProfile?.enableAzureRBAC,
  good: [true],
  absent: "bad",
  unless: isAutomatic,
  pass: [automatic],
});

export const clusterDashboard = addonOff("kubeDashboard", {
  id: "azure-containerservice-cluster-dashboard",
  title: "Kubernetes clusters run no dashboard add-on",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AZURE_8"],
    kics: ["61c3cb8b-0715-47e4-b788-86dde40dd2db", "c62d3b92-9a11-4ffd-b7b7-6faaae83faed"],
    terrascan: ["AC_AZURE_0161"],
  },
  why: "The retired add-on acts with its own wide permissions for whoever reaches it.",
  see: "https://learn.microsoft.com/azure/aks/kubernetes-portal",
});

export const clusterDefender = setting(Cluster, {
  id: "azure-containerservice-cluster-defender",
  title: "Microsoft Defender watches Kubernetes clusters",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without it, an attack on running containers goes unnoticed.",
  see: "https://learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-enable",
  at: (cluster) => cluster.securityProfile?.defender?.securityMonitoring?.enabled,
  good: [true],
  absent: "bad",
});

export const clusterDiskEncryptionSet = customerKey(Cluster, {
  id: "azure-containerservice-cluster-disk-encryption-set",
  subject: "Disks of Kubernetes nodes",
  equivalents: { checkov: ["CKV_AZURE_117"], trivy: ["AVD-AZU-0067"], kics: ["b17d8bb8-4c08-4785-867e-cb9e62a622aa"] },
  see: "https://learn.microsoft.com/azure/aks/azure-disk-customer-managed-keys",
  at: (cluster) => cluster.diskEncryptionSetID,
  fix: "Set `diskEncryptionSetID` to the id of an `azure-native.compute.DiskEncryptionSet` with a Key Vault key of your own.",
});

export const clusterEntraId = setting(Cluster, {
  id: "azure-containerservice-cluster-entra-id",
  title: "Users sign in to Kubernetes clusters by Entra ID",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "Without it, who comes in holds a certificate that doesn't expire for years and can't be revoked.",
  see: "https://learn.microsoft.com/azure/aks/enable-authentication-microsoft-entra-id",
  at: (cluster) => cluster.aadProfile?.managed,
  good: [true],
  absent: "bad",
  unless: isAutomatic,
  pass: [automatic],
});

export const clusterHttpRouting = addonOff("httpApplicationRouting", {
  id: "azure-containerservice-cluster-http-routing",
  title: "Kubernetes clusters run no HTTP application routing add-on",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_246"] },
  why: "The retired add-on publishes services over plain HTTP, and isn't patched any more.",
  see: "https://learn.microsoft.com/azure/aks/app-routing-migration",
});

export const clusterImageCleaner = setting(Cluster, {
  id: "azure-containerservice-cluster-image-cleaner",
  title: "Kubernetes clusters remove unused images that have known weaknesses",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "An old image that stays on the nodes can be started again.",
  see: "https://learn.microsoft.com/azure/aks/image-cleaner",
  at: (cluster) => cluster.securityProfile?.imageCleaner?.enabled,
  good: [true],
  absent: "bad",
  unless: isAutomatic,
  pass: [automatic],
});

export const clusterKms = setting(Cluster, {
  id: "azure-containerservice-cluster-kms",
  title: "Kubernetes secrets are encrypted in etcd with a Key Vault key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key alone, a copy of the cluster's database holds its secrets in the open.",
  see: "https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption",
  at: (cluster) => cluster.securityProfile?.azureKeyVaultKms?.enabled,
  good: [true],
  absent: "bad",
});

export const clusterLocalAccounts = setting(Cluster, {
  id: "azure-containerservice-cluster-local-accounts",
  title: "Kubernetes clusters have no local accounts",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_141"] },
  why: "The local administrator's certificate passes by Entra ID, and no log tells who used it.",
  see: "https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad",
  at: (cluster) => cluster.disableLocalAccounts,
  good: [true],
  absent: "bad",
  unless: isAutomatic,
  pass: [automatic],
});

export const clusterIdentity = managedIdentity(Cluster, {
  id: "azure-containerservice-cluster-identity",
  subject: "Kubernetes clusters",
  see: "https://learn.microsoft.com/azure/aks/use-managed-identity",
});

export const clusterMonitoring = addonOn("omsAgent", {
  id: "azure-containerservice-cluster-monitoring",
  title: "Kubernetes clusters send their containers' logs to Azure Monitor",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_4"], trivy: ["AVD-AZU-0040"], kics: ["9b09dee1-f09b-4013-91d2-158fa4695f4b"] },
  why: "When a container is gone, so are its logs, and with them the traces of an attack.",
  see: "https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable",
});

export const clusterNetworkPolicy = setting(Cluster, {
  id: "azure-containerservice-cluster-network-policy",
  title: "Kubernetes clusters enforce network policies",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AZURE_7"],
    trivy: ["AVD-AZU-0043"],
    kics: ["25c0228e-4444-459b-a2df-93c7df40b7ed", "f5342045-b935-402d-adf1-8dbbd09c0eef"],
    terrascan: ["AC_AZURE_0158"],
    "pulumi-compliance": [
      "azure-containerservice-kubernetescluster-configure-network-policy",
      "azurenative-containerservice-managedcluster-configure-network-policy",
    ],
  },
  why: "Without them every pod reaches every other, so that one that is taken over reaches all.",
  see: "https://learn.microsoft.com/azure/aks/use-network-policies",
  at: (cluster) => cluster.networkProfile?.networkPolicy,
  good: ["cilium", "azure", "calico"],
  bad: ["none"],
  absent: "bad",
  unless: isAutomatic,
  pass: [automatic],
});

export const clusterNodeImages = setting(Cluster, {
  id: "azure-containerservice-cluster-node-images",
  title: "Nodes of Kubernetes clusters get security updates by themselves",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "Known weaknesses of the operating system stay until someone upgrades the nodes by hand.",
  see: "https://learn.microsoft.com/azure/aks/auto-upgrade-node-os-image",
  at: (cluster) => cluster.autoUpgradeProfile?.nodeOSUpgradeChannel,
  good: ["NodeImage", "SecurityPatch", "Unmanaged"],
  bad: ["None"],
  absent: "good",
});

export const clusterPaidTier = setting(Cluster, {
  id: "azure-containerservice-cluster-paid-tier",
  title: "Kubernetes clusters are of a tier with an uptime agreement",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_170"] },
  why: "In the free tier nobody answers for the API server's being there, and it doesn't grow with the load.",
  see: "https://learn.microsoft.com/azure/aks/free-standard-pricing-tiers",
  at: (cluster) => cluster.sku?.tier,
  good: ["Standard", "Premium", "Paid"],
  bad: ["Free"],
  absent: "bad",
  unless: isAutomatic,
  pass: [automatic],
});

export const clusterPolicyAddon = addonOn("azurepolicy", {
  unless: isAutomatic,
  id: "azure-containerservice-cluster-policy-addon",
  title: "Kubernetes clusters enforce Azure Policy",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_116"], trivy: ["AVD-AZU-0066"], kics: ["43789711-161b-4708-b5bb-9d1c626f7492"] },
  why: "Without the add-on, nothing stops a privileged or otherwise dangerous pod from being started.",
  see: "https://learn.microsoft.com/azure/governance/policy/concepts/policy-for-kubernetes",
});

export const clusterPrivate = setting(Cluster, {
  id: "azure-containerservice-cluster-private",
  title: "Kubernetes API servers have a private address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_115"], trivy: ["AVD-AZU-0065"], kics: ["599318f2-6653-4569-9e21-041d06c63a89"] },
  why: "On a public address, anyone may try credentials and weaknesses on the API server.",
  see: "https://learn.microsoft.com/azure/aks/private-clusters",
  at: (cluster) => cluster.apiServerAccessProfile?.enablePrivateCluster,
  good: [true],
  absent: "bad",
});

export const clusterRbac = setting(Cluster, {
  id: "azure-containerservice-cluster-rbac",
  title: "Kubernetes clusters check permissions by role",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["8.5"] },
  equivalents: {
    checkov: ["CKV_AZURE_5"],
    trivy: ["AVD-AZU-0042"],
    kics: ["86f92117-eed8-4614-9c6c-b26da20ff37f", "9307a2ed-35c2-413d-94de-a1a0682c2158"],
    regula: ["FG_R00329"],
  },
  why: "Without roles every user and every pod may do everything in the cluster.",
  see: "https://learn.microsoft.com/azure/aks/concepts-identity",
  at: (cluster) => cluster.enableRBAC,
  good: [true],
  absent: "bad",
});

export const clusterRunCommand = setting(Cluster, {
  id: "azure-containerservice-cluster-run-command",
  title: "Kubernetes clusters run no commands for Azure's API",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why: "By it, whoever may write to the cluster's Azure resource becomes administrator in it, past its network and its roles.",
  see: "https://learn.microsoft.com/azure/aks/access-private-cluster",
  at: (cluster) => cluster.apiServerAccessProfile?.disableRunCommand,
  good: [true],
  absent: "bad",
});

export const clusterSecretRotation = rule(Cluster, {
  id: "azure-containerservice-cluster-secret-rotation",
  title: "Secrets that Kubernetes clusters mount from Key Vault are refreshed",
  severity: "low",
  family: "secrets",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_172"] },
  why: "A pod keeps using a secret that was rotated because it had leaked.",
  fix: 'Set `addonProfiles.azureKeyvaultSecretsProvider.config.enableSecretRotation` to `"true"`.',
  see: "https://learn.microsoft.com/azure/aks/csi-secrets-store-configuration-options",
  pass: [
    {},
    { addonProfiles: { azureKeyvaultSecretsProvider: { enabled: true, config: { enableSecretRotation: "true" } } } },
    { addonProfiles: { azureKeyvaultSecretsProvider: { enabled: false } } },
  ],
  fail: [
    { addonProfiles: { azureKeyvaultSecretsProvider: { enabled: true } } },
    { addonProfiles: { azureKeyvaultSecretsProvider: { enabled: true, config: { enableSecretRotation: "false" } } } },
  ],
  unknown: [{ addonProfiles: { azureKeyvaultSecretsProvider: { enabled: true, config: unknown } } }],
  check: ({ addonProfiles }) => {
    const provider = addonOf(addonProfiles, "azureKeyvaultSecretsProvider");
    return (
      provider &&
      provider.enabled !== false &&
      !same(provider.config?.enableSecretRotation, "true") &&
      "its add-on `azureKeyvaultSecretsProvider` doesn't rotate secrets"
    );
  },
});

export const clusterWorkloadIdentity = setting(Cluster, {
  id: "azure-containerservice-cluster-workload-identity",
  title: "Pods of Kubernetes clusters sign in to Azure by workload identity",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Without it, pods hold passwords, or share the identity of their node.",
  fix: "Set `securityProfile.workloadIdentity.enabled` and `oidcIssuerProfile.enabled` to `true`.",
  see: "https://learn.microsoft.com/azure/aks/workload-identity-overview",
  at: (cluster) => cluster.securityProfile?.workloadIdentity?.enabled,
  good: [true],
  absent: "bad",
  unless: isAutomatic,
  pass: [automatic],
});

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
  why: "The cluster's own pods take up a good part of a small limit, and it can't be raised later.",
  fix: "Set `maxPods` to at least 50.",
  see: "https://learn.microsoft.com/azure/aks/quotas-skus-regions",
  options: { pods: option.Integer({ default: 50, minimum: 10, description: "The least number of pods on a node." }) },
  pass: [
    { maxPods: 50 },
    { agentPoolProfiles: [{ name: "system", maxPods: 110 }] },
    { agentPoolProfiles: [{ name: "system" }], networkProfile: { networkPlugin: "azure", networkPluginMode: "overlay" } },
    { agentPoolProfiles: [{ name: "system" }] },
  ],
  fail: [
    { maxPods: 30 },
    { agentPoolProfiles: [{ name: "system", maxPods: 49 }] },
    { agentPoolProfiles: [{ name: "system" }], networkProfile: { networkPlugin: "azure" } },
  ],
  unknown: [{ maxPods: unknown }, { agentPoolProfiles: [unknown] }],
  check: (self, context) =>
    each(
      poolsOf(self, context),
      ({ maxPods = defaultPods(self.networkProfile), name }) =>
        maxPods < context.options.pods && `a node has room for ${maxPods} pods only${name ? ` in the node pool \`${name}\`` : ""}`,
    ),
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
