import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { Decisions } from "../../lib/decide/decide";
import { fileSchema } from "../../lib/decide/schema";
import { SettingsError } from "../../lib/decide/settings";
import { rules } from "../../policies";
import { built, root, stackward } from "../support/built";
import { resource, stateOf } from "../support/state";

const site = resource("aws:s3/bucket:Bucket", "site", { acl: "public-read", tags: { environment: "prod" } });

describe("the configuration of stackward", function () {
  this.timeout(60_000);
  let folder: string;
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const run = (args: string[], env?: NodeJS.ProcessEnv) => stackward(args, { cwd: folder, env });
  const levels = (...args: string[]) => {
    const { stdout, stderr } = run(["check", ...args, "--format", "json"]);
    assert.equal(stderr, "");
    return JSON.parse(stdout).stacks.map(
      ({ findings }: any) => findings.filter(({ rule }: any) => rule === "aws-s3-bucket-acl").map(({ level }: any) => level)[0],
    );
  };

  before(built);
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "stackward-config-")));
    write("state.json", stateOf(site));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is in stackward.yaml, below the flags", () => {
    assert.deepEqual(levels("state.json"), ["mandatory"]);
    write("stackward.yaml", "failOn: critical\n");
    assert.deepEqual(levels("state.json"), ["advisory"]);
    assert.deepEqual(levels("state.json", "--fail-on", "low"), ["mandatory"]);
    assert.deepEqual(levels("state.json", "--preset", "logging"), [undefined]);
    write("stackward.yaml", "presets: [logging, pci-dss-4.0]\n");
    assert.deepEqual(levels("state.json"), ["mandatory"]);
  });

  it("tells stacks and resources apart, and flags are above that too", () => {
    write("other.json", stateOf(site).replaceAll("urn:pulumi:dev::", "urn:pulumi:prod::"));
    write(
      "stackward.yaml",
      "presets: []\noverrides:\n  - { stacks: [prod], presets: [public-access] }\n  - { tags: { environment: prod }, failOn: critical }\n",
    );
    assert.deepEqual(levels("state.json", "other.json"), [undefined, "advisory"]);
    assert.deepEqual(levels("state.json", "other.json", "--preset", "strict", "--fail-on", "low"), ["mandatory", "mandatory"]);
  });

  it("is that of each program's folder, unless one is named", () => {
    for (const [name, failOn] of [
      ["a", "never"],
      ["b", "low"],
    ]) {
      write(`${name}/Pulumi.yaml`, `name: ${name}\nruntime: nodejs\n`);
      write(`${name}/index.js`, `new (require("@pulumi/pulumi").CustomResource)("aws:s3/bucket:Bucket", "site", { acl: "public-read" });`);
      write(`${name}/stackward.yaml`, `failOn: ${failOn}\n`);
    }
    write("named.yaml", "presets: []\n");
    const mandatory = (...args: string[]) => {
      const { stdout } = run(["check", ...args, "--format", "json"], { NODE_PATH: join(root, "node_modules") });
      return JSON.parse(stdout).stacks.map(({ source, findings }: any) => [source, ...findings.map(({ level }: any) => level)]);
    };
    assert.deepEqual(mandatory("a", "b"), [
      ["a", "advisory"],
      ["b", "mandatory"],
    ]);
    assert.deepEqual(mandatory("b", "--config", "named.yaml"), [["b"]]);
  });

  it("is wrong in one place, and nothing else is lost", () => {
    write("bad/stackward.yaml", "rules:\n  aws-s3-bucket-acll: off\n");
    write("bad/Pulumi.yaml", "name: bad\nruntime: nodejs\n");
    const { status, stdout, stderr } = run(["check", "bad", "state.json", "--rule", "aws-s3-bucket-acl"]);
    assert.equal(status, 2);
    assert.match(stdout, /its ACL is `public-read`/);
    assert.equal(stderr, "error: bad/stackward.yaml:2:3: there is no rule `aws-s3-bucket-acll`, did you mean `aws-s3-bucket-acl`?\n");
  });

  it("is told once where it's wrong for all", () => {
    write("stackward.yaml", "- strict\n");
    const { status, stdout, stderr } = run(["check", "state.json", "state.json"]);
    assert.deepEqual({ status, stdout, stderr }, { status: 2, stdout: "", stderr: "error: stackward.yaml:1:1: it isn't a map of settings\n" });
  });

  for (const [what, args, env, stderr] of [
    ["a file that isn't there", ["--config", "none.yaml"], {}, "error: none.yaml: there is no such file\n"],
    ["no file but a folder", ["--config", "."], {}, "error: .: it is a folder\n"],
    ["two files", ["--config", "a.yaml"], { STACKWARD_CONFIG: "b.yaml" }, "error: --config names a.yaml, STACKWARD_CONFIG names b.yaml; leave one\n"],
  ] as const)
    for (const command of ["check", "config"])
      it(`${command} refuses to be given ${what}`, () => {
        const ended = run(command === "check" ? ["check", "state.json", ...args] : ["config", ...args], env);
        assert.deepEqual({ ...ended, stderr: ended.stderr, status: ended.status }, { ...ended, stderr, status: 2 });
      });

  it("config tells what is in force, and where each value was set", () => {
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
    write(
      "stackward.yaml",
      `presets: [strict]
rules:
  aws-s3-bucket-acl: off
  aws-rds-instance-backups: { level: advisory, days: 14 }
overrides:
  - { stacks: [prod], failOn: low }
  - { stacks: [dev], rules: { aws-s3-bucket-acl: mandatory } }
  - { urns: ["*site"], rules: { aws-s3-bucket-acl: advisory } }
`,
    );
    const inForce = (...args: string[]) => {
      const { status, stdout, stderr } = run(["config", "--format", "json", ...args]);
      assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
      const { rules, ...rest } = JSON.parse(stdout);
      return { ...rest, ruleOf: (id: string) => rules.find((rule: any) => rule.id === id), count: rules.length };
    };
    const prod = inForce("--stack", "prod", "--skip-rule", "gcp-storage-bucket-customer-key");
    assert.deepEqual([prod.project, prod.stack, prod.count], ["shop", "prod", rules.length]);
    assert.deepEqual(prod.presets, { value: ["strict"], from: "stackward.yaml:1:10" });
    assert.deepEqual(prod.failOn, { value: "low", from: "stackward.yaml:6:31" });
    assert.deepEqual(prod.ruleOf("aws-s3-bucket-acl").level, { value: "off", from: "stackward.yaml:3:22" });
    assert.deepEqual(prod.ruleOf("aws-rds-instance-backups"), {
      id: "aws-rds-instance-backups",
      level: { value: "advisory", from: "stackward.yaml:4:38" },
      options: { days: { value: 14, from: "stackward.yaml:4:54" } },
    });
    assert.deepEqual(prod.ruleOf("gcp-storage-bucket-uniform-access").level, { value: "mandatory", from: "stackward.yaml:6:31" });
    assert.deepEqual(prod.ruleOf("gcp-storage-bucket-customer-key").level, { value: "off", from: "--skip-rule" });
    const applying = ({ overrides }: any) => overrides.map(({ from, applies }: any) => [from, applies]);
    assert.deepEqual(applying(prod), [
      ["stackward.yaml:6:5", "yes"],
      ["stackward.yaml:7:5", "no"],
      ["stackward.yaml:8:5", "to some resources"],
    ]);
    const dev = inForce("--stack", "dev", "--fail-on", "medium", "--preset", "logging");
    assert.deepEqual([dev.presets.from, dev.failOn.from], ["--preset", "--fail-on"]);
    assert.deepEqual(dev.ruleOf("aws-s3-bucket-acl").level, { value: "mandatory", from: "stackward.yaml:7:50" });
    assert.deepEqual(dev.ruleOf("gcp-storage-bucket-uniform-access").level, { value: "off", from: "--preset" });

    const { stdout } = run(["config", "--stack", "prod"]);
    assert.match(
      stdout,
      /^What is in force in shop\/prod\n\npresets +strict +stackward\.yaml:1:10\nfailOn +low +stackward\.yaml:6:31\n[\d,]+ of [\d,]+ rules in force: /,
    );
    assert.match(stdout, /\naws-rds-instance-backups +advisory +stackward\.yaml:4:38\n {2}days +14 +stackward\.yaml:4:54\n/);
    assert.ok(!stdout.includes("gcp-storage-bucket"));
    assert.match(run(["config", "--verbose"]).stdout, /\ngcp-storage-bucket-uniform-access +advisory +default\n/);
  });

  it("takes the engine's own policy configuration, above the file and below the flags", () => {
    write("stackward.yaml", "failOn: low\nrules: { aws-s3-bucket-acl: off, aws-rds-instance-backups: { days: 14 } }\n");
    write(
      "engine.json",
      '{ "all": "advisory", "environments": ["e"], "undecided": "advisory",\n  "aws-s3-bucket-acl": "mandatory",\n  "aws-rds-instance-backups": { "days": 21 } }',
    );
    const engine = ["--policy-pack-config", "engine.json"];
    assert.deepEqual(levels("state.json"), [undefined]);
    assert.deepEqual(levels("state.json", ...engine), ["mandatory"]);
    assert.deepEqual(levels("state.json", ...engine, "--skip-rule", "aws-s3-bucket-acl"), [undefined]);
    const ruleOf = (id: string) => JSON.parse(run(["config", "--format", "json", ...engine]).stdout).rules.find((rule: any) => rule.id === id);
    assert.deepEqual(ruleOf("aws-s3-bucket-acl").level, { value: "mandatory", from: "engine.json:2:24" });
    assert.deepEqual(ruleOf("aws-rds-instance-backups"), {
      id: "aws-rds-instance-backups",
      level: { value: "advisory", from: "engine.json:1:10" },
      options: { days: { value: 21, from: "engine.json:3:41" } },
    });
    assert.deepEqual(ruleOf("gcp-storage-bucket-customer-key").level, { value: "advisory", from: "engine.json:1:10" });
    write(
      "engine.json",
      '{ "aws-s3-bucket-alc": "disabled",\n "aws-s3-bucket-acl": { "enforcementLevel": "disable" },\n "aws-rds-instance-backups": { "days": "x" } }',
    );
    const { status, stderr } = run(["check", "state.json", ...engine]);
    assert.equal(status, 2);
    assert.deepEqual(stderr.split("\n"), [
      "error: engine.json:1:3: there is no rule `aws-s3-bucket-alc`, did you mean `aws-s3-bucket-acl`?",
      "engine.json:2:45: there is no level `disable` (off, advisory, mandatory, remediate)",
      "engine.json:3:40: `days`: expected integer",
      "",
    ]);
  });

  it("has a schema in the package, which accepts and refuses what stackward does", () => {
    assert.equal(readFileSync(join(root, "stackward.schema.json"), "utf8"), `${JSON.stringify(fileSchema(rules))}\n`);
    const few = rules.filter(({ id }) => id === "aws-s3-bucket-acl" || id === "aws-rds-instance-backups");
    const accepts = new Ajv({ strict: false }).compile(fileSchema(few));
    for (const [text, isGood] of [
      ["{}", true],
      ["presets: [strict, logging, cis-aws-1.4]\nfailOn: never\nrules: { aws-s3-bucket-acl: off }", true],
      ["rules: { aws-rds-instance-backups: { level: mandatory, days: 14 } }", true],
      ["overrides: [{ stacks: [dev], rules: { aws-rds-instance-backups: { days: 14 } } }]", true],
      ["presets: [strickt]", false],
      ["rules: { aws-s3-bucket-acll: off }", false],
      ["rules: { aws-s3-bucket-acl: disabled }", false],
      ["rules: { aws-s3-bucket-acl: { days: 1 } }", false],
      ["rules: { aws-rds-instance-backups: { days: 0 } }", false],
      ["overrides: [{ stacks: dev }]", false],
      ["overrides: [{ stacks: [dev], rules: { aws-rds-instance-backups: { days: x } } }]", false],
      ["levels: {}", false],
    ] as const) {
      const settings = parse(text);
      assert.equal(accepts(settings), isGood, text);
      const decide = () => new Decisions(few, settings);
      if (isGood) decide();
      else assert.throws(decide, SettingsError, text);
    }
  });
});
