import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster";
import { managedIdentity } from "../../../lib/cloud/azure-settings";
import { isAnywhere } from "../../../lib/cloud/network";
import { resource, rule, setting, some, unknown } from "../../../lib/rule";
import { automatic, isAutomatic } from "./automatic";

const Cluster = resource<ManagedClusterArgs>("azure-native:containerservice:ManagedCluster");

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
  fix: "Set `enableRBAC` to `true`.",
  see: "https://learn.microsoft.com/azure/aks/concepts-identity",
  at: (cluster) => cluster.enableRBAC,
  good: [true],
  absent: "good",
});

export const clusterRbacChoice = rule(Cluster, {
  id: "azure-containerservice-cluster-rbac-choice",
  title: "Kubernetes clusters say whether they check permissions by role",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "cis-azure-1.3": ["8.5"] },
  equivalents: {
    checkov: ["CKV_AZURE_5"],
    kics: ["86f92117-eed8-4614-9c6c-b26da20ff37f", "9307a2ed-35c2-413d-94de-a1a0682c2158"],
  },
  why: "Azure documents no default, and a cluster keeps for good what it was made with.",
  fix: "Set `enableRBAC` to `true`.",
  see: "https://learn.microsoft.com/azure/aks/concepts-identity",
  pass: [{ enableRBAC: true }, { enableRBAC: false }, { enableRBAC: unknown }],
  fail: [{}],
  check: (cluster) => !("enableRBAC" in cluster) && "`enableRBAC` isn't set",
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
