import type { ClusterArgs } from "@pulumi/azure-native/kusto/cluster";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { doubleEncryption, managedIdentity } from "../../lib/cloud/azure-settings";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("azure-native:kusto:Cluster");
const subject = "Data Explorer clusters";

export const clusterCustomerKey = customerKey(Cluster, {
  id: "azure-kusto-cluster-customer-key",
  subject,
  equivalents: { checkov: ["CKV2_AZURE_11"] },
  see: "https://learn.microsoft.com/azure/data-explorer/customer-managed-keys-portal",
  at: (cluster) => cluster.keyVaultProperties?.keyName,
});

export const clusterDiskEncryption = setting(Cluster, {
  id: "azure-kusto-cluster-disk-encryption",
  title: "Disks of Data Explorer clusters are encrypted on the machines too",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_74"] },
  why: "The storage is encrypted anyway; caches and temporary disks of the machines are only with it.",
  see: "https://learn.microsoft.com/azure/data-explorer/cluster-encryption-overview",
  at: (cluster) => cluster.enableDiskEncryption,
  good: [true],
  absent: "bad",
});

export const clusterDoubleEncryption = doubleEncryption(Cluster, {
  id: "azure-kusto-cluster-double-encryption",
  subject,
  equivalents: { checkov: ["CKV_AZURE_75"] },
  see: "https://learn.microsoft.com/azure/data-explorer/double-encryption",
  at: (cluster) => cluster.enableDoubleEncryption,
  good: [true],
  absent: "bad",
});

export const clusterIdentity = managedIdentity(Cluster, {
  id: "azure-kusto-cluster-identity",
  subject,
  equivalents: { checkov: ["CKV_AZURE_181"] },
  see: "https://learn.microsoft.com/azure/data-explorer/managed-identities-overview",
});

export const clusterPublicNetwork = noPublicNetwork(Cluster, {
  id: "azure-kusto-cluster-public-network",
  subject,
  see: "https://learn.microsoft.com/azure/data-explorer/security-network-restrict-public-access",
});

export const clusterSla = rule(Cluster, {
  id: "azure-kusto-cluster-sla",
  title: "Data Explorer clusters have an SLA",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_180"] },
  why: "A development cluster is a single machine without an SLA.",
  fix: "Set `sku.name` to one that doesn't begin with `Dev(No SLA)`.",
  see: "https://learn.microsoft.com/azure/data-explorer/manage-cluster-choose-sku",
  pass: [{ sku: { name: "Standard_E8ads_v5", tier: "Standard" } }],
  fail: [{ sku: { name: "Dev(No SLA)_Standard_E2a_v4", tier: "Basic" } }],
  unknown: [{ sku: { name: unknown } }],
  check: ({ sku }) => /^Dev\(No SLA\)/i.test(sku?.name ?? "") && `\`sku.name\` is \`${sku.name}\``,
});
