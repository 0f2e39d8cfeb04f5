import type { RepositoryArgs } from "@pulumi/gcp/artifactregistry/repository";
import type { VpcscConfigArgs } from "@pulumi/gcp/artifactregistry/vpcscConfig";
import type { ServiceArgs } from "@pulumi/gcp/projects/service";
import { all, customerKey, each, resource, rule, Stack, setting, some, unknown } from "../../lib/rule";

const Repository = resource<RepositoryArgs>("gcp:artifactregistry/repository:Repository");
const VpcscConfig = resource<VpcscConfigArgs>("gcp:artifactregistry/vpcscConfig:VpcscConfig");
const Service = resource<ServiceArgs>("gcp:projects/service:Service");

const isDocker = (format: string | undefined): boolean => format?.toUpperCase() === "DOCKER";

export const repositoryCustomerKey = customerKey(Repository, {
  id: "gcp-artifactregistry-repository-customer-key",
  subject: "Artifact Registry repositories",
  at: (self) => self.kmsKeyName,
  unless: ({ mode }) => mode === "VIRTUAL_REPOSITORY",
  equivalents: { checkov: ["CKV_GCP_84"] },
  see: "https://cloud.google.com/artifact-registry/docs/cmek",
  pass: [{ mode: "VIRTUAL_REPOSITORY" }],
});

export const repositoryScanning = rule(Repository, {
  id: "gcp-artifactregistry-repository-scanning",
  title: "Artifact Registry repositories don't opt out of vulnerability scanning",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  why: "Known vulnerabilities of images and packages go unnoticed.",
  fix: "Leave `vulnerabilityScanningConfig` out, or set its `enablementConfig` to `INHERITED`.",
  see: "https://cloud.google.com/artifact-analysis/docs/enable-automatic-scanning",
  pass: [{}, { vulnerabilityScanningConfig: { enablementConfig: "INHERITED" } }],
  fail: [{ vulnerabilityScanningConfig: { enablementConfig: "DISABLED" } }],
  unknown: [{ vulnerabilityScanningConfig: { enablementConfig: unknown } }],
  check: ({ vulnerabilityScanningConfig }) => vulnerabilityScanningConfig?.enablementConfig === "DISABLED" && "vulnerability scanning is turned off",
});

export const stackScanningApi = rule(Stack, {
  id: "gcp-artifactregistry-stack-scanning-api",
  title: "A stack that turns on APIs and has images turns on their vulnerability scanning",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV2_GCP_11"] },
  why: "Images are only scanned where the Container Scanning API is on.",
  fix: "Add a `gcp.projects.Service` for `containerscanning.googleapis.com`.",
  see: "https://cloud.google.com/artifact-analysis/docs/enable-automatic-scanning",
  related: { repositories: all(Repository), services: all(Service) },
  pass: [
    {},
    { repositories: [{ format: "DOCKER" }] },
    { services: [{ service: "run.googleapis.com" }], repositories: [{ format: "NPM" }] },
    { services: [{ service: "artifactregistry.googleapis.com" }, { service: "containerscanning.googleapis.com" }], repositories: [{ format: "DOCKER" }] },
  ],
  fail: [{ services: [{ service: "artifactregistry.googleapis.com" }], repositories: [{ format: "DOCKER" }] }],
  unknown: [{ services: [{ service: unknown }], repositories: [{ format: "DOCKER" }] }],
  check: ({ repositories, services }) =>
    services.length > 0 &&
    some(repositories, ({ format }) => isDocker(format)) &&
    !some(services, ({ service }) => service === "containerscanning.googleapis.com") &&
    "has a repository of images, and doesn't turn on `containerscanning.googleapis.com`",
});

export const repositoryImmutableTags = rule(Repository, {
  id: "gcp-artifactregistry-repository-immutable-tags",
  title: "Artifact Registry tags can't be moved to another image",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Who can push an image can put another one behind a tag that is deployed already.",
  fix: "Set `dockerConfig.immutableTags` to `true`.",
  see: "https://cloud.google.com/artifact-registry/docs/repositories/update-repo-settings",
  pass: [{ format: "DOCKER", dockerConfig: { immutableTags: true } }, { format: "NPM" }, { format: "DOCKER", mode: "REMOTE_REPOSITORY" }],
  fail: [{ format: "DOCKER" }, { format: "docker", dockerConfig: { immutableTags: false } }],
  unknown: [{ format: "DOCKER", dockerConfig: { immutableTags: unknown } }],
  check: ({ format, mode, dockerConfig }) =>
    isDocker(format) && (mode ?? "STANDARD_REPOSITORY") === "STANDARD_REPOSITORY" && !dockerConfig?.immutableTags && "its tags can be moved",
});

export const repositoryUpstreamTls = rule(Repository, {
  id: "gcp-artifactregistry-repository-upstream-tls",
  title: "Artifact Registry remote repositories fetch over HTTPS",
  severity: "high",
  family: "supply-chain",
  preset: "recommended",
  why: "Packages that come over HTTP can be changed on the way, and are kept and handed out to everybody.",
  fix: "Let the upstream's `uri` start with `https://`.",
  see: "https://cloud.google.com/artifact-registry/docs/repositories/remote-overview",
  pass: [
    {},
    { remoteRepositoryConfig: { commonRepository: { uri: "https://registry.example.com" } } },
    { remoteRepositoryConfig: { dockerRepository: { publicRepository: "DOCKER_HUB" } } },
  ],
  fail: [
    { remoteRepositoryConfig: { commonRepository: { uri: "http://registry.example.com" } } },
    { remoteRepositoryConfig: { mavenRepository: { customRepository: { uri: "http://maven.example.com" } } } },
  ],
  unknown: [{ remoteRepositoryConfig: { commonRepository: { uri: unknown } } }],
  check: ({ remoteRepositoryConfig: remote }) =>
    each(
      [
        () => remote?.commonRepository?.uri,
        () => remote?.dockerRepository?.customRepository?.uri,
        () => remote?.mavenRepository?.customRepository?.uri,
        () => remote?.npmRepository?.customRepository?.uri,
        () => remote?.pythonRepository?.customRepository?.uri,
      ],
      (uri) => /^http:/i.test(uri() ?? "") && "fetches from its upstream over HTTP",
    ),
});

export const repositoryUpstreamValidation = setting(Repository, {
  id: "gcp-artifactregistry-repository-upstream-validation",
  title: "Artifact Registry remote repositories check their upstream",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "A mistyped upstream, or wrong credentials for it, show only when a build fails or fetches from a stranger.",
  fix: "Leave `remoteRepositoryConfig.disableUpstreamValidation` out.",
  see: "https://cloud.google.com/artifact-registry/docs/repositories/remote-repo",
  at: (self) => self.remoteRepositoryConfig?.disableUpstreamValidation,
  good: [false],
  absent: "good",
});

export const repositoryUpstreamPriority = rule(Repository, {
  id: "gcp-artifactregistry-repository-upstream-priority",
  title: "Artifact Registry virtual repositories rank their upstreams",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "Where a public upstream ranks as high as your own, a stranger's package of the same name can take the place of yours.",
  fix: "Give each of `virtualRepositoryConfig.upstreamPolicies` a priority of its own, your own repositories the highest.",
  see: "https://cloud.google.com/artifact-registry/docs/repositories/virtual-overview",
  pass: [
    {},
    {
      virtualRepositoryConfig: {
        upstreamPolicies: [
          { id: "own", priority: 20 },
          { id: "hub", priority: 10 },
        ],
      },
    },
  ],
  fail: [
    {
      virtualRepositoryConfig: {
        upstreamPolicies: [
          { id: "own", priority: 10 },
          { id: "hub", priority: 10 },
        ],
      },
    },
  ],
  unknown: [{ virtualRepositoryConfig: { upstreamPolicies: [{ priority: 1 }, { priority: unknown }] } }],
  check: ({ virtualRepositoryConfig }) => {
    const policies = virtualRepositoryConfig?.upstreamPolicies ?? [];
    return some(policies, (one, i) => some(policies.slice(i + 1), (other) => one.priority === other.priority)) && "has upstreams of the same priority";
  },
});

export const repositoryCleanup = rule(Repository, {
  id: "gcp-artifactregistry-repository-cleanup",
  title: "Artifact Registry repositories remove what is no longer used",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Old versions with known vulnerabilities stay there to be deployed.",
  fix: "Add `cleanupPolicies`, and leave `cleanupPolicyDryRun` out.",
  see: "https://cloud.google.com/artifact-registry/docs/repositories/cleanup-policy",
  pass: [{ cleanupPolicies: [{ id: "old", action: "DELETE" }] }, { mode: "VIRTUAL_REPOSITORY" }],
  fail: [{}, { cleanupPolicies: [] }, { cleanupPolicies: [{ id: "old", action: "DELETE" }], cleanupPolicyDryRun: true }],
  unknown: [{ cleanupPolicies: unknown }],
  check: ({ mode, cleanupPolicies, cleanupPolicyDryRun }) => {
    if (mode === "VIRTUAL_REPOSITORY") return false;
    if (!cleanupPolicies?.length) return "has no cleanup policy";
    return cleanupPolicyDryRun && "its cleanup policies are only tried";
  },
});

export const vpcscUpstream = rule(VpcscConfig, {
  id: "gcp-artifactregistry-vpcsc-upstream",
  title: "Artifact Registry fetches nothing from outside of a service perimeter",
  severity: "medium",
  family: "network",
  preset: "strict",
  why: "Remote repositories are a way out of the perimeter, for requests, and into it, for packages.",
  fix: "Set `vpcscPolicy` to `DENY`.",
  see: "https://cloud.google.com/artifact-registry/docs/reference/rest/v1/VPCSCConfig",
  pass: [{}, { vpcscPolicy: "DENY" }],
  fail: [{ vpcscPolicy: "ALLOW" }],
  unknown: [{ vpcscPolicy: unknown }],
  check: ({ vpcscPolicy }) => vpcscPolicy === "ALLOW" && "lets remote repositories fetch from outside",
  remedy: () => ({ vpcscPolicy: "DENY" }),
});
