import type { ComputeArgs } from "@pulumi/azure-native/machinelearningservices/compute";
import type { WorkspaceArgs } from "@pulumi/azure-native/machinelearningservices/workspace";
import type { StorageAccountArgs } from "@pulumi/azure-native/storage/storageAccount";
import type { Unwrap } from "@pulumi/pulumi/output";
import { noPublicNetwork, privateEndpoint, same } from "../../lib/cloud/azure";
import { customerKey, resource, rule, some, to, unknown } from "../../lib/rule";

const Compute = resource<ComputeArgs>("azure-native:machinelearningservices:Compute");
const StorageAccount = resource<StorageAccountArgs>("azure-native:storage:StorageAccount");
const Workspace = resource<WorkspaceArgs>("azure-native:machinelearningservices:Workspace");

type Properties = Exclude<Unwrap<ComputeArgs>["properties"], undefined>;

/** The cluster that `properties` describe, if they do. */
const clusterOf = (properties: Properties | undefined) => (properties?.computeType === "AmlCompute" ? properties : undefined);

export const computeLocalAuth = rule(Compute, {
  id: "azure-machinelearningservices-compute-local-auth",
  title: "Machine learning clusters refuse local accounts",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_142"] },
  why: "Local accounts sign in with passwords and keys that Entra ID neither knows nor revokes.",
  fix: "Set `properties.disableLocalAuth` to `true`.",
  see: "https://learn.microsoft.com/azure/machine-learning/how-to-integrate-azure-policy",
  pass: [{ properties: { computeType: "AmlCompute", disableLocalAuth: true } }, { properties: { computeType: "Kubernetes" } }],
  fail: [{ properties: { computeType: "AmlCompute" } }, { properties: { computeType: "ComputeInstance", disableLocalAuth: false } }],
  unknown: [{ properties: unknown }, { properties: { computeType: "AmlCompute", disableLocalAuth: unknown } }],
  check: ({ properties }) =>
    (properties?.computeType === "AmlCompute" || properties?.computeType === "ComputeInstance") &&
    !properties.disableLocalAuth &&
    "`properties.disableLocalAuth` is off",
});

export const computeMinNodes = rule(Compute, {
  id: "azure-machinelearningservices-compute-min-nodes",
  title: "Machine learning clusters shrink to nothing when idle",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_150"] },
  why: "Nodes that wait for work cost money, and are there to be attacked.",
  fix: "Leave `properties.properties.scaleSettings.minNodeCount` out, or set it to `0`.",
  see: "https://learn.microsoft.com/azure/machine-learning/how-to-create-attach-compute-cluster",
  pass: [
    { properties: { computeType: "AmlCompute" } },
    { properties: { computeType: "AmlCompute", properties: { scaleSettings: { maxNodeCount: 4, minNodeCount: 0 } } } },
  ],
  fail: [{ properties: { computeType: "AmlCompute", properties: { scaleSettings: { maxNodeCount: 4, minNodeCount: 1 } } } }],
  unknown: [{ properties: { computeType: "AmlCompute", properties: unknown } }],
  check: ({ properties }) => {
    const least = clusterOf(properties)?.properties?.scaleSettings?.minNodeCount ?? 0;
    return least > 0 && `its \`minNodeCount\` is ${least}`;
  },
});

export const computePublicSsh = rule(Compute, {
  id: "azure-machinelearningservices-compute-public-ssh",
  title: "Machine learning clusters have no SSH port open to the internet",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "Outside of a virtual network the port is open unless you close it, for anyone to try keys and passwords.",
  fix: "Set `properties.properties.remoteLoginPortPublicAccess` to `Disabled`.",
  see: "https://learn.microsoft.com/azure/machine-learning/how-to-secure-training-vnet",
  pass: [
    { properties: { computeType: "AmlCompute", properties: { remoteLoginPortPublicAccess: "Disabled" } } },
    { properties: { computeType: "AmlCompute", properties: { enableNodePublicIp: false } } },
    { properties: { computeType: "AmlCompute", properties: { subnet: { id: "/subscriptions/s" } } } },
    { properties: { computeType: "Kubernetes" } },
  ],
  fail: [
    { properties: { computeType: "AmlCompute" } },
    { properties: { computeType: "AmlCompute", properties: { remoteLoginPortPublicAccess: "NotSpecified" } } },
    { properties: { computeType: "AmlCompute", properties: { remoteLoginPortPublicAccess: "Enabled", subnet: { id: "/subscriptions/s" } } } },
  ],
  unknown: [{ properties: { computeType: "AmlCompute", properties: { remoteLoginPortPublicAccess: unknown } } }],
  check: ({ properties }) => {
    const cluster = clusterOf(properties);
    if (!cluster) return false;
    const { enableNodePublicIp, remoteLoginPortPublicAccess: access = "NotSpecified", subnet } = cluster.properties ?? {};
    return (
      enableNodePublicIp !== false &&
      (same(access, "Enabled") || (same(access, "NotSpecified") && !subnet)) &&
      `its \`remoteLoginPortPublicAccess\` is \`${access}\`, which opens the port`
    );
  },
});

export const workspaceCustomerKey = customerKey(Workspace, {
  id: "azure-machinelearningservices-workspace-customer-key",
  subject: "Machine learning workspaces",
  see: "https://learn.microsoft.com/azure/machine-learning/concept-customer-managed-keys",
  at: (workspace) => workspace.encryption?.keyVaultProperties?.keyIdentifier,
});

export const workspaceImpactStorage = rule(Workspace, {
  id: "azure-machinelearningservices-workspace-impact-storage",
  title: "Storage of machine learning workspaces with high business impact isn't public",
  severity: "high",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_50"] },
  why: "The workspace says itself that the data is of high impact, and its storage account can be reached by everyone.",
  fix: "Set the storage account's `allowBlobPublicAccess` to `false` and `publicNetworkAccess` to `Disabled`, or its `networkRuleSet.defaultAction` to `Deny`.",
  see: "https://learn.microsoft.com/azure/machine-learning/concept-data-encryption",
  related: { storage: to("storageAccount", StorageAccount) },
  pass: [
    { storage: [{}] },
    { hbiWorkspace: true, storage: [{ publicNetworkAccess: "Disabled" }] },
    { hbiWorkspace: true, storage: [{ networkRuleSet: { defaultAction: "Deny" } }] },
  ],
  fail: [
    { hbiWorkspace: true, storage: [{}] },
    { hbiWorkspace: true, storage: [{ publicNetworkAccess: "Disabled", allowBlobPublicAccess: true }] },
  ],
  unknown: [{ hbiWorkspace: true, storage: [unknown] }],
  check: ({ hbiWorkspace, storage }) =>
    hbiWorkspace &&
    some(
      storage,
      (account) =>
        account.allowBlobPublicAccess ||
        (!same(account.publicNetworkAccess, "Disabled", "SecuredByPerimeter") && !same(account.networkRuleSet?.defaultAction, "Deny")),
    ) &&
    "its storage account is public",
});

export const workspaceOutboundEndpoints = rule(Workspace, {
  id: "azure-machinelearningservices-workspace-outbound-endpoints",
  title: "Machine learning workspaces reach other services by private endpoints",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_243"] },
  why: "Jobs otherwise read and write their data by its public address, which must then stay open.",
  fix: "Add a rule of the type `PrivateEndpoint` to `managedNetwork.outboundRules` for each service that jobs use.",
  see: "https://learn.microsoft.com/azure/machine-learning/how-to-managed-network",
  pass: [
    {
      managedNetwork: {
        isolationMode: "AllowOnlyApprovedOutbound",
        outboundRules: { data: { type: "PrivateEndpoint", destination: { serviceResourceId: "/subscriptions/s", subresourceTarget: "blob" } } },
      },
    },
  ],
  fail: [
    {},
    { managedNetwork: { isolationMode: "AllowInternetOutbound" } },
    { managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound", outboundRules: { python: { type: "FQDN", destination: "pypi.org" } } } },
  ],
  unknown: [{ managedNetwork: unknown }, { managedNetwork: { outboundRules: { data: unknown } } }],
  check: ({ managedNetwork }) => {
    const rules = managedNetwork?.outboundRules ?? {};
    return !some(Object.keys(rules), (name) => same(rules[name]?.type, "PrivateEndpoint")) && "its managed network has no private endpoint";
  },
});

export const workspacePrivateEndpoint = privateEndpoint(Workspace, {
  id: "azure-machinelearningservices-workspace-private-endpoint",
  subject: "Machine learning workspaces",
  see: "https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link",
});

export const workspacePublicNetwork = noPublicNetwork(Workspace, {
  id: "azure-machinelearningservices-workspace-public-network",
  subject: "Machine learning workspaces",
  equivalents: { checkov: ["CKV_AZURE_144", "CKV2_AZURE_49"] },
  see: "https://learn.microsoft.com/azure/machine-learning/how-to-configure-private-link",
});
