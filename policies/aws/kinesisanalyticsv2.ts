import type { ApplicationArgs } from "@pulumi/aws/kinesisanalyticsv2/application";
import { customerKey, resource, setting } from "../../lib/rule";

const Application = resource<ApplicationArgs>("aws:kinesisanalyticsv2/application:Application");

export const applicationCheckpoints = setting(Application, {
  id: "aws-kinesisanalyticsv2-application-checkpoints",
  title: "Flink applications save checkpoints",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-KDA3"] },
  why: "An application that fails without a checkpoint loses its state, or handles records twice.",
  see: "https://docs.aws.amazon.com/managed-flink/latest/java/how-fault.html",
  at: ({ applicationConfiguration }) => applicationConfiguration?.flinkApplicationConfiguration?.checkpointConfiguration?.checkpointingEnabled,
  good: [true],
  absent: "good",
});

export const applicationCustomerKey = customerKey(Application, {
  id: "aws-kinesisanalyticsv2-application-customer-key",
  subject: "Flink applications",
  see: "https://docs.aws.amazon.com/managed-flink/latest/java/key-management-flink.html",
  at: ({ applicationConfiguration }) => applicationConfiguration?.applicationEncryptionConfiguration?.keyId,
});
