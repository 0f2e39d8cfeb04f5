import type { BucketArgs } from "@pulumi/gcp/storage/bucket";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Bucket = resource<BucketArgs>("gcp:storage/bucket:Bucket");

export const bucketCustomerKey = customerKey(Bucket, {
  id: "gcp-storage-bucket-customer-key",
  subject: "Cloud Storage buckets",
  property: "encryption.defaultKmsKeyName",
  key: ({ encryption }) => encryption?.defaultKmsKeyName,
  equivalents: { trivy: ["AVD-GCP-0066"] },
  see: "https://cloud.google.com/storage/docs/encryption/customer-managed-keys",
  pass: [{ encryption: { defaultKmsKeyName: "projects/p/locations/eu/keyRings/r/cryptoKeys/k" } }],
  unknown: [{ encryption: { defaultKmsKeyName: unknown } }],
});

export const bucketUniformAccess = rule(Bucket, {
  id: "gcp-storage-bucket-uniform-access",
  title: "Cloud Storage buckets use uniform bucket-level access",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["5.2"] },
  equivalents: { checkov: ["CKV_GCP_29"], trivy: ["AVD-GCP-0002"] },
  why: "Object ACLs grant access that neither IAM nor the organisation's policies show or stop.",
  fix: "Set `uniformBucketLevelAccess` to `true`.",
  see: "https://cloud.google.com/storage/docs/uniform-bucket-level-access",
  pass: [{ uniformBucketLevelAccess: true }],
  fail: [{}, { uniformBucketLevelAccess: false }],
  unknown: [{ uniformBucketLevelAccess: unknown }],
  check: ({ uniformBucketLevelAccess }) => !uniformBucketLevelAccess && "its objects may have ACLs of their own",
});
