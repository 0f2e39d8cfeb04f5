import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unknown } from "../../lib/stack/values";
import { built, stackward } from "../support/built";
import { resource, stateOf } from "../support/state";

const acl = "aws-s3-bucket-acl";
const bucket = (name: string, inputs: object = { acl: "public-read" }) => resource("aws:s3/bucket:Bucket", name, { ...inputs });

describe("stackward baseline", function () {
  this.timeout(60_000);
  let folder: string;
  const at = (name: string) => join(folder, name);
  const file = (name: string, text: string) => writeFileSync(at(name), text);
  const run = (...args: string[]) => stackward(args, { cwd: folder });
  const take = (...args: string[]) => run("baseline", "state.json", "--rule", acl, ...args);
  const check = (...args: string[]) => run("check", "state.json", "--rule", acl, "--baseline", "stackward.baseline.json", ...args);
  const known = () => JSON.parse(readFileSync(at("stackward.baseline.json"), "utf8"));
  const entry = (name: string, finding = "its ACL is `public-read`") => ({ urn: `urn:pulumi:dev::shop::aws:s3/bucket:Bucket::${name}`, rule: acl, finding });

  before(built);
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "stackward-baseline-")));
    file("state.json", stateOf(bucket("site"), bucket("logs")));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes down what is found, a finding a line, and the same each time", () => {
    for (let i = 0; i < 2; i++) {
      const { status, stdout, stderr } = take();
      assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: "2 findings written to stackward.baseline.json\n", stderr: "" });
    }
    assert.deepEqual(known(), { version: 1, findings: [entry("logs"), entry("site")] });
    assert.equal(readFileSync(at("stackward.baseline.json"), "utf8").split("\n").length, 8);
  });

  it("leaves only what is new to a check", () => {
    take();
    const before = check();
    assert.deepEqual([before.status, before.stderr], [0, ""]);
    assert.equal(before.stdout, "No findings in 3 resources of shop/dev (1 rule)\n2 known findings of the baseline left out\n");
    file("state.json", stateOf(bucket("site"), bucket("logs"), bucket("more")));
    const { status, stdout } = check("--format", "json");
    assert.equal(status, 1);
    const { stacks, summary } = JSON.parse(stdout);
    assert.deepEqual(
      stacks[0].findings.map(({ name }: any) => name),
      ["more"],
    );
    assert.deepEqual(stacks[0].baseline, { known: 2, fixed: [] });
    assert.deepEqual([summary.findings, summary.known, summary.fixed], [1, 2, 0]);
  });

  it("never swallows a new finding on a known resource", () => {
    take();
    file("state.json", stateOf(bucket("site", { acl: "public-read-write" }), bucket("logs")));
    const { status, stdout } = run(
      "check",
      "state.json",
      "--rule",
      `${acl},aws-s3-bucket-public-access-block`,
      "--baseline",
      "stackward.baseline.json",
      "--format",
      "json",
    );
    assert.equal(status, 1);
    const findings = JSON.parse(stdout).stacks[0].findings.map(({ rule, name }: any) => `${rule} ${name}`);
    assert.deepEqual(findings.sort(), [`${acl} site`, "aws-s3-bucket-public-access-block logs", "aws-s3-bucket-public-access-block site"]);
  });

  it("says what was fixed, and takes that out when asked", () => {
    take();
    file("state.json", stateOf(bucket("site")));
    const { status, stdout } = check("--verbose");
    assert.equal(status, 0);
    assert.match(
      stdout,
      /1 known finding of the baseline left out\n1 finding of the baseline fixed; `stackward baseline --shrink` takes them out\n {2}aws-s3-bucket-acl {2}urn:pulumi:dev::shop::aws:s3\/bucket:Bucket::logs: its ACL is `public-read`\n/,
    );
    file("state.json", stateOf(bucket("site"), bucket("more")));
    const shrunk = take("--shrink");
    assert.deepEqual([shrunk.status, shrunk.stdout, shrunk.stderr], [0, "1 fixed finding taken out of stackward.baseline.json, 1 left\n", ""]);
    assert.deepEqual(known().findings, [entry("site")]);
  });

  it("shrinks by nothing that it didn't judge: another stack, another rule, a value that isn't known, a resource that can't be read", () => {
    take();
    const before = known();
    const shrunk = (state: string, ...args: string[]) => {
      file("state.json", state);
      assert.equal(run("baseline", "state.json", "--shrink", ...args).status, 0);
      return known();
    };
    assert.deepEqual(shrunk(stateOf(bucket("x")).replaceAll("::shop::", "::store::")), before);
    assert.deepEqual(shrunk(stateOf(bucket("x")), "--rule", "aws-s3-bucket-public-access-block"), before);
    assert.deepEqual(shrunk(stateOf(bucket("site", { acl: unknown }), bucket("logs", { acl: unknown }))), before);
    assert.deepEqual(shrunk(stateOf({ ...bucket("site"), inputs: 5 } as never, bucket("other"))), before);
    assert.deepEqual(shrunk(stateOf(bucket("site"))), { version: 1, findings: [entry("site")] });
  });

  it("keeps what it has of other stacks and rules when it's written anew", () => {
    take();
    file("other.json", stateOf(bucket("site")).replaceAll("::shop::", "::store::"));
    assert.equal(run("baseline", "other.json", "--rule", acl).status, 0);
    assert.equal(known().findings.length, 3);
    file("state.json", stateOf(bucket("site", {})));
    assert.equal(take().status, 0);
    assert.deepEqual(
      known().findings.map(({ urn }: any) => urn),
      ["urn:pulumi:dev::store::aws:s3/bucket:Bucket::site"],
    );
  });

  it("is named by the settings, from their folder, or by a flag", () => {
    file("stackward.yaml", "baseline: known/findings.json\nonly: [aws-s3-bucket-acl]\n");
    const missing = run("check", "state.json");
    assert.equal(missing.status, 2);
    assert.match(missing.stderr, /^error: stackward\.yaml:1:11: .*known\/findings\.json: there is no such file; `stackward baseline` writes one\n$/);
    const nowhere = run("baseline", "state.json");
    assert.match(nowhere.stderr, /^error: can't write the baseline to .*findings\.json: ENOENT/);
    file("stackward.yaml", "baseline: findings.json\nonly: [aws-s3-bucket-acl]\n");
    assert.equal(run("baseline", "state.json").status, 0);
    assert.ok(existsSync(at("findings.json")));
    assert.equal(run("check", "state.json").status, 0);
    assert.equal(run("check", "state.json", "--baseline", "").status, 1);
    assert.equal(run("check", "state.json", "--audit").status, 1);
  });

  it("has nothing of what is exempted", () => {
    file("stackward.yaml", `exemptions:\n  - { rule: ${acl}, name: site, reason: Public. }\n`);
    take();
    assert.deepEqual(known().findings, [entry("logs")]);
  });

  it("writes nothing where a path can't be read", () => {
    const { status, stderr } = run("baseline", "state.json", "missing.json", "--rule", acl);
    assert.deepEqual([status, stderr], [2, "error: missing.json: there is no such file or folder\n"]);
    assert.ok(!existsSync(at("stackward.baseline.json")));
  });

  for (const [what, text, message] of [
    ["of another version", '{"version":2,"findings":[]}', "version: a baseline of version 2 can't be read, only of 1; write it anew with `stackward baseline`"],
    ["that isn't JSON", '{"version":1,"findings":[', "it is damaged: it isn't JSON"],
    ["with a damaged finding", '{"version":1,"findings":[{"rule":"a","urn":"b"}]}', "it is damaged: findings.0.finding: expected required property"],
    [
      "with an impossible number",
      `{"version":1,"findings":[{"rule":"a","urn":"b","finding":"c","count":0}]}`,
      "it is damaged: findings.0.count: expected integer to be greater or equal to 1",
    ],
    ["that is something else", "[1, 2]", "it isn't a baseline: write one with `stackward baseline`"],
  ] as const)
    it(`refuses one ${what}, and leaves it as it is`, () => {
      file("stackward.baseline.json", text);
      const wanted = { status: 2, stdout: "", stderr: `error: --baseline: stackward.baseline.json: ${message}\n` };
      const { status, stdout, stderr } = check();
      assert.deepEqual({ status, stdout, stderr }, wanted);
      assert.equal(take().stderr, `error: stackward.baseline.json: ${message}\n`);
      assert.equal(readFileSync(at("stackward.baseline.json"), "utf8"), text);
    });

  it("counts alike findings of a list, whichever elements they are", () => {
    const group = (...ports: number[]) =>
      stateOf(
        resource("aws:ec2/securityGroup:SecurityGroup", "web", {
          ingress: ports.map((port) => ({ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["0.0.0.0/0"] })),
        }),
      );
    const found = () => {
      const { stacks, summary } = JSON.parse(
        run("check", "state.json", "--preset", "strict", "--baseline", "stackward.baseline.json", "--format", "json").stdout,
      );
      return [stacks[0].findings.map(({ message }: any) => message).sort(), summary.known];
    };
    file("state.json", group(3389, 22));
    run("baseline", "state.json", "--preset", "strict");
    const count = known().findings.length;
    assert.deepEqual(found()[0], []);
    file("state.json", group(22, 3389));
    assert.deepEqual(found()[0], [], "the order of a list says nothing");
    file("state.json", group(22, 3389, 5432));
    assert.ok(found()[0].length >= 1, `a further open port is new (${count} known)`);
  });
});
