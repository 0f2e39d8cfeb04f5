import type { ImageArgs as DockerImageArgs } from "@pulumi/docker/image";
import type { ImageArgs } from "@pulumi/docker-build/image";
import { namesSecret } from "../../lib/cloud/plain-secret";
import { argumentsOf, dockerfileOf } from "../../lib/image/build";
import { programFolder } from "../../lib/image/folder";
import { each, isSecret, resource, rule, secret, unknown } from "../../lib/rule";
import { findSecrets } from "../../lib/secrets";
import { isRecord, UnknownValue } from "../../lib/stack/values";

const Build = resource<Partial<ImageArgs & DockerImageArgs>>("docker-build:index:Image", "docker:index/image:Image");

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
    { build: { args: { NODE_VERSION: "24" } } },
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
  pass: [{ network: "none" }, {}, { network: "default" }, { build: { network: "none" } }],
  fail: [{ network: "host" }, { build: { network: "host" } }],
  unknown: [{ network: unknown }],
  check: ({ network, build }) => (network === "host" || build?.network === "host") && "its `network` is that of the machine",
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
    if ("at" in dockerfile) throw new UnknownValue(dockerfile.at, dockerfile.reason);
    for (const { flag, line } of dockerfile.file.unconfined) yield `\`${dockerfile.name}:${line}\` runs with \`${flag}\``;
  },
});
