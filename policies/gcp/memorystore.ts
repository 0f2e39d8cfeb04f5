import type { InstanceArgs } from "@pulumi/gcp/memorystore/instance";
import { customerKey, resource, setting } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:memorystore/instance:Instance");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-memorystore-instance-customer-key",
  subject: "Memorystore for Valkey instances",
  at: ({ kmsKey }) => kmsKey,
  see: "https://cloud.google.com/memorystore/docs/valkey/about-cmek",
});

export const instanceAuth = setting(Instance, {
  id: "gcp-memorystore-instance-auth",
  title: "Memorystore for Valkey asks clients who they are",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  why: "Every machine in the network may read and change all that is stored.",
  see: "https://cloud.google.com/memorystore/docs/valkey/about-iam-auth",
  at: ({ authorizationMode }) => authorizationMode,
  good: ["IAM_AUTH", "TOKEN_AUTH"],
  bad: ["AUTH_DISABLED"],
  absent: "bad",
});

export const instanceTls = setting(Instance, {
  id: "gcp-memorystore-instance-tls",
  title: "Memorystore for Valkey encrypts connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Anyone on the way can read and change what goes to and from the store, the password too.",
  see: "https://cloud.google.com/memorystore/docs/valkey/about-in-transit-encryption",
  at: ({ transitEncryptionMode }) => transitEncryptionMode,
  good: ["SERVER_AUTHENTICATION"],
  bad: ["TRANSIT_ENCRYPTION_DISABLED"],
  absent: "bad",
});
