import assert from "node:assert/strict";
import { Baseline } from "../../lib/decide/baseline";
import type { Found } from "../../lib/decide/fingerprint";

const found = (message: string, urn = "urn:pulumi:dev::shop::a:b:C::one"): Found => ({ rule: "a-b-c", urn, message });
const known = (finding: string, count?: number) => ({ rule: "a-b-c", urn: "urn:pulumi:dev::shop::a:b:C::one", finding, ...(count && { count }) });
const newOnes = (baseline: Baseline, ...messages: string[]) =>
  baseline
    .newOnes(
      messages.map((message) => found(message)),
      (each) => each,
    )
    .map(({ message }) => message);
const always = () => true;

describe("a baseline", () => {
  const baseline = new Baseline([]).renewed([found("`rules[0]` is open"), found("`rules[2]` is open"), found("its port is 22")], always);

  it("has alike findings of a list as one, with their number", () =>
    assert.deepEqual(baseline.findings, [known("`rules[]` is open", 2), known("its port is 22")]));

  it("knows as many of them, whichever elements they are, and no more", () => {
    assert.deepEqual(newOnes(baseline, "`rules[7]` is open", "`rules[5]` is open"), []);
    assert.deepEqual(newOnes(baseline, "`rules[0]` is open", "`rules[1]` is open", "`rules[2]` is open"), ["`rules[2]` is open"]);
  });

  it("knows no other value, rule or resource", () => {
    assert.deepEqual(newOnes(baseline, "its port is 3389"), ["its port is 3389"]);
    const others = [found("its port is 22", "urn:pulumi:prod::shop::a:b:C::one"), { ...found("its port is 22"), rule: "a-b-d" }];
    assert.deepEqual(
      baseline.newOnes(others, (each) => each),
      others,
    );
  });

  it("tells what was fixed, and loses that and no more", () => {
    const fixed = baseline.fixed([found("`rules[4]` is open")], always);
    assert.deepEqual(fixed, [known("`rules[]` is open"), known("its port is 22")]);
    assert.deepEqual(baseline.without(fixed).findings, [known("`rules[]` is open")]);
    assert.deepEqual(
      baseline.fixed([], () => false),
      [],
    );
  });
});
