import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { built, stackward } from "../support/built";
import { parseSarif } from "../support/sarif";
import { resource, stateOf } from "../support/state";

const acl = ["--rule", "aws-s3-bucket-acl"];

describe("reports of stackward", function () {
  this.timeout(60_000);
  let folder: string;
  const at = (name: string) => join(folder, name);
  const read = (name: string) => readFileSync(at(name), "utf8");

  before(async () => {
    await built();
    folder = mkdtempSync(join(tmpdir(), "stackward-reports-"));
    writeFileSync(at("good.json"), stateOf(resource("aws:s3/bucket:Bucket", "logs")));
    writeFileSync(at("bad.json"), stateOf(resource("aws:s3/bucket:Bucket", "site", { acl: "public-read" }, { sourcePosition: "project:///index.ts#4,13" })));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("are several at once", () => {
    const reports = ["--report", `sarif=${at("out.sarif")}`, "--report", `junit=${at("junit.xml")}`];
    const { status, stdout, stderr } = stackward(["check", at("bad.json"), ...acl, ...reports]);
    assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
    assert.match(stdout, /its ACL is `public-read`/);
    assert.equal(parseSarif(read("out.sarif")).runs[0].results.length, 1);
    assert.match(read("junit.xml"), /failures="1"/);
  });

  it("are joined by merge, with the status of check", () => {
    for (const name of ["good", "bad"]) stackward(["check", `${name}.json`, ...acl, "--format", "json", "--output", `${name}.report.json`], { cwd: folder });
    const merge = (...args: string[]) => stackward(["merge", ...args, "--format", "json"], { cwd: folder });
    const both = merge("good.report.json", "bad.report.json", "bad.report.json");
    assert.deepEqual([both.status, both.stderr], [1, ""]);
    const direct = stackward(["check", "good.json", "bad.json", ...acl, "--format", "json"], { cwd: folder });
    assert.equal(both.stdout, direct.stdout);
    assert.equal(merge("good.report.json").status, 0);
    const missing = merge("missing.json", "bad.report.json");
    assert.deepEqual([missing.status, missing.stderr], [2, "error: missing.json: there is no such file\n"]);
    assert.match(merge("bad.json").stderr, /^error: bad\.json: it isn't a report: write one with `--format json`\n$/);
  });

  for (const [value, message] of [
    ["sarf=out", /There is no format `sarf`, did you mean `sarif`\?/],
    ["sarif", /It names no file/],
  ] as const)
    it(`refuse ${value}`, () => {
      const { status, stderr } = stackward(["check", at("good.json"), "--report", value]);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
});
