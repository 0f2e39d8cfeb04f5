/** Builds the package into dist: the CLI, the library with its declarations, the policy pack in its two forms, and beside it the schema of its configuration. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import ts from "typescript";
import { fileSchema } from "../lib/decide/schema";

const root = join(__dirname, "..");
const dist = join(root, "dist");

interface Bundle {
  readonly entry: string;
  readonly file: string;
  readonly executable?: boolean;
  /** Whether it runs where nothing else is installed. */
  readonly alone?: boolean;
  /** Whether it only judges, and has no use for the rules' cases and equivalents. */
  readonly withoutTables?: boolean;
}

const bundles: readonly Bundle[] = [
  { entry: "lib/index.ts", file: "index.js" },
  { entry: "lib/secrets/index.ts", file: "secrets.js" },
  { entry: "lib/exempt.ts", file: "exempt.js" },
  { entry: "lib/cli/main.ts", file: "cli.js", executable: true },
  { entry: "lib/pulumi/main.ts", file: "pack.js", alone: true, withoutTables: true },
  { entry: "lib/pulumi/executable.ts", file: "analyzer", executable: true, alone: true, withoutTables: true },
];

/** What the CycloneDX library loads for XML and for validation, of which we use neither. */
const unused = ["ajv-formats-draft2019", "libxmljs2", "xmlbuilder2"];

const tables = new Set(["pass", "fail", "unknown", "caseOptions", "equivalents"]);

/** Empties the tables in the rules' files that judging has no use for. */
const dropTables: Plugin = {
  name: "drop-tables",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/policies\/[^/]+\/.+\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      const found: ts.Expression[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isPropertyAssignment(node) && tables.has(node.name.getText())) found.push(node.initializer);
        else ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
      let contents = text;
      for (const table of found.reverse())
        if (ts.isArrayLiteralExpression(table) || ts.isObjectLiteralExpression(table))
          contents = `${contents.slice(0, table.getStart())}${ts.isArrayLiteralExpression(table) ? "[]" : "{}"}${contents.slice(table.getEnd())}`;
      return { contents, loader: "ts" };
    }),
};

/** @returns the files that are in the bundle */
async function bundle({ entry, file, executable, alone, withoutTables }: Bundle): Promise<string[]> {
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
    minifyWhitespace: withoutTables,
    legalComments: "none",
    plugins: withoutTables ? [dropTables] : [],
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
