import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Resource, stackOf } from "../stack/stack";
import { isRecord } from "../stack/values";

const known = new Map<string, string | undefined>();

/** Where the relative paths of a resource's program start, if its source tells, or if the process was started in or below its project's folder. */
export function programFolder(resource: Pick<Resource, "urn" | "folder"> | undefined): string | undefined {
  if (!resource || resource.folder) return resource?.folder;
  const { project } = stackOf(resource.urn);
  const key = `${project}\0${process.cwd()}`;
  if (!known.has(key)) known.set(key, search(project));
  return known.get(key);
}

/** The engine starts a policy pack in the pack's own folder, and leaves that of the user in `PWD`. */
function search(project: string): string | undefined {
  for (const start of [process.cwd(), process.env.PWD ?? ""]) {
    for (let folder = start; folder; folder = dirname(folder)) {
      const found = projectIn(folder);
      if (found?.name === project) return found.folder;
      if (folder === dirname(folder)) break;
    }
  }
  return undefined;
}

function projectIn(folder: string): { name: unknown; folder: string } | undefined {
  const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(folder, name)).find(existsSync);
  if (!file) return undefined;
  try {
    const { parse } = require("yaml") as typeof import("yaml");
    const settings: unknown = parse(readFileSync(file, "utf8"));
    if (!isRecord(settings)) return undefined;
    const main = resolve(folder, typeof settings.main === "string" ? settings.main : "");
    return { name: settings.name, folder: statSync(main).isDirectory() ? main : dirname(main) };
  } catch {
    return undefined;
  }
}
