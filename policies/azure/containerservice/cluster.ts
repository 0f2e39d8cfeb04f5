import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster";
import type { DiagnosticSettingArgs } from "@pulumi/azure-native/monitor/diagnosticSetting";
import type { Unwrap } from "@pulumi/pulumi/output";
import { logs, same } from "../../../lib/cloud/azure";
import { customerKey, find, from, resource, rule, setting, some, unknown } from "../../../lib/rule";
import type { Meta, Rule } from "../../../lib/rule/rule";
import { automatic, isAutomatic } from "./automatic";

const Cluster = resource<ManagedClusterArgs>("azure-native:containerservice:ManagedCluster");
const DiagnosticSetting = resource<DiagnosticSettingArgs>("azure-native:monitor:DiagnosticSetting");

type Cluster = Unwrap<ManagedClusterArgs>;
type Addons = Cluster["addonProfiles"];

/** The add-on of that name: Azure takes the name in any case. */
const addonOf = (addons: Addons, name: string) => {
  const key = find(Object.keys(addons ?? {}), (key) => same(key, name));
  return key === undefined ? undefined : addons![key];
};

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

export const clusterSecretStore = addonOn("azureKeyvaultSecretsProvider", {
  id: "azure-containerservice-cluster-secret-store",
  title: "Kubernetes clusters can mount secrets from Key Vault",
  severity: "low",
  family: "secrets",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_172"] },
  why: "Secrets that are copied into the cluster instead escape Key Vault's log, and stay when they are rotated there.",
  see: "https://learn.microsoft.com/azure/aks/csi-secrets-store-driver",
});
