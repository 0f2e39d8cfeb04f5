import type { TableArgs } from "@pulumi/aws/s3tables/table";
import type { TableBucketArgs } from "@pulumi/aws/s3tables/tableBucket";
import type { TableBucketPolicyArgs } from "@pulumi/aws/s3tables/tableBucketPolicy";
import type { TablePolicyArgs } from "@pulumi/aws/s3tables/tablePolicy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { customerKey, resource, setting } from "../../lib/rule";

const Table = resource<TableArgs>("aws:s3tables/table:Table");
const TableBucket = resource<TableBucketArgs>("aws:s3tables/tableBucket:TableBucket");
const TableBucketPolicy = resource<TableBucketPolicyArgs>("aws:s3tables/tableBucketPolicy:TableBucketPolicy");
const TablePolicy = resource<TablePolicyArgs>("aws:s3tables/tablePolicy:TablePolicy");

const encryption = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html";
const policies = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-resource-based-policies.html";

export const tableBucketCustomerKey = customerKey(TableBucket, {
  id: "aws-s3tables-table-bucket-customer-key",
  subject: "S3 table buckets",
  see: encryption,
  at: (bucket) => bucket.encryptionConfiguration?.kmsKeyArn,
  fail: [{ encryptionConfiguration: { sseAlgorithm: "AES256" } }],
});

export const tableKms = setting(Table, {
  id: "aws-s3tables-table-kms",
  title: "S3 tables don't fall back from the bucket's key to Amazon S3's own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With Amazon S3's own keys, whoever may read the table may decrypt it, and no log tells of the key's use.",
  see: encryption,
  at: (table) => table.encryptionConfiguration?.sseAlgorithm,
  good: ["aws:kms"],
  bad: ["AES256"],
  absent: "good",
});

export const tableBucketPolicyPublic = noPublicPolicy(TableBucketPolicy, {
  id: "aws-s3tables-table-bucket-policy-public",
  subject: "S3 table buckets",
  why: "Anyone with an AWS account can read or change all tables of the bucket.",
  see: policies,
  at: (policy) => policy.resourcePolicy,
  action: "s3tables:GetTableData",
});

export const tablePolicyPublic = noPublicPolicy(TablePolicy, {
  id: "aws-s3tables-table-policy-public",
  subject: "S3 tables",
  why: "Anyone with an AWS account can read or change the table.",
  see: policies,
  at: (policy) => policy.resourcePolicy,
  action: "s3tables:GetTableData",
});
