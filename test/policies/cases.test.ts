import assert from "node:assert/strict";
import { judgeCase } from "../../lib/judge/case";
import { rules } from "../../policies";

describe("the rules' own cases", () => {
  for (const rule of rules)
    for (const wanted of ["pass", "fail", "unknown"] as const)
      for (const [i, given] of rule[wanted].entries())
        it(`${rule.id}: ${wanted} ${i + 1}`, () => {
          const verdicts = judgeCase(rule, given);
          const outcome = verdicts[0]?.outcome ?? "pass";
          assert.equal(outcome, wanted, `${outcome} on ${JSON.stringify(given)}: ${verdicts.map((v) => v.message)}`);
        });
});
