import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { judgeCase } from "../../lib/judge/case";
import { describe as described } from "../../lib/rule/describe";
import type { Rule } from "../../lib/rule/rule";
import { rules } from "../../policies";
import { ruleTable } from "../../tools/rule-table";

const root = join(__dirname, "../..");

/** All that a rule is but its code. */
const told = (rule: Rule) => {
  const { needs, caseOptions, pass, fail, unknown, prepare, remedy } = rule;
  return JSON.parse(JSON.stringify({ ...described(rule), needs, caseOptions, pass, fail, unknown, has: [typeof prepare, typeof remedy] }));
};

describe("the rules of a bundle, whose code is loaded late", function () {
  this.timeout(60_000);
  let folder: string;
  let bundle: { rules: typeof rules; judgeCase: typeof judgeCase };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "stackward-bundle-"));
    const outfile = join(folder, "bundle.js");
    const contents = `export { rules } from "./policies"; export { judgeCase } from "./lib/judge/case";`;
    await build({
      stdin: { contents, resolveDir: root },
      outfile,
      bundle: true,
      platform: "node",
      minifySyntax: true,
      plugins: [ruleTable()],
      logLevel: "error",
    });
    bundle = require(outfile);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("say the same of themselves", () => {
    for (const [i, rule] of rules.entries()) {
      assert.deepEqual(told(bundle.rules[i]!), told(rule));
      assert.deepEqual(bundle.rules[i]!.options, rule.options, "schemas have symbols");
    }
    assert.equal(bundle.rules.length, rules.length);
  });

  it("judge the same", () => {
    for (const [i, rule] of rules.entries())
      for (const given of [...rule.pass, ...rule.fail, ...rule.unknown]) {
        const said = (judge: typeof judgeCase, by: typeof rule) => judge(by, given).map(({ outcome, message }) => ({ outcome, message }));
        assert.deepEqual(said(bundle.judgeCase, bundle.rules[i]!), said(judgeCase, rule), rule.id);
      }
  });
});
