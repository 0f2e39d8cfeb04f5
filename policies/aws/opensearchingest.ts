import type { PipelineArgs } from "@pulumi/aws/opensearchingest/pipeline";
import { customerKey, resource } from "../../lib/rule";

const Pipeline = resource<PipelineArgs>("aws:opensearchingest/pipeline:Pipeline");

export const pipelineCustomerKey = customerKey(Pipeline, {
  id: "aws-opensearchingest-pipeline-customer-key",
  subject: "Pipelines of OpenSearch Ingestion",
  see: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/pipeline-security.html",
  at: (pipeline) => pipeline.encryptionAtRestOptions?.kmsKeyArn,
});
