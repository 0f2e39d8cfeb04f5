import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";
import { rules } from "../policies";
import { built, root } from "./support/built";
import { resource, stateOf } from "./support/state";

const folderOf = (name: string) => dirname(realpathSync(join(root, "node_modules", name, "package.json")));

describe("the package, packed and installed in an empty folder", function () {
  this.timeout(180_000);
  let folder: string;
  const installed = (...path: string[]) => join(folder, "node_modules/stackward", ...path);
  const node = (code: string) => execFileSync(process.execPath, ["-e", code], { cwd: folder, encoding: "utf8" });
  const npm = (args: string[], cwd: string) =>
    execFileSync("npm", [...args, "--no-audit", "--no-fund"], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

  before(async () => {
    await built();
    folder = realpathSync(mkdtempSync(join(tmpdir(), "stackward-package-")));
    const [{ filename }] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root));
    // Its one dependency and its peer are this repository's own: no network is needed.
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ private: true, dependencies: { "@sinclair/typebox": `file:${folderOf("@sinclair/typebox")}`, stackward: `file:${filename}` } }),
    );
    npm(["install", "--offline", "--legacy-peer-deps"], folder);
    mkdirSync(join(folder, "node_modules/@pulumi"));
    symlinkSync(folderOf("@pulumi/pulumi"), join(folder, "node_modules/@pulumi/pulumi"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("has what is needed and nothing else", () => {
    const top = readdirSync(installed());
    for (const name of ["LICENSE", "dist", "package.json", "stackward.schema.json"]) assert.ok(top.includes(name), name);
    assert.deepEqual(
      top.filter((name) => !/^(LICENSE|README\.md|PulumiPolicy\.yaml|dist|package\.json|stackward\.schema\.json)$/.test(name)),
      [],
    );
  });

  it("runs as a CLI", () => {
    writeFileSync(join(folder, "state.json"), stateOf(resource("aws:s3/bucket:Bucket", "site", { acl: "public-read" })));
    const { status, stdout, stderr } = spawnSync(join(folder, "node_modules/.bin/stackward"), ["check", "state.json"], { cwd: folder, encoding: "utf8" });
    assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
    assert.match(stdout, /its ACL is `public-read`/);
    assert.equal(execFileSync(join(folder, "node_modules/.bin/stackward"), ["path"], { cwd: folder, encoding: "utf8" }), `${installed()}\n`);
  });

  it("is a library that does nothing on import and loads no provider", () => {
    assert.equal(node(`console.log(require("stackward").rules.length)`), `${rules.length}\n`);
    writeFileSync(join(folder, "own.mjs"), `import { judge, rules } from "stackward"; console.log(typeof judge, rules.length);`);
    assert.equal(execFileSync(process.execPath, ["own.mjs"], { cwd: folder, encoding: "utf8" }), `function ${rules.length}\n`);
    assert.equal(node(`console.log(Object.keys(require("stackward/exempt")).join())`), "carrier,exempt\n");
    const loaded = JSON.parse(node(`require("stackward"); console.log(JSON.stringify(Object.keys(require.cache)))`)) as string[];
    assert.deepEqual(loaded, [installed("dist/index.js")]);
  });

  it("finds secrets on an entry point of its own, without Pulumi", () => {
    const code = `const { findSecrets } = require("stackward/secrets");
      console.log(JSON.stringify([findSecrets({ env: [{ name: "DB_PASSWORD", value: "CorrectHorse9!" }] }), Object.keys(require.cache)]))`;
    const [found, loaded] = JSON.parse(node(code));
    assert.deepEqual(found, [{ path: "env[0].value", kind: "password", title: "a password", by: "name", fingerprint: found[0].fingerprint }]);
    assert.deepEqual(loaded, [installed("dist/secrets.js")]);
  });

  it("is a policy pack by its `main`", function () {
    if (!existsSync(join(root, "lib/pulumi/main.ts"))) this.skip();
    const { main } = JSON.parse(readFileSync(installed("package.json"), "utf8"));
    assert.ok(existsSync(installed(main)) && existsSync(installed("PulumiPolicy.yaml")));
  });

  it("has its types found, whichever way they are looked for", () => {
    const { ModuleResolutionKind: kinds } = ts;
    for (const moduleResolution of [kinds.Node10, kinds.Node16, kinds.Bundler])
      for (const [name, file] of [
        ["stackward", "index.d.ts"],
        ["stackward/secrets", "secrets/index.d.ts"],
        ["stackward/exempt", "exempt.d.ts"],
      ] as const) {
        const { resolvedModule } = ts.resolveModuleName(name, join(folder, "own.ts"), { moduleResolution }, ts.sys);
        assert.equal(resolvedModule?.resolvedFileName, installed("dist/types/lib", file), `${name}, ${moduleResolution}`);
      }
  });

  it("declares types that name no provider and suffice for rules of one's own", () => {
    const declarations = readdirSync(installed("dist/types"), { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));
    assert.ok(declarations.length > 10);
    for (const file of declarations) {
      const named = [...readFileSync(installed("dist/types", file), "utf8").matchAll(/(?:from |import\()"([^."][^"]*)"/g)].map(([, name]) => name);
      assert.deepEqual(
        named.filter((name) => !["@pulumi/pulumi", "@sinclair/typebox", "stackward", "stackward/secrets", "stackward/exempt"].includes(name!)),
        [],
        file,
      );
    }
    writeFileSync(
      join(folder, "own.mts"),
      `import type { ComponentResourceOptions, CustomResourceOptions, Input } from "@pulumi/pulumi";
import { each, type Finding, from, judge, option, readSource, resource, rule, rules } from "stackward";
import { exempt } from "stackward/exempt";

interface DoorArgs { width?: Input<number>; locks?: Input<Input<string>[]> }
const Door = resource<DoorArgs>("acme:index:Door");
const Key = resource<{ door: Input<string>; copies: Input<number> }>("acme:index:Key");
export const door = rule(Door, {
  id: "acme-index-door-width", title: "Doors are wide", severity: "low", family: "resilience", preset: "strict",
  why: "Why.", fix: "Fix.", see: "https://example.com",
  options: { width: option.Integer({ default: 90 }) },
  related: { keys: from(Key, "door") },
  pass: [{ width: 100 }], fail: [{ width: 10 }, { keys: [{ copies: 3 }] }],
  check: ({ width = 0, keys }, { options }) => width < options.width ? "it's narrow" : each(keys, (key) => key.copies > 2 && "has too many keys"),
});
export const findings: Promise<Finding[]> = readSource("state.json").then((source) => judge(source, { presets: ["strict"] }, [...rules, door]));
declare class Bucket { constructor(name: string, opts?: CustomResourceOptions) }
declare class Site { constructor(name: string, opts?: ComponentResourceOptions) }
const reason = "It's a shop.";
export const exempted = [
  new Bucket("a", exempt("acme-index-door-width", { reason })),
  new Bucket("b", exempt("acme-index-door-width", { reason, expires: "2027-01-31" }, { protect: true, additionalSecretOutputs: ["c"] })),
  new Site("c", exempt("acme-index-door-width", { reason, name: "d*" }, { providers: [] })),
];
// @ts-expect-error an exemption without a reason
exempt("acme-index-door-width", {});
// @ts-expect-error a preset that doesn't exist
judge(await readSource("x"), { presets: ["all"] });
`,
    );
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: { module: "node20", target: "es2022", strict: true, noEmit: true, types: [] }, files: ["own.mts"] }),
    );
    const { status, stdout } = spawnSync(process.execPath, [join(folderOf("typescript"), "bin/tsc"), "-p", "."], { cwd: folder, encoding: "utf8" });
    assert.equal(status, 0, stdout);
  });
});
