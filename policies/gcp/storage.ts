import type { BucketArgs } from "@pulumi/gcp/storage/bucket";
import { customerKey, resource, setting } from "../../lib/rule";

const Bucket = resource<BucketArgs>("gcp:storage/bucket:Bucket");

export const bucketCustomerKey = customerKey(Bucket, {
  id: "gcp-storage-bucket-customer-key",
  subject: "Cloud Storage buckets",
  at: (bucket) => bucket.encryption?.defaultKmsKeyName,
  equivalents: { trivy: ["AVD-GCP-0066"] },
  see: "https://cloud.google.com/storage/docs/encryption/customer-managed-keys",
});

export const bucketUniformAccess = setting(Bucket, {
  id: "gcp-storage-bucket-uniform-access",
  title: "Cloud Storage buckets use uniform bucket-level access",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["5.2"] },
  equivalents: { checkov: ["CKV_GCP_29"], trivy: ["AVD-GCP-0002"] },
  why: "Object ACLs grant access that neither IAM nor the organisation's policies show or stop.",
  see: "https://cloud.google.com/storage/docs/uniform-bucket-level-access",
  at: (bucket) => bucket.uniformBucketLevelAccess,
  good: [true],
  absent: "bad",
});
