import type { ClusterArgs } from "@pulumi/aws/ecs/cluster";
import { customerKey, resource, rule, setting, some, unknown } from "../../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:ecs/cluster:Cluster");

export const clusterInsights = rule(Cluster, {
  id: "aws-ecs-cluster-insights",
  title: "ECS clusters have Container Insights",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_65"],
    trivy: ["AVD-AWS-0034"],
    kics: ["97cb0688-369a-4d26-b1f7-86c4c91231bc", "abcefee4-a0c1-4245-9f82-a473f79a9e2f"],
    "cdk-nag": ["AwsSolutions-ECS4"],
  },
  why: "Nobody sees that a container restarts again and again, or uses far more than it did.",
  fix: 'Add `{ name: "containerInsights", value: "enhanced" }` to `settings`.',
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html",
  pass: [{ settings: [{ name: "containerInsights", value: "enabled" }] }, { settings: [{ name: "containerInsights", value: "enhanced" }] }],
  fail: [{}, { settings: [{ name: "containerInsights", value: "disabled" }] }],
  unknown: [{ settings: [{ name: "containerInsights", value: unknown }] }],
  check: ({ settings }) =>
    !some(settings, ({ name, value }) => name === "containerInsights" && (value === "enabled" || value === "enhanced")) &&
    "its `containerInsights` setting isn't on",
});

export const clusterExecLogging = setting(Cluster, {
  id: "aws-ecs-cluster-exec-logging",
  title: "ECS clusters log commands run by ECS Exec",
  severity: "medium",
  family: "logging",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_223"] },
  why: "Nothing tells what somebody did in a running container.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
  at: (cluster) => cluster.configuration?.executeCommandConfiguration?.logging,
  good: ["DEFAULT", "OVERRIDE"],
  bad: ["NONE"],
  absent: "good",
});

export const clusterExecEncryption = rule(Cluster, {
  id: "aws-ecs-cluster-exec-encryption",
  title: "ECS Exec sessions and their logs are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_224"] },
  why: "Without a key the channel has TLS only, and whoever reads the log sees what was typed and shown.",
  fix: "Set `kmsKeyId` in `configuration.executeCommandConfiguration`, and `cloudWatchEncryptionEnabled` or `s3BucketEncryptionEnabled` in its `logConfiguration`.",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
  pass: [
    {},
    { configuration: { executeCommandConfiguration: { kmsKeyId: "key", logConfiguration: { cloudWatchEncryptionEnabled: true } } } },
    { configuration: { executeCommandConfiguration: { kmsKeyId: "key", logConfiguration: { s3BucketEncryptionEnabled: true } } } },
    { configuration: { executeCommandConfiguration: { kmsKeyId: "key", logging: "NONE" } } },
  ],
  fail: [
    { configuration: { executeCommandConfiguration: { logging: "DEFAULT" } } },
    { configuration: { executeCommandConfiguration: { kmsKeyId: "key" } } },
    { configuration: { executeCommandConfiguration: { kmsKeyId: "key", logConfiguration: { cloudWatchLogGroupName: "exec" } } } },
  ],
  unknown: [{ configuration: unknown }],
  check: function* ({ configuration }) {
    const exec = configuration?.executeCommandConfiguration;
    if (!exec) return;
    if (!("kmsKeyId" in exec)) yield "`configuration.executeCommandConfiguration.kmsKeyId` names no key";
    const log = exec.logConfiguration;
    if (exec.logging !== "NONE" && !log?.cloudWatchEncryptionEnabled && !log?.s3BucketEncryptionEnabled) yield "the log of its sessions isn't encrypted";
  },
});

export const clusterStorageCustomerKey = customerKey(Cluster, {
  id: "aws-ecs-cluster-storage-customer-key",
  subject: "Ephemeral volumes of Fargate tasks",
  see: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-storage-encryption.html",
  at: (cluster) => cluster.configuration?.managedStorageConfiguration?.fargateEphemeralStorageKmsKeyId,
});
