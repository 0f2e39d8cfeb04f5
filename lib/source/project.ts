import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const files = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** The nearest folder from one upwards that has a program. */
export function programAbove(folder: string): string | undefined {
  if (files.some((file) => existsSync(join(folder, file)))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : programAbove(parent);
}

/** The name of the project in a folder, if it can be read. A project's name needs no escapes, so reading it needs no YAML. */
export function projectOf(folder: string): string | undefined {
  const file = files.map((name) => join(folder, name)).find(existsSync);
  try {
    const text = file ? readFileSync(file, "utf8") : "";
    return file?.endsWith(".json") ? JSON.parse(text).name : /^["']?name["']?\s*:\s*["']?([\w.-]+)/m.exec(text)?.[1];
  } catch {
    return undefined;
  }
}
