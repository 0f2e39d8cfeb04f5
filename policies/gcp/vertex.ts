import type { AiDatasetArgs } from "@pulumi/gcp/vertex/aiDataset";
import type { AiEndpointArgs } from "@pulumi/gcp/vertex/aiEndpoint";
import type { AiEvaluationMetricArgs } from "@pulumi/gcp/vertex/aiEvaluationMetric";
import type { AiFeatureOnlineStoreArgs } from "@pulumi/gcp/vertex/aiFeatureOnlineStore";
import type { AiFeatureStoreArgs } from "@pulumi/gcp/vertex/aiFeatureStore";
import type { AiIndexArgs } from "@pulumi/gcp/vertex/aiIndex";
import type { AiIndexEndpointArgs } from "@pulumi/gcp/vertex/aiIndexEndpoint";
import type { AiIndexEndpointDeployedIndexArgs } from "@pulumi/gcp/vertex/aiIndexEndpointDeployedIndex";
import type { AiMetadataStoreArgs } from "@pulumi/gcp/vertex/aiMetadataStore";
import type { AiPersistentResourceArgs } from "@pulumi/gcp/vertex/aiPersistentResource";
import type { AiReasoningEngineArgs } from "@pulumi/gcp/vertex/aiReasoningEngine";
import type { AiScheduleArgs } from "@pulumi/gcp/vertex/aiSchedule";
import type { AiTensorboardArgs } from "@pulumi/gcp/vertex/aiTensorboard";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Encrypted = resource<
  | AiDatasetArgs
  | AiEndpointArgs
  | AiEvaluationMetricArgs
  | AiFeatureOnlineStoreArgs
  | AiFeatureStoreArgs
  | AiIndexArgs
  | AiIndexEndpointArgs
  | AiMetadataStoreArgs
  | AiPersistentResourceArgs
  | AiReasoningEngineArgs
  | AiTensorboardArgs
>(
  "gcp:vertex/aiDataset:AiDataset",
  "gcp:vertex/aiEndpoint:AiEndpoint",
  "gcp:vertex/aiEvaluationMetric:AiEvaluationMetric",
  "gcp:vertex/aiFeatureOnlineStore:AiFeatureOnlineStore",
  "gcp:vertex/aiFeatureStore:AiFeatureStore",
  "gcp:vertex/aiIndex:AiIndex",
  "gcp:vertex/aiIndexEndpoint:AiIndexEndpoint",
  "gcp:vertex/aiMetadataStore:AiMetadataStore",
  "gcp:vertex/aiPersistentResource:AiPersistentResource",
  "gcp:vertex/aiReasoningEngine:AiReasoningEngine",
  "gcp:vertex/aiTensorboard:AiTensorboard",
);
const AiSchedule = resource<AiScheduleArgs>("gcp:vertex/aiSchedule:AiSchedule");
const AiEndpoint = resource<AiEndpointArgs>("gcp:vertex/aiEndpoint:AiEndpoint");
const AiIndexEndpoint = resource<AiIndexEndpointArgs>("gcp:vertex/aiIndexEndpoint:AiIndexEndpoint");
const AiIndexEndpointDeployedIndex = resource<AiIndexEndpointDeployedIndexArgs>("gcp:vertex/aiIndexEndpointDeployedIndex:AiIndexEndpointDeployedIndex");
const AiFeatureOnlineStore = resource<AiFeatureOnlineStoreArgs>("gcp:vertex/aiFeatureOnlineStore:AiFeatureOnlineStore");

export const aiResourceCustomerKey = customerKey(Encrypted, {
  id: "gcp-vertex-ai-resource-customer-key",
  subject: "Vertex AI resources",
  at: ({ encryptionSpec }) => encryptionSpec?.kmsKeyName,
  equivalents: { checkov: ["CKV_GCP_92", "CKV_GCP_96", "CKV2_GCP_24", "CKV2_GCP_25", "CKV2_GCP_26"] },
  see: "https://cloud.google.com/vertex-ai/docs/general/cmek",
});

export const scheduleCustomerKey = customerKey(AiSchedule, {
  id: "gcp-vertex-schedule-customer-key",
  subject: "Scheduled Vertex AI notebooks",
  at: ({ createNotebookExecutionJobRequest }) => createNotebookExecutionJobRequest?.notebookExecutionJob.encryptionSpec?.kmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  fail: [{ createNotebookExecutionJobRequest: { notebookExecutionJob: {} } }],
});

export const aiEndpointPrivate = rule(AiEndpoint, {
  id: "gcp-vertex-ai-endpoint-private",
  title: "Vertex AI endpoints are reached only from private networks",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV2_GCP_33"] },
  why: "Everyone who gets hold of a credential can ask the model from anywhere on the internet.",
  fix: "Set `network`, or `privateServiceConnectConfig.enablePrivateServiceConnect` to `true`.",
  see: "https://cloud.google.com/vertex-ai/docs/predictions/choose-endpoint-type",
  pass: [{ network: "projects/1/global/networks/n" }, { network: unknown }, { privateServiceConnectConfig: { enablePrivateServiceConnect: true } }],
  fail: [{}, { privateServiceConnectConfig: { enablePrivateServiceConnect: false } }],
  unknown: [{ privateServiceConnectConfig: { enablePrivateServiceConnect: unknown } }],
  check: (self) => !("network" in self) && !self.privateServiceConnectConfig?.enablePrivateServiceConnect && "it is reached from the internet",
});

export const aiIndexEndpointPrivate = setting(AiIndexEndpoint, {
  id: "gcp-vertex-ai-index-endpoint-private",
  title: "Vertex AI index endpoints are reached only from private networks",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV2_GCP_34"] },
  why: "Everyone who gets hold of a credential can query the index from anywhere on the internet.",
  see: "https://cloud.google.com/vertex-ai/docs/vector-search/deploy-index-public",
  at: ({ publicEndpointEnabled }) => publicEndpointEnabled,
  good: [false],
  absent: "good",
});

export const aiFeatureOnlineStorePrivate = rule(AiFeatureOnlineStore, {
  id: "gcp-vertex-ai-feature-online-store-private",
  title: "Vertex AI feature stores serve only private networks",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Everyone who gets hold of a credential can read features from anywhere on the internet.",
  fix: "Set `dedicatedServingEndpoint.privateServiceConnectConfig.enablePrivateServiceConnect` to `true`.",
  see: "https://cloud.google.com/vertex-ai/docs/featurestore/latest/create-onlinestore",
  pass: [
    { bigtable: { autoScaling: { minNodeCount: 1, maxNodeCount: 2 } } },
    { dedicatedServingEndpoint: { privateServiceConnectConfig: { enablePrivateServiceConnect: true } } },
  ],
  fail: [{ optimized: {} }, { dedicatedServingEndpoint: { privateServiceConnectConfig: { enablePrivateServiceConnect: false } } }],
  unknown: [{ optimized: {}, dedicatedServingEndpoint: { privateServiceConnectConfig: { enablePrivateServiceConnect: unknown } } }],
  check: (self) =>
    (self.optimized || self.dedicatedServingEndpoint) &&
    !self.dedicatedServingEndpoint?.privateServiceConnectConfig?.enablePrivateServiceConnect &&
    "it serves the internet",
});

export const aiDeployedIndexLogging = setting(AiIndexEndpointDeployedIndex, {
  id: "gcp-vertex-ai-deployed-index-logging",
  title: "Vertex AI deployed indexes log access",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without a log of its queries nobody can tell who read what.",
  see: "https://cloud.google.com/vertex-ai/docs/vector-search/deploy-index-vpc",
  at: ({ enableAccessLogging }) => enableAccessLogging,
  good: [true],
  absent: "bad",
});

export const aiDeployedIndexAuth = rule(AiIndexEndpointDeployedIndex, {
  id: "gcp-vertex-ai-deployed-index-auth",
  title: "Vertex AI deployed indexes ask clients who they are",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "Every machine in the network may query the index.",
  fix: "Set `deployedIndexAuthConfig.authProvider` to the issuers and audiences of tokens that it accepts.",
  see: "https://cloud.google.com/vertex-ai/docs/vector-search/query-index-vpc",
  pass: [{ deployedIndexAuthConfig: { authProvider: { audiences: ["a"], allowedIssuers: ["s@p.iam.gserviceaccount.com"] } } }],
  fail: [{}, { deployedIndexAuthConfig: {} }],
  unknown: [{ deployedIndexAuthConfig: unknown }],
  check: ({ deployedIndexAuthConfig }) => !deployedIndexAuthConfig?.authProvider && "it asks for no token",
});

export const aiEndpointLogging = setting(AiEndpoint, {
  id: "gcp-vertex-ai-endpoint-logging",
  title: "Vertex AI endpoints log requests",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without a log of its requests nobody can tell what the model was asked, and misuse stays unseen.",
  see: "https://cloud.google.com/vertex-ai/docs/predictions/online-prediction-logging",
  at: ({ predictRequestResponseLoggingConfig }) => predictRequestResponseLoggingConfig?.enabled,
  good: [true],
  absent: "bad",
});
