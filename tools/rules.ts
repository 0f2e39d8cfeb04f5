/** Writes policies/index.ts: all rules of all services, from the folder. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(__dirname, "../policies");

interface RuleFile {
  readonly cloud: string;
  readonly service: string;
  /** From `policies`, as in `aws/s3/acl.ts`. */
  readonly path: string;
}

/** The files of all services: one of each, or several in a folder of the service's name. */
export const ruleFiles = (): RuleFile[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((path) => {
    const [, cloud, service] = /^([^/]+)\/([^/]+?)(?:\/[^/]+)?\.ts$/.exec(path) ?? [];
    return cloud && service ? [{ cloud, service, path }] : [];
  });

/** What a file of `policies` exports, by name. */
export const exportsOf = ({ path }: RuleFile): Record<string, unknown> => require(join(folder, path));

/** Whether what a file exports are rules; a service's parts may share a file that has none. */
export const isRule = (exported: unknown): boolean => typeof exported === "object" && exported !== null && "check" in exported;

if (require.main === module) {
  const files = ruleFiles()
    .filter((file) => Object.values(exportsOf(file)).some(isRule))
    .map(({ path }) => path.slice(0, -".ts".length))
    .sort()
    .map((path) => ({ path: `./${path}`, name: path.replace(/\W/g, "_") }));

  writeFileSync(
    join(folder, "index.ts"),
    `// Written by \`npm run generate\`.
import type { Rule } from "../lib/rule/rule";
${files.map(({ path, name }) => `import * as ${name} from "${path}";\n`).join("")}
/** All rules, by their ids: compilers don't agree on the order of exports. */
export const rules: readonly Rule[] = [
${files.map(({ name }) => `  ...Object.values(${name}),\n`).join("")}].sort((a, b) => (a.id < b.id ? -1 : 1));
`,
  );
}
