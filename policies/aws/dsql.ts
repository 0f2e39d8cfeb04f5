import type { ClusterArgs } from "@pulumi/aws/dsql/cluster";
import { resource, rule, setting, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:dsql/cluster:Cluster");

const guide = "https://docs.aws.amazon.com/aurora-dsql/latest/userguide";

export const clusterCustomerKey = rule(Cluster, {
  id: "aws-dsql-cluster-customer-key",
  title: "Aurora DSQL clusters are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With AWS's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `kmsEncryptionKey` to an AWS KMS key of your own.",
  see: `${guide}/data-encryption.html`,
  pass: [{ kmsEncryptionKey: "arn:aws:kms:us-east-1:111122223333:key/mrk-1" }],
  fail: [{}, { kmsEncryptionKey: "AWS_OWNED_KMS_KEY" }],
  unknown: [{ kmsEncryptionKey: unknown }],
  check: ({ kmsEncryptionKey = "AWS_OWNED_KMS_KEY" }) => kmsEncryptionKey === "AWS_OWNED_KMS_KEY" && "`kmsEncryptionKey` names no key",
});

export const clusterDeletionProtection = setting(Cluster, {
  id: "aws-dsql-cluster-deletion-protection",
  title: "Aurora DSQL clusters are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "One mistaken command deletes the database.",
  see: `${guide}/getting-started.html`,
  at: (cluster) => cluster.deletionProtectionEnabled,
  good: [true],
  absent: "bad",
});
