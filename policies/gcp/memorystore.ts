import type { InstanceArgs } from "@pulumi/gcp/memorystore/instance";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:memorystore/instance:Instance");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-memorystore-instance-customer-key",
  subject: "Memorystore for Valkey instances",
  property: "kmsKey",
  key: ({ kmsKey }) => kmsKey,
  see: "https://cloud.google.com/memorystore/docs/valkey/about-cmek",
  pass: [{ kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }],
  unknown: [{ kmsKey: unknown }],
});

export const instanceAuth = rule(Instance, {
  id: "gcp-memorystore-instance-auth",
  title: "Memorystore for Valkey asks clients who they are",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  why: "Every machine in the network may read and change all that is stored.",
  fix: "Set `authorizationMode` to `IAM_AUTH`.",
  see: "https://cloud.google.com/memorystore/docs/valkey/about-iam-auth",
  pass: [{ authorizationMode: "IAM_AUTH" }, { authorizationMode: "TOKEN_AUTH" }],
  fail: [{}, { authorizationMode: "AUTH_DISABLED" }],
  unknown: [{ authorizationMode: unknown }],
  check: ({ authorizationMode }) => !/^(IAM|TOKEN)_AUTH$/.test(authorizationMode ?? "") && "it lets every client in",
});

export const instanceTls = rule(Instance, {
  id: "gcp-memorystore-instance-tls",
  title: "Memorystore for Valkey encrypts connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Anyone on the way can read and change what goes to and from the store, the password too.",
  fix: "Set `transitEncryptionMode` to `SERVER_AUTHENTICATION`.",
  see: "https://cloud.google.com/memorystore/docs/valkey/about-in-transit-encryption",
  pass: [{ transitEncryptionMode: "SERVER_AUTHENTICATION" }],
  fail: [{}, { transitEncryptionMode: "TRANSIT_ENCRYPTION_DISABLED" }],
  unknown: [{ transitEncryptionMode: unknown }],
  check: ({ transitEncryptionMode }) => transitEncryptionMode !== "SERVER_AUTHENTICATION" && "connections aren't encrypted",
});
