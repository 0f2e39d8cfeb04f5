import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseDocument } from "yaml";
import { isRecord, unknown } from "../stack/values";
import { InputError } from "./source";

/** What `Pulumi.yaml` and `Pulumi.<stack>.yaml` say of a program, as its language host needs it. */
export interface Project {
  /** Its absolute path. */
  readonly folder: string;
  readonly name: string;
  readonly organization: string;
  readonly stack: string;
  /** Where it runs, and the file to run there; `.` lets its package.json say. */
  readonly workingFolder: string;
  readonly main: string;
  readonly nodeArguments: readonly string[];
  readonly usesTypeScript: boolean;
  /** By full key, such as `aws:region`. A secret's value is unknown: nobody can decrypt it here. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly warnings: readonly string[];
}

const extensions = ["yaml", "yml", "json"];

/** @throws InputError */
export function readProject(folder: string, wanted?: string): Project {
  const file = extensions.map((extension) => `Pulumi.${extension}`).find((name) => existsSync(join(folder, name)));
  if (!file) throw new InputError(`${folder}: it has no Pulumi.yaml, so it isn't a Pulumi program's folder`);
  const path = join(folder, file);
  const settings = readYaml(path);
  if (typeof settings.name !== "string" || !settings.name) throw new InputError(`${path}: name: it is missing`);
  const runtime = isRecord(settings.runtime) ? settings.runtime.name : settings.runtime;
  if (typeof runtime !== "string") throw new InputError(`${path}: runtime: it is missing`);
  if (runtime !== "nodejs")
    throw new InputError(
      `${path}: runtime: only a program in nodejs can be run here, not one in ${runtime}; give what Pulumi itself foresees: \`pulumi preview --json | stackward check -\``,
    );
  const options = isRecord(settings.runtime) && isRecord(settings.runtime.options) ? settings.runtime.options : {};

  const stackFolder = typeof settings.stackConfigDir === "string" ? join(folder, settings.stackConfigDir) : folder;
  const stacks = stacksIn(stackFolder);
  const [stack = "dev", , organization = "organization"] = (wanted ?? (stacks.length === 1 ? stacks[0]! : "dev")).split("/").reverse();
  const stackFile = extensions.map((extension) => join(stackFolder, `Pulumi.${stack}.${extension}`)).find(existsSync);
  const own = stackFile ? readYaml(stackFile) : {};
  const warnings: string[] = [];
  if (!stackFile && (wanted || stacks.length))
    warnings.push(
      `it has no Pulumi.${stack}.yaml${stacks.length ? `, only the stacks ${stacks.join(", ")}` : ""}; its program runs without a stack's configuration`,
    );
  if (own.environment) warnings.push(`Pulumi.${stack}.yaml: environment: what it imports from Pulumi ESC isn't known here`);

  const main = join(realpathSync(folder), typeof settings.main === "string" ? settings.main : "");
  const isFile = !statSync(main, { throwIfNoEntry: false })?.isDirectory();
  return {
    folder: realpathSync(folder),
    workingFolder: isFile ? dirname(main) : main,
    main: isFile ? basename(main) : ".",
    name: settings.name,
    organization,
    stack,
    nodeArguments: typeof options.nodeargs === "string" ? options.nodeargs.split(/\s+/).filter(Boolean) : [],
    usesTypeScript: options.typescript !== false,
    ...configurationOf(settings.name, settings.config, own.config),
    warnings,
  };
}

/** A stack's configuration, and before it what the project gives all its stacks. */
function configurationOf(project: string, shared: unknown, own: unknown): Pick<Project, "configuration" | "secretKeys"> {
  const configuration: Record<string, string> = {};
  const secretKeys: string[] = [];
  const full = (key: string) => (key.includes(":") ? key.replace(/^([^:]+):config:/, "$1:") : `${project}:${key}`);
  for (const [key, value] of Object.entries(isRecord(shared) ? shared : {})) {
    const given = isRecord(value) ? (value.value ?? value.default) : value;
    if (given != null) configuration[full(key)] = textOf(given);
    if (isRecord(value) && value.secret) secretKeys.push(full(key));
  }
  for (const [key, value] of Object.entries(isRecord(own) ? own : {})) {
    configuration[full(key)] = textOf(value);
    if (hasSecret(value)) secretKeys.push(full(key));
  }
  return { configuration, secretKeys };
}

const stacksIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).flatMap((file) => /^Pulumi\.(.+)\.(?:ya?ml|json)$/.exec(basename(file))?.[1] ?? []) : [];

function readYaml(path: string): Record<string, unknown> {
  const document = parseDocument(readFileSync(path, "utf8"));
  const [error] = document.errors;
  if (error) throw new InputError(`${path}: ${error.message.split("\n")[0]!.replace(/:$/, "")}`);
  let value: unknown;
  try {
    value = document.toJS() ?? {};
  } catch (problem) {
    // What stands behind the last colon is the text itself, as in `password: *hunter2`.
    throw new InputError(`${path}: ${(problem as Error).message.replace(/:[^:]*$/, "")}`);
  }
  if (!isRecord(value)) throw new InputError(`${path}: it isn't a record`);
  return value;
}

const isEncrypted = (value: unknown): boolean => isRecord(value) && "secure" in value && Object.keys(value).length === 1;

function hasSecret(value: unknown): boolean {
  return isEncrypted(value) || (typeof value === "object" && value !== null && Object.values(value).some(hasSecret));
}

function textOf(value: unknown): string {
  if (isEncrypted(value)) return unknown;
  return typeof value === "object" && value !== null ? JSON.stringify(value, (_, part) => (isEncrypted(part) ? unknown : part)) : String(value);
}
