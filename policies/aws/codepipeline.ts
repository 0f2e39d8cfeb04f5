import type { PipelineArgs } from "@pulumi/aws/codepipeline/pipeline";
import type { WebhookArgs } from "@pulumi/aws/codepipeline/webhook";
import { each, resource, rule, setting, unknown } from "../../lib/rule";

const Pipeline = resource<PipelineArgs>("aws:codepipeline/pipeline:Pipeline");
const Webhook = resource<WebhookArgs>("aws:codepipeline/webhook:Webhook");

export const pipelineCustomerKey = rule(Pipeline, {
  id: "aws-codepipeline-pipeline-customer-key",
  title: "Artifact stores of pipelines are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_219"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Give each of `artifactStores` an `encryptionKey`.",
  see: "https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html",
  pass: [{ artifactStores: [{ location: "artifacts", type: "S3", encryptionKey: { id: unknown, type: "KMS" } }] }],
  fail: [
    { artifactStores: [{ location: "artifacts", type: "S3" }] },
    {
      artifactStores: [
        { location: unknown, type: "S3" },
        { location: "west", type: "S3", encryptionKey: { id: "key", type: "KMS" } },
      ],
    },
  ],
  unknown: [{ artifactStores: unknown }],
  check: ({ artifactStores }) => each(artifactStores, ({ encryptionKey }, i) => !encryptionKey && `\`artifactStores[${i}]\` names no key`),
});

export const webhookAuthentication = setting(Webhook, {
  id: "aws-codepipeline-webhook-authentication",
  title: "Webhooks of pipelines know who calls",
  severity: "high",
  family: "identity",
  preset: "recommended",
  why: "Whoever learns the webhook's address can start the pipeline.",
  see: "https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_WebhookDefinition.html",
  at: (webhook) => webhook.authentication,
  good: ["GITHUB_HMAC", "IP"],
  bad: ["UNAUTHENTICATED"],
  absent: "bad",
});
