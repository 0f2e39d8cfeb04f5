import type { BucketObjectv2Args } from "@pulumi/aws/s3/bucketObjectv2";
import type { BucketServerSideEncryptionConfigurationArgs } from "@pulumi/aws/s3/bucketServerSideEncryptionConfiguration";
import type { ObjectCopyArgs } from "@pulumi/aws/s3/objectCopy";
import { customerKey, from, namesKey, resource, rule, some, unknown } from "../../../lib/rule";
import { type AnyBucket, Bucket } from "./resources";

const BucketObject = resource<BucketObjectv2Args>("aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject");
const BucketEncryption = resource<BucketServerSideEncryptionConfigurationArgs>(
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
);

// S3 encrypts all new objects, with its own keys unless another is named.

const encryptionGuide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html";
const kms = (by: object = {}, rule: object = {}) => ({ rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", ...by }, ...rule }] });
const ownKey = { kmsMasterKeyId: "arn:aws:kms:us-east-1:111122223333:key/mrk-1" };

interface EncryptionRule {
  applyServerSideEncryptionByDefault?: { sseAlgorithm?: string; kmsMasterKeyId?: string };
  bucketKeyEnabled?: boolean;
}

const someEncryption = (
  bucket: AnyBucket & { encryptions: readonly { rules: readonly EncryptionRule[] }[] },
  is: (rule: EncryptionRule) => unknown,
): boolean => {
  const inline = bucket.serverSideEncryptionConfiguration?.rule;
  return (
    (inline !== undefined && Boolean(is(inline))) ||
    some(bucket.serverSideEncryptionConfigurations, ({ rules }) =>
      some(rules, ({ applyServerSideEncryptionByDefaults: byDefault, bucketKeyEnabled }) =>
        is({ applyServerSideEncryptionByDefault: byDefault?.[0], bucketKeyEnabled }),
      ),
    ) ||
    some(bucket.encryptions, ({ rules }) => some(rules, is))
  );
};

const usesKms = ({ applyServerSideEncryptionByDefault: by }: EncryptionRule): boolean => by?.sseAlgorithm?.startsWith("aws:kms") ?? false;

export const bucketKms = rule(Bucket, {
  id: "aws-s3-bucket-kms",
  title: "S3 buckets are encrypted with AWS KMS",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": ["AU-9(3)", "CP-9(8)", "CP-9d", "SC-8(3)", "SC-8(4)", "SC-13a", "SC-28(1)", "SI-19(4)"],
    "pci-dss-3.2.1": ["3.4", "8.2.1", "10.5"],
  },
  equivalents: {
    checkov: ["CKV_AWS_145"],
    terrascan: ["AC_AWS_0207"],
    "cdk-nag": ["HIPAA.Security-S3DefaultEncryptionKMS", "NIST.800.53.R5-S3DefaultEncryptionKMS", "PCI.DSS.321-S3DefaultEncryptionKMS"],
    "pulumi-compliance": ["aws-s3-bucket-configure-server-side-encryption-kms"],
  },
  why: "With S3's own keys, whoever may read an object may decrypt it, and no log tells of the key's use.",
  fix: "Give the bucket an `aws.s3.BucketServerSideEncryptionConfiguration` with the `sseAlgorithm` `aws:kms`.",
  see: encryptionGuide,
  related: { encryptions: from(BucketEncryption, "bucket") },
  pass: [
    { encryptions: [kms()] },
    { encryptions: [kms({ sseAlgorithm: "aws:kms:dsse" })] },
    { serverSideEncryptionConfiguration: { rule: kms().rules[0] } },
    { serverSideEncryptionConfigurations: [{ rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms" }] }] }] },
  ],
  fail: [{}, { encryptions: [kms({ sseAlgorithm: "AES256" })] }, { serverSideEncryptionConfiguration: { rule: {} } }],
  unknown: [{ encryptions: [unknown] }, { encryptions: [kms({ sseAlgorithm: unknown })] }],
  check: (self) => !someEncryption(self, usesKms) && "its default encryption isn't by AWS KMS",
});

export const bucketCustomerKey = rule(Bucket, {
  id: "aws-s3-bucket-customer-key",
  title: "S3 buckets are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0132"], "pulumi-compliance": ["aws-s3-bucket-configure-server-side-encryption-customer-managed-key"] },
  why: "With AWS's key you can't decide who may decrypt, can't share the objects with another account, and can't revoke it.",
  fix: "Set `kmsMasterKeyId` in the bucket's `aws.s3.BucketServerSideEncryptionConfiguration`.",
  see: encryptionGuide,
  related: { encryptions: from(BucketEncryption, "bucket") },
  pass: [
    { encryptions: [kms(ownKey)] },
    { encryptions: [kms({ kmsMasterKeyId: unknown })] },
    { serverSideEncryptionConfiguration: { rule: kms(ownKey).rules[0] } },
  ],
  fail: [{}, { encryptions: [kms()] }, { encryptions: [kms({ kmsMasterKeyId: "alias/aws/s3" })] }],
  unknown: [{ encryptions: [unknown] }],
  check: (self) =>
    !someEncryption(self, (rule) => namesKey(rule, ({ applyServerSideEncryptionByDefault: by }) => by?.kmsMasterKeyId)) &&
    "its default encryption names no key of yours",
});

export const bucketKey = rule(Bucket, {
  id: "aws-s3-bucket-key",
  title: "S3 buckets with AWS KMS use a bucket key",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { "pulumi-compliance": ["aws-s3-bucket-enable-server-side-encryption-bucket-key"] },
  why: "Without a bucket key each object asks AWS KMS, which is slow, costs more and runs into KMS's limits.",
  fix: "Set `bucketKeyEnabled` to `true`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html",
  related: { encryptions: from(BucketEncryption, "bucket") },
  pass: [{}, { encryptions: [kms({}, { bucketKeyEnabled: true })] }, { encryptions: [kms({ sseAlgorithm: "aws:kms:dsse" })] }],
  fail: [{ encryptions: [kms()] }, { serverSideEncryptionConfiguration: { rule: kms().rules[0] } }],
  unknown: [{ encryptions: [kms({}, { bucketKeyEnabled: unknown })] }],
  check: (self) =>
    someEncryption(self, (rule) => rule.applyServerSideEncryptionByDefault?.sseAlgorithm === "aws:kms" && !rule.bucketKeyEnabled) &&
    "it is encrypted with AWS KMS without a bucket key",
});

export const objectCustomerKey = customerKey(BucketObject, {
  id: "aws-s3-object-customer-key",
  subject: "S3 objects",
  equivalents: { checkov: ["CKV_AWS_186"], kics: ["5fb49a69-8d46-4495-a2f8-9c8c622b2b6e"], terrascan: ["AC_AWS_0498"] },
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  at: (self) => self.kmsKeyId,
});

export const objectCopyCustomerKey = customerKey(resource<ObjectCopyArgs>("aws:s3/objectCopy:ObjectCopy"), {
  id: "aws-s3-object-copy-customer-key",
  subject: "Copies of S3 objects",
  equivalents: { checkov: ["CKV_AWS_181"] },
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  at: (self) => self.kmsKeyId,
});
