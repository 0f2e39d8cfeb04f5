import type { KeyArgs } from "@pulumi/gcp/serviceaccount/key";
import { resource, rule, unknown } from "../../lib/rule";

const Key = resource<KeyArgs>("gcp:serviceaccount/key:Key");

export const keyUnmanaged = rule(Key, {
  id: "gcp-serviceaccount-key-unmanaged",
  title: "Service accounts have no keys that users hold",
  severity: "medium",
  family: "identity",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["1.4"] },
  equivalents: { regula: ["FG_R00383"] },
  why: "A key works from anywhere and doesn't expire; this one is in the stack's state too.",
  fix: "Attach the service account to the workload, or use workload identity federation, and remove the key.",
  see: "https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys",
  pass: [{ publicKeyData: "LS0t" }],
  fail: [{}, { serviceAccountId: "web", privateKeyType: "TYPE_GOOGLE_CREDENTIALS_FILE" }],
  unknown: [{ publicKeyData: unknown }],
  check: ({ publicKeyData }) => publicKeyData === undefined && "is a key that its users hold, and that doesn't expire",
});

export const keyUploaded = rule(Key, {
  id: "gcp-serviceaccount-key-uploaded",
  title: "Service accounts have no keys that were made elsewhere",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["1.4"] },
  equivalents: { checkov: ["CKV2_GCP_3"], kics: ["3jh54js8-e5f6-7890-abcd-ef1234567890"] },
  why: "Google can't rotate a key of which it only has the public part, and doesn't know who holds the private one.",
  fix: "Attach the service account to the workload, or use workload identity federation, and remove the key.",
  see: "https://cloud.google.com/iam/docs/keys-upload",
  pass: [{ serviceAccountId: "web" }],
  fail: [{ publicKeyData: "LS0t" }],
  unknown: [{ publicKeyData: unknown }],
  check: ({ publicKeyData }) => publicKeyData !== undefined && "is a key of one's own making",
});

export const keyAlgorithm = rule(Key, {
  id: "gcp-serviceaccount-key-algorithm",
  title: "Service account keys have 2048 bits",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "RSA keys of 1024 bits are no longer considered safe.",
  fix: "Leave `keyAlgorithm` out, or set it to `KEY_ALG_RSA_2048`.",
  see: "https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys/create",
  pass: [{}, { keyAlgorithm: "KEY_ALG_RSA_2048" }],
  fail: [{ keyAlgorithm: "KEY_ALG_RSA_1024" }],
  unknown: [{ keyAlgorithm: unknown }],
  check: ({ keyAlgorithm }) => keyAlgorithm === "KEY_ALG_RSA_1024" && "is an RSA key of 1024 bits",
});
