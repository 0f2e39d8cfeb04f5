import type { RegistryArgs } from "@pulumi/gcp/container/registry";
import type { BucketIAMBindingArgs } from "@pulumi/gcp/storage/bucketIAMBinding";
import type { BucketIAMMemberArgs } from "@pulumi/gcp/storage/bucketIAMMember";
import type { BucketIAMPolicyArgs } from "@pulumi/gcp/storage/bucketIAMPolicy";
import { somePublic } from "../../../lib/cloud/google-iam";
import { from, resource, rule, unknown } from "../../../lib/rule";

const Registry = resource<RegistryArgs>("gcp:container/registry:Registry");
const BucketIam = resource<Partial<BucketIAMMemberArgs & BucketIAMBindingArgs & BucketIAMPolicyArgs>>(
  "gcp:storage/bucketIAMMember:BucketIAMMember",
  "gcp:storage/bucketIAMBinding:BucketIAMBinding",
  "gcp:storage/bucketIAMPolicy:BucketIAMPolicy",
);

export const registryPublic = rule(Registry, {
  id: "gcp-container-registry-public",
  title: "The images in Container Registry's buckets are not public",
  severity: "high",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  equivalents: { checkov: ["CKV2_GCP_9"] },
  why: "Anybody can pull the images that are left there, with the code, names and secrets in them.",
  fix: "Name the groups and service accounts that need the bucket as members, or move the images to Artifact Registry and delete the bucket.",
  see: "https://cloud.google.com/artifact-registry/docs/transition/transition-from-gcr",
  related: { grants: from(BucketIam, "bucket") },
  pass: [{}, { grants: [{ role: "roles/storage.objectViewer", member: "user:jane@example.com" }] }],
  fail: [
    { grants: [{ role: "roles/storage.objectViewer", member: "allUsers" }] },
    { grants: [unknown, { role: "roles/storage.objectViewer", members: ["group:team@example.com", "allAuthenticatedUsers"] }] },
    { grants: [{ policyData: JSON.stringify({ bindings: [{ role: "roles/storage.objectViewer", members: ["allUsers"] }] }) }] },
  ],
  unknown: [{ grants: [{ role: "roles/storage.objectViewer", member: unknown }] }],
  check: ({ grants }) => somePublic(grants) && "its bucket is granted to the public",
});
