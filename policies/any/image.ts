import type { PullThroughCacheRuleArgs } from "@pulumi/aws/ecr/pullThroughCacheRule";
import type { CacheRuleArgs } from "@pulumi/azure-native/containerregistry/cacheRule";
import type { RepositoryArgs } from "@pulumi/gcp/artifactregistry/repository";
import type { Unwrap } from "@pulumi/pulumi/output";
import { imagesIn, parseReference } from "../../lib/image";
import { eachImage, NamesImages, quoted } from "../../lib/image/judge";
import { isIn, isPrivateRegistry, registryForm } from "../../lib/image/registry";
import { all, option, resource, rule, some, unknown } from "../../lib/rule";

const EcrCache = resource<PullThroughCacheRuleArgs>("aws:ecr/pullThroughCacheRule:PullThroughCacheRule");
const AcrCache = resource<CacheRuleArgs>("azure-native:containerregistry:CacheRule");
const ArtifactRepository = resource<RepositoryArgs>("gcp:artifactregistry/repository:Repository");

const runs = (...images: string[]) => ({ template: { containers: images.map((image) => ({ image })) } });
const own = "europe-west1-docker.pkg.dev/shop/app/web";
const digest = `sha256:${"4f53cda18c2baa0c0354bb5f9a3ecbe5".repeat(2)}`;
const imageGuide = "https://kubernetes.io/docs/concepts/containers/images/";

export const referenceForm = rule(NamesImages, {
  id: "any-image-reference-form",
  title: "Images are named as registries name them",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  why: "A text that names no image fails only when the deployment is under way, and no other check of images can judge it.",
  fix: "Write the image as `registry/path:tag` or `registry/path@sha256:...`, with the path in lower case and without a scheme.",
  see: "https://distribution.github.io/distribution/spec/api/#overview",
  pass: [runs(`${own}:1.2@${digest}`), {}, runs("nginx"), runs("localhost:5000/web:dev")],
  fail: [runs("Nginx"), runs("https://ghcr.io/acme/web"), runs(`${own}:1.2@sha256:4f53`), runs(`${own}:`), runs("ghcr.io/Acme/web:1"), runs("nginx", "a b")],
  unknown: [{ template: unknown }, runs(unknown), runs("nginx", unknown)],
  *check(self, { resource }) {
    for (const { at, text, secret } of imagesIn(resource.type, self, resource))
      if (!parseReference(text)) yield `\`${at}\` is ${quoted(text, secret)}, which names no image`;
  },
});

export const tagVersion = rule(NamesImages, {
  id: "any-image-tag-version",
  title: "Images are named with a version",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  equivalents: { checkov: ["CKV_K8S_14"], trivy: ["AVD-KSV-0013"], kics: ["583053b7-e632-46f0-b989-f81ff8045385"] },
  why: "Without a tag, or with `latest`, the next start may run another image than the one that was tested, and there is no way back to it.",
  fix: "Add the tag of a version, or better the image's digest.",
  see: `${imageGuide}#image-names`,
  pass: [runs("nginx:1.27"), {}, runs(`nginx@${digest}`), runs(`nginx:latest@${digest}`), runs("nginx:latest-alpine")],
  fail: [runs("nginx"), runs("nginx:latest"), runs(`${own}:1`, own)],
  unknown: [runs("nginx:1", unknown)],
  check: (self, context) =>
    eachImage(self, context, ({ tag, digest }, { use, partial }) => {
      // The builders that Cloud Build and CodeBuild offer are meant to be used as they come.
      if (digest || use === "build" || (partial && !tag)) return false;
      return tag === undefined ? "has no tag" : tag === "latest" && "may be another image tomorrow";
    }),
});

export const referenceDigest = rule(NamesImages, {
  id: "any-image-reference-digest",
  title: "Images are named by their digest",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_K8S_43"], kics: ["7c81d34c-8e5a-402b-9798-9f442630e678"] },
  why: "Whoever can push to the registry can put another image behind a tag; a digest can only be that of one image.",
  fix: "Add the digest behind the tag, `image:1.2@sha256:...`; `repoDigest` and `ref` of the images that Pulumi builds have it.",
  see: `${imageGuide}#image-names`,
  pass: [runs(`${own}:1.2@${digest}`), {}, runs(`nginx@${digest}`)],
  fail: [runs("nginx"), runs(`${own}:1.2`), runs(`nginx@${digest}`, "nginx:1.27")],
  unknown: [runs(unknown)],
  check: (self, context) => eachImage(self, context, ({ tag, digest }, { partial }) => !digest && !(partial && !tag) && "isn't named by its digest"),
});

export const registryAllowed = rule(NamesImages, {
  id: "any-image-registry-allowed",
  title: "Images come from the registries that you allow",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  equivalents: { trivy: ["AVD-KSV-0125"] },
  options: {
    registries: option.Array(option.String({ pattern: registryForm }), {
      default: [],
      description:
        "The registries, with the start of a path or without: `ghcr.io/acme`, `*.azurecr.io`. None: the private ones of the resource's cloud (Amazon ECR, Azure Container Registry, Artifact Registry), of any cloud for Kubernetes and Docker.",
    }),
  },
  why: "Anyone can publish to a public registry, under a name like the one that was meant; nobody has looked at what is in the image.",
  fix: "Copy the image to a registry of your own, or allow its registry with the option `registries`.",
  see: "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
  pass: [runs(`${own}:1`), {}, runs("gcr.io/shop/web")],
  fail: [runs("nginx:1.27"), runs(`${own}:1`, "public.ecr.aws/nginx/nginx"), runs("gcr.io.acme.com/shop/web"), runs("shop.azurecr.io/web")],
  unknown: [runs(unknown)],
  check: (self, { options: { registries }, resource }) =>
    eachImage(self, { resource }, (image) => {
      const isAllowed = registries.length ? some(registries, (place) => isIn(image, place)) : isPrivateRegistry(image.registry, resource.type);
      return !isAllowed && (registries.length ? "is in none of the registries that are allowed" : "isn't in a private registry");
    }),
});

export const registryCached = rule(NamesImages, {
  id: "any-image-registry-cached",
  title: "Images of other registries come through the stack's cache for them",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Past the cache, a deployment depends on the other registry being there, within its limits, and on nobody changing the image there; nothing scans it.",
  fix: "Name the image by the cache's own address.",
  see: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html",
  related: { ecr: all(EcrCache), acr: all(AcrCache), repositories: all(ArtifactRepository) },
  pass: [
    runs("nginx:1.27"),
    { ...runs("quay.io/acme/web:1"), ecr: [{ upstreamRegistryUrl: "registry-1.docker.io", ecrRepositoryPrefix: "hub" }] },
    { ...runs("nginx"), ecr: [{ upstreamRegistryUrl: "registry-1.docker.io", upstreamRepositoryPrefix: "acme" }] },
    { ...runs("nginx"), acr: [{ sourceRepository: "docker.io/library/redis" }] },
    {
      ...runs("nginx"),
      repositories: [{ format: "DOCKER" }, { mode: "REMOTE_REPOSITORY", remoteRepositoryConfig: { npmRepository: { publicRepository: "NPMJS" } } }],
    },
    { ...runs(own), repositories: [{ remoteRepositoryConfig: { dockerRepository: { publicRepository: "DOCKER_HUB" } } }] },
  ],
  fail: [
    { ...runs("nginx:1.27"), ecr: [{ upstreamRegistryUrl: "registry-1.docker.io", ecrRepositoryPrefix: "hub" }] },
    { ...runs("acme/web"), ecr: [{ upstreamRegistryUrl: "registry-1.docker.io", upstreamRepositoryPrefix: "acme" }] },
    { ...runs("ghcr.io/acme/web:1"), ecr: [{ upstreamRegistryUrl: "ghcr.io", upstreamRepositoryPrefix: "ROOT" }] },
    { ...runs("nginx"), acr: [{ sourceRepository: "docker.io/library/*" }] },
    { ...runs("nginx"), repositories: [{ remoteRepositoryConfig: { dockerRepository: { publicRepository: "DOCKER_HUB" } } }] },
    { ...runs("quay.io/a/b"), repositories: [{ remoteRepositoryConfig: { dockerRepository: { customRepository: { uri: "https://quay.io" } } } }] },
    { ...runs("quay.io/a/b"), repositories: [{ remoteRepositoryConfig: { commonRepository: { uri: "https://quay.io/" } } }] },
  ],
  unknown: [
    { ...runs(unknown), ecr: [{ upstreamRegistryUrl: "ghcr.io" }] },
    { ...runs("nginx"), ecr: [{ upstreamRegistryUrl: unknown }] },
  ],
  check: (self, context) =>
    eachImage(self, context, (image) => {
      const isBehind = (place: string | undefined) => typeof place === "string" && isIn(image, place.replace(/^https?:\/\//, "").replace(/\/$/, ""));
      const { ecr, acr, repositories } = self;
      const isCached =
        some(ecr, ({ upstreamRegistryUrl: host, upstreamRepositoryPrefix: prefix = "ROOT" }) => isBehind(prefix === "ROOT" ? host : `${host}/${prefix}`)) ||
        some(acr, ({ sourceRepository }) => isBehind(sourceRepository)) ||
        some(repositories, ({ remoteRepositoryConfig: remote }) => isBehind(upstreamOf(remote)));
      return isCached && "the stack has a cache for";
    }),
});

/** The registry that a remote repository for images is a cache of. */
const upstreamOf = (remote: Unwrap<RepositoryArgs>["remoteRepositoryConfig"]): string | undefined =>
  remote?.dockerRepository?.publicRepository === "DOCKER_HUB"
    ? "docker.io"
    : (remote?.dockerRepository?.customRepository?.uri ?? remote?.commonRepository?.uri);
