import assert from "node:assert/strict";
import { Decisions } from "../../lib/decide/decide";
import { type Exempted, Exemptions } from "../../lib/decide/exemptions";
import { findingsIn } from "../../lib/decide/finding";
import { type Layer, layersOf, type Settings, SettingsError } from "../../lib/decide/settings";
import { type Exemption, exempt } from "../../lib/exempt";
import { rule, resource as type, unknown } from "../../lib/rule";
import { configurationOf } from "../../lib/stack/provenance";
import { type RawResource, Stack, toResource } from "../../lib/stack/stack";
import { resource } from "../support/state";

interface Args {
  open?: boolean;
  note?: string;
}
const about = { severity: "high", family: "network", preset: "recommended", why: "Risk.", fix: "Fix it.", see: "https://example.com" } as const;
const cases: { pass: [Args]; fail: [Args] } = { pass: [{}], fail: [{ open: true }] };
const Door = type<Args>("test:index/door:Door");
const open = rule(Door, { ...about, ...cases, id: "test-index-door", title: "Doors are closed", check: (self) => self.open && "it's open" });
const always = rule(Door, {
  ...about,
  ...cases,
  id: "test-index-always",
  title: "Doors are painted",
  exemptible: false,
  check: (self) => self.note === "bare" && "it's bare",
});

const door = (name: string, inputs: Args = { open: true }, rest: Partial<RawResource> = {}) => resource("test:index/door:Door", name, { ...inputs }, rest);
const component = (name: string, rest: Partial<RawResource> = {}) => resource("acme:index:House", name, {}, rest);
const front = door("front");

/** What is found under some settings on 31 January 2027, and what is said of the exemptions. */
function judged(resources: RawResource[], settings: Settings | readonly Layer[] = {}, configured?: string, today = "2027-01-31") {
  const rules = [open, always];
  const exemptions = new Exemptions(layersOf(settings), rules, today);
  const decisions = new Decisions(rules, settings, undefined, undefined, exemptions);
  const configuration = configurationOf(configured === undefined ? [] : [["stackward:exemptions", configured]]);
  const findings = findingsIn(new Stack(resources.map(toResource), { configuration }), decisions);
  return { findings, complaints: decisions.exemptions.complaints(decisions.rules) };
}

const entry = (details: Partial<Exemption> = {}): Exemption => ({ rule: open.id, reason: "It's a shop.", ...details });
const exempted = (details: Partial<Exemption>, resources: RawResource[] = [front]) =>
  judged(resources, { exemptions: [entry(details)] }).findings.map((finding) => Boolean(finding.exempted));
const inProgram = (details: Omit<Exemption, "rule">) => ({ additionalSecretOutputs: exempt(open.id, details).additionalSecretOutputs });

describe("exemptions", () => {
  describe("name", () => {
    const other = door("back");
    for (const [details, wanted] of [
      [{ urn: front.urn }, [true, false]],
      [{ urn: "urn:pulumi:*::front" }, [true, false]],
      [{ name: "front" }, [true, false]],
      [{ name: "b*" }, [false, true]],
      [{ type: "test:index/door:Door" }, [true, true]],
      [{ type: "test:index:Door", name: "front" }, [true, false]],
      [{ type: "test:index:Window" }, [false, false]],
      [{ type: "test:*" }, [true, true]],
      [{ stacks: ["dev"] }, [true, true]],
      [{ stacks: ["shop/*"] }, [true, true]],
      [{ stacks: ["prod", "stag*"] }, [false, false]],
      [{ stacks: ["dev"], name: "front" }, [true, false]],
    ] as const)
      it(`the resources of ${JSON.stringify(details)}`, () => assert.deepEqual(exempted(details, [front, other]), wanted));

    it("a name that holds what would be a pattern elsewhere", () => {
      const odd = door("a[0]{b}(c)?::d");
      assert.deepEqual(exempted({ urn: odd.urn }, [odd, door("a0bc::d")]), [true, false]);
    });

    it("one rule, and leave the others alone", () => {
      const { findings } = judged([door("front", { open: true, note: "bare" })], { exemptions: [entry({ name: "front" })] });
      assert.deepEqual(
        findings.map(({ rule, exempted }) => [rule, Boolean(exempted)]),
        [
          [open.id, true],
          [always.id, false],
        ],
      );
    });
  });

  it("say why, who, until when, and where that stands", () => {
    const all = { reason: "It's a shop.", owner: "Ada", expires: "2027-12-31", ticket: "SHOP-1" };
    const { findings } = judged([front], { exemptions: [{ ...entry({ name: "front" }), ...all }] });
    assert.deepEqual(findings[0]!.exempted, { ...all, origin: "settings", place: "exemptions[0]" } satisfies Exempted);
  });

  describe("expire", () => {
    for (const [today, counts] of [
      ["2027-01-30", true],
      ["2027-01-31", true],
      ["2027-02-01", false],
    ] as const)
      it(`at the end of their last day: ${today} ${counts ? "isn't" : "is"} too late for 2027-01-31`, () => {
        const { findings, complaints } = judged([front], { exemptions: [entry({ name: "front", expires: "2027-01-31" })] }, undefined, today);
        assert.equal(Boolean(findings[0]!.exempted), counts);
        assert.equal(findings[0]!.note, counts ? undefined : "Its exemption (settings, exemptions[0]) doesn't count: it expired on 2027-01-31.");
        assert.deepEqual(complaints, counts ? [] : ["settings, exemptions[0]: the exemption from `test-index-door` doesn't count: it expired on 2027-01-31"]);
      });

    it("which hides no other that still counts", () => {
      const { findings } = judged([front], { exemptions: [entry({ name: "front", expires: "2020-01-31" }), entry({ name: "front", reason: "Second." })] });
      assert.equal(findings[0]!.exempted?.reason, "Second.");
    });
  });

  describe("aren't granted from", () => {
    const bare = door("front", { note: "bare" });
    const wanted = "Its exemption (settings, exemptions[0]) doesn't count: nothing can be exempted from this rule.";

    it("a rule that says so", () => {
      const { findings, complaints } = judged([bare], { exemptions: [entry({ rule: always.id, name: "front" })] });
      assert.deepEqual([findings[0]!.exempted, findings[0]!.note], [undefined, wanted]);
      assert.deepEqual(complaints, ["settings, exemptions[0]: the exemption from `test-index-always` doesn't count: nothing can be exempted from this rule"]);
    });

    it("a rule that the settings name", () => {
      const { findings } = judged([front], { exemptions: [entry({ name: "front" })], neverExempt: [open.id] });
      assert.deepEqual([findings[0]!.exempted, findings[0]!.note], [undefined, wanted]);
    });
  });

  it("count only where the settings let them", () => {
    const settings: Settings = { exemptIn: ["settings"], exemptions: [entry({ name: "front" })] };
    const { findings } = judged([front, door("back", { open: true }, inProgram({ reason: "It's a shop." }))], settings);
    assert.deepEqual(
      findings.map(({ exempted, note }) => [exempted?.origin, note]),
      [
        ["settings", undefined],
        [undefined, "Its exemption (program, Door back) doesn't count: the settings let none of the program count."],
      ],
    );
  });

  it("are ignored in an audit", () => {
    const { findings, complaints } = judged([front], { exemptions: [entry({ name: "front" }), entry({ name: "nobody" })], audit: true });
    assert.deepEqual([findings[0]!.exempted, findings[0]!.note, complaints], [undefined, undefined, []]);
  });

  describe("that nothing needs", () => {
    const complaintsOf = (resources: RawResource[], settings: Settings) => judged(resources, settings).complaints;

    it("are reported", () =>
      assert.deepEqual(complaintsOf([door("front", {})], { exemptions: [entry({ name: "front" })] }), [
        "settings, exemptions[0]: the exemption from `test-index-door` matches no finding, so it can be removed",
      ]));

    it("aren't, where it can't be told: the stack wasn't judged, the rule isn't in force, or a value isn't known", () => {
      assert.deepEqual(complaintsOf([], { exemptions: [entry({ name: "front", stacks: ["prod"] })] }), []);
      assert.deepEqual(complaintsOf([], { exemptions: [entry({ name: "front" })], rules: { [open.id]: "off" } }), []);
      assert.deepEqual(complaintsOf([door("front", { open: unknown })], { exemptions: [entry({ name: "front" })] }), []);
    });
  });

  describe("of the stack's configuration", () => {
    const configured = (list: unknown) => judged([front], {}, typeof list === "string" ? list : JSON.stringify(list));

    it("count", () => {
      const { findings, complaints } = configured([entry({ name: "front" })]);
      assert.deepEqual(findings[0]!.exempted, { reason: "It's a shop.", origin: "stack configuration", place: "stackward:exemptions[0]" });
      assert.deepEqual(complaints, []);
    });

    it("may be for the whole stack", () => assert.ok(configured([entry()]).findings[0]!.exempted));

    it("have to be plain text", () => {
      const text = JSON.stringify([entry()]);
      const stack = new Stack([toResource(front)], { configuration: configurationOf([["stackward:exemptions", text]], ["stackward:exemptions"]) });
      const decisions = new Decisions([open]);
      assert.equal(findingsIn(stack, decisions)[0]!.exempted, undefined);
      assert.deepEqual(decisions.exemptions.complaints([open]), [
        "stack configuration, stackward:exemptions: the exemption doesn't count: it's a secret, and has to be plain text",
      ]);
    });

    for (const [list, complaint] of [
      ["[secret", "stackward:exemptions: the exemption doesn't count: it isn't a list of exemptions"],
      ["{}", "stackward:exemptions: the exemption doesn't count: it isn't a list of exemptions"],
      [unknown, "stackward:exemptions: the exemption doesn't count: it's a secret, and has to be plain text"],
      [[5], "stackward:exemptions[0]: the exemption doesn't count: an exemption is a map of `rule`, `reason` and the like"],
      [[{ reason: "Why not." }], "stackward:exemptions[0]: the exemption doesn't count: it has no `rule`"],
      [[{ rule: open.id, urn: 5, reason: "Why not." }], "stackward:exemptions[0]: the exemption doesn't count: its `urn` is no text"],
      [[entry(), entry({ stacks: "dev" as never })], "stackward:exemptions[1]: the exemption doesn't count: its `stacks` is no list of texts"],
      [
        [entry({ rule: "test-index-dor" })],
        "stackward:exemptions[0]: the exemption from `test-index-dor` doesn't count: there is no rule `test-index-dor`, did you mean `test-index-door`?",
      ],
      [
        [{ ...entry(), expire: "2027-01-31" }],
        "stackward:exemptions[0]: the exemption from `test-index-door` doesn't count: it has no place for `expire`, did you mean `expires`?",
      ],
    ] as const)
      it(`are refused where they are ${JSON.stringify(list)}`, () => assert.deepEqual(configured(list).complaints, [`stack configuration, ${complaint}`]));

    for (const [details, problem] of [
      [{ reason: undefined }, "it has no `reason`"],
      [{ reason: " " }, "its `reason` is empty"],
      [{ expires: "2026-02-30" }, 'its `expires` is no day: "2026-02-30" (one is written as 2027-01-31)'],
      [{ expires: "next year" }, 'its `expires` is no day: "next year" (one is written as 2027-01-31)'],
      [{ expires: 20270131 }, "its `expires` is no day: 20270131 (one is written as 2027-01-31)"],
    ] as const)
      it(`are refused with ${JSON.stringify(details)}, and the finding says so`, () => {
        const [finding] = configured([{ ...entry(), ...details }]).findings;
        assert.equal(finding!.exempted, undefined);
        assert.equal(finding!.note, `Its exemption (stack configuration, stackward:exemptions[0]) doesn't count: ${problem}.`);
      });
  });

  describe("of the program", () => {
    it("count for the resource that has them", () => {
      const { findings, complaints } = judged([door("front", { open: true }, inProgram({ reason: "It's a shop." })), door("back")]);
      assert.deepEqual(
        findings.map(({ exempted }) => exempted),
        [{ reason: "It's a shop.", origin: "program", place: "Door front" }, undefined],
      );
      assert.deepEqual(complaints, []);
    });

    it("count for all that is in a component, as far as they say", () => {
      const house = component("house", inProgram({ reason: "It's a shop.", name: "f*" }));
      const wing = component("wing", { parent: house.urn });
      const { findings } = judged([house, wing, door("front", { open: true }, { parent: wing.urn }), door("back", { open: true }, { parent: wing.urn })]);
      assert.deepEqual(
        findings.map(({ exempted }) => exempted?.place),
        ["House house", undefined],
      );
    });

    it("are reported where nothing needs them, or they don't count", () => {
      const { findings, complaints } = judged([
        component("house", inProgram({ reason: "It's a shop." })),
        door("front", { open: true }, inProgram({ reason: "It's a shop.", expires: "2020-02-29" })),
        door("back", {}, { additionalSecretOutputs: ["stackward:exempt:{", "secret"] }),
      ]);
      assert.equal(findings[0]!.note, "Its exemption (program, Door front) doesn't count: it expired on 2020-02-29.");
      assert.deepEqual(complaints, [
        "program, Door front: the exemption from `test-index-door` doesn't count: it expired on 2020-02-29",
        "program, House house: the exemption from `test-index-door` matches no finding, so it can be removed",
        "program, Door back: the exemption doesn't count: an exemption is a map of `rule`, `reason` and the like",
      ]);
    });

    it("end where parents go round in a circle", () => {
      const house = component("house");
      assert.equal(judged([{ ...house, parent: house.urn }, door("front", { open: true }, { parent: house.urn })]).findings.length, 1);
    });

    it("are several, beside other options", () => {
      const options = exempt("a", { reason: "A." }, exempt("b", { reason: "B." }, { protect: true, additionalSecretOutputs: ["password"] }));
      assert.deepEqual(options, {
        protect: true,
        additionalSecretOutputs: ["password", 'stackward:exempt:{"rule":"b","reason":"B."}', 'stackward:exempt:{"rule":"a","reason":"A."}'],
      });
    });
  });

  for (const [exemption, message] of [
    [{ ...entry({ name: "x" }), reason: undefined }, "exemptions[0]: it has no `reason`"],
    [entry({ name: "x", expires: "2026-02-30" }), 'exemptions[0]: its `expires` is no day: "2026-02-30" (one is written as 2027-01-31)'],
    [entry({ name: "x", rule: "test-index-dor" }), "exemptions[0]: there is no rule `test-index-dor`, did you mean `test-index-door`?"],
    [entry(), "exemptions[0]: it says nowhere where: give it a `urn`, `type`, `name` or `stacks`, or turn the rule off"],
  ] as const)
    it(`are an error in the settings where they are ${JSON.stringify(exemption)}`, () =>
      assert.throws(() => judged([front], { exemptions: [exemption as Exemption] }), new SettingsError(message)));
});
