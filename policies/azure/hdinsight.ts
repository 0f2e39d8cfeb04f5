import type { ClusterArgs } from "@pulumi/azure-native/hdinsight/cluster";
import { minimumTls } from "../../lib/cloud/azure-settings";
import { customerKey, resource, setting } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("azure-native:hdinsight:Cluster");

export const clusterCustomerKey = customerKey(Cluster, {
  id: "azure-hdinsight-cluster-customer-key",
  subject: "HDInsight clusters",
  see: "https://learn.microsoft.com/azure/hdinsight/disk-encryption",
  at: (cluster) => cluster.properties?.diskEncryptionProperties?.keyName,
});

export const clusterTraffic = setting(Cluster, {
  id: "azure-hdinsight-cluster-traffic",
  title: "HDInsight clusters encrypt the traffic between their nodes",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Data can be read by whatever else runs in the cluster's network.",
  see: "https://learn.microsoft.com/azure/hdinsight/domain-joined/encryption-in-transit",
  at: (cluster) => cluster.properties?.encryptionInTransitProperties?.isEncryptionInTransitEnabled,
  good: [true],
  absent: "bad",
});

export const clusterTls = minimumTls(Cluster, {
  id: "azure-hdinsight-cluster-tls",
  subject: "HDInsight clusters",
  see: "https://learn.microsoft.com/azure/hdinsight/transport-layer-security",
  at: (cluster) => cluster.properties?.minSupportedTlsVersion,
  absent: "good",
});
