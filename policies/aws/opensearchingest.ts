import type { PipelineArgs } from "@pulumi/aws/opensearchingest/pipeline";
import type { ResourcePolicyArgs } from "@pulumi/aws/opensearchingest/resourcePolicy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Pipeline = resource<PipelineArgs>("aws:opensearchingest/pipeline:Pipeline");

export const pipelineCustomerKey = customerKey(Pipeline, {
  id: "aws-opensearchingest-pipeline-customer-key",
  subject: "Buffers of OpenSearch Ingestion pipelines",
  see: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/osis-features-overview.html",
  at: (pipeline) => pipeline.encryptionAtRestOptions?.kmsKeyArn,
});

export const pipelinePublic = rule(Pipeline, {
  id: "aws-opensearchingest-pipeline-public",
  title: "OpenSearch Ingestion pipelines are reached from a VPC",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "From the public endpoint one leaked credential is enough to write false data.",
  fix: "Set `vpcOptions` to subnets and security groups.",
  see: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/pipeline-security.html",
  pass: [{ vpcOptions: { subnetIds: ["subnet-1"] } }],
  fail: [{}],
  unknown: [{ vpcOptions: unknown }],
  check: ({ vpcOptions }) => !vpcOptions && "`vpcOptions` isn't set, which gives it a public endpoint",
});

export const pipelineLogs = setting(Pipeline, {
  id: "aws-opensearchingest-pipeline-logs",
  title: "OpenSearch Ingestion pipelines publish their logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without logs lost records go unnoticed.",
  see: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/monitoring-pipeline-logs.html",
  at: (pipeline) => pipeline.logPublishingOptions?.isLoggingEnabled,
  good: [true],
  absent: "bad",
});

export const resourcePolicyPublic = noPublicPolicy(resource<ResourcePolicyArgs>("aws:opensearchingest/resourcePolicy:ResourcePolicy"), {
  id: "aws-opensearchingest-resource-policy-public",
  subject: "OpenSearch Ingestion pipelines",
  why: "Anyone with an AWS account can connect to the pipeline and write false data.",
  see: "https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_osis_PutResourcePolicy.html",
  at: (resourcePolicy) => resourcePolicy.policy,
  action: "osis:Ingest",
});
