import type { ClusterArgs } from "@pulumi/aws/dsql/cluster";
import { customerKey, resource, setting } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:dsql/cluster:Cluster");

export const clusterCustomerKey = customerKey(Cluster, {
  id: "aws-dsql-cluster-customer-key",
  subject: "Aurora DSQL clusters",
  see: "https://docs.aws.amazon.com/aurora-dsql/latest/userguide/data-encryption.html",
  at: (cluster) => cluster.kmsEncryptionKey,
  fail: [{ kmsEncryptionKey: "AWS_OWNED_KMS_KEY" }],
});

export const clusterDeletionProtection = setting(Cluster, {
  id: "aws-dsql-cluster-deletion-protection",
  title: "Aurora DSQL clusters are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "One mistaken command deletes the database.",
  see: "https://docs.aws.amazon.com/aurora-dsql/latest/APIReference/API_CreateCluster.html",
  at: (cluster) => cluster.deletionProtectionEnabled,
  good: [true],
  absent: "bad",
});
