import assert from "node:assert/strict";
import { positionOf } from "../../lib/decide/finding";
import { type FormatName, formats } from "../../lib/report/formats";
import { summaryOf } from "../../lib/report/report";
import { secret, unknown } from "../../lib/rule";
import { door, report, written } from "../support/report";
import { resource } from "../support/state";

describe("the JSON report", () => {
  const given = report([door("front", { open: true }, 4), door("back", { note: unknown }), resource("test:index:Window", "north")]);
  const parsed = JSON.parse(written("json", given));

  it("has the shape that others build on", () => {
    assert.deepEqual(Object.keys(parsed), ["version", "stacks", "summary"]);
    assert.equal(parsed.version, "1.2.3");
    assert.deepEqual(Object.keys(parsed.stacks[0]), ["source", "project", "stack", "resources", "findings"]);
    assert.equal(parsed.stacks[0].resources, 3);
    assert.deepEqual(parsed.stacks[0].findings[0], {
      rule: "test-index-door",
      title: "Doors are closed",
      severity: "high",
      level: "mandatory",
      family: "network",
      urn: "urn:pulumi:dev::shop::test:index:Door::front",
      type: "test:index:Door",
      name: "front",
      outcome: "fail",
      message: "it's open",
      fix: "Set `open` to `false`.",
      see: "https://example.com/doors",
      position: { file: "index.ts", line: 4, column: 13 },
    });
  });

  it("has findings of all outcomes, and their counts", () => {
    assert.deepEqual(
      parsed.stacks[0].findings.map((finding: any) => [finding.rule, finding.outcome]),
      [
        ["test-index-door", "fail"],
        ["test-index-note", "unknown"],
        ["test-index-window", "error"],
      ],
    );
    assert.deepEqual(parsed.summary, {
      stacks: 1,
      resources: 3,
      rules: 3,
      findings: 1,
      severities: { critical: 0, high: 1, medium: 0, low: 0 },
      mandatory: 1,
      exempted: 0,
      known: 0,
      fixed: 0,
      unknown: 1,
      errors: 1,
    });
  });

  it("is JSON without stacks and findings too", () => {
    assert.deepEqual(JSON.parse(written("json", report([]))).stacks[0].findings, []);
    const none = summaryOf([], 3);
    assert.deepEqual(JSON.parse(written("json", { version: "1.2.3", stacks: [], summary: none })), { version: "1.2.3", stacks: [], summary: none });
  });

  it("is written in parts", () => {
    const many = report(Array.from({ length: 1000 }, (_, i) => door(`door-${i}`, { open: true })));
    assert.ok([...formats.json.write(many)].every((part) => part.length < 1000));
  });
});

describe("the text report", () => {
  it("has the worst first, each rule once", () => {
    const text = written("text", report([door("front", { open: true }, 4), door("back", { open: true, note: "key below" }, 9)]));
    assert.equal(
      text,
      [
        "critical  Doors have no notes  test-index-note",
        "  index.ts:9  Door back: it says `key below`",
        "  fix  Set `open` to `false`.",
        "",
        "high  Doors are closed  test-index-door",
        "  it's open",
        "    index.ts:4  Door front",
        "    index.ts:9  Door back",
        "  fix  Set `open` to `false`.",
        "",
        "3 findings in 2 resources of shop/dev: 1 critical, 2 high; 3 mandatory",
        "`stackward explain <rule>` says why it matters, with examples",
        "",
      ].join("\n"),
    );
  });

  it("groups what a loop makes, and shortens what is long", () => {
    const loop = report(Array.from({ length: 30 }, (_, i) => door(`door-${i}`, { open: true }, 7)));
    assert.match(written("text", loop), /\n {2}index\.ts:7 {2}Door door-0, door-1, door-2, door-3, door-4, door-5 and 24 more: it's open\n/);
    assert.match(written("text", loop, { verbose: true }), /, door-29: it's open\n/);
    const apart = report(Array.from({ length: 30 }, (_, i) => door(`door-${i}`, { open: true }, i + 1)));
    assert.match(written("text", apart), /\n {4}index\.ts:8 {2}Door door-7\n {2}and 22 more \(--verbose lists them\)\n/);
    assert.match(written("text", apart, { verbose: true }), /\n {4}index\.ts:30 {2}Door door-29\n {2}fix/);
  });

  it("says which findings are only advice", () => {
    assert.match(
      written("text", report([door("front", { open: true })], { failOn: "critical" })),
      /test-index-door, advisory\n[\s\S]*1 high; none mandatory\n/,
    );
  });

  it("tells a rule's fault apart", () => {
    const text = written("text", report([resource("test:index:Window", "north")]));
    assert.match(text, /^error {2}Windows are judged {2}test-index-window\n {2}Window north: the rule failed: no such thing\n/);
    assert.match(text, /No findings in 1 resource of shop\/dev \(3 rules\)\n1 check failed by a fault of the rule, listed above\n$/);
  });

  it("has the source's warnings", () => {
    assert.match(written("text", report([], { warnings: ["resource 4 has no type"] })), /^warning {2}resource 4 has no type\n/);
  });

  it("lets nothing of a resource's name act on the terminal", () => {
    const text = written("text", report([door("a\u001b[2Jb\nc", { open: true, note: "x\u001b]0;title\u0007\u202ey" })]));
    for (const character of "\u001b\u0007\u202e") assert.ok(!text.includes(character));
    assert.match(text, /a\ufffd\[2Jb c/);
  });
});

describe("every report", () => {
  it("holds no secret", () => {
    const given = report([
      resource("test:index:Door", "front", { open: true, note: secret("hunter2hunter2") }),
      resource("test:index:Window", "north", { pin: secret(4711) }),
    ]);
    for (const format of Object.keys(formats) as FormatName[]) {
      const text = written(format, given, { verbose: true });
      assert.ok(text.includes("[secret]"));
      assert.ok(!/hunter2|4711/.test(text), text);
    }
  });
});

describe("positions", () => {
  it("are read from what the engine writes", () => {
    assert.deepEqual(positionOf("project:///index.ts#4,13"), { file: "index.ts", line: 4, column: 13 });
    assert.deepEqual(positionOf("project:///src/my%20stack.ts#120"), { file: "src/my stack.ts", line: 120 });
    assert.deepEqual(positionOf("project:///100%.ts#1,1"), { file: "100%.ts", line: 1, column: 1 });
    assert.equal(positionOf("somewhere"), undefined);
  });
});
