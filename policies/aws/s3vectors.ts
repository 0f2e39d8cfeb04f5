import type { VectorsIndexArgs } from "@pulumi/aws/s3/vectorsIndex";
import type { VectorsVectorBucketArgs } from "@pulumi/aws/s3/vectorsVectorBucket";
import { customerKey, namesKey, resource, rule, some, to, unknown } from "../../lib/rule";

const VectorBucket = resource<VectorsVectorBucketArgs>("aws:s3/vectorsVectorBucket:VectorsVectorBucket");
const VectorIndex = resource<VectorsIndexArgs>("aws:s3/vectorsIndex:VectorsIndex");

const encryptionGuide = "https://docs.aws.amazon.com/AmazonS3/latest/API/API_S3VectorBuckets_EncryptionConfiguration.html";
const own = { encryptionConfigurations: [{ sseType: "aws:kms", kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }] };

export const bucketCustomerKey = customerKey(VectorBucket, {
  id: "aws-s3vectors-bucket-customer-key",
  subject: "S3 vector buckets",
  see: encryptionGuide,
  at: (bucket) => bucket.encryptionConfigurations?.[0]?.kmsKeyArn,
  fail: [{ encryptionConfigurations: [{ sseType: "AES256" }] }],
});

export const indexCustomerKey = rule(VectorIndex, {
  id: "aws-s3vectors-index-customer-key",
  title: "S3 vector indexes are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `kmsKeyArn` in the index's `encryptionConfigurations`, or in those of its vector bucket.",
  see: encryptionGuide,
  related: { buckets: to("vectorBucketName", VectorBucket) },
  pass: [own, { buckets: [own] }],
  fail: [{}, { buckets: [{}] }, { encryptionConfigurations: [{ sseType: "AES256" }], buckets: [own] }],
  unknown: [{ encryptionConfigurations: unknown }, { buckets: [unknown] }],
  check: (self) =>
    !(self.encryptionConfigurations?.length
      ? namesKey(self, (index) => index.encryptionConfigurations?.[0]?.kmsKeyArn)
      : some(self.buckets, (bucket) => namesKey(bucket, ({ encryptionConfigurations }) => encryptionConfigurations?.[0]?.kmsKeyArn))) &&
    "neither it nor its vector bucket names a key",
});
