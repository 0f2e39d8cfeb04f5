import type { ClusterArgs } from "@pulumi/gcp/redis/cluster";
import type { InstanceArgs } from "@pulumi/gcp/redis/instance";
import { customerKey, resource, setting } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:redis/instance:Instance");
const Cluster = resource<ClusterArgs>("gcp:redis/cluster:Cluster");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-redis-instance-customer-key",
  subject: "Memorystore for Redis instances",
  at: ({ customerManagedKey }) => customerManagedKey,
  see: "https://cloud.google.com/memorystore/docs/redis/cmek",
});

export const clusterCustomerKey = customerKey(Cluster, {
  id: "gcp-redis-cluster-customer-key",
  subject: "Memorystore for Redis clusters",
  at: ({ kmsKey }) => kmsKey,
  see: "https://cloud.google.com/memorystore/docs/cluster/about-cmek",
});

export const instanceAuth = setting(Instance, {
  id: "gcp-redis-instance-auth",
  title: "Memorystore for Redis instances ask for a password",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  equivalents: { checkov: ["CKV_GCP_95"] },
  why: "Every machine in the network may read and change all that is stored.",
  see: "https://cloud.google.com/memorystore/docs/redis/about-redis-auth",
  at: ({ authEnabled }) => authEnabled,
  good: [true],
  absent: "bad",
});

export const instanceTls = setting(Instance, {
  id: "gcp-redis-instance-tls",
  title: "Memorystore for Redis instances encrypt connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  equivalents: { checkov: ["CKV_GCP_97"] },
  why: "Anyone on the way can read and change what goes to and from the store, the password too.",
  see: "https://cloud.google.com/memorystore/docs/redis/about-in-transit-encryption",
  at: ({ transitEncryptionMode }) => transitEncryptionMode,
  good: ["SERVER_AUTHENTICATION"],
  bad: ["DISABLED"],
  absent: "bad",
});

export const clusterAuth = setting(Cluster, {
  id: "gcp-redis-cluster-auth",
  title: "Memorystore for Redis clusters ask clients who they are",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  why: "Every machine in the network may read and change all that is stored.",
  see: "https://cloud.google.com/memorystore/docs/cluster/about-iam-auth",
  at: ({ authorizationMode }) => authorizationMode,
  good: ["AUTH_MODE_IAM_AUTH"],
  bad: ["AUTH_MODE_DISABLED"],
  absent: "bad",
});

export const clusterTls = setting(Cluster, {
  id: "gcp-redis-cluster-tls",
  title: "Memorystore for Redis clusters encrypt connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Anyone on the way can read and change what goes to and from the store, the password too.",
  see: "https://cloud.google.com/memorystore/docs/cluster/about-in-transit-encryption",
  at: ({ transitEncryptionMode }) => transitEncryptionMode,
  good: ["TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION"],
  bad: ["TRANSIT_ENCRYPTION_MODE_DISABLED"],
  absent: "bad",
});
