import type { ClusterArgs } from "@pulumi/gcp/edgecontainer/cluster";
import type { NodePoolArgs } from "@pulumi/gcp/edgecontainer/nodePool";
import { customerKey, resource } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("gcp:edgecontainer/cluster:Cluster");
const NodePool = resource<NodePoolArgs>("gcp:edgecontainer/nodePool:NodePool");

export const clusterCustomerKey = customerKey(Cluster, {
  id: "gcp-edgecontainer-cluster-customer-key",
  subject: "Local control planes of Distributed Cloud clusters",
  at: (cluster) => cluster.controlPlaneEncryption?.kmsKey,
  see: "https://cloud.google.com/distributed-cloud/edge/latest/docs/security",
});

export const nodePoolCustomerKey = customerKey(NodePool, {
  id: "gcp-edgecontainer-node-pool-customer-key",
  subject: "Disks of Distributed Cloud nodes",
  at: (pool) => pool.localDiskEncryption?.kmsKey,
  see: "https://cloud.google.com/distributed-cloud/edge/latest/docs/security",
});
