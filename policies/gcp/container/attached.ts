import type { AttachedClusterArgs } from "@pulumi/gcp/container/attachedCluster";
import { resource, rule, setting, some, unknown } from "../../../lib/rule";

const AttachedCluster = resource<Pick<AttachedClusterArgs, "binaryAuthorization">>(
  "gcp:container/attachedCluster:AttachedCluster",
  "gcp:container/awsCluster:AwsCluster",
);
const LoggingCluster = resource<Pick<AttachedClusterArgs, "loggingConfig">>(
  "gcp:container/attachedCluster:AttachedCluster",
  "gcp:container/awsCluster:AwsCluster",
  "gcp:container/azureCluster:AzureCluster",
);

export const attachedClusterLogging = rule(LoggingCluster, {
  id: "gcp-container-attached-cluster-logging",
  title: "Attached clusters send their logs to Cloud Logging",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Logs that stay in the cluster go with its pods and nodes.",
  fix: "List `SYSTEM_COMPONENTS` and `WORKLOADS` in `loggingConfig.componentConfig.enableComponents`.",
  see: "https://cloud.google.com/kubernetes-engine/multi-cloud/docs/reference/rest/v1/projects.locations.attachedClusters",
  pass: [{ loggingConfig: { componentConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS"] } } }],
  fail: [{}, { loggingConfig: { componentConfig: { enableComponents: ["WORKLOADS"] } } }],
  unknown: [{ loggingConfig: unknown }],
  check: ({ loggingConfig }) =>
    !some(loggingConfig?.componentConfig?.enableComponents, (component) => component === "SYSTEM_COMPONENTS") && "its system's logs go nowhere",
});

export const attachedClusterBinaryAuthorization = setting(AttachedCluster, {
  id: "gcp-container-attached-cluster-binary-authorization",
  title: "Attached clusters run only images that Binary Authorization admits",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  why: "Without it the cluster runs any image that someone manages to deploy, whoever built it.",
  see: "https://cloud.google.com/binary-authorization/docs/overview",
  at: (cluster) => cluster.binaryAuthorization?.evaluationMode,
  good: ["PROJECT_SINGLETON_POLICY_ENFORCE"],
  bad: ["DISABLED"],
  absent: "bad",
});
