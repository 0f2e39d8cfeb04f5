import type { ClusterArgs } from "@pulumi/gcp/container/cluster";
import { addressesIn, isAnywhere, isPrivate } from "../../../lib/cloud/network";
import { each, option, resource, rule, setting, some, unknown } from "../../../lib/rule";

const Cluster = resource<ClusterArgs>("gcp:container/cluster:Cluster");

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
