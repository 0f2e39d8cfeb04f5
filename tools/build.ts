/** Builds the package into dist: the CLI, the library with its declarations, the policy pack in its two forms, and beside it the schema of its configuration. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import ts from "typescript";
import { fileSchema } from "../lib/decide/schema";
import type { Rule } from "../lib/rule/rule";
import { ruleTable } from "./rule-table";

const root = join(__dirname, "..");
const dist = join(root, "dist");

interface Bundle {
  readonly entry: string;
  readonly file: string;
  readonly executable?: boolean;
  /** Whether it runs where nothing else is installed. */
  readonly alone?: boolean;
  /** What it has no use for in its rules, which are loaded late; undefined where they aren't. */
  readonly rulesWithout?: readonly (keyof Rule)[];
}

/** What is of no use where rules only judge. */
const cases = ["pass", "fail", "unknown", "caseOptions", "equivalents"] as const;

const bundles: readonly Bundle[] = [
  { entry: "lib/index.ts", file: "index.js" },
  { entry: "lib/secrets/index.ts", file: "secrets.js" },
  { entry: "lib/exempt.ts", file: "exempt.js" },
  { entry: "lib/cli/main.ts", file: "cli.js", executable: true, rulesWithout: [] },
  { entry: "lib/pulumi/main.ts", file: "pack.js", alone: true, rulesWithout: cases },
  { entry: "lib/pulumi/executable.ts", file: "analyzer", executable: true, alone: true, rulesWithout: cases },
];

/** What the CycloneDX library loads for XML and for validation, of which we use neither. */
const unused = ["ajv-formats-draft2019", "libxmljs2", "xmlbuilder2"];

/** Tables as texts, which are parsed several times as fast as code, and only when they are needed. */
const tablesAsText: Plugin = {
  name: "tables-as-text",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/lib\/.*\.json$/ }, ({ path }) => ({
      contents: `module.exports = JSON.parse(${JSON.stringify(readFileSync(path, "utf8"))});`,
      loader: "js",
    })),
};

/** @returns the files that are in the bundle */
async function bundle({ entry, file, executable, alone, rulesWithout }: Bundle): Promise<string[]> {
  const outfile = join(dist, file);
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    external: alone ? [] : ["stackward", ...unused],
    minifySyntax: true,
    minifyWhitespace: Boolean(rulesWithout),
    legalComments: "none",
    plugins: [tablesAsText, ...(rulesWithout ? [ruleTable(rulesWithout)] : [])],
    metafile: true,
    banner: executable ? { js: "#!/usr/bin/env node" } : {},
    logLevel: "warning",
  });
  if (executable) chmodSync(outfile, 0o755);
  return Object.keys(metafile!.inputs);
}

/** The licences of the packages that are in the bundles. */
function licencesOf(files: readonly string[]): string {
  const folders = new Set(files.flatMap((file) => /^(.*\bnode_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
      const file = readdirSync(join(root, folder)).find((file) => /^(licen[cs]e|copying)/i.test(file));
      return `${name} ${version}\n${file ? readFileSync(join(root, folder, file), "utf8").trim() : license}\n`;
    })
    .join("\n----\n\n");
}

/**
 * Writes the declarations of a file and of those that it names, each file by itself: the rules' own files, whose types are the
 * providers', aren't looked at.
 */
function declare(file: string, written = new Set<string>()): void {
  if (written.has(file)) return;
  written.add(file);
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(file, "utf8"), {
    fileName: file,
    compilerOptions: { target: ts.ScriptTarget.ES2022, isolatedDeclarations: true, declaration: true, strict: true },
  });
  if (diagnostics.length)
    throw new Error(ts.formatDiagnostics(diagnostics, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => "\n" }));
  const target = join(dist, "types", relative(root, file).replace(/\.ts$/, ".d.ts"));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, outputText);
  for (const [, from] of outputText.matchAll(/\bfrom "(\.[^"]+)"/g)) {
    const path = resolve(dirname(file), from!);
    declare(existsSync(`${path}.ts`) ? `${path}.ts` : join(path, "index.ts"), written);
  }
}

export async function buildAll(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  const files = await Promise.all(bundles.filter(({ entry }) => existsSync(join(root, entry))).map(bundle));
  copyFileSync(join(root, "lib/source/program-child.js"), join(dist, "program-child.js"));
  writeFileSync(join(dist, "licenses.txt"), licencesOf(files.flat()));
  const { rules } = await import("../policies");
  writeFileSync(join(root, "stackward.schema.json"), `${JSON.stringify(fileSchema(rules))}\n`);
  for (const entry of ["lib/index.ts", "lib/secrets/index.ts", "lib/exempt.ts"]) declare(join(root, entry));
}

if (require.main === module)
  buildAll().catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
