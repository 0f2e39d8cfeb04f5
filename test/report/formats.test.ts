import assert from "node:assert/strict";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { door, report, written } from "../support/report";
import { parseSarif } from "../support/sarif";
import { resource } from "../support/state";

const hostile = `<img src=x onerror=alert(1)>\u0000\u001b[2J"'&,:%\n@someone ]]>`;
const given = report([door("front", { open: true }, 4), door(hostile, { open: true, note: hostile }), resource("test:index:Window", "north")], {
  folder: "stacks/my shop",
  warnings: ["resource 4 has no type"],
});

describe("the SARIF report", () => {
  const log = parseSarif(written("sarif", given));
  const [run] = log.runs;

  it("has the rules with help, and a score by which code hosts sort", () => {
    const [door] = run.tool.driver.rules;
    assert.deepEqual([door.id, door.defaultConfiguration.level, door.properties["security-severity"]], ["test-index-door", "error", "8.0"]);
    assert.deepEqual(door.help, {
      text: "Risk.\nSet `open` to `false`.\nhttps://example.com/doors",
      markdown: "Risk.\n\nSet `open` to `false`.\n\n[Read more](https://example.com/doors)",
    });
    assert.deepEqual(door.properties.tags, ["security", "test", "network"]);
  });

  it("names the program's file from the current directory, or the program where the line isn't known", () => {
    const places = run.results.map(({ locations: [{ physicalLocation }] }: any) => [physicalLocation.artifactLocation.uri, physicalLocation.region]);
    assert.deepEqual(places.slice(0, 2), [
      ["stacks/my%20shop/index.ts", { startLine: 4, startColumn: 13 }],
      ["stacks/my%20shop/Pulumi.yaml", undefined],
    ]);
    assert.equal(run.results[0].locations[0].logicalLocations[0].fullyQualifiedName, "urn:pulumi:dev::shop::test:index:Door::front");
  });

  it("has fingerprints that stay where a line moves, and differ from each other", () => {
    const of = (text: string) => parseSarif(text).runs[0].results.map(({ partialFingerprints }: any) => JSON.stringify(partialFingerprints));
    const moved = of(written("sarif", report([door("front", { open: true }, 40)])));
    assert.equal(moved[0], of(written("sarif", given))[0]);
    const loop = of(written("sarif", report(Array.from({ length: 9 }, (_, i) => door(`door-${i}`, { open: true }, 4)))));
    assert.equal(new Set(loop).size, 9);
  });

  it("has the rules' faults and the source's warnings as notifications", () => {
    const [{ executionSuccessful, toolExecutionNotifications }] = run.invocations;
    assert.equal(executionSuccessful, false);
    assert.deepEqual(
      toolExecutionNotifications.map(({ level, associatedRule }: any) => [level, associatedRule?.id]),
      [
        ["warning", undefined],
        ["error", "test-index-window"],
      ],
    );
  });

  it("has no absolute path", () => {
    const source = "/home/someone/secret-place/state.json";
    const text = written("sarif", report([door("front", { open: true })], { source, warnings: [`${source}: half of it`] }));
    assert.equal(parseSarif(text).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, "state.json");
    assert.ok(!text.includes("secret-place"));
  });

  it("is valid without findings", () => assert.deepEqual(parseSarif(written("sarif", report([]))).runs[0].results, []));
});

describe("the JUnit report", () => {
  it("is XML with a suite per stack, whatever a resource is called", () => {
    const text = written("junit", given);
    assert.equal(XMLValidator.validate(text), true);
    assert.ok(!text.includes("\u0000") && !text.includes("\u001b"));
    const { testsuite } = new XMLParser({ ignoreAttributes: false }).parse(text).testsuites;
    assert.deepEqual([testsuite["@_name"], testsuite["@_tests"], testsuite["@_failures"], testsuite["@_errors"]], ["shop/dev", "4", "3", "1"]);
    assert.deepEqual([testsuite.testcase[0]["@_file"], testsuite.testcase[0]["@_line"]], ["stacks/my shop/index.ts", "4"]);
  });

  it("has a case where nothing is found, and skips what is only advice", () => {
    assert.match(written("junit", report([])), /tests="1" failures="0"[\s\S]*no findings in 0 resources/);
    assert.match(written("junit", report([door("front", { open: true })], { failOn: "never" })), /<skipped message="Door front: advisory: it&#39;s open">/);
  });
});

describe("the Markdown report", () => {
  it("has the worst first, and nothing from outside as markup", () => {
    const text = written("markdown", given);
    assert.match(text, /^### ❌ stackward: 3 findings in 3 resources of `shop\/dev`\n/);
    assert.ok(text.indexOf("Doors have no notes") < text.indexOf("Doors are closed"));
    assert.doesNotMatch(text.replace(/`[^`\n]*`/g, ""), /<img|@someone/);
  });

  it("is no longer than a comment may be, and says so", () => {
    const rules = Array.from({ length: 40 }, (_, i) => ({ ...given.rules![0]!, id: `test-index-door${i}` })) as any;
    const many = report(
      Array.from({ length: 20 }, (_, i) => door(`door-${i}-${"x".repeat(200)}`, { open: true })),
      { rules },
    );
    const text = written("markdown", many);
    assert.ok(text.length <= 65_536 && text.length > 50_000, `${text.length}`);
    assert.match(text, /\*\*\d+ more findings\*\* didn't fit/);
  });
});

describe("the report for GitHub", () => {
  it("is one command a finding, escaped", () => {
    const lines = written("github", given).trimEnd().split("\n");
    assert.equal(lines.length, 4);
    assert.ok(lines.every((line) => /^::(error|warning|notice) [^\n]*::/.test(line)));
    assert.ok(
      lines.includes(
        "::error file=stacks/my shop/index.ts,line=4,col=13,title=Doors are closed (test-index-door)::Door front: it's open%0ASet `open` to `false`.%0Ahttps://example.com/doors",
      ),
    );
    assert.match(lines[0]!, /&,:%25 @someone/);
  });
});

describe("the CSV report", () => {
  it("has a row a finding, and no cell that a spreadsheet runs", () => {
    const text = written("csv", report([door(`=HYPERLINK("x")`, { open: true }, 4), door("a,b", { open: true })]));
    const [head, formula, comma] = text.split("\r\n");
    assert.match(head!, /^project,stack,severity,/);
    assert.ok(formula!.includes(`,"'=HYPERLINK(""x"")",it's open,index.ts,4,`), formula);
    assert.ok(comma!.includes(`,"a,b",`));
  });
});

describe("the HTML report", () => {
  const text = written("html", given);

  it("has nothing from outside as markup, and loads nothing", () => {
    assert.ok(!text.includes("<img") && text.includes("&lt;img src=x"));
    assert.doesNotMatch(text, /<(?:link|img|iframe)|<script src|@import|url\(/);
    assert.match(text, /Content-Security-Policy" content="default-src 'none'/);
  });

  it("is well-formed, with totals and each finding with its fix", () => {
    const markup = text.replace(/<!DOCTYPE html>|<(script|style)>[\s\S]*?<\/\1>/g, "");
    assert.equal(XMLValidator.validate(markup), true);
    assert.match(markup, /By severity[\s\S]*By family[\s\S]*By cloud/);
    assert.equal(markup.match(/<p>Fix: Set <code>open<\/code>/g)?.length, 3);
  });
});
