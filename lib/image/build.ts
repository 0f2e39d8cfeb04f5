import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { isRecord, isSecretKey, raw, unknown } from "../stack/values";
import { type Dockerfile, type NamedValues, readDockerfile } from "./dockerfile";
import type { FoundText } from "./find";

/** Where a program's relative paths start; undefined where that isn't known. */
export type FolderOf = () => string | undefined;

/** The resources that build an image from a Dockerfile; undefined where one of them doesn't build. */
export const builds: Readonly<Record<string, (args: Readonly<Record<string, unknown>>) => Build | undefined>> = {
  "docker-build:index:Image": ({ dockerfile, context, buildArgs }) => ({
    ...fileOf("dockerfile.location", part(dockerfile, "location"), part(context, "location")),
    inline: part(dockerfile, "inline"),
    arguments: buildArgs,
    contexts: part(context, "named"),
  }),
  "docker:index/image:Image": ({ build }) => ({
    ...fileOf("build.dockerfile", part(build, "dockerfile"), part(build, "context")),
    arguments: part(build, "args"),
  }),
  "docker:index/registryImage:RegistryImage": ({ build }) => inContext(build),
  "docker:index/remoteImage:RemoteImage": ({ build }) => inContext(build),
};

interface Build {
  readonly file: unknown;
  /** The input that names the file. */
  readonly at: string;
  readonly inline?: unknown;
  readonly arguments?: unknown;
  readonly contexts?: unknown;
}

/** A build whose Dockerfile is named from its context. */
function inContext(build: unknown): Build | undefined {
  if (build === undefined) return undefined;
  const context = part(build, "remoteContext") ?? part(build, "context");
  const contexts = part(build, "additionalContexts");
  const named = (text: string) => [text.split("=", 1)[0]!.trim(), { location: text.slice(text.indexOf("=") + 1).trim() }] as const;
  return {
    ...fileOf("build.dockerfile", undefined, context, part(build, "dockerfile")),
    arguments: part(build, "buildArgs"),
    contexts: Array.isArray(contexts) ? Object.fromEntries(contexts.filter(isKnown).map(named)) : undefined,
  };
}

const part = (value: unknown, key: string): unknown => (value === unknown ? unknown : isRecord(value) ? value[key] : undefined);

/** The file is named from the program's folder; the one that isn't named is in the context. */
function fileOf(at: string, location: unknown, context: unknown = ".", name: unknown = "Dockerfile"): Pick<Build, "file" | "at"> {
  if (location !== undefined) return { file: location, at };
  return { file: !isKnown(context) || !isKnown(name) ? unknown : isRemote(context) ? context : join(context, name), at };
}

const isRemote = (path: string): boolean => /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(path);

/** A build's Dockerfile, and what its user calls it; or why there is none, and where it is named. */
export type FoundDockerfile = { readonly name: string; readonly file: Dockerfile } | { readonly at: string; readonly reason?: string };

const found = new WeakMap<object, FoundDockerfile>();

/** What a build is made from; undefined where nothing is built. Each Dockerfile is read once, for all rules. */
export function dockerfileOf(type: string, args: object, folderOf: FolderOf): FoundDockerfile | undefined {
  const inputs = raw(args);
  let dockerfile = found.get(inputs);
  const build = dockerfile ? undefined : buildOf(type, inputs);
  if (build) found.set(inputs, (dockerfile = find(build, folderOf)));
  return dockerfile;
}

const buildOf = (type: string, inputs: object): Build | undefined => builds[type]?.(inputs as Record<string, unknown>);
/** Whether a resource builds an image itself. */
export const isBuild = (type: string, args: object): boolean => buildOf(type, raw(args)) !== undefined;

function find(build: Build, folderOf: FolderOf): FoundDockerfile {
  const { file, inline, at } = build;
  if (inline !== undefined) return isKnown(inline) ? read(inline, "dockerfile.inline", build) : { at: "dockerfile.inline" };
  if (!isKnown(file)) return { at };
  const content = textOf(file, folderOf);
  return "problem" in content ? { at: file, reason: `can't be read: ${content.problem}` } : read(content.text, file, build);
}

const isKnown = (value: unknown): value is string => typeof value === "string" && value !== unknown;

function read(text: string, name: string, build: Build): FoundDockerfile {
  if (text.length > largest) return { at: name, reason: `can't be read: ${tooLarge}` };
  const file = readDockerfile(text, argumentsIn(build.arguments), contextsIn(build.contexts));
  return file ? { name, file } : { at: name, reason: "isn't a Dockerfile" };
}

/** The images that a build starts from. */
export function* baseImagesOf(type: string, args: object, folderOf: FolderOf): Generator<FoundText> {
  const dockerfile = dockerfileOf(type, args, folderOf);
  if (!dockerfile) return;
  if ("at" in dockerfile) {
    yield { text: unknown, secret: false, ...dockerfile };
    return;
  }
  const secret = hasSecret(argumentsOf(type, args));
  for (const { image = unknown, line } of dockerfile.file.images) yield { text: image, at: `${dockerfile.name}:${line}`, secret };
}

/** A build's arguments as they are given. */
export const argumentsOf = (type: string, args: object): unknown => buildOf(type, raw(args))?.arguments;
const hasSecret = (values: unknown): boolean => isRecord(values) && Object.keys(values).some((name) => isSecretKey(values, name));

const argumentsIn = (values: unknown): NamedValues => (values === unknown ? { has: () => true, get: () => undefined } : textsIn(values, (value) => value));
const contextsIn = (contexts: unknown): NamedValues => textsIn(contexts, (context) => part(context, "location"));

/** The texts in a record by their names; those that aren't known yet, or are no texts, are undefined. */
const textsIn = (values: unknown, read: (value: unknown) => unknown): NamedValues =>
  new Map(Object.entries(isRecord(values) ? values : {}).map(([name, value]) => [name, isKnown(read(value)) ? (read(value) as string) : undefined]));

/** More than any Dockerfile that people write; the parser takes its time for more. */
const largest = 64 * 1024;
const tooLarge = `it is larger than ${largest / 1024} KB`;
const problems: Readonly<Record<string, string>> = { ENOENT: "there is no such file", ENOTDIR: "there is no such file", EACCES: "it may not be read" };

function textOf(file: string, folderOf: FolderOf): { text: string } | { problem: string } {
  if (isRemote(file)) return { problem: "it is on another machine" };
  const folder = isAbsolute(file) ? "/" : folderOf();
  if (folder === undefined) return { problem: "the program's folder isn't known here" };
  try {
    const path = resolve(folder, file);
    const status = statSync(path);
    if (!status.isFile()) return { problem: "it is no file" };
    if (status.size > largest) return { problem: tooLarge };
    return { text: readFileSync(path, "utf8") };
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    return { problem: problems[code] ?? `the system says ${code}` };
  }
}
