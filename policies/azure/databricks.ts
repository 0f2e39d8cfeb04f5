import type { WorkspaceArgs } from "@pulumi/azure-native/databricks/workspace";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { customerKey, resource, setting } from "../../lib/rule";

const Workspace = resource<WorkspaceArgs>("azure-native:databricks:Workspace");

export const workspaceDisksKey = customerKey(Workspace, {
  id: "azure-databricks-workspace-disks-key",
  subject: "Disks of Databricks clusters",
  see: "https://learn.microsoft.com/azure/databricks/security/keys/cmk-managed-disks-azure/",
  at: (workspace) => workspace.encryption?.entities?.managedDisk?.keyVaultProperties?.keyName,
});

export const workspacePublicIp = setting(Workspace, {
  id: "azure-databricks-workspace-public-ip",
  title: "Databricks clusters have no public addresses",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  why: "Each node can then be reached from the internet, guarded by network rules alone.",
  see: "https://learn.microsoft.com/azure/databricks/security/network/classic/secure-cluster-connectivity",
  at: (workspace) => workspace.parameters?.enableNoPublicIp?.value,
  good: [true],
  absent: "good",
});

export const workspacePublicNetwork = noPublicNetwork(Workspace, {
  id: "azure-databricks-workspace-public-network",
  subject: "Databricks workspaces",
  equivalents: { checkov: ["CKV_AZURE_158"] },
  see: "https://learn.microsoft.com/azure/databricks/security/network/classic/private-link",
});

export const workspaceRootKey = customerKey(Workspace, {
  id: "azure-databricks-workspace-root-key",
  subject: "Root file systems of Databricks workspaces",
  equivalents: { checkov: ["CKV2_AZURE_48"] },
  see: "https://learn.microsoft.com/azure/databricks/security/keys/customer-managed-keys-dbfs/",
  at: (workspace) => workspace.parameters?.encryption?.value?.keyName,
});

export const workspaceServicesKey = customerKey(Workspace, {
  id: "azure-databricks-workspace-services-key",
  subject: "Notebooks and secrets of Databricks workspaces",
  see: "https://learn.microsoft.com/azure/databricks/security/keys/customer-managed-key-managed-services-azure",
  at: (workspace) => workspace.encryption?.entities?.managedServices?.keyVaultProperties?.keyName,
});
