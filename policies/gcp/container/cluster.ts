import type { ClusterArgs } from "@pulumi/gcp/container/cluster";
import { each, given, option, resource, rule, setting, some, unknown } from "../../../lib/rule";

const Cluster = resource<ClusterArgs>("gcp:container/cluster:Cluster");

export const clusterAlphaFeatures = setting(Cluster, {
  id: "gcp-container-cluster-alpha-features",
  title: "GKE clusters have Kubernetes' alpha features off",
  severity: "medium",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV2_GCP_19"] },
  why: "An alpha cluster gets no upgrades, no security fixes, and is deleted after 30 days.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/alpha-clusters",
  at: (cluster) => cluster.enableKubernetesAlpha,
  good: [false],
  absent: "good",
});

export const clusterBinaryAuthorization = rule(Cluster, {
  id: "gcp-container-cluster-binary-authorization",
  title: "GKE clusters run only images that Binary Authorization admits",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: { checkov: ["CKV_GCP_66"] },
  why: "Without it the cluster runs any image that someone manages to deploy, whoever built it.",
  fix: "Set `binaryAuthorization.evaluationMode` to `PROJECT_SINGLETON_POLICY_ENFORCE`.",
  see: "https://cloud.google.com/binary-authorization/docs/overview",
  pass: [{ binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" } }, { binaryAuthorization: { enabled: true } }],
  fail: [{}, { binaryAuthorization: { evaluationMode: "DISABLED" } }, { binaryAuthorization: {} }],
  unknown: [{ binaryAuthorization: { evaluationMode: unknown } }],
  check: ({ binaryAuthorization }) =>
    !binaryAuthorization?.enabled && (binaryAuthorization?.evaluationMode ?? "DISABLED") === "DISABLED" && "it doesn't use Binary Authorization",
});

export const clusterLabels = rule(Cluster, {
  id: "gcp-container-cluster-labels",
  title: "GKE clusters have labels",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_21"], trivy: ["AVD-GCP-0051"], kics: ["65c1bc7a-4835-4ac4-a2b6-13d310b0648d"], terrascan: ["AC_GCP_0019"] },
  why: "When a cluster misbehaves, nobody knows whose it is and what hangs on it.",
  fix: "Set `resourceLabels`, for example with the owner and the environment.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels",
  pass: [{ resourceLabels: { team: unknown } }],
  fail: [{}, { resourceLabels: {} }],
  unknown: [{ resourceLabels: unknown }],
  check: ({ resourceLabels }) => !Reflect.ownKeys(resourceLabels ?? {}).length && "it has no `resourceLabels`",
});

export const clusterLogging = rule(Cluster, {
  id: "gcp-container-cluster-logging",
  title: "GKE clusters send their logs to Cloud Logging",
  severity: "medium",
  family: "logging",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AU-12"], "pci-dss-4.0": ["10.2.1"] },
  equivalents: { checkov: ["CKV_GCP_1"], trivy: ["AVD-GCP-0060"], kics: ["4c7ebcb2-eae2-461e-bc83-456ee2d4f694"], terrascan: ["AC_GCP_0030"] },
  why: "Logs that stay in the cluster go with its pods and nodes, and with them what an intruder did.",
  fix: "Leave `loggingService` out, and list `SYSTEM_COMPONENTS` and `WORKLOADS` in `loggingConfig.enableComponents`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/about-logs",
  pass: [{}, { loggingService: "logging.googleapis.com/kubernetes" }, { loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS"] } }],
  fail: [{ loggingService: "none" }, { loggingConfig: { enableComponents: [] } }],
  unknown: [{ loggingService: unknown }, { loggingConfig: { enableComponents: unknown } }],
  check: ({ loggingService, loggingConfig }) => (loggingService === "none" || loggingConfig?.enableComponents?.length === 0) && "its logs go nowhere",
});

export const clusterMonitoring = rule(Cluster, {
  id: "gcp-container-cluster-monitoring",
  title: "GKE clusters send their metrics to Cloud Monitoring",
  severity: "low",
  family: "logging",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SI-4"] },
  equivalents: { checkov: ["CKV_GCP_8"], trivy: ["AVD-GCP-0052"], kics: ["30e8dfd2-3591-4d19-8d11-79e93106c93d"], terrascan: ["AC_GCP_0029"] },
  why: "Without metrics nobody notices a cluster that fails, or one that mines for others.",
  fix: "Leave `monitoringService` out, and list `SYSTEM_COMPONENTS` in `monitoringConfig.enableComponents`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/observability",
  pass: [{}, { monitoringService: "monitoring.googleapis.com/kubernetes" }, { monitoringConfig: { managedPrometheus: { enabled: true } } }],
  fail: [{ monitoringService: "none" }, { monitoringConfig: { enableComponents: [] } }],
  unknown: [{ monitoringService: unknown }],
  check: ({ monitoringService, monitoringConfig }) =>
    (monitoringService === "none" || monitoringConfig?.enableComponents?.length === 0) && "its metrics go nowhere",
});

export const clusterInlineNodePools = rule(Cluster, {
  id: "gcp-container-cluster-inline-node-pools",
  title: "GKE node pools are resources of their own",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_123"] },
  why: "Pools that are listed in the cluster can't be added or changed without replacing it.",
  fix: "Remove `nodePools`, set `removeDefaultNodePool`, and make a `gcp.container.NodePool` for each.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/node-pools",
  pass: [{}, { removeDefaultNodePool: true, initialNodeCount: 1 }, { removeDefaultNodePool: true, nodePools: [{ name: "default-pool" }] }],
  fail: [{ nodePools: [{ name: "default-pool" }] }, { removeDefaultNodePool: true, nodePools: [{ name: "web" }] }],
  unknown: [{ nodePools: unknown }],
  check: ({ nodePools, removeDefaultNodePool }) =>
    some(nodePools, ({ name }) => !(removeDefaultNodePool && name === "default-pool")) && "it lists its `nodePools`",
});

export const clusterReleaseChannel = setting(Cluster, {
  id: "gcp-container-cluster-release-channel",
  title: "GKE clusters follow a release channel",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SI-2"], "pci-dss-4.0": ["6.3.3"] },
  why: "Outside of a channel the nodes may stay behind with known flaws, and Google is giving the choice up.",
  fix: "Leave `releaseChannel` out, or set its `channel` to `REGULAR`, `STABLE`, `RAPID` or `EXTENDED`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/release-channels",
  at: (cluster) => cluster.releaseChannel?.channel,
  good: ["REGULAR", "STABLE", "RAPID", "EXTENDED"],
  bad: ["UNSPECIFIED"],
  absent: "good",
});

export const clusterReleaseChannelChoice = given(Cluster, {
  id: "gcp-container-cluster-release-channel-choice",
  title: "GKE clusters say which release channel they follow",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CM-2"] },
  equivalents: { checkov: ["CKV_GCP_70"] },
  why: "What the program doesn't say the provider doesn't manage: the channel is what the cluster was made with, and whoever changes it by hand isn't noticed.",
  fix: "Set `releaseChannel.channel` to `REGULAR`, `STABLE`, `RAPID` or `EXTENDED`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/release-channels",
  at: (cluster) => cluster.releaseChannel?.channel,
  unless: (cluster) => cluster.enableAutopilot,
  pass: [{ releaseChannel: { channel: "STABLE" } }, { enableAutopilot: true }],
});

export const clusterShieldedNodes = setting(Cluster, {
  id: "gcp-container-cluster-shielded-nodes",
  title: "GKE clusters have Shielded Nodes",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SI-7(1)"] },
  equivalents: { checkov: ["CKV_GCP_71"], trivy: ["AVD-GCP-0055"], kics: ["579a0727-9c29-4d58-8195-fc5802a8bdb4"] },
  why: "Without them an intruder in a pod can take a node's credentials and pose as a node of the cluster.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/shielded-gke-nodes",
  at: (cluster) => cluster.enableShieldedNodes,
  good: [true],
  absent: "good",
});

export const clusterWorkloadIdentity = rule(Cluster, {
  id: "gcp-container-cluster-workload-identity",
  title: "GKE workloads have identities of their own",
  severity: "medium",
  family: "identity",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-6"] },
  why: "Without Workload Identity every pod uses its node's service account, or a key that lies about in a secret.",
  fix: "Set `workloadIdentityConfig.workloadPool` to the project's pool, `PROJECT.svc.id.goog`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity",
  pass: [{ workloadIdentityConfig: { workloadPool: "project.svc.id.goog" } }, { enableAutopilot: true }],
  fail: [{}, { workloadIdentityConfig: {} }],
  unknown: [{ workloadIdentityConfig: { workloadPool: unknown } }],
  check: ({ workloadIdentityConfig, enableAutopilot }) => !workloadIdentityConfig?.workloadPool && !enableAutopilot && "it has no `workloadIdentityConfig`",
});

export const clusterSecretsCustomerKey = setting(Cluster, {
  id: "gcp-container-cluster-secrets-customer-key",
  title: "Kubernetes secrets of GKE clusters are encrypted with a Cloud KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-28"] },
  why: "Who gets at the cluster's database or a backup of it reads the secrets, unless they are encrypted by a key that is elsewhere.",
  fix: "Set `databaseEncryption.state` to `ENCRYPTED`, and `databaseEncryption.keyName` to a Cloud KMS key.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/encrypting-secrets",
  at: (cluster) => cluster.databaseEncryption?.state,
  good: ["ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED"],
  bad: ["DECRYPTED"],
  absent: "bad",
});

/** A version's first two parts as a number to compare. */
const minor = (version: string): number => {
  const [major = 0, second = 0] = version.split(".").map(Number);
  return major * 1000 + second;
};

export const clusterVersion = rule(Cluster, {
  id: "gcp-container-cluster-version",
  title: "GKE clusters run a supported version of Kubernetes",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-2"], "pci-dss-4.0": ["6.3.3"] },
  equivalents: { kics: ["128df7ec-f185-48bc-8913-ce756a3ccb85"] },
  why: "A version out of support gets no security fixes, and GKE upgrades it when it likes.",
  fix: "Raise `minMasterVersion` and `nodeVersion`, or leave both to a release channel.",
  see: "https://cloud.google.com/kubernetes-engine/docs/release-schedule",
  options: { minimum: option.String({ default: "1.32", pattern: "^\\d+\\.\\d+$", description: "The oldest version that is good enough, such as `1.32`." }) },
  pass: [{}, { minMasterVersion: "1.33" }, { minMasterVersion: "latest" }, { minMasterVersion: "1" }],
  fail: [{ minMasterVersion: "1.24.9-gke.100" }, { minMasterVersion: "1.33", nodeVersion: "1.9" }],
  unknown: [{ minMasterVersion: unknown }],
  check: (self, { options }) =>
    each(["minMasterVersion", "nodeVersion"] as const, (part) => {
      const version = self[part];
      return version && /^\d+\.\d+/.test(version) && minor(version) < minor(options.minimum) && `\`${part}\` is \`${version}\``;
    }),
});

export const clusterDeletionProtection = setting(Cluster, {
  id: "gcp-container-cluster-deletion-protection",
  title: "GKE clusters are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "One mistaken command deletes the cluster and all that runs in it.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/deleting-a-cluster",
  at: (cluster) => cluster.deletionProtection,
  good: [true],
  absent: "good",
});
