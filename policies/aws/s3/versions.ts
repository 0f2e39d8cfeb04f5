import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3/bucketLifecycleConfiguration";
import type { BucketObjectLockConfigurationArgs } from "@pulumi/aws/s3/bucketObjectLockConfiguration";
import type { BucketReplicationConfigArgs } from "@pulumi/aws/s3/bucketReplicationConfig";
import type { BucketVersioningArgs } from "@pulumi/aws/s3/bucketVersioning";
import { hipaa } from "../../../lib/cloud/aws-controls";
import { from, option, resource, rule, some, unknown } from "../../../lib/rule";
import { Bucket } from "./resources";

const BucketLifecycleConfiguration = resource<BucketLifecycleConfigurationArgs>("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
const BucketObjectLockConfiguration = resource<BucketObjectLockConfigurationArgs>("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration");
const BucketReplicationConfig = resource<BucketReplicationConfigArgs>("aws:s3/bucketReplicationConfig:BucketReplicationConfig");
const BucketVersioning = resource<BucketVersioningArgs>("aws:s3/bucketVersioning:BucketVersioning");

export const bucketVersioning = rule(Bucket, {
  id: "aws-s3-bucket-versioning",
  title: "S3 buckets keep former versions",
  severity: "medium",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)", "164.312(c)(1)", "164.312(c)(2)"],
    "nist-800-53-r5": ["AU-9(2)", "CP-1(2)", "CP-2(5)", "CP-6(1)", "CP-6(2)", "CP-6a", "CP-9a", "CP-9b", "CP-9c", "CP-10", "PM-11b", "PM-17b", "SC-5(2)"],
    "pci-dss-3.2.1": ["10.5.3"],
  },
  equivalents: {
    checkov: ["CKV_AWS_21"],
    trivy: ["AVD-AWS-0090"],
    kics: ["568a4d22-3517-44a6-a7ad-6a7eed88722c"],
    terrascan: ["AC_AWS_0214"],
    regula: ["FG_R00101"],
    "cdk-nag": [
      "HIPAA.Security-S3BucketVersioningEnabled",
      "NIST.800.53.R4-S3BucketVersioningEnabled",
      "NIST.800.53.R5-S3BucketVersioningEnabled",
      "PCI.DSS.321-S3BucketVersioningEnabled",
    ],
  },
  why: "An object that is overwritten or deleted, by mistake or by an intruder, is gone.",
  fix: "Give the bucket an `aws.s3.BucketVersioning` with the status `Enabled`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
  related: { split: from(BucketVersioning, "bucket") },
  pass: [{ split: [{ versioningConfiguration: { status: "Enabled" } }] }, { versioning: { enabled: true } }, { versionings: [{ enabled: true }] }],
  fail: [{}, { split: [{ versioningConfiguration: { status: "Suspended" } }] }, { versioning: { enabled: false } }],
  unknown: [{ split: [unknown] }, { versioning: { enabled: unknown } }],
  check: ({ versioning, versionings, split }) =>
    !versioning?.enabled &&
    !some(versionings, ({ enabled }) => enabled) &&
    !some(split, ({ versioningConfiguration }) => versioningConfiguration?.status === "Enabled") &&
    "versioning isn't enabled",
});

export const bucketMfaDelete = rule(Bucket, {
  id: "aws-s3-bucket-mfa-delete",
  title: "S3 buckets ask for a second factor to delete versions",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "cis-aws-1.4": ["2.1.3"] },
  equivalents: { trivy: ["AVD-AWS-0170"], kics: ["c5b31ab9-0f26-4a49-b8aa-4cc064392f4d"] },
  why: "Stolen credentials alone are enough to delete all versions of all objects.",
  fix: "Set `mfaDelete` to `Enabled` in the bucket's `aws.s3.BucketVersioning`, with `mfa` of the root user.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html",
  related: { split: from(BucketVersioning, "bucket") },
  pass: [{ split: [{ versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" } }] }, { versioning: { enabled: true, mfaDelete: true } }],
  fail: [{}, { split: [{ versioningConfiguration: { status: "Enabled", mfaDelete: "Disabled" } }] }, { versionings: [{ enabled: true }] }],
  unknown: [{ split: [{ versioningConfiguration: { status: "Enabled", mfaDelete: unknown } }] }],
  check: ({ versioning, versionings, split }) =>
    !versioning?.mfaDelete &&
    !some(versionings, ({ mfaDelete }) => mfaDelete) &&
    !some(split, ({ versioningConfiguration }) => versioningConfiguration?.mfaDelete === "Enabled") &&
    "deleting versions needs no second factor",
});

export const bucketObjectLock = rule(Bucket, {
  id: "aws-s3-bucket-object-lock",
  title: "S3 buckets have object lock enabled",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_143"], "cdk-nag": ["NIST.800.53.R4-S3BucketDefaultLockEnabled"] },
  why: "Without a lock, an administrator or an intruder can delete objects that must be kept.",
  fix: "Set `objectLockEnabled` to `true`, and give the bucket an `aws.s3.BucketObjectLockConfiguration`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html",
  related: { locks: from(BucketObjectLockConfiguration, "bucket") },
  pass: [{ objectLockEnabled: true }, { objectLockConfiguration: { objectLockEnabled: "Enabled" } }, { locks: [{}] }],
  fail: [{}, { objectLockEnabled: false }],
  unknown: [{ objectLockEnabled: unknown }],
  check: ({ objectLockEnabled, objectLockConfiguration, locks }) =>
    !objectLockEnabled && objectLockConfiguration?.objectLockEnabled !== "Enabled" && !locks.length && "object lock isn't enabled",
});

interface Replication {
  readonly rules?: readonly { readonly status: string }[];
}
const isEnabled = ({ status }: { readonly status: string }): boolean => status === "Enabled";
const replicates = (configuration: Replication | undefined): boolean => some(configuration?.rules, isEnabled);

export const bucketReplication = rule(Bucket, {
  id: "aws-s3-bucket-replication",
  title: "S3 buckets are replicated, or hold replicas",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": ["AU-9(2)", "CM-6a", "CM-9b", "CP-1(2)", "CP-2(5)", "CP-6(1)", "CP-6(2)", "CP-6a", "CP-9a", "CP-9b", "CP-9c", "CP-10", "SC-5(2)"],
    "pci-dss-3.2.1": ["2.2", "10.5.3"],
  },
  equivalents: {
    checkov: ["CKV_AWS_144"],
    regula: ["FG_R00275"],
    "cdk-nag": [
      "HIPAA.Security-S3BucketReplicationEnabled",
      "NIST.800.53.R4-S3BucketReplicationEnabled",
      "NIST.800.53.R5-S3BucketReplicationEnabled",
      "PCI.DSS.321-S3BucketReplicationEnabled",
    ],
    "pulumi-compliance": ["aws-s3-bucket-configure-replication-configuration", "aws-s3-bucket-enable-replication-configuration"],
  },
  why: "The objects are in one region and one account only, and can be lost with it.",
  fix: "Give the bucket an `aws.s3.BucketReplicationConfig` with an enabled rule.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
  related: {
    split: from(BucketReplicationConfig, "bucket"),
    splitSources: from(BucketReplicationConfig, "rules"),
    sources: from(Bucket, "replicationConfiguration"),
  },
  pass: [
    { split: [{ rules: [{ status: "Enabled" }] }] },
    { replicationConfiguration: { rules: [{ status: "Enabled" }] } },
    { replicationConfigurations: [{ rules: [{ status: "Enabled" }] }] },
    { splitSources: [{ rules: [{ status: "Enabled" }] }] },
    { sources: [{ replicationConfiguration: { rules: [{ status: "Enabled" }] } }] },
  ],
  fail: [
    {},
    { split: [{ rules: [{ status: "Disabled" }] }] },
    { replicationConfiguration: { rules: [{ status: "Disabled" }] } },
    { splitSources: [{ rules: [{ status: "Disabled" }] }] },
  ],
  unknown: [{ split: [unknown] }, { splitSources: [unknown] }],
  check: ({ replicationConfiguration, replicationConfigurations, split, splitSources, sources }) =>
    !replicates(replicationConfiguration) &&
    !some([replicationConfigurations, split, splitSources], (list) => some<Replication>(list, replicates)) &&
    !some(sources, (source) => replicates(source.replicationConfiguration)) &&
    "no replication rule of it is enabled",
});

export const bucketLifecycle = rule(Bucket, {
  id: "aws-s3-bucket-lifecycle",
  title: "S3 buckets have a lifecycle",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_61"] },
  why: "Objects that nobody needs any more are kept, paid for and can leak.",
  fix: "Give the bucket an `aws.s3.BucketLifecycleConfiguration` with an enabled rule.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html",
  related: { split: from(BucketLifecycleConfiguration, "bucket") },
  pass: [{ split: [{ rules: [{ status: "Enabled" }] }] }, { lifecycleRules: [{ enabled: true }] }],
  fail: [{}, { split: [{ rules: [{ status: "Disabled" }] }] }, { lifecycleRules: [{ enabled: false }] }],
  unknown: [{ split: [unknown] }],
  check: ({ lifecycleRules, split }) =>
    !some(lifecycleRules, ({ enabled }) => enabled) && !some(split, ({ rules }) => some(rules, isEnabled)) && "no lifecycle rule of it is enabled",
});

export const lifecycleAbortUploads = rule(BucketLifecycleConfiguration, {
  id: "aws-s3-lifecycle-abort-uploads",
  title: "S3 lifecycles remove incomplete uploads",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_300"] },
  why: "Parts of uploads that failed are kept and paid for, and no listing shows them.",
  fix: "Add an enabled rule for the whole bucket with `abortIncompleteMultipartUpload.daysAfterInitiation`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
  options: { days: option.Integer({ default: 30, minimum: 1, description: "The most days after which an incomplete upload is removed." }) },
  pass: [
    { rules: [{ status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
    { rules: [{ status: "Enabled", filter: { prefix: "" }, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
  ],
  fail: [
    {},
    { rules: [{ status: "Enabled" }] },
    { rules: [{ status: "Disabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
    { rules: [{ status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 90 } }] },
    { rules: [{ status: "Enabled", filter: { prefix: "tmp/" }, abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }] },
  ],
  unknown: [{ rules: unknown }],
  check: ({ rules }, { options }) =>
    !some(rules, ({ status, filter, prefix, abortIncompleteMultipartUpload: abort }) => {
      const days = abort?.daysAfterInitiation;
      const isForAll = !prefix && !filter?.prefix && !filter?.and && !filter?.tag && !filter?.objectSizeGreaterThan && !filter?.objectSizeLessThan;
      return status === "Enabled" && days !== undefined && days <= options.days && isForAll;
    }) && `no rule removes the bucket's incomplete uploads within ${options.days} days`,
});
