import type { ClusterArgs } from "@pulumi/gcp/container/cluster";
import { resource, rule, setting, unknown } from "../../../lib/rule";

const Cluster = resource<ClusterArgs>("gcp:container/cluster:Cluster");

export const clusterAliasIp = rule(Cluster, {
  id: "gcp-container-cluster-alias-ip",
  title: "GKE clusters are VPC-native",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_23"], trivy: ["AVD-GCP-0049"], kics: ["c606ba1d-d736-43eb-ac24-e16108f3a9e0"], terrascan: ["AC_GCP_0025"] },
  why: "Pods of a routes-based cluster have no addresses that the VPC knows, so firewall rules can't tell them from their nodes.",
  fix: "Set `networkingMode` to `VPC_NATIVE`, and name the pods' range in `ipAllocationPolicy` instead of `clusterIpv4Cidr`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips",
  pass: [
    {},
    { networkingMode: "VPC_NATIVE", clusterIpv4Cidr: "10.96.0.0/14" },
    { ipAllocationPolicy: {} },
    { clusterIpv4Cidr: "10.96.0.0/14", ipAllocationPolicy: {} },
  ],
  fail: [{ networkingMode: "ROUTES" }, { clusterIpv4Cidr: "10.96.0.0/14" }],
  unknown: [{ networkingMode: unknown }],
  check: (self) => {
    const { networkingMode } = self;
    if (networkingMode !== undefined) return networkingMode !== "VPC_NATIVE" && `\`networkingMode\` is \`${networkingMode}\``;
    return "clusterIpv4Cidr" in self && !("ipAllocationPolicy" in self) && "`clusterIpv4Cidr` without `ipAllocationPolicy` makes it routes-based";
  },
});

export const clusterPrivateNodes = setting(Cluster, {
  id: "gcp-container-cluster-private-nodes",
  title: "GKE nodes have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["1.3.1"] },
  equivalents: {
    checkov: ["CKV_GCP_25", "CKV_GCP_64"],
    trivy: ["AVD-GCP-0059"],
    kics: ["6ccb85d7-0420-4907-9380-50313f80946b"],
    terrascan: ["AC_GCP_0294"],
  },
  why: "Only firewall rules then stand between the nodes and the internet.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation",
  at: (cluster) => cluster.privateClusterConfig?.enablePrivateNodes,
  good: [true],
  absent: "bad",
  fail: [{ enableAutopilot: true }],
});

export const clusterIntranodeVisibility = setting(Cluster, {
  id: "gcp-container-cluster-intranode-visibility",
  title: "GKE clusters show the VPC the traffic within a node",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  equivalents: { checkov: ["CKV_GCP_61"] },
  why: "Traffic between pods of one node otherwise shows in no flow log and meets no firewall rule.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/intranode-visibility",
  at: (cluster) => cluster.enableIntranodeVisibility,
  good: [true],
  absent: "bad",
  unless: (cluster) => cluster.enableAutopilot,
  pass: [{ enableAutopilot: true }],
});

export const clusterNetworkPolicy = rule(Cluster, {
  id: "gcp-container-cluster-network-policy",
  title: "GKE clusters enforce network policies",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7", "AC-4"] },
  equivalents: { checkov: ["CKV_GCP_12"], trivy: ["AVD-GCP-0056"], kics: ["11e7550e-c4b6-472e-adff-c698f157cdd7"], terrascan: ["AC_GCP_0293"] },
  why: "Without enforcement every pod reaches every other, whatever the policies in the cluster say.",
  fix: "Set `datapathProvider` to `ADVANCED_DATAPATH`, or `networkPolicy.enabled` to `true`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy",
  pass: [{ networkPolicy: { enabled: true } }, { datapathProvider: "ADVANCED_DATAPATH", networkPolicy: { enabled: false } }, { enableAutopilot: true }],
  fail: [{}, { networkPolicy: { enabled: false } }, { datapathProvider: "LEGACY_DATAPATH" }],
  unknown: [{ networkPolicy: { enabled: unknown } }, { datapathProvider: unknown }],
  check: ({ datapathProvider, enableAutopilot, networkPolicy }) =>
    datapathProvider !== "ADVANCED_DATAPATH" && !enableAutopilot && !networkPolicy?.enabled && "it doesn't enforce network policies",
});

export const clusterExternalIps = setting(Cluster, {
  id: "gcp-container-cluster-external-ips",
  title: "GKE services can't claim external addresses",
  severity: "medium",
  family: "network",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-4"] },
  why: "Whoever may make a service can take over the traffic for any address (CVE-2020-8554).",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster",
  at: (cluster) => cluster.serviceExternalIpsConfig?.enabled,
  good: [false],
  absent: "good",
});
