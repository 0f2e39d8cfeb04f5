import type { BucketLoggingArgs } from "@pulumi/aws/s3/bucketLogging";
import type { BucketNotificationArgs } from "@pulumi/aws/s3/bucketNotification";
import { nist } from "../../../lib/cloud/aws-controls";
import { from, resource, rule, some, unknown } from "../../../lib/rule";
import { Bucket } from "./resources";

const BucketLogging = resource<BucketLoggingArgs>("aws:s3/bucketLogging:BucketLogging");
const BucketNotification = resource<BucketNotificationArgs>("aws:s3/bucketNotification:BucketNotification");

export const bucketLogging = rule(Bucket, {
  id: "aws-s3-bucket-logging",
  title: "S3 buckets log requests",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"],
    "nist-800-53-r5": nist.auditLogs,
    "pci-dss-3.2.1": ["2.2", "10.1", "10.2.1", "10.2.2", "10.2.3", "10.2.4", "10.2.5", "10.2.7", "10.3.1", "10.3.2", "10.3.3", "10.3.4", "10.3.5", "10.3.6"],
  },
  equivalents: {
    checkov: ["CKV_AWS_18"],
    trivy: ["AVD-AWS-0089"],
    kics: ["f861041c-8c9f-4156-acfc-5e6e524f5884"],
    terrascan: ["AC_AWS_0497"],
    regula: ["FG_R00274"],
    "cdk-nag": [
      "AwsSolutions-S1",
      "HIPAA.Security-S3BucketLoggingEnabled",
      "NIST.800.53.R4-S3BucketLoggingEnabled",
      "NIST.800.53.R5-S3BucketLoggingEnabled",
      "PCI.DSS.321-S3BucketLoggingEnabled",
    ],
    awsguard: ["s3-bucket-logging-enabled"],
  },
  why: "Nobody can tell who read or changed the bucket's objects.",
  fix: "Give the bucket an `aws.s3.BucketLogging` that writes to another bucket.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
  related: { split: from(BucketLogging, "bucket"), sources: from(BucketLogging, "targetBucket") },
  pass: [
    { split: [{ targetBucket: "logs" }] },
    { logging: { targetBucket: "logs" } },
    { loggings: [{ targetBucket: "logs" }] },
    { sources: [{ targetPrefix: "site/" }] },
  ],
  fail: [{}],
  unknown: [{ split: [unknown] }],
  check: ({ logging, loggings, split, sources }) =>
    !logging &&
    !some(loggings, ({ targetBucket }) => targetBucket) &&
    !some(split, ({ targetBucket }) => targetBucket) &&
    !some(sources, ({ targetPrefix }) => targetPrefix !== undefined) &&
    "its requests aren't logged",
});

export const bucketNotifications = rule(Bucket, {
  id: "aws-s3-bucket-notifications",
  title: "S3 buckets tell of events",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_62"] },
  why: "Nothing notices at once that objects come or go.",
  fix: "Give the bucket an `aws.s3.BucketNotification`, for example with `eventbridge` on.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html",
  related: { notifications: from(BucketNotification, "bucket") },
  pass: [{ notifications: [{ eventbridge: true }] }, { notifications: [{ queues: [{ events: ["s3:ObjectCreated:*"] }] }] }],
  fail: [{}, { notifications: [{ eventbridge: false }] }],
  unknown: [{ notifications: [unknown] }],
  check: ({ notifications }) =>
    !some(notifications, ({ eventbridge, lambdaFunctions, queues, topics }) => eventbridge || lambdaFunctions?.length || queues?.length || topics?.length) &&
    "no BucketNotification refers to it",
});

export const bucketName = rule(Bucket, {
  id: "aws-s3-bucket-name",
  title: "S3 buckets' names have no dots",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0320"] },
  why: "The certificate of S3 doesn't fit the address of a bucket with dots in its name, so clients turn checking off.",
  fix: "Use hyphens instead of dots in `bucket`.",
  see: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  pass: [{}, { bucket: "logs-example-com" }],
  fail: [{ bucket: "logs.example.com" }],
  unknown: [{ bucket: unknown }],
  check: ({ bucket }) => bucket?.includes(".") && `its name is \`${bucket}\``,
});
