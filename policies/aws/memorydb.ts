import type { ClusterArgs } from "@pulumi/aws/memorydb/cluster";
import type { SnapshotArgs } from "@pulumi/aws/memorydb/snapshot";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:memorydb/cluster:Cluster");
const Snapshot = resource<SnapshotArgs>("aws:memorydb/snapshot:Snapshot");

const guide = "https://docs.aws.amazon.com/memorydb/latest/devguide";

export const clusterAuth = rule(Cluster, {
  id: "aws-memorydb-cluster-auth",
  title: "MemoryDB clusters ask for a password",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "Every machine in the network may read and change all that is stored.",
  fix: "Set `aclName` to an `aws.memorydb.Acl` with users of your own.",
  see: `${guide}/clusters.acls.html`,
  pass: [{ aclName: "shop" }],
  fail: [{ aclName: "open-access" }],
  unknown: [{ aclName: unknown }],
  check: ({ aclName }) => aclName === "open-access" && "`aclName` is `open-access`",
});

export const clusterTls = setting(Cluster, {
  id: "aws-memorydb-cluster-tls",
  title: "MemoryDB clusters encrypt connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_202"] },
  why: "Anyone on the way can read and change what goes to and from the database; nobody needs a password then either.",
  see: `${guide}/in-transit-encryption.html`,
  at: (cluster) => cluster.tlsEnabled,
  good: [true],
  absent: "good",
});

export const clusterCustomerKey = customerKey(Cluster, {
  id: "aws-memorydb-cluster-customer-key",
  subject: "MemoryDB clusters",
  equivalents: { checkov: ["CKV_AWS_201"] },
  see: `${guide}/at-rest-encryption.html`,
  at: (cluster) => cluster.kmsKeyArn,
});

export const snapshotCustomerKey = customerKey(Snapshot, {
  id: "aws-memorydb-snapshot-customer-key",
  subject: "Snapshots of MemoryDB",
  equivalents: { checkov: ["CKV_AWS_278"] },
  see: `${guide}/at-rest-encryption.html`,
  at: (snapshot) => snapshot.kmsKeyArn,
});
