import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { isRecord, isSecretKey, unknown } from "../stack/values";
import { type BuildArguments, baseImagesIn } from "./dockerfile";
import type { FoundText } from "./find";

/** Where a program's relative paths start; undefined where that isn't known. */
export type FolderOf = () => string | undefined;

/** The resources that build an image from a Dockerfile. */
export const builds: Readonly<Record<string, (args: Readonly<Record<string, unknown>>) => Build>> = {
  "docker-build:index:Image": ({ dockerfile, context, buildArgs }) => ({
    ...fileOf(part(dockerfile, "location"), part(context, "location"), "dockerfile.location"),
    inline: part(dockerfile, "inline"),
    arguments: buildArgs,
    contexts: part(context, "named"),
  }),
  "docker:index/image:Image": ({ build }) => ({
    ...fileOf(part(build, "dockerfile"), typeof build === "string" ? build : part(build, "context"), "build.dockerfile"),
    arguments: part(build, "args"),
  }),
};

interface Build {
  readonly file: unknown;
  /** The input that names the file. */
  readonly at: string;
  readonly inline?: unknown;
  readonly arguments?: unknown;
  readonly contexts?: unknown;
}

const part = (value: unknown, key: string): unknown => (value === unknown ? unknown : isRecord(value) ? value[key] : undefined);

/** The file is named from the program's folder; the one that isn't named is in the context. */
function fileOf(location: unknown, context: unknown, at: string): Pick<Build, "file" | "at"> {
  if (location !== undefined) return { file: location, at };
  const folder = context ?? ".";
  return { file: typeof folder !== "string" || folder === unknown ? unknown : isRemote(folder) ? folder : join(folder, "Dockerfile"), at };
}

const isRemote = (path: string): boolean => /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(path);

/** The images that a build starts from; where the Dockerfile can't be read or isn't one, why. */
export function* baseImagesOf(build: Build, folderOf: FolderOf): Generator<FoundText> {
  const { file, inline, at } = build;
  if (inline !== undefined) {
    if (typeof inline === "string" && inline !== unknown) yield* located(inline, "dockerfile.inline", build);
    else yield { text: unknown, at: "dockerfile.inline", secret: false };
    return;
  }
  if (typeof file !== "string" || file === unknown) yield { text: unknown, at, secret: false };
  else {
    const read = textOf(file, folderOf);
    if ("problem" in read) yield { text: unknown, at: file, secret: false, reason: `can't be read: ${read.problem}` };
    else yield* located(read.text, file, build);
  }
}

function* located(text: string, name: string, build: Build): Generator<FoundText> {
  const images = baseImagesIn(text, argumentsIn(build.arguments), contextsIn(build.contexts));
  if (!images) yield { text: unknown, at: name, secret: false, reason: "isn't a Dockerfile" };
  const secret = isRecord(build.arguments) && Object.keys(build.arguments).some((key) => isSecretKey(build.arguments as object, key));
  for (const { image = unknown, line } of images ?? []) yield { text: image, at: `${name}:${line}`, secret };
}

const argumentsIn = (values: unknown): BuildArguments =>
  values === unknown
    ? { has: () => true, get: () => undefined }
    : new Map(Object.entries(isRecord(values) ? values : {}).map(([name, value]) => [name, value === unknown ? undefined : String(value)]));

const contextsIn = (contexts: unknown): Map<string, string> =>
  new Map(Object.entries(isRecord(contexts) ? contexts : {}).map(([name, context]) => [name, String(part(context, "location") ?? "")]));

/** More than any Dockerfile that people write. */
const largest = 128 * 1024;
const problems: Readonly<Record<string, string>> = { ENOENT: "there is no such file", ENOTDIR: "there is no such file", EACCES: "it may not be read" };

function textOf(file: string, folderOf: FolderOf): { text: string } | { problem: string } {
  if (isRemote(file)) return { problem: "it is on another machine" };
  const folder = isAbsolute(file) ? "/" : folderOf();
  if (folder === undefined) return { problem: "the program's folder isn't known here" };
  try {
    const path = resolve(folder, file);
    const status = statSync(path);
    if (!status.isFile()) return { problem: "it is no file" };
    if (status.size > largest) return { problem: `it is larger than ${largest / 1024} KB` };
    return { text: readFileSync(path, "utf8") };
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    return { problem: problems[code] ?? `the system says ${code}` };
  }
}
