import assert from "node:assert/strict";
import { Decisions, didYouMean, type Settings, SettingsError } from "../../lib/decide/decide";
import { option, resource, rule } from "../../lib/rule";
import type { Family, Severity } from "../../lib/rule/rule";

const ruleOf = (what: string, severity: Severity, family: Family, preset: "recommended" | "strict") =>
  rule(resource<{ days?: number }>("test:index:Log"), {
    id: `test-index-${what}`,
    title: "Logs are kept",
    severity,
    family,
    preset,
    why: "Why.",
    fix: "Fix.",
    see: "https://example.com",
    options: { days: option.Integer({ default: 90 }), place: option.Optional(option.String()) },
    pass: [{ days: 100 }],
    fail: [{}],
    check: () => false,
  });

const kept = ruleOf("kept", "high", "logging", "recommended");
const named = ruleOf("named", "low", "resilience", "recommended");
const locked = ruleOf("locked", "critical", "logging", "strict");
const decide = (settings?: Settings) => new Decisions([kept, named, locked], settings);

describe("decisions", () => {
  for (const [settings, wanted] of [
    [{}, [kept, named]],
    [{ presets: ["strict"] }, [kept, named, locked]],
    [{ presets: ["logging"] }, [kept, locked]],
    [{ presets: ["logging", "resilience"] }, [kept, named, locked]],
    [{ only: ["test-index-locked"] }, [locked]],
    [{ skip: ["test-index-kept"] }, [named]],
    [{ levels: { "test-index-locked": "advisory" } }, [kept, named, locked]],
    [{ levels: { "test-index-kept": "disabled" } }, [named]],
  ] as const)
    it(`${JSON.stringify(settings)} has ${wanted.length} of the rules in force`, () => assert.deepEqual(decide(settings).rules, wanted));

  it("make mandatory what is at least as severe as `failOn`", () => {
    const levels = (settings?: Settings) => [kept, named, locked].map((each) => decide(settings).levelOf(each));
    assert.deepEqual(levels(), ["mandatory", "advisory", "mandatory"]);
    assert.deepEqual(levels({ failOn: "critical" }), ["advisory", "advisory", "mandatory"]);
    assert.deepEqual(levels({ failOn: "never" }), ["advisory", "advisory", "advisory"]);
    assert.deepEqual(levels({ failOn: "low", levels: { "test-index-named": "advisory" } }), ["mandatory", "advisory", "mandatory"]);
  });

  it("give a rule's options their values", () => {
    const decisions = decide({ options: { "test-index-kept": { place: "vault" } } });
    assert.deepEqual(decisions.optionsOf(kept), { days: 90, place: "vault" });
    assert.deepEqual(decisions.optionsOf(named), { days: 90 });
  });

  for (const [settings, message] of [
    [{ only: ["test-index-kep"] }, "there is no rule `test-index-kep`, did you mean `test-index-kept`?"],
    [{ levels: { nothing: "advisory" } }, "there is no rule `nothing`"],
    [{ options: { "test-index-kept": { day: 1 } } }, "rule `test-index-kept` has no option `day`, did you mean `days`?"],
    [{ presets: ["loging"] }, "there is no preset `loging`, did you mean `logging`?"],
    [{ failOn: "hi" }, "there is no severity `hi` to fail on, did you mean `high`?"],
  ] as const)
    it(`refuse ${JSON.stringify(settings)}`, () => assert.throws(() => decide(settings as Settings), new SettingsError(message)));

  it("suggest nothing that is far from what was written", () => assert.equal(didYouMean("bucket", ["database", "network"]), ""));
});
