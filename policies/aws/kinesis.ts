import type { FirehoseDeliveryStreamArgs } from "@pulumi/aws/kinesis/firehoseDeliveryStream";
import type { ResourcePolicyArgs } from "@pulumi/aws/kinesis/resourcePolicy";
import type { StreamArgs } from "@pulumi/aws/kinesis/stream";
import type { VideoStreamArgs } from "@pulumi/aws/kinesis/videoStream";
import type { Unwrap } from "@pulumi/pulumi/output";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { customerKey, resource, setting } from "../../lib/rule";

const Stream = resource<StreamArgs>("aws:kinesis/stream:Stream");
const VideoStream = resource<VideoStreamArgs>("aws:kinesis/videoStream:VideoStream");
const DeliveryStream = resource<FirehoseDeliveryStreamArgs>("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream");

const streamGuide = "https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html";
const firehoseGuide = "https://docs.aws.amazon.com/firehose/latest/dev/encryption.html";

export const streamPolicyPublic = noPublicPolicy(resource<ResourcePolicyArgs>("aws:kinesis/resourcePolicy:ResourcePolicy"), {
  id: "aws-kinesis-stream-policy-public",
  subject: "Kinesis streams",
  why: "Anyone with an AWS account can read the records, or write some that the consumers take for yours.",
  see: "https://docs.aws.amazon.com/streams/latest/dev/resource-based-policy-examples.html",
  at: ({ policy }) => policy,
  action: "kinesis:GetRecords",
});

export const streamEncrypted = setting(Stream, {
  id: "aws-kinesis-stream-encrypted",
  title: "Kinesis streams are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_43"],
    trivy: ["AVD-AWS-0064"],
    kics: ["862fe4bf-3eec-4767-a517-40f378886b88"],
    terrascan: ["AC_AWS_0157"],
    "cdk-nag": ["AwsSolutions-KDS1"],
  },
  why: "Records lie in the open on the service's disks.",
  fix: "Set `encryptionType` to `KMS`, and `kmsKeyId` to `alias/aws/kinesis` or a key of your own.",
  see: streamGuide,
  at: ({ encryptionType }) => encryptionType,
  good: ["KMS"],
  bad: ["NONE"],
  absent: "bad",
});

export const streamCustomerKey = customerKey(Stream, {
  id: "aws-kinesis-stream-customer-key",
  subject: "Kinesis streams",
  equivalents: { checkov: ["CKV_AWS_185"], "cdk-nag": ["AwsSolutions-KDS3"] },
  see: streamGuide,
  at: ({ kmsKeyId }) => kmsKeyId,
  fail: [{ encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" }],
});

export const videoStreamCustomerKey = customerKey(VideoStream, {
  id: "aws-kinesis-video-stream-customer-key",
  subject: "Kinesis video streams",
  equivalents: { checkov: ["CKV_AWS_177"] },
  see: "https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/how-kms.html",
  at: ({ kmsKeyId }) => kmsKeyId,
});

/** Firehose keeps no data of its own where it reads a stream or a Kafka topic, and refuses to encrypt it. */
const readsSource = (stream: Unwrap<FirehoseDeliveryStreamArgs>): boolean => "kinesisSourceConfiguration" in stream || "mskSourceConfiguration" in stream;
const source = {
  kinesisSourceConfiguration: { kinesisStreamArn: "arn:aws:kinesis:eu-west-1:111122223333:stream/orders", roleArn: "arn:aws:iam::111122223333:role/r" },
};

export const deliveryStreamEncrypted = setting(DeliveryStream, {
  id: "aws-kinesis-delivery-stream-encrypted",
  title: "Firehose streams are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_240"], kics: ["5c6dd5e7-1fe0-4cae-8f81-4c122717cef3"], terrascan: ["AC_AWS_0156"], "cdk-nag": ["AwsSolutions-KDF1"] },
  why: "Records lie in the open on the service's disks until they are delivered.",
  see: firehoseGuide,
  at: ({ serverSideEncryption }) => serverSideEncryption?.enabled,
  good: [true],
  absent: "bad",
  unless: readsSource,
  pass: [source],
  fail: [{ serverSideEncryption: {} }],
});

export const deliveryStreamCustomerKey = customerKey(DeliveryStream, {
  id: "aws-kinesis-delivery-stream-customer-key",
  subject: "Firehose streams",
  equivalents: { checkov: ["CKV_AWS_241"] },
  see: firehoseGuide,
  at: ({ serverSideEncryption }) => serverSideEncryption?.keyArn,
  unless: readsSource,
  pass: [source],
  fail: [{ serverSideEncryption: { enabled: true, keyType: "AWS_OWNED_CMK" } }],
});
