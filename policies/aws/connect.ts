import type { InstanceStorageConfigArgs } from "@pulumi/aws/connect/instanceStorageConfig";
import { customerKey, resource } from "../../lib/rule";

const InstanceStorageConfig = resource<InstanceStorageConfigArgs>("aws:connect/instanceStorageConfig:InstanceStorageConfig");
const guide = "https://docs.aws.amazon.com/connect/latest/adminguide/encryption-at-rest.html";

export const videoStorageCustomerKey = customerKey(InstanceStorageConfig, {
  id: "aws-connect-video-storage-customer-key",
  subject: "Streams of calls in Connect",
  equivalents: { checkov: ["CKV_AWS_269"] },
  see: guide,
  at: ({ storageConfig }) => storageConfig?.kinesisVideoStreamConfig?.encryptionConfig?.keyId,
  unless: ({ storageConfig }) => storageConfig && !storageConfig.kinesisVideoStreamConfig,
  pass: [{ storageConfig: { storageType: "S3", s3Config: { bucketName: "calls", bucketPrefix: "" } } }],
});

export const s3StorageCustomerKey = customerKey(InstanceStorageConfig, {
  id: "aws-connect-s3-storage-customer-key",
  subject: "Recordings of Connect in S3",
  equivalents: { checkov: ["CKV_AWS_270"] },
  see: guide,
  at: ({ storageConfig }) => storageConfig?.s3Config?.encryptionConfig?.keyId,
  unless: ({ storageConfig }) => storageConfig && !storageConfig.s3Config,
  pass: [{ storageConfig: { storageType: "KINESIS_STREAM", kinesisStreamConfig: { streamArn: "arn:aws:kinesis:eu-west-1:111122223333:stream/calls" } } }],
});
