import type { ClusterArgs } from "@pulumi/azure-native/operationalinsights/cluster";
import type { WorkspaceArgs } from "@pulumi/azure-native/operationalinsights/workspace";
import { same } from "../../lib/cloud/azure";
import { doubleEncryption, noLocalAuthAt } from "../../lib/cloud/azure-settings";
import { customerKey, each, resource, rule, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("azure-native:operationalinsights:Cluster");
const Workspace = resource<WorkspaceArgs>("azure-native:operationalinsights:Workspace");

export const clusterCustomerKey = customerKey(Cluster, {
  id: "azure-operationalinsights-cluster-customer-key",
  subject: "Log Analytics clusters",
  see: "https://learn.microsoft.com/azure/azure-monitor/logs/customer-managed-keys",
  at: (cluster) => cluster.keyVaultProperties?.keyName,
});

export const clusterDoubleEncryption = doubleEncryption(Cluster, {
  id: "azure-operationalinsights-cluster-double-encryption",
  subject: "Log Analytics clusters",
  see: "https://learn.microsoft.com/azure/azure-monitor/logs/logs-dedicated-clusters",
  at: (cluster) => cluster.isDoubleEncryptionEnabled,
  good: [true],
  absent: "good",
});

export const workspacePublicNetwork = rule(Workspace, {
  id: "azure-operationalinsights-workspace-public-network",
  title: "Log Analytics workspaces disable public network access",
  severity: "low",
  family: "public-access",
  preset: "strict",
  why: "From the public network one leaked credential is enough to read the logs, or to send false ones.",
  fix: "Set `publicNetworkAccessForIngestion` and `publicNetworkAccessForQuery` to `Disabled` and use an Azure Monitor private link scope.",
  see: "https://learn.microsoft.com/azure/azure-monitor/logs/private-link-security",
  pass: [
    { publicNetworkAccessForIngestion: "Disabled", publicNetworkAccessForQuery: "Disabled" },
    { publicNetworkAccessForIngestion: "SecuredByPerimeter", publicNetworkAccessForQuery: "SecuredByPerimeter" },
  ],
  fail: [{}, { publicNetworkAccessForIngestion: "Disabled", publicNetworkAccessForQuery: "Enabled" }, { publicNetworkAccessForQuery: "Disabled" }],
  unknown: [{ publicNetworkAccessForIngestion: unknown, publicNetworkAccessForQuery: "Disabled" }],
  check: (workspace) =>
    each(
      ["publicNetworkAccessForIngestion", "publicNetworkAccessForQuery"] as const,
      (way) => !same(workspace[way], "Disabled", "SecuredByPerimeter") && `\`${way}\` is on`,
    ),
});

export const workspaceLocalAuth = noLocalAuthAt(Workspace, {
  id: "azure-operationalinsights-workspace-local-auth",
  subject: "Log Analytics workspaces",
  see: "https://learn.microsoft.com/azure/azure-monitor/logs/azure-ad-authentication-logs",
  at: (workspace) => workspace.features?.disableLocalAuth,
});
