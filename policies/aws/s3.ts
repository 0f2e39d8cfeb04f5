import type { BucketArgs } from "@pulumi/aws/s3/bucket";
import type { BucketPublicAccessBlockArgs } from "@pulumi/aws/s3/bucketPublicAccessBlock";
import { from, resource, rule, some, unknown } from "../../lib/rule";

const Bucket = resource<BucketArgs>("aws:s3/bucket:Bucket");
const BucketPublicAccessBlock = resource<BucketPublicAccessBlockArgs>("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");

export const bucketAcl = rule(Bucket, {
  id: "aws-s3-bucket-acl",
  title: "S3 buckets grant nothing to the public by ACL",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"], "pci-dss-4.0": ["1.3.1"] },
  equivalents: { checkov: ["CKV_AWS_20", "CKV_AWS_57"], trivy: ["AVD-AWS-0092"] },
  why: "A public ACL lets anyone on the internet list or read the bucket's objects.",
  fix: "Leave `acl` out, or set it to `private`, and share the bucket by a bucket policy.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html",
  pass: [{}, { acl: "private" }, { acl: "log-delivery-write" }],
  fail: [{ acl: "public-read" }, { acl: "authenticated-read" }],
  unknown: [{ acl: unknown }],
  check: ({ acl }) => acl !== undefined && /^(public|authenticated)-/.test(acl) && `its ACL is \`${acl}\``,
});

const allOn = { bucket: "logs", blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

export const bucketPublicAccessBlock = rule(Bucket, {
  id: "aws-s3-bucket-public-access-block",
  title: "S3 buckets block public access",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-aws-1.4": ["2.1.5"] },
  why: "Without the block, one mistaken ACL or policy publishes the bucket.",
  fix: "Give the bucket an `aws.s3.BucketPublicAccessBlock` with all four settings on.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  related: { blocks: from(BucketPublicAccessBlock, "bucket") },
  pass: [{ blocks: [allOn] }],
  fail: [{ blocks: [] }, { blocks: [{ ...allOn, blockPublicAcls: false }] }],
  unknown: [{ blocks: [unknown] }, { blocks: [{ ...allOn, ignorePublicAcls: unknown }] }],
  check: ({ blocks }) =>
    !some(blocks, (b) => b.blockPublicAcls && b.blockPublicPolicy && b.ignorePublicAcls && b.restrictPublicBuckets) &&
    "no BucketPublicAccessBlock with all four settings on refers to it",
});
