import type { ManagedClusterArgs } from "@pulumi/azure-native/servicefabric/managedCluster";
import type { NodeTypeArgs } from "@pulumi/azure-native/servicefabric/nodeType";
import { same } from "../../lib/cloud/azure";
import { each, resource, rule, setting, unknown } from "../../lib/rule";

const Cluster = resource<ManagedClusterArgs>("azure-native:servicefabric:ManagedCluster");
const NodeType = resource<NodeTypeArgs>("azure-native:servicefabric:NodeType");

export const clusterEntraId = rule(Cluster, {
  id: "azure-servicefabric-cluster-entra-id",
  title: "Users sign in to Service Fabric clusters by Entra ID",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_126"], kics: ["a21c8da9-41bf-40cf-941d-330cf0d11fc7"] },
  why: "Without it, whoever holds a copy of a client certificate may manage the cluster, and nobody can tell who that was.",
  fix: "Set `azureActiveDirectory`, with its `tenantId`, `clusterApplication` and `clientApplication`.",
  see: "https://learn.microsoft.com/azure/service-fabric/service-fabric-cluster-creation-setup-aad",
  pass: [{ azureActiveDirectory: { tenantId: "b1f6", clusterApplication: "c2a7", clientApplication: "d3b8" } }],
  fail: [{}, { azureActiveDirectory: {} }],
  unknown: [{ azureActiveDirectory: unknown }],
  check: ({ azureActiveDirectory }) => !azureActiveDirectory?.tenantId && "`azureActiveDirectory` names no tenant",
});

export const clusterProtection = rule(Cluster, {
  id: "azure-servicefabric-cluster-protection",
  title: "Nodes of Service Fabric clusters encrypt and sign what they tell each other",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_125"] },
  why: "Whoever gets into the cluster's network can otherwise read the messages, or forge them.",
  fix: "Leave `ClusterProtectionLevel` out of the section `Security` of `fabricSettings`, or set it to `EncryptAndSign`.",
  see: "https://learn.microsoft.com/azure/service-fabric/service-fabric-cluster-fabric-settings",
  pass: [{}, { fabricSettings: [{ name: "Security", parameters: [{ name: "ClusterProtectionLevel", value: "EncryptAndSign" }] }] }],
  fail: [
    { fabricSettings: [{ name: "Security", parameters: [{ name: "ClusterProtectionLevel", value: "Sign" }] }] },
    { fabricSettings: [{ name: "Security", parameters: [{ name: "ClusterProtectionLevel", value: "None" }] }] },
  ],
  unknown: [{ fabricSettings: [{ name: "Security", parameters: unknown }] }],
  check: ({ fabricSettings }) =>
    each(fabricSettings, (section) =>
      each(
        section.parameters,
        ({ name, value }) =>
          same(section.name, "Security") &&
          same(name, "ClusterProtectionLevel") &&
          !same(value, "EncryptAndSign") &&
          `its \`ClusterProtectionLevel\` is \`${value}\``,
      ),
    ),
});

export const clusterRdp = setting(Cluster, {
  id: "azure-servicefabric-cluster-rdp",
  title: "Service Fabric clusters have no remote desktop open to the internet",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  why: "Anyone on the internet can try passwords and weaknesses of the remote desktop on every node.",
  see: "https://learn.microsoft.com/azure/service-fabric/how-to-managed-cluster-networking",
  at: (cluster) => cluster.allowRdpAccess,
  good: [false],
  bad: [true],
  absent: "good",
});

export const clusterUpgrades = setting(Cluster, {
  id: "azure-servicefabric-cluster-upgrades",
  title: "Nodes of Service Fabric clusters get new versions of their image by themselves",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Known weaknesses of the operating system stay until someone replaces the nodes.",
  see: "https://learn.microsoft.com/azure/service-fabric/how-to-managed-cluster-upgrades",
  at: (cluster) => cluster.enableAutoOSUpgrade,
  good: [true],
  absent: "bad",
});

export const nodeTypeHostEncryption = setting(NodeType, {
  id: "azure-servicefabric-node-type-host-encryption",
  title: "Service Fabric nodes encrypt temporary disks and caches on their host",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "Temporary disks and caches aren't encrypted otherwise, and hold parts of the data.",
  see: "https://learn.microsoft.com/azure/service-fabric/how-to-managed-cluster-enable-disk-encryption",
  at: (nodeType) => nodeType.enableEncryptionAtHost,
  good: [true],
  absent: "bad",
});
