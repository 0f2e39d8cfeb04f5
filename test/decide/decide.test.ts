import assert from "node:assert/strict";
import { Decisions } from "../../lib/decide/decide";
import { findingsIn } from "../../lib/decide/finding";
import { type Override, type Settings, SettingsError } from "../../lib/decide/settings";
import { didYouMean } from "../../lib/decide/words";
import { option, rule, resource as type } from "../../lib/rule";
import type { Family, Rule, Severity } from "../../lib/rule/rule";
import { type Resource, Stack, toResource } from "../../lib/stack/stack";

const ruleOf = (what: string, severity: Severity, family: Family, preset: "recommended" | "strict") =>
  rule(type<{ days?: number }>("test:index:Log"), {
    id: `test-index-${what}`,
    title: "Logs are kept",
    severity,
    family,
    preset,
    why: "Why.",
    fix: "Fix.",
    see: "https://example.com",
    controls: preset === "strict" ? { "nist-800-53-r5": ["AU-11"] } : undefined,
    options: { days: option.Integer({ default: 90, minimum: 1 }), place: option.Optional(option.String()) },
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
    [{ presets: [] }, []],
    [{ presets: ["nist-800-53-r5"] }, [locked]],
    [{ presets: ["nist-800-53-r5", "resilience"] }, [named, locked]],
    [{ rules: { "test-index-locked": "advisory" } }, [kept, named, locked]],
    [{ rules: { "test-index-locked": { level: "advisory" } } }, [kept, named, locked]],
    [{ rules: { "test-index-locked": { days: 1 } } }, [kept, named]],
    [{ rules: { "test-index-kept": "off" } }, [named]],
    [{ only: ["test-index-locked", "test-index-kept"], rules: { "test-index-kept": "off" } }, [locked]],
  ] as const)
    it(`${JSON.stringify(settings)} has ${wanted.length} of the rules in force`, () => assert.deepEqual(decide(settings).rules, wanted));

  it("make mandatory what is at least as severe as `failOn`", () => {
    const levels = (settings?: Settings) => [kept, named, locked].map((each) => decide({ presets: ["strict"], ...settings }).levelOf(each));
    assert.deepEqual(levels(), ["mandatory", "advisory", "mandatory"]);
    assert.deepEqual(levels({ failOn: "critical" }), ["advisory", "advisory", "mandatory"]);
    assert.deepEqual(levels({ failOn: "never" }), ["advisory", "advisory", "advisory"]);
    assert.deepEqual(levels({ failOn: "low", rules: { "test-index-named": "advisory" } }), ["mandatory", "advisory", "mandatory"]);
  });

  it("give a rule's options their values", () => {
    const decisions = decide({ rules: { "test-index-kept": { place: "vault" } } });
    assert.deepEqual(decisions.optionsOf(kept), { days: 90, place: "vault" });
    assert.deepEqual(decisions.optionsOf(named), { days: 90 });
  });

  for (const [settings, message] of [
    [{ only: ["test-index-kep"] }, "only[0]: there is no rule `test-index-kep`, did you mean `test-index-kept`?"],
    [{ rules: { nothing: "advisory" } }, "rules.nothing: there is no rule `nothing`"],
    [{ rules: { "test-index-kept": "disabled" } }, 'rules["test-index-kept"]: there is no level `disabled` (off, advisory, mandatory, remediate)'],
    [{ rules: { "test-index-kept": 1 } }, 'rules["test-index-kept"]: expected a level: off, advisory, mandatory, remediate'],
    [{ rules: { "test-index-kept": { level: "of" } } }, 'rules["test-index-kept"].level: there is no level `of`, did you mean `off`?'],
    [{ rules: { "test-index-kept": { day: 1 } } }, 'rules["test-index-kept"].day: rule `test-index-kept` has no option `day`, did you mean `days`?'],
    [{ rules: { "test-index-kept": { days: 0 } } }, 'rules["test-index-kept"].days: `days`: expected integer to be greater or equal to 1'],
    [{ rules: { "test-index-kept": { days: "90" } } }, 'rules["test-index-kept"].days: `days`: expected integer'],
    [{ rules: [] }, "rules: `rules`: expected object"],
    [{ presets: ["loging"] }, "presets[0]: there is no preset `loging`, did you mean `logging`?"],
    [{ presets: "strict" }, "presets: `presets`: expected array"],
    [{ failOn: "hi" }, "failOn: there is no severity `hi`, did you mean `high`?"],
    [{ failon: "high" }, "failon: there is no setting `failon`, did you mean `failOn`?"],
    [
      { overrides: [{ stack: ["prod"] }] },
      "overrides[0].stack: there is no setting `stack`, did you mean `stacks`?\noverrides[0]: an override names `stacks`, `projects`, `urns` or `tags`, or it is for everything",
    ],
    [{ overrides: [{ stacks: [], failOn: "low" }] }, "overrides[0].stacks: `stacks`: expected array length to be greater or equal to 1"],
    [{ overrides: [{ stacks: [""] }] }, "overrides[0].stacks[0]: `stacks[0]`: expected string length greater or equal to 1"],
    [
      { overrides: [{ urns: ["*"], rules: { "test-index-kep": "off" } }] },
      'overrides[0].rules["test-index-kep"]: there is no rule `test-index-kep`, did you mean `test-index-kept`?',
    ],
    [{ overrides: [{ tags: { environment: 1 } }] }, "overrides[0].tags.environment: `environment`: expected string"],
    ["strict", "settings: expected object"],
    [null, "settings: expected object"],
  ] as const)
    it(`refuse ${JSON.stringify(settings)}`, () => assert.throws(() => decide(settings as unknown as Settings), new SettingsError(message)));

  it("tell only the first of many problems", () => {
    const rules = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`rule-${i}`, "off"])) as Settings["rules"];
    assert.throws(
      () => decide({ rules }),
      (error: Error) => error.message.split("\n").length === 11 && error.message.endsWith("... and more"),
    );
  });

  describe("for some stacks and resources", () => {
    const resource = (stack: string, inputs: Record<string, unknown> = {}, outputs: Record<string, unknown> = {}, name = "site"): Resource =>
      toResource({ urn: `urn:pulumi:${stack}::shop::acme:app:App$test:index:Log::${name}`, type: "test:index:Log", inputs, outputs });
    const prod = resource("prod");
    const sandbox = resource("a-sandbox");
    const off: Override = { rules: { "test-index-kept": "off" } };

    it("are the same whether the stack is told or not", () => {
      const settings: Settings = {
        overrides: [
          { stacks: ["*-sandbox"], failOn: "never" },
          { stacks: ["prod"], presets: ["strict"] },
        ],
      };
      for (const [given, wanted] of [
        [prod, ["mandatory", "advisory", "mandatory"]],
        [sandbox, ["advisory", "advisory", "off"]],
        [resource("dev"), ["mandatory", "advisory", "off"]],
      ] as const) {
        const all = decide(settings);
        const [, stack = ""] = /^urn:pulumi:([^:]+)/.exec(given.urn)!;
        const one = all.in({ stack, project: "shop" });
        const levels = [kept, named, locked].map((each) => all.levelOf(each, given));
        assert.deepEqual(levels, wanted);
        assert.deepEqual(
          [kept, named, locked].map((each) => one.levelOf(each)),
          wanted,
        );
        assert.deepEqual(
          one.rules,
          [kept, named, locked].filter((_, i) => wanted[i] !== "off"),
        );
      }
    });

    for (const [scope, fits, other] of [
      [{ stacks: ["pr*"] }, prod, sandbox],
      [{ stacks: ["dev", "prod"] }, prod, sandbox],
      [{ stacks: ["!prod"] }, sandbox, prod],
      [{ projects: ["shop"], stacks: ["prod"] }, prod, sandbox],
      [{ urns: ["*::site"] }, prod, resource("prod", {}, {}, "other")],
      [{ urns: ["*acme:app:App$*"] }, prod, toResource({ urn: "urn:pulumi:prod::shop::test:index:Log::site", type: "test:index:Log" })],
      [{ urns: ["*::a/*"] }, resource("prod", {}, {}, "a/b/c"), prod],
      [{ tags: { environment: "prod*" } }, resource("x", { tags: { environment: "production" } }), resource("x", { tags: { environment: "test" } })],
      [{ tags: { environment: "prod" } }, resource("x", { labels: { environment: "prod" } }), resource("x", { labels: { Environment: "prod" } })],
      [{ tags: { environment: "prod" } }, resource("x", { metadata: { labels: { environment: "prod" } } }), resource("x", { metadata: "prod" })],
      [{ tags: { environment: "prod" } }, resource("x", { tags: [{ key: "environment", value: "prod" }] }), resource("x", { tags: ["environment", null] })],
      [{ tags: { environment: "prod" } }, resource("x", {}, { tagsAll: { environment: "prod" } }), resource("x", { environment: "prod" })],
      [{ tags: { a: "1", b: "2" } }, resource("x", { tags: { a: "1", b: "2" } }), resource("x", { tags: { a: "1" } })],
      [{ tags: { constructor: "*" } }, resource("x", { tags: { constructor: "me" } }), resource("x", { tags: {} })],
    ] as const)
      it(`tell by ${JSON.stringify(scope)}`, () => {
        const decisions = decide({ overrides: [{ ...scope, ...off }] });
        assert.deepEqual([decisions.levelOf(kept, fits), decisions.levelOf(kept, other)], ["off", "mandatory"]);
      });

    it("tell by the stack's own tags", () => {
      const decisions = decide({ overrides: [{ tags: { environment: "prod" }, ...off }] });
      const levelIn = (environment: string) => decisions.in({ stack: "dev", project: "shop", tags: { environment } }).levelOf(kept, prod);
      assert.deepEqual([levelIn("prod"), levelIn("test")], ["off", "mandatory"]);
    });

    it("take the later where several fit", () => {
      const overrides: Override[] = [
        { urns: ["*site"], rules: { "test-index-kept": { level: "advisory", days: 1 } } },
        { stacks: ["prod"], rules: { "test-index-kept": { days: 2 } } },
        { stacks: ["prod"], urns: ["*site"], rules: { "test-index-kept": "mandatory" } },
      ];
      const decisions = decide({ rules: { "test-index-kept": { place: "vault" } }, overrides });
      assert.equal(decisions.levelOf(kept, prod), "mandatory");
      assert.deepEqual(decisions.optionsOf(kept, prod), { days: 2, place: "vault" });
      assert.equal(decisions.levelOf(kept, sandbox), "advisory");
      assert.deepEqual(decisions.optionsOf(kept, sandbox), { days: 1, place: "vault" });
    });

    it("judge by the resource's own", () => {
      const late: Rule = {
        ...locked,
        check: ({ days }: { days: number }, { options }) => days < options.days && `it keeps ${days} of ${options.days}`,
      };
      const overrides: Override[] = [
        { urns: ["*::short"], rules: { [late.id]: { level: "advisory", days: 10 } } },
        { urns: ["*::long"], rules: { [late.id]: { level: "mandatory", days: 100 } } },
      ];
      const stack = new Stack(["short", "long", "neither"].map((name) => resource("dev", { days: 5 }, {}, name)));
      assert.deepEqual(
        findingsIn(stack, new Decisions([late], { presets: [], overrides })).map(({ level, message }) => [level, message]),
        [
          ["advisory", "it keeps 5 of 10"],
          ["mandatory", "it keeps 5 of 100"],
        ],
      );
    });
  });

  it("suggest nothing that is far from what was written", () => assert.equal(didYouMean("bucket", ["database", "network"]), ""));
});
