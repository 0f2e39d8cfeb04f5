import type { BuildxBuilderArgs } from "@pulumi/docker/buildxBuilder";
import type { RegistryImageArgs } from "@pulumi/docker/registryImage";
import type { ImageArgs } from "@pulumi/docker-build/image";
import { namesSecret } from "../../lib/cloud/plain-secret";
import { argumentsOf, dockerfileOf } from "../../lib/image/build";
import { programFolder } from "../../lib/image/folder";
import { each, isSecret, resource, rule, secret, setting, some, unknown } from "../../lib/rule";
import { findSecrets } from "../../lib/secrets";
import { isRecord, UnknownValue } from "../../lib/stack/values";

/** The builds of Docker's own provider, which name their network and arguments otherwise. */
interface OtherBuild {
  build?: { network?: string; networkMode?: string };
}
const Build = resource<Partial<ImageArgs> & OtherBuild>(
  "docker-build:index:Image",
  "docker:index/image:Image",
  "docker:index/registryImage:RegistryImage",
  "docker:index/remoteImage:RemoteImage",
);
const DockerBuild = resource<Pick<RegistryImageArgs, "build">>("docker:index/registryImage:RegistryImage", "docker:index/remoteImage:RemoteImage");

/** What a website's build writes into pages is for everyone to see. */
const isPublic = (name: string): boolean => /(?:^|_)(?:PUBLIC|PUBLISHABLE|VITE|REACT_APP)(?:_|$)/i.test(name);

export const argumentSecret = rule(Build, {
  id: "any-build-argument-secret",
  title: "Arguments of image builds hold no secrets",
  severity: "high",
  family: "secrets",
  preset: "recommended",
  why: "Arguments are kept in the image's history and in what is attested of its build, where everyone who may pull the image can read them.",
  fix: "Pass it by `secrets`, and read it in the Dockerfile with `RUN --mount=type=secret`.",
  see: "https://docs.docker.com/build/building/secrets/",
  pass: [
    { buildArgs: { NODE_VERSION: "24", NPM_TOKEN: "" } },
    {},
    { secrets: { NPM_TOKEN: secret("given") } },
    { buildArgs: { NEXT_PUBLIC_MAP_TOKEN: "pk.given" } },
    { buildArgs: { NODE_VERSION: unknown } },
  ],
  fail: [
    { buildArgs: { NPM_TOKEN: "given" } },
    { buildArgs: { EXTRA: secret("given") } },
    { buildArgs: { EXTRA: ["ghp", "7b2Kx9QfLz4mVt8RwYc3NdHs6PjGa1EuTo5X"].join("_") } },
    { buildArgs: { DB_PASSWORD: unknown } },
  ],
  unknown: [{ buildArgs: unknown }],
  check: (self, { resource: { type } }) => {
    const given = argumentsOf(type, self);
    if (given === unknown) throw new UnknownValue("buildArgs");
    const values: Readonly<Record<string, unknown>> = isRecord(given) ? given : {};
    return each(Object.keys(values), (name) => {
      const value = values[name];
      if (value === "" || isPublic(name)) return false;
      const holds = isSecret(values, name) || namesSecret(name) || findSecrets({ [name]: value }).length > 0;
      return holds && `the build argument \`${name}\` is a secret, and stays readable in the image`;
    });
  },
});

export const networkHost = rule(Build, {
  id: "any-build-network-host",
  title: "Image builds keep off the network of the machine that they run on",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  why: "A package's install script can reach whatever listens on the machine itself, its cloud's metadata included.",
  fix: "Leave `network` out, or set it to `none`.",
  see: "https://docs.docker.com/reference/cli/docker/buildx/build/#network",
  pass: [{ network: "none" }, {}, { network: "default" }, { build: { network: "none" } }, { build: { networkMode: "default" } }],
  fail: [{ network: "host" }, { build: { network: "host" } }, { build: { networkMode: "host" } }],
  unknown: [{ network: unknown }],
  check: ({ network, build }) =>
    some([() => network, () => build?.network, () => build?.networkMode], (read) => read() === "host") && "its network is that of the machine",
});

export const stepSandbox = rule(Build, {
  id: "any-build-step-sandbox",
  title: "No step of an image build leaves the builder's sandbox",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  why: "Such a step has all rights on the machine that builds, or its network, and so has every package that it installs.",
  fix: "Remove `--security=insecure` and `--network=host` from the Dockerfile's `RUN` instructions.",
  see: "https://docs.docker.com/reference/dockerfile/#run---security",
  pass: [
    { dockerfile: { inline: "FROM node:24\nRUN --mount=type=cache,target=/root/.npm npm ci\n" } },
    { dockerfile: { inline: "FROM node:24\nRUN --network=none --security=sandbox make\n" } },
  ],
  fail: [{ dockerfile: { inline: "FROM node:24\nRUN --security=insecure make\n" } }, { dockerfile: { inline: "FROM node:24\nRUN --network=host make\n" } }],
  unknown: [{ dockerfile: { inline: unknown } }, { dockerfile: { inline: "" } }],
  *check(self, { resource }) {
    const dockerfile = dockerfileOf(resource.type, self, () => programFolder(resource));
    if (!dockerfile) return;
    if ("at" in dockerfile) throw new UnknownValue(dockerfile.at, dockerfile.reason);
    for (const { flag, line } of dockerfile.file.unconfined) yield `\`${dockerfile.name}:${line}\` runs with \`${flag}\``;
  },
});

export const builderEntitlements = rule(resource<BuildxBuilderArgs>("docker:index/buildxBuilder:BuildxBuilder"), {
  id: "any-build-builder-entitlements",
  title: "Builders let no step out of the sandbox",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  why: "Whoever may write a Dockerfile gets all rights on the machine that builds, or its network.",
  fix: "Remove `--allow-insecure-entitlement` from `buildkitFlags`.",
  see: "https://docs.docker.com/reference/cli/docker/buildx/create/#buildkitd-flags",
  pass: [{ buildkitFlags: "--debug" }, {}],
  fail: [{ buildkitFlags: "--allow-insecure-entitlement security.insecure" }, { buildkitFlags: "--debug --allow-insecure-entitlement=network.host" }],
  unknown: [{ buildkitFlags: unknown }],
  check: ({ buildkitFlags }) => /--allow-insecure-entitlement\b/.test(buildkitFlags ?? "") && "`buildkitFlags` has `--allow-insecure-entitlement`",
});

const isOff = (attestation: string): boolean => /^(?:false|disabled=true)$/i.test(attestation);

export const imageProvenance = rule(DockerBuild, {
  id: "any-build-image-provenance",
  title: "Image builds attest where the image comes from",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Nobody can check later from which sources and by whom the image was built.",
  fix: "Leave `build.provenance` out, or set it to `mode=max`.",
  see: "https://docs.docker.com/build/metadata/attestations/slsa-provenance/",
  pass: [{ build: { context: ".", provenance: "mode=max" } }, { build: { context: "." } }, {}],
  fail: [{ build: { context: ".", provenance: "false" } }],
  unknown: [{ build: { provenance: unknown } }],
  check: ({ build }) => build?.provenance !== undefined && isOff(build.provenance) && "`build.provenance` is off",
});

export const imageSbom = rule(DockerBuild, {
  id: "any-build-image-sbom",
  title: "Image builds attest what is in the image",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "When a flaw is found in a package, nobody can tell from the image whether it has it.",
  fix: "Set `build.sbom` to `true`, with a buildx builder.",
  see: "https://docs.docker.com/build/metadata/attestations/sbom/",
  pass: [{ build: { context: ".", sbom: "true" } }, {}, { build: { context: ".", sbom: "generator=docker/scout-sbom-indexer" } }],
  fail: [{ build: { context: "." } }, { build: { context: ".", sbom: "false" } }],
  unknown: [{ build: { sbom: unknown } }],
  check: ({ build }) => build && (build.sbom === undefined || isOff(build.sbom)) && "`build.sbom` is off",
});

export const pushTls = setting(resource<RegistryImageArgs>("docker:index/registryImage:RegistryImage"), {
  id: "any-build-push-tls",
  title: "Images are pushed to registries whose certificate is checked",
  severity: "high",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Someone on the way can take the registry's password, and put another image in the place of yours.",
  see: "https://docs.docker.com/reference/cli/dockerd/#insecure-registries",
  at: (self) => self.insecureSkipVerify,
  good: [false],
  absent: "good",
});
