import type { AttachedClusterArgs } from "@pulumi/gcp/container/attachedCluster";
import type { ClusterArgs } from "@pulumi/gcp/container/cluster";
import { addressesIn, isAnywhere, isPrivate } from "../../lib/cloud/network";
import { each, option, resource, rule, setting, some, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("gcp:container/cluster:Cluster");
const AttachedCluster = resource<Pick<AttachedClusterArgs, "binaryAuthorization">>(
  "gcp:container/attachedCluster:AttachedCluster",
  "gcp:container/awsCluster:AwsCluster",
);
const LoggingCluster = resource<Pick<AttachedClusterArgs, "loggingConfig">>(
  "gcp:container/attachedCluster:AttachedCluster",
  "gcp:container/awsCluster:AwsCluster",
  "gcp:container/azureCluster:AzureCluster",
);

export const clusterAliasIp = setting(Cluster, {
  id: "gcp-container-cluster-alias-ip",
  title: "GKE clusters are VPC-native",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_23"], trivy: ["AVD-GCP-0049"], kics: ["c606ba1d-d736-43eb-ac24-e16108f3a9e0"], terrascan: ["AC_GCP_0025"] },
  why: "Pods of a routes-based cluster have no addresses that the VPC knows, so firewall rules can't tell them from their nodes.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips",
  at: (cluster) => cluster.networkingMode,
  good: ["VPC_NATIVE"],
  bad: ["ROUTES"],
  absent: "good",
});

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

export const clusterClientCertificate = setting(Cluster, {
  id: "gcp-container-cluster-client-certificate",
  title: "GKE clusters issue no client certificate",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"] },
  equivalents: { checkov: ["CKV_GCP_13"], trivy: ["AVD-GCP-0064"], kics: ["73fb21a1-b19a-45b1-b648-b47b1678681e"], terrascan: ["AC_GCP_0024"] },
  why: "The certificate can't be revoked: whoever copies it has access for as long as the cluster lives.",
  fix: "Leave `masterAuth` out, or set `clientCertificateConfig.issueClientCertificate` to `false`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#restrict_authn_methods",
  at: (cluster) => cluster.masterAuth?.clientCertificateConfig?.issueClientCertificate,
  good: [false],
  absent: "good",
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

interface Endpoints {
  readonly privateClusterConfig?: { readonly enablePrivateEndpoint?: boolean };
  readonly controlPlaneEndpointsConfig?: { readonly ipEndpointsConfig?: { readonly enabled?: boolean } };
}

/** Whether the control plane has no public address. */
const isPrivateEndpoint = ({ privateClusterConfig, controlPlaneEndpointsConfig }: Endpoints): boolean =>
  privateClusterConfig?.enablePrivateEndpoint === true || controlPlaneEndpointsConfig?.ipEndpointsConfig?.enabled === false;

export const clusterPublicNetworks = rule(Cluster, {
  id: "gcp-container-cluster-public-networks",
  title: "GKE control planes don't authorise the whole internet",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["1.3.1"] },
  equivalents: { checkov: ["CKV_GCP_18"], trivy: ["AVD-GCP-0053"], kics: ["e2f9b5c7-8d3a-4a5f-93b0-78aeb39d7e09"], terrascan: ["AC_GCP_0023"] },
  why: "Whoever has a stolen credential or a flaw of the API server can use it from anywhere.",
  fix: "Name the ranges of your own networks in `masterAuthorizedNetworksConfig.cidrBlocks`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks",
  pass: [
    {},
    { masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.113.0/28" }] } },
    { masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "0.0.0.0/0" }] }, privateClusterConfig: { enablePrivateEndpoint: true } },
  ],
  fail: [{ masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "10.0.0.0/8" }, { cidrBlock: "0.0.0.0/0" }] } }],
  unknown: [{ masterAuthorizedNetworksConfig: { cidrBlocks: unknown } }],
  check: (self) =>
    some(self.masterAuthorizedNetworksConfig?.cidrBlocks, ({ cidrBlock }) => isAnywhere(cidrBlock)) &&
    !isPrivateEndpoint(self) &&
    "it authorises every address for its control plane",
});

export const clusterAuthorizedNetworks = rule(Cluster, {
  id: "gcp-container-cluster-authorized-networks",
  title: "GKE control planes answer authorised networks only",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["1.3.1"] },
  equivalents: { checkov: ["CKV_GCP_20"], trivy: ["AVD-GCP-0061"] },
  why: "Whoever has a stolen credential or a flaw of the API server can use it from anywhere.",
  fix: "Set `masterAuthorizedNetworksConfig`, or give the control plane a private address only.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks",
  pass: [
    { masterAuthorizedNetworksConfig: {} },
    { masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.113.0/28" }] } },
    { controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled: false } } },
  ],
  fail: [{}, { privateClusterConfig: { enablePrivateNodes: true } }],
  unknown: [{ masterAuthorizedNetworksConfig: unknown }],
  check: (self) => !self.masterAuthorizedNetworksConfig && !isPrivateEndpoint(self) && "its control plane answers every address",
});

export const clusterWideNetworks = rule(Cluster, {
  id: "gcp-container-cluster-wide-networks",
  title: "GKE control planes authorise few public addresses",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { terrascan: ["AC_GCP_0292"] },
  why: "A wide range of public addresses belongs to others too.",
  fix: "Name single addresses or small ranges in `masterAuthorizedNetworksConfig.cidrBlocks`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/authorized-networks",
  options: { addresses: option.Integer({ default: 256, minimum: 1, description: "The most public addresses that one range may have." }) },
  pass: [{ masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.113.0/24" }, { cidrBlock: "10.0.0.0/8" }] } }],
  fail: [{ masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: "203.0.0.0/16" }] } }],
  unknown: [{ masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: unknown }] } }],
  check: ({ masterAuthorizedNetworksConfig }, { options }) =>
    each(
      masterAuthorizedNetworksConfig?.cidrBlocks,
      ({ cidrBlock }) => cidrBlock && !isPrivate(cidrBlock) && addressesIn(cidrBlock) > options.addresses && `it authorises all of \`${cidrBlock}\``,
    ),
});

export const clusterPrivateEndpoint = rule(Cluster, {
  id: "gcp-container-cluster-private-endpoint",
  title: "GKE control planes have no public address",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "What has no public address can't be reached by a mistake in the authorised networks.",
  fix: "Set `privateClusterConfig.enablePrivateEndpoint` to `true`, or switch `controlPlaneEndpointsConfig.ipEndpointsConfig` off and use the DNS endpoint.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation",
  pass: [{ privateClusterConfig: { enablePrivateEndpoint: true } }, { controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled: false } } }],
  fail: [{}, { privateClusterConfig: { enablePrivateEndpoint: false } }],
  unknown: [{ privateClusterConfig: unknown }],
  check: (self) => !isPrivateEndpoint(self) && "its control plane has a public address",
});

export const clusterPrivateNodes = setting(Cluster, {
  id: "gcp-container-cluster-private-nodes",
  title: "GKE nodes have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["1.3.1"] },
  equivalents: {
    checkov: ["CKV_GCP_25", "CKV_GCP_64"],
    trivy: ["AVD-GCP-0059"],
    kics: ["6ccb85d7-0420-4907-9380-50313f80946b"],
    terrascan: ["AC_GCP_0294"],
  },
  why: "Only firewall rules then stand between the nodes and the internet.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation",
  at: (cluster) => cluster.privateClusterConfig?.enablePrivateNodes,
  good: [true],
  absent: "bad",
  fail: [{ enableAutopilot: true }],
});

export const clusterIntranodeVisibility = setting(Cluster, {
  id: "gcp-container-cluster-intranode-visibility",
  title: "GKE clusters show the VPC the traffic within a node",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  equivalents: { checkov: ["CKV_GCP_61"] },
  why: "Traffic between pods of one node otherwise shows in no flow log and meets no firewall rule.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/intranode-visibility",
  at: (cluster) => cluster.enableIntranodeVisibility,
  good: [true],
  absent: "bad",
  unless: (cluster) => cluster.enableAutopilot,
  pass: [{ enableAutopilot: true }],
});

export const clusterLegacyAbac = setting(Cluster, {
  id: "gcp-container-cluster-legacy-abac",
  title: "GKE clusters have legacy authorisation off",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"], "pci-dss-4.0": ["7.2.1"] },
  equivalents: { checkov: ["CKV_GCP_7"], trivy: ["AVD-GCP-0062"], kics: ["5baa92d2-d8ee-4c75-88a4-52d9d8bb8067"], terrascan: ["AC_GCP_0028"] },
  why: "Legacy authorisation gives every node and every service account rights beyond what RBAC and IAM grant.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#leave_abac_disabled",
  at: (cluster) => cluster.enableLegacyAbac,
  good: [false],
  absent: "good",
});

export const clusterNetworkPolicy = rule(Cluster, {
  id: "gcp-container-cluster-network-policy",
  title: "GKE clusters enforce network policies",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7", "AC-4"] },
  equivalents: { checkov: ["CKV_GCP_12"], trivy: ["AVD-GCP-0056"], kics: ["11e7550e-c4b6-472e-adff-c698f157cdd7"], terrascan: ["AC_GCP_0293"] },
  why: "Without enforcement every pod reaches every other, whatever the policies in the cluster say.",
  fix: "Set `datapathProvider` to `ADVANCED_DATAPATH`, or `networkPolicy.enabled` to `true`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy",
  pass: [{ networkPolicy: { enabled: true } }, { datapathProvider: "ADVANCED_DATAPATH", networkPolicy: { enabled: false } }, { enableAutopilot: true }],
  fail: [{}, { networkPolicy: { enabled: false } }, { datapathProvider: "LEGACY_DATAPATH" }],
  unknown: [{ networkPolicy: { enabled: unknown } }, { datapathProvider: unknown }],
  check: ({ datapathProvider, enableAutopilot, networkPolicy }) =>
    datapathProvider !== "ADVANCED_DATAPATH" && !enableAutopilot && !networkPolicy?.enabled && "it doesn't enforce network policies",
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
  pass: [{}, { removeDefaultNodePool: true, initialNodeCount: 1 }],
  fail: [{ nodePools: [{ name: "default-pool" }] }],
  unknown: [{ nodePools: unknown }],
  check: ({ nodePools }) => !!nodePools?.length && "it lists its `nodePools`",
});

export const clusterGoogleGroups = rule(Cluster, {
  id: "gcp-container-cluster-google-groups",
  title: "GKE clusters know Google Groups in RBAC",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  equivalents: { checkov: ["CKV_GCP_65"] },
  why: "Rights given to single users stay when they move on or leave.",
  fix: "Set `authenticatorGroupsConfig.securityGroup` to `gke-security-groups@` and your domain.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/google-groups-rbac",
  pass: [{ authenticatorGroupsConfig: { securityGroup: "gke-security-groups@example.com" } }],
  fail: [{}],
  unknown: [{ authenticatorGroupsConfig: unknown }],
  check: ({ authenticatorGroupsConfig }) => !authenticatorGroupsConfig?.securityGroup && "it has no `authenticatorGroupsConfig`",
});

export const clusterReleaseChannel = setting(Cluster, {
  id: "gcp-container-cluster-release-channel",
  title: "GKE clusters follow a release channel",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SI-2"], "pci-dss-4.0": ["6.3.3"] },
  equivalents: { checkov: ["CKV_GCP_70"] },
  why: "Outside of a channel the nodes may stay behind with known flaws, and Google is giving the choice up.",
  fix: "Leave `releaseChannel` out, or set its `channel` to `REGULAR`, `STABLE`, `RAPID` or `EXTENDED`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/concepts/release-channels",
  at: (cluster) => cluster.releaseChannel?.channel,
  good: ["REGULAR", "STABLE", "RAPID", "EXTENDED"],
  bad: ["UNSPECIFIED"],
  absent: "good",
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

export const clusterAnonymousAccess = rule(Cluster, {
  id: "gcp-container-cluster-anonymous-access",
  title: "GKE clusters grant nothing to anonymous users",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "A role bound to such a group is the whole internet's, or that of everyone with a Google account.",
  fix: "Leave `rbacBindingConfig` out, or set both of its inputs to `false`.",
  see: "https://cloud.google.com/kubernetes-engine/docs/best-practices/rbac#default-roles-groups",
  pass: [{ rbacBindingConfig: { enableInsecureBindingSystemAuthenticated: false, enableInsecureBindingSystemUnauthenticated: false } }, {}],
  fail: [
    { rbacBindingConfig: { enableInsecureBindingSystemUnauthenticated: true } },
    { rbacBindingConfig: { enableInsecureBindingSystemAuthenticated: true } },
  ],
  unknown: [{ rbacBindingConfig: { enableInsecureBindingSystemAuthenticated: unknown } }],
  check: ({ rbacBindingConfig }) =>
    each(
      ["enableInsecureBindingSystemUnauthenticated", "enableInsecureBindingSystemAuthenticated"] as const,
      (part) => rbacBindingConfig?.[part] && `\`rbacBindingConfig.${part}\` is on`,
    ),
});

export const clusterAnonymousAuthentication = setting(Cluster, {
  id: "gcp-container-cluster-anonymous-authentication",
  title: "GKE clusters answer anonymous requests for their health only",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "One mistaken role binding otherwise opens the API to everyone without a login.",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#restrict-anon-access",
  at: (cluster) => cluster.anonymousAuthenticationConfig?.mode,
  good: ["LIMITED"],
  bad: ["ENABLED"],
  absent: "bad",
});

export const clusterExternalIps = setting(Cluster, {
  id: "gcp-container-cluster-external-ips",
  title: "GKE services can't claim external addresses",
  severity: "medium",
  family: "network",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-4"] },
  why: "Whoever may make a service can take over the traffic for any address (CVE-2020-8554).",
  see: "https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster",
  at: (cluster) => cluster.serviceExternalIpsConfig?.enabled,
  good: [false],
  absent: "good",
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
