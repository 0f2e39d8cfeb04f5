import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { carrier } from "../../lib/exempt";
import { built, root, stackward } from "../support/built";
import { parseSarif } from "../support/sarif";
import { resource, stateOf } from "../support/state";

const bucket = (name: string, rest = {}) => resource("aws:s3/bucket:Bucket", name, { acl: "public-read" }, rest);
const acl = "aws-s3-bucket-acl";

describe("exemptions of stackward check", function () {
  this.timeout(60_000);
  let folder: string;
  const file = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const check = (...args: string[]) => stackward(["check", "state.json", "--rule", acl, ...args], { cwd: folder });
  const exemptions = (...lines: string[]) => file("stackward.yaml", `exemptions:\n${lines.map((line) => `  - ${line}\n`).join("")}`);

  before(async () => {
    await built();
    folder = realpathSync(mkdtempSync(join(tmpdir(), "stackward-exemptions-")));
    file("state.json", stateOf(bucket("site"), bucket("logs")));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("leave a finding in the reports, marked, but don't count it", () => {
    exemptions(
      `{ rule: ${acl}, name: site, reason: It's our website., owner: Web team, expires: 9999-12-31, ticket: WEB-7 }`,
      `{ rule: ${acl}, name: logs, reason: Logs. }`,
    );
    const { status, stdout, stderr } = check();
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.equal(stdout, "No findings in 3 resources of shop/dev (1 rule)\n2 exempted findings (--verbose lists them)\n");
    const line = "Bucket site: its ACL is `public-read`; It's our website.; Web team, until 9999-12-31, WEB-7 (settings, stackward.yaml:2:5)";
    assert.ok(check("--verbose").stdout.startsWith("exempted  S3 buckets") && check("--verbose").stdout.includes(line));

    const { stacks, summary } = JSON.parse(check("--format", "json").stdout);
    assert.deepEqual(stacks[0].findings[0].exempted, {
      reason: "It's our website.",
      owner: "Web team",
      expires: "9999-12-31",
      ticket: "WEB-7",
      origin: "settings",
      place: "stackward.yaml:2:5",
    });
    assert.deepEqual([summary.findings, summary.mandatory, summary.exempted], [0, 0, 2]);
  });

  it("are marked in each form", () => {
    exemptions(`{ rule: ${acl}, name: site, reason: It's our website. }`);
    const why = "It's our website. (settings, stackward.yaml:2:5)";
    const [site, logs] = parseSarif(check("--format", "sarif").stdout).runs[0].results;
    assert.deepEqual(site.suppressions, [{ kind: "external", status: "accepted", justification: why }]);
    assert.deepEqual(logs.suppressions, []);
    const junit = check("--format", "junit").stdout;
    assert.match(junit, /failures="1" errors="0" skipped="1"/);
    assert.match(junit, /<skipped message="Bucket site: exempted, It&#39;s our website\. \(settings, stackward\.yaml:2:5\): its ACL is `public-read`">/);
    assert.match(
      check("--format", "markdown").stdout,
      /1 finding in[\s\S]*1 exempted finding[\s\S]*\| `aws-s3-bucket-acl` \| Bucket `site`: its ACL is `public-read` \| It's our website\./,
    );
    assert.match(check("--format", "html").stdout, /<h2>Exempted<\/h2>[\s\S]*Exempted: It&#39;s our website\./);
    assert.match(
      check("--format", "csv").stdout,
      /,note,exempted,owner,expires,ticket,origin,place\r\n[^\n]*,,It's our website\.,,,,settings,stackward\.yaml:2:5\r\n/,
    );
    const github = check("--format", "github").stdout;
    assert.ok(github.includes("Bucket logs") && !github.includes("Bucket site"));
  });

  it("stay marked in merged reports", () => {
    exemptions(`{ rule: ${acl}, name: site, reason: It's our website. }`, `{ rule: ${acl}, name: logs, reason: Logs., expires: 2020-02-29 }`);
    const direct = check("--format", "json", "--output", "report.json");
    assert.equal(direct.status, 1);
    const merged = stackward(["merge", "report.json", "--format", "json"], { cwd: folder });
    const [site, logs] = JSON.parse(merged.stdout).stacks[0].findings;
    assert.equal(site.exempted.reason, "It's our website.");
    assert.match(logs.note, /expired on 2020-02-29/);
    assert.equal(JSON.parse(merged.stdout).summary.exempted, 1);
  });

  it("are ignored by --audit", () => {
    exemptions(`{ rule: ${acl}, name: "*", reason: All. }`);
    assert.equal(check().status, 0);
    const { status, stdout } = check("--audit");
    assert.equal(status, 1);
    assert.match(stdout, /2 findings in/);
  });

  it("that expired let the finding count, and say so in it", () => {
    exemptions(`{ rule: ${acl}, name: site, reason: Once., expires: 2020-02-29 }`);
    const { status, stdout } = check();
    assert.equal(status, 1);
    assert.match(stdout, /Bucket site: its ACL is `public-read`\. Its exemption \(settings, stackward\.yaml:2:5\) doesn't count: it expired on 2020-02-29\.\n/);
  });

  it("aren't granted from a rule that the settings name, and the attempt is told of", () => {
    file("stackward.yaml", `neverExempt: [${acl}]\nexemptions:\n  - { rule: ${acl}, name: site, reason: Please. }\n`);
    const { status, stdout } = check();
    assert.equal(status, 1);
    assert.match(
      stdout,
      /warning {2}settings, stackward\.yaml:3:5: the exemption from `aws-s3-bucket-acl` doesn't count: nothing can be exempted from this rule\n/,
    );
  });

  it("that match nothing are told of, in the report or beside it", () => {
    exemptions(`{ rule: ${acl}, name: gone, reason: Old. }`);
    const message = "settings, stackward.yaml:2:5: the exemption from `aws-s3-bucket-acl` matches no finding, so it can be removed\n";
    assert.ok(check().stdout.includes(`warning  ${message}`));
    assert.equal(check("--format", "json").stderr, `warning: ${message}`);
  });

  it("that one of several stacks needs aren't idle", () => {
    exemptions(`{ rule: ${acl}, name: other, reason: Other. }`, `{ rule: ${acl}, name: site, reason: Site. }`);
    file("other.json", stateOf(bucket("other")));
    assert.equal(stackward(["check", "state.json", "other.json", "--rule", acl, "--format", "csv"], { cwd: folder }).stderr, "");
  });

  it("of a program stand in states and previews, and count for what is in a component", () => {
    rmSync(join(folder, "stackward.yaml"), { force: true });
    const house = resource("acme:index:Site", "all", {}, { additionalSecretOutputs: [`${carrier}{"rule":"${acl}","reason":"It's our website."}`] });
    const inside = bucket("site", { parent: house.urn });
    file("program.json", stateOf(house, inside));
    const steps = [house, inside].map((newState) => ({ op: "create", urn: newState.urn, newState }));
    file("preview.json", JSON.stringify({ steps, changeSummary: { create: 2 } }));
    for (const path of ["program.json", "preview.json"]) {
      const { status, stdout } = stackward(["check", path, "--rule", acl, "--format", "json"], { cwd: folder });
      assert.equal(status, 0, stdout);
      const [finding] = JSON.parse(stdout).stacks[0].findings;
      assert.deepEqual(finding.exempted, { reason: "It's our website.", origin: "program", place: "Site all" });
    }
  });

  it("of a program that is run, and of its stack's configuration", () => {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    file("app/Pulumi.yaml", "name: app\nruntime: { name: nodejs, options: { typescript: false } }\n");
    file("app/Pulumi.dev.yaml", `config:\n  stackward:exemptions:\n    - { rule: ${acl}, name: logs, reason: Logs., expires: 9999-12-31 }\n`);
    file("app/package.json", '{ "name": "app" }');
    file(
      "app/index.js",
      `const { CustomResource } = require("@pulumi/pulumi");
       const { exempt } = require(${JSON.stringify(join(root, "dist/exempt.js"))});
       const open = (name, options) => new CustomResource("aws:s3/bucket:Bucket", name, { acl: "public-read" }, options);
       open("site", exempt("${acl}", { reason: "It's our website." }));
       open("moved", { transforms: [({ type, name, props, opts }) => ({ props, opts: exempt("${acl}", { reason: "By a transform." }, opts) })] });
       open("logs");
       open("other");`,
    );
    const { status, stdout, stderr } = stackward(["check", "app", "--stack", "dev", "--rule", acl, "--format", "json"], { cwd: folder });
    assert.deepEqual([status, stderr], [1, ""]);
    const origins = JSON.parse(stdout).stacks[0].findings.map(({ name, exempted }: any) => [name, exempted?.reason, exempted?.origin]);
    assert.deepEqual(origins.sort(), [
      ["logs", "Logs.", "stack configuration"],
      ["moved", "By a transform.", "program"],
      ["other", undefined, undefined],
      ["site", "It's our website.", "program"],
    ]);
  });

  for (const [line, message] of [
    [`{ rule: ${acl}, name: site }`, "it has no `reason`"],
    [`{ rule: ${acl}, name: site, reason: "" }`, "its `reason` is empty"],
    [`{ rule: ${acl}, name: site, reason: R., expires: 2026-02-30 }`, 'its `expires` is no day: "2026-02-30" (one is written as 2027-01-31)'],
    [`{ rule: ${acl}l, name: site, reason: R. }`, "there is no rule `aws-s3-bucket-acll`, did you mean `aws-s3-bucket-acl`?"],
    [`{ rule: ${acl}, reason: R. }`, "it says nowhere where: give it a `urn`, `type`, `name` or `stacks`, or turn the rule off"],
    [`{ rule: ${acl}, name: site, reason: R., expire: 2027-01-31 }`, "it has no place for `expire`, did you mean `expires`?"],
    [`{ rule: ${acl}, name: [site], reason: R. }`, "its `name` is no text"],
    ["site", "an exemption is a map of `rule`, `reason` and the like"],
  ] as const)
    it(`are refused in stackward.yaml where they are ${line}`, () => {
      exemptions(line);
      const { status, stdout, stderr } = check();
      assert.deepEqual({ status, stdout, stderr }, { status: 2, stdout: "", stderr: `error: stackward.yaml:2:5: ${message}\n` });
    });
});
