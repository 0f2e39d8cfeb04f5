import type { CanaryArgs } from "@pulumi/aws/synthetics/canary";
import { customerKey, resource } from "../../lib/rule";

const Canary = resource<CanaryArgs>("aws:synthetics/canary:Canary");

export const canaryArtifactsCustomerKey = customerKey(Canary, {
  id: "aws-synthetics-canary-artifacts-customer-key",
  subject: "Artifacts of canaries",
  see: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_artifact_encryption.html",
  at: (canary) => canary.artifactConfig?.s3Encryption?.kmsKeyArn,
  fail: [{ artifactConfig: { s3Encryption: { encryptionMode: "SSE_S3" } } }],
});

export const canaryCustomerKey = customerKey(Canary, {
  id: "aws-synthetics-canary-customer-key",
  subject: "Environment variables of canaries",
  see: "https://docs.aws.amazon.com/AmazonSynthetics/latest/APIReference/API_CreateCanary.html",
  at: (canary) => canary.kmsKeyArn,
});
