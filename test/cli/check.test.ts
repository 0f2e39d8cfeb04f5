import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unknown } from "../../lib/stack/values";
import { built, stackward, stackwardCutShort } from "../support/built";
import { resource, stateOf } from "../support/state";

const bucket = "aws:s3/bucket:Bucket";
const acl = ["--rule", "aws-s3-bucket-acl"];

describe("stackward check", function () {
  this.timeout(60_000);
  let folder: string;
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  let good: string;
  let bad: string;

  before(async () => {
    await built();
    folder = mkdtempSync(join(tmpdir(), "stackward-check-"));
    good = file("good.json", stateOf(resource(bucket, "logs")));
    bad = file("bad.json", stateOf(resource(bucket, "site", { acl: "public-read" }, { sourcePosition: "project:///index.ts#4,13" })));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("ends with 0 where nothing is found", () => {
    const { status, stdout, stderr } = stackward(["check", good, ...acl]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.equal(stdout, "No findings in 2 resources of shop/dev (1 rule)\n");
  });

  it("ends with 1 where something is found, and says what and where", () => {
    const { status, stdout, stderr } = stackward(["check", bad, ...acl]);
    assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
    assert.match(stdout, /^high {2}S3 buckets grant the public no read access by ACL/);
    assert.match(stdout, /index\.ts:4 {2}Bucket site: its ACL is `public-read`/);
    assert.match(stdout, /1 finding in 2 resources of shop\/dev: 1 high; 1 mandatory\n/);
  });

  it("reads standard input", () => {
    assert.equal(stackward(["check", "-", ...acl], { input: readFileSync(bad, "utf8") }).status, 1);
    assert.equal(stackward(["check", "-", ...acl], { input: readFileSync(good, "utf8") }).status, 0);
  });

  it("fails at what --fail-on says", () => {
    for (const [failOn, status] of [
      ["low", 1],
      ["high", 1],
      ["critical", 0],
      ["never", 0],
    ] as const)
      assert.equal(stackward(["check", bad, ...acl, "--fail-on", failOn]).status, status, failOn);
  });

  it("judges several paths, each by its name", () => {
    const { status, stdout } = stackward(["check", good, bad, ...acl, "--format", "json"]);
    assert.equal(status, 1);
    const { stacks, summary } = JSON.parse(stdout);
    assert.deepEqual(
      stacks.map((stack: any) => [stack.source, stack.project, stack.stack, stack.resources, stack.findings.length]),
      [
        [good, "shop", "dev", 2, 0],
        [bad, "shop", "dev", 2, 1],
      ],
    );
    assert.equal(summary.stacks, 2);
    const text = stackward(["check", good, bad, ...acl]).stdout;
    assert.ok(text.includes(`${good}: shop/dev, 2 resources\n\nno findings\n`), text);
    assert.match(text, /1 finding in 4 resources of 2 stacks/);
  });

  it("doesn't lose the others' findings to a path that can't be read", () => {
    const missing = join(folder, "missing.json");
    const { status, stdout, stderr } = stackward(["check", missing, bad, ...acl]);
    assert.equal(status, 2);
    assert.match(stdout, /its ACL is `public-read`/);
    assert.ok(stderr.startsWith("error: ") && stderr.includes(missing) && stderr.split("\n").length === 2, stderr);
  });

  it("ends with 2 and one line for a path that can't be read", () => {
    for (const path of [join(folder, "missing.json"), file("broken.json", '{"version": 3,'), file("other.json", "[1, 2]")]) {
      const { status, stdout, stderr } = stackward(["check", path]);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
      assert.ok(stderr.startsWith("error: ") && stderr.includes(path) && !/\n\s+at /.test(stderr), stderr);
    }
  });

  it("turns rules on and off", () => {
    const rulesOf = (...flags: string[]) =>
      JSON.parse(stackward(["check", bad, "--format", "json", ...flags]).stdout).stacks[0].findings.map((finding: any) => finding.rule) as string[];
    const usual = rulesOf("--preset", "strict");
    assert.ok(usual.includes("aws-s3-bucket-acl") && usual.includes("aws-s3-bucket-public-access-block"));
    assert.ok(!rulesOf("--skip-rule", "aws-s3-bucket-acl").includes("aws-s3-bucket-acl"));
    assert.deepEqual(rulesOf("--skip-rule", "aws-s3-bucket-acl,aws-s3-bucket-public-access-block", "--rule", "aws-s3-bucket-acl"), []);
    assert.deepEqual(rulesOf("--rule", "aws-s3-bucket-acl", "--rule", "aws-s3-bucket-public-access-block").sort(), [
      "aws-s3-bucket-acl",
      "aws-s3-bucket-public-access-block",
    ]);
    assert.ok(rulesOf("--preset", "public-access").every((rule) => usual.includes(rule)));
    assert.deepEqual(rulesOf("--preset", "supply-chain"), []);
    assert.ok(rulesOf("--preset", "supply-chain,identity", "--preset", "public-access").includes("aws-s3-bucket-acl"));
  });

  for (const [args, message] of [
    [["--preset", "strickt"], /^error: --preset: there is no preset `strickt`, did you mean `strict`\?\n$/],
    [["--fail-on", "hihg"], /^error: --fail-on: there is no severity `hihg`, did you mean `high`\?\n$/],
    [["--rule", "aws-s3-bucket-acll"], /^error: --rule: there is no rule `aws-s3-bucket-acll`, did you mean `aws-s3-bucket-acl`\?\n$/],
    [["--skip-rule", "nonsense"], /^error: --skip-rule: there is no rule `nonsense`\n$/],
    [["--format", "yaml"], /^error: option '--format <name>' argument 'yaml' is invalid/],
    [["--preset", ""], /^error: option '--preset <names>' argument '' is invalid\. It names nothing\.\n$/],
    [["--rule", " , "], /It names nothing\.\n$/],
    [["--presets", "strict"], /^error: unknown option '--presets'\n\(Did you mean --preset\?\)\n$/],
    [["--output"], /^error: option '--output <file>' argument missing\n$/],
  ] as const)
    it(`refuses ${args.join(" ")}`, () => {
      const { status, stdout, stderr } = stackward(["check", bad, ...args]);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
      assert.match(stderr, message);
    });

  it("warns where no rule is in force", () => {
    const { status, stdout, stderr } = stackward(["check", bad, ...acl, "--skip-rule", "aws-s3-bucket-acl"]);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "warning: no rule is in force, so nothing is judged\n" });
    assert.match(stdout, /\(0 rules\)\n$/);
  });

  it("writes the report to a file", () => {
    const output = join(folder, "report.json");
    const { status, stdout, stderr } = stackward(["check", bad, ...acl, "--format", "json", "--output", output]);
    assert.deepEqual({ status, stdout, stderr }, { status: 1, stdout: "", stderr: "" });
    assert.equal(JSON.parse(readFileSync(output, "utf8")).summary.findings, 1);
    const nowhere = stackward(["check", bad, "--output", join(folder, "no", "report.txt")]);
    assert.equal(nowhere.status, 2);
    assert.match(nowhere.stderr, /^error: can't write the report to .*report\.txt: ENOENT/);
  });

  it("colours what goes to a terminal, or as told", () => {
    const coloured = (args: string[], env: NodeJS.ProcessEnv) => stackward(["check", bad, ...acl, ...args], { env }).stdout.includes("\u001b[");
    assert.equal(coloured([], {}), false);
    assert.equal(coloured([], { FORCE_COLOR: "1" }), true);
    assert.equal(coloured([], { FORCE_COLOR: "0" }), false);
    assert.equal(coloured([], { FORCE_COLOR: "1", NO_COLOR: "1" }), false);
    assert.equal(coloured(["--no-color"], { FORCE_COLOR: "1" }), false);
    const output = join(folder, "report.txt");
    stackward(["check", bad, "--output", output], { env: { FORCE_COLOR: "1" } });
    assert.ok(!readFileSync(output, "utf8").includes("\u001b["));
  });

  it("counts what can't be decided, and lists it when asked", () => {
    const path = file("preview.json", stateOf(resource(bucket, "site", { acl: unknown })));
    const { status, stdout } = stackward(["check", path, ...acl]);
    assert.equal(status, 0);
    assert.match(stdout, /1 check can't be decided before deployment \(--verbose lists them\)\n$/);
    assert.ok(!stdout.includes("site"));
    assert.match(stackward(["check", path, ...acl, "--verbose"]).stdout, /^unknown .*\n {2}Bucket site: `acl` isn't known yet\n/);
  });

  it("is quiet where the reader goes away", async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => resource(bucket, `site-${i}`, { acl: "public-read" }));
    const { status, stderr } = await stackwardCutShort(["check", file("many.json", stateOf(...many)), ...acl, "--format", "json"]);
    assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
  });
});
