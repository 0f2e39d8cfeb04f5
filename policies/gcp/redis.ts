import type { ClusterArgs } from "@pulumi/gcp/redis/cluster";
import type { InstanceArgs } from "@pulumi/gcp/redis/instance";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:redis/instance:Instance");
const Cluster = resource<ClusterArgs>("gcp:redis/cluster:Cluster");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-redis-instance-customer-key",
  subject: "Memorystore for Redis instances",
  property: "customerManagedKey",
  key: ({ customerManagedKey }) => customerManagedKey,
  see: "https://cloud.google.com/memorystore/docs/redis/cmek",
  pass: [{ customerManagedKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }],
  unknown: [{ customerManagedKey: unknown }],
});

export const clusterCustomerKey = customerKey(Cluster, {
  id: "gcp-redis-cluster-customer-key",
  subject: "Memorystore for Redis clusters",
  property: "kmsKey",
  key: ({ kmsKey }) => kmsKey,
  see: "https://cloud.google.com/memorystore/docs/cluster/about-cmek",
  pass: [{ kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }],
  unknown: [{ kmsKey: unknown }],
});

export const instanceAuth = rule(Instance, {
  id: "gcp-redis-instance-auth",
  title: "Memorystore for Redis instances ask for a password",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  equivalents: { checkov: ["CKV_GCP_95"] },
  why: "Every machine in the network may read and change all that is stored.",
  fix: "Set `authEnabled` to `true`.",
  see: "https://cloud.google.com/memorystore/docs/redis/about-redis-auth",
  pass: [{ authEnabled: true }],
  fail: [{}, { authEnabled: false }],
  unknown: [{ authEnabled: unknown }],
  check: ({ authEnabled }) => !authEnabled && "it asks for no password",
});

export const instanceTls = rule(Instance, {
  id: "gcp-redis-instance-tls",
  title: "Memorystore for Redis instances encrypt connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  equivalents: { checkov: ["CKV_GCP_97"] },
  why: "Anyone on the way can read and change what goes to and from the store, the password too.",
  fix: "Set `transitEncryptionMode` to `SERVER_AUTHENTICATION`.",
  see: "https://cloud.google.com/memorystore/docs/redis/about-in-transit-encryption",
  pass: [{ transitEncryptionMode: "SERVER_AUTHENTICATION" }],
  fail: [{}, { transitEncryptionMode: "DISABLED" }],
  unknown: [{ transitEncryptionMode: unknown }],
  check: ({ transitEncryptionMode }) => transitEncryptionMode !== "SERVER_AUTHENTICATION" && "connections aren't encrypted",
});

export const clusterAuth = rule(Cluster, {
  id: "gcp-redis-cluster-auth",
  title: "Memorystore for Redis clusters ask clients who they are",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  why: "Every machine in the network may read and change all that is stored.",
  fix: "Set `authorizationMode` to `AUTH_MODE_IAM_AUTH`.",
  see: "https://cloud.google.com/memorystore/docs/cluster/about-iam-auth",
  pass: [{ authorizationMode: "AUTH_MODE_IAM_AUTH" }],
  fail: [{}, { authorizationMode: "AUTH_MODE_DISABLED" }],
  unknown: [{ authorizationMode: unknown }],
  check: ({ authorizationMode }) => /^AUTH_MODE_(DISABLED|UNSPECIFIED)$/.test(authorizationMode ?? "AUTH_MODE_DISABLED") && "it lets every client in",
});

export const clusterTls = rule(Cluster, {
  id: "gcp-redis-cluster-tls",
  title: "Memorystore for Redis clusters encrypt connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Anyone on the way can read and change what goes to and from the store, the password too.",
  fix: "Set `transitEncryptionMode` to `TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION`.",
  see: "https://cloud.google.com/memorystore/docs/cluster/about-in-transit-encryption",
  pass: [{ transitEncryptionMode: "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION" }],
  fail: [{}, { transitEncryptionMode: "TRANSIT_ENCRYPTION_MODE_DISABLED" }],
  unknown: [{ transitEncryptionMode: unknown }],
  check: ({ transitEncryptionMode }) => transitEncryptionMode !== "TRANSIT_ENCRYPTION_MODE_SERVER_AUTHENTICATION" && "connections aren't encrypted",
});
