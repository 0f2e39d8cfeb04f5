import type { WorkspaceArgs } from "@pulumi/azure-native/databricks/workspace";
import { noPublicNetwork, same } from "../../lib/cloud/azure";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

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

const key = { keySource: "Microsoft.Keyvault", keyName: "dbfs", keyvaulturi: "https://shop.vault.azure.net/" } as const;

export const workspaceRootKey = rule(Workspace, {
  id: "azure-databricks-workspace-root-key",
  title: "Root file systems of Databricks workspaces are encrypted with a Key Vault key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_48"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `parameters.prepareEncryption.value` to `true`, and name the key in `parameters.encryption.value`.",
  see: "https://learn.microsoft.com/azure/databricks/security/keys/customer-managed-keys-dbfs/",
  pass: [{ parameters: { prepareEncryption: { value: true }, encryption: { value: key } } }],
  fail: [
    {},
    { parameters: { prepareEncryption: { value: true } } },
    { parameters: { encryption: { value: key } } },
    { parameters: { prepareEncryption: { value: true }, encryption: { value: { keySource: "Default" } } } },
  ],
  unknown: [{ parameters: unknown }, { parameters: { prepareEncryption: unknown, encryption: { value: key } } }],
  check: ({ parameters }) => {
    if (!same(parameters?.encryption?.value?.keySource, "Microsoft.Keyvault")) return "`parameters.encryption.value` names no key";
    return !parameters?.prepareEncryption?.value && "`parameters.prepareEncryption` is off, so the key isn't used";
  },
});

export const workspaceServicesKey = customerKey(Workspace, {
  id: "azure-databricks-workspace-services-key",
  subject: "Notebooks and secrets of Databricks workspaces",
  see: "https://learn.microsoft.com/azure/databricks/security/keys/customer-managed-key-managed-services-azure",
  at: (workspace) => workspace.encryption?.entities?.managedServices?.keyVaultProperties?.keyName,
});
