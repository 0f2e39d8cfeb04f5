import type { ChannelArgs } from "@pulumi/aws/msk/channel";
import type { ClusterArgs } from "@pulumi/aws/msk/cluster";
import type { ClusterPolicyArgs } from "@pulumi/aws/msk/clusterPolicy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:msk/cluster:Cluster");

const encryptionGuide = "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html";

export const clusterPolicyPublic = noPublicPolicy(resource<ClusterPolicyArgs>("aws:msk/clusterPolicy:ClusterPolicy"), {
  id: "aws-msk-cluster-policy-public",
  subject: "MSK clusters",
  why: "Anyone with an AWS account can connect to the cluster by its private endpoints.",
  see: "https://docs.aws.amazon.com/msk/latest/developerguide/mvpc-cluster-owner-action-policy.html",
  at: ({ policy }) => policy,
  action: "kafka:CreateVpcConnection",
});

export const clusterPublic = setting(Cluster, {
  id: "aws-msk-cluster-public",
  title: "MSK brokers have no public addresses",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_291"], kics: ["54378d69-dd7c-4b08-a43e-80d563396857"] },
  why: "Everyone on the internet reaches the brokers, and only their credentials keep them out.",
  see: "https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html",
  at: ({ brokerNodeGroupInfo }) => brokerNodeGroupInfo?.connectivityInfo?.publicAccess?.type,
  good: ["DISABLED"],
  bad: ["SERVICE_PROVIDED_EIPS"],
  absent: "good",
});

export const clusterTls = setting(Cluster, {
  id: "aws-msk-cluster-tls",
  title: "MSK clients connect by TLS only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_81"],
    trivy: ["AVD-AWS-0073"],
    kics: ["6db52fa6-d4da-4608-908a-89f0c59e743e"],
    "cdk-nag": ["AwsSolutions-MSK2", "AwsSolutions-MSK3"],
  },
  why: "Records cross the network in the open, and anyone on the way can read them.",
  see: encryptionGuide,
  at: ({ encryptionInfo }) => encryptionInfo?.encryptionInTransit?.clientBroker,
  good: ["TLS"],
  bad: ["TLS_PLAINTEXT", "PLAINTEXT"],
  absent: "good",
  pass: [{ encryptionInfo: {} }],
});

export const clusterBrokerTls = setting(Cluster, {
  id: "aws-msk-cluster-broker-tls",
  title: "MSK brokers talk to each other by TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_81"],
    trivy: ["AVD-AWS-0073"],
    kics: ["6db52fa6-d4da-4608-908a-89f0c59e743e"],
    "cdk-nag": ["AwsSolutions-MSK2", "AwsSolutions-MSK3"],
  },
  why: "Records cross the network between the brokers in the open.",
  see: encryptionGuide,
  at: ({ encryptionInfo }) => encryptionInfo?.encryptionInTransit?.inCluster,
  good: [true],
  absent: "good",
});

export const clusterAnonymous = setting(Cluster, {
  id: "aws-msk-cluster-anonymous",
  title: "MSK clusters ask clients who they are",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "Whoever reaches the brokers can read and write all topics.",
  see: "https://docs.aws.amazon.com/msk/latest/developerguide/kafka_apis_iam.html",
  at: ({ clientAuthentication }) => clientAuthentication?.unauthenticated,
  good: [false],
  bad: [true],
  absent: "good",
});

export const clusterCustomerKey = customerKey(Cluster, {
  id: "aws-msk-cluster-customer-key",
  subject: "MSK clusters",
  equivalents: { trivy: ["AVD-AWS-0179"] },
  see: encryptionGuide,
  at: ({ encryptionInfo }) => encryptionInfo?.encryptionAtRestKmsKeyArn,
});

export const channelCustomerKey = customerKey(resource<ChannelArgs>("aws:msk/channel:Channel"), {
  id: "aws-msk-channel-customer-key",
  subject: "MSK channels",
  see: encryptionGuide,
  at: ({ encryptionConfiguration }) => encryptionConfiguration?.kmsKeyArn,
});

export const clusterLogs = rule(Cluster, {
  id: "aws-msk-cluster-logs",
  title: "MSK clusters keep the logs of their brokers",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_80"], trivy: ["AVD-AWS-0074"], kics: ["2f56b7ab-7fba-4e93-82f0-247e5ddeb239"], "cdk-nag": ["AwsSolutions-MSK6"] },
  why: "Failed sign-ins and faults of the brokers leave no trace.",
  fix: "Set `loggingInfo.brokerLogs.cloudwatchLogs`, with `enabled` on and a `logGroup`.",
  see: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html",
  pass: [
    { loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: "kafka" } } } },
    { loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: false }, s3: { enabled: true, bucket: "logs" } } } },
    { loggingInfo: { brokerLogs: { firehose: { enabled: true, deliveryStream: "logs" } } } },
  ],
  fail: [{}, { loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: false }, firehose: { enabled: false }, s3: { enabled: false } } } }],
  unknown: [{ loggingInfo: { brokerLogs: { s3: { enabled: unknown } } } }],
  check: ({ loggingInfo }) => {
    const { cloudwatchLogs, firehose, s3 } = loggingInfo?.brokerLogs ?? {};
    return !cloudwatchLogs?.enabled && !firehose?.enabled && !s3?.enabled && "the logs of its brokers go nowhere";
  },
});
