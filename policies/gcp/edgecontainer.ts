import type { ClusterArgs } from "@pulumi/gcp/edgecontainer/cluster";
import type { NodePoolArgs } from "@pulumi/gcp/edgecontainer/nodePool";
import { customerKey, resource, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("gcp:edgecontainer/cluster:Cluster");
const NodePool = resource<NodePoolArgs>("gcp:edgecontainer/nodePool:NodePool");

const key = "projects/p/locations/eu/keyRings/r/cryptoKeys/k";

export const clusterCustomerKey = customerKey(Cluster, {
  id: "gcp-edgecontainer-cluster-customer-key",
  subject: "Local control planes of Distributed Cloud clusters",
  property: "controlPlaneEncryption.kmsKey",
  key: ({ controlPlaneEncryption }) => controlPlaneEncryption?.kmsKey,
  see: "https://cloud.google.com/distributed-cloud/edge/latest/docs/security",
  pass: [{ controlPlaneEncryption: { kmsKey: key } }],
  unknown: [{ controlPlaneEncryption: { kmsKey: unknown } }],
});

export const nodePoolCustomerKey = customerKey(NodePool, {
  id: "gcp-edgecontainer-node-pool-customer-key",
  subject: "Disks of Distributed Cloud nodes",
  property: "localDiskEncryption.kmsKey",
  key: ({ localDiskEncryption }) => localDiskEncryption?.kmsKey,
  see: "https://cloud.google.com/distributed-cloud/edge/latest/docs/security",
  pass: [{ localDiskEncryption: { kmsKey: key } }],
  unknown: [{ localDiskEncryption: { kmsKey: unknown } }],
});
