import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XMLParser } from "fast-xml-parser";
import ts from "typescript";
import { parse } from "yaml";
import { built, root } from "./support/built";
import { Engine, needsEngine } from "./support/engine";
import { parseSarif } from "./support/sarif";
import { resource, stateOf } from "./support/state";

const page = readFileSync(join(root, "docs/ci.md"), "utf8");
/** The code of a section of the page. */
const blocks = (heading: string): string[] => {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`))!;
  return [...section.matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
};

/** A repository whose program in `infra/` has high findings, with stackward installed. */
function repository(): string {
  const folder = mkdtempSync(join(tmpdir(), "stackward-recipe-"));
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  for (const name of ["@pulumi", "typescript", "ts-node"]) symlinkSync(join(root, "node_modules", name), join(modules, name));
  symlinkSync(root, join(modules, "stackward"));
  chmodSync(join(root, "dist/cli.js"), 0o755);
  symlinkSync(join(root, "dist/cli.js"), join(modules, ".bin/stackward"));
  cpSync(join(root, "examples/aws-insecure"), join(folder, "infra"), { recursive: true });
  return folder;
}

/** Runs what a CI's shell would; installing is npm's own affair. */
function run(script: string, cwd: string, env: NodeJS.ProcessEnv = {}) {
  if (script === "npm ci") return { status: 0, stdout: "", stderr: "" };
  return spawnSync("bash", ["-e", "-o", "pipefail", "-c", script], { cwd, encoding: "utf8", env: { ...process.env, ...env } });
}

describe("the recipes for CI", function () {
  this.timeout(120_000);
  before(built);

  it("annotate, summarise and upload on GitHub", () => {
    const folder = repository();
    const summary = join(folder, "step-summary");
    const { steps } = parse(blocks("GitHub Actions")[0]!).jobs.check;
    const outputs = steps
      .filter((step: any) => step.run && !step.run.startsWith("gh "))
      .map((step: any) => run(step.run, folder, { GITHUB_STEP_SUMMARY: summary }));
    assert.deepEqual(
      outputs.map(({ status }: any) => status),
      [0, 1, 0],
    );
    assert.match(outputs[1].stdout, /^::error file=infra\/index\.ts,line=\d+/m);
    const upload = steps.find(({ uses = "" }) => uses.startsWith("github/codeql-action/upload-sarif"));
    assert.ok(parseSarif(readFileSync(join(folder, upload.with.sarif_file), "utf8")).runs[0].results.length > 3);
    assert.match(readFileSync(summary, "utf8"), /infra\/index\.ts/);
    const comment = steps.find((step: any) => step.run?.startsWith("gh ")).run.match(/--body-file (\S+)/)[1];
    assert.ok(existsSync(join(folder, comment)));
  });

  it("make GitLab's artifacts", () => {
    const folder = repository();
    const { script, artifacts } = parse(blocks("GitLab")[0]!).stackward;
    assert.deepEqual(
      script.map((line: string) => run(line, folder).status),
      [0, 1],
    );
    assert.ok(existsSync(join(folder, artifacts.paths[0])));
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(readFileSync(join(folder, artifacts.reports.junit), "utf8"));
    assert.ok(Number(testsuites.testsuite["@_failures"]) > 3);
  });

  it("make what Jenkins publishes", () => {
    const folder = repository();
    const pipeline = blocks("Jenkins")[0]!;
    const statuses = [...pipeline.matchAll(/\bsh '(.*)'/g)].map(([, script]) => run(script!, folder).status);
    assert.deepEqual(statuses, [0, 1]);
    for (const [, file] of pipeline.matchAll(/\b(?:junit|archiveArtifacts) '(.*)'/g)) assert.ok(existsSync(join(folder, file!)), file);
  });

  it("stop a commit", () => {
    const folder = repository();
    const [hook] = parse(blocks("pre-commit")[0]!).repos[0].hooks;
    const { status, stdout } = run(hook.entry, folder);
    assert.deepEqual([status, hook.pass_filenames], [1, false]);
    assert.match(stdout, /infra\/index\.ts:\d+/);
  });

  it("join the shards of a fleet, whose worst decides", () => {
    const folder = repository();
    mkdirSync(join(folder, "states"));
    for (let i = 0; i < 12; i++)
      writeFileSync(
        join(folder, `states/app-${i}.json`),
        stateOf(resource("aws:s3/bucket:Bucket", `site-${i}`, i === 7 ? { acl: "public-read" } : {})).replaceAll("::shop::", `::app-${i}::`),
      );
    const [shard, join_] = blocks("A fleet of stacks");
    for (const SHARD of ["0", "1", "2"]) assert.equal(run(shard!, folder, { SHARD, SHARDS: "3" }).status, 0);
    assert.equal(run(join_!, folder).status, 1);
    assert.match(readFileSync(join(folder, "summary.md"), "utf8"), /1 finding[\s\S]*12 stacks/);
    assert.match(readFileSync(join(folder, "findings.csv"), "utf8"), /site-7/);
  });
});

describe("the recipes that need the engine", function () {
  this.timeout(180_000);
  let engine: Engine;
  let folder: string;
  before(async function () {
    needsEngine.call(this);
    await built();
    engine = new Engine();
    folder = await engine.example("aws-insecure");
  });

  it("judge a preview of the CLI", async () => {
    const [script] = blocks("Programs in other languages");
    const here = repository();
    const { status, stdout, stderr } = run(script!.replace("--cwd infra", `--cwd ${folder}`), here, engine.env);
    assert.equal(status, 1, stderr);
    assert.match(stdout, /aws-s3-bucket-acl/);
    assert.ok(existsSync(join(here, "stackward.sarif")));
  });

  it("stop a preview of the Automation API", async () => {
    const [recipe] = blocks("The Automation API");
    const here = repository();
    writeFileSync(
      join(here, "preview.js"),
      ts.transpileModule(`${recipe}\npreview(${JSON.stringify(folder)}).catch(() => process.exit(7));`, {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
      }).outputText,
    );
    const { status, stdout, stderr } = run("node preview.js", here, engine.env);
    assert.equal(status, 7, stderr);
    assert.match(stdout, /\[mandatory\].*aws-s3-bucket-acl/);
  });
});
