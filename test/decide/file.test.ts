import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Decisions } from "../../lib/decide/decide";
import { readSettings } from "../../lib/decide/file";
import { nearestSettings, settingsFor } from "../../lib/decide/locate";
import { SettingsError } from "../../lib/decide/settings";
import { rules } from "../../policies";

describe("stackward.yaml", () => {
  let folder: string;
  const write = (text: string | Uint8Array, name = "stackward.yaml") => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const read = (text: string | Uint8Array) => readSettings(write(text), "stackward.yaml");
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "stackward-file-")));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const [text, settings] of [
    ["", {}],
    ["# nothing yet\n", {}],
    ["---\n", {}],
    ["\ufeffpresets: [strict]\n", { presets: ["strict"] }],
    ['{ "failOn": "low" }', { failOn: "low" }],
    ["rules:\n  aws-s3-bucket-acl: off\n", { rules: { "aws-s3-bucket-acl": "off" } }],
    ["%YAML 1.1\n---\nrules: { aws-s3-bucket-acl: off }\n", { rules: { "aws-s3-bucket-acl": "off" } }],
    ["overrides:\n  - &some { stacks: [dev], failOn: never }\n  - { urns: ['*'], rules: { aws-s3-bucket-acl: advisory } }\n  - *some\n", undefined],
  ] as const)
    it(`is read: ${JSON.stringify(text)}`, () => {
      const layer = read(text);
      if (settings) assert.deepEqual(layer.settings, settings);
      new Decisions(rules, [layer]);
    });

  const bomb = ["a: &a [x, x]", ..."bcdefghijklmn".split("").map((key, i) => `${key}: &${key} [*${"abcdefghijklm"[i]}, *${"abcdefghijklm"[i]}]`)].join("\n");
  for (const [what, text, message] of [
    ["two keys that are the same", "failOn: high\nfailOn: low\n", "stackward.yaml:2:1: `failOn` is there twice"],
    ["two rules that are the same", "rules:\n  a-b-c: off\n  a-b-c: advisory\n", "stackward.yaml:3:3: `a-b-c` is there twice"],
    ["a list", "- strict\n", "stackward.yaml:1:1: it isn't a map of settings"],
    ["a text", "strict\n", "stackward.yaml:1:1: it isn't a map of settings"],
    ["several documents", "failOn: low\n---\nfailOn: high\n", "stackward.yaml:2:1: it has more than one document"],
    ["aliases that multiply", bomb, "stackward.yaml: excessive alias count indicates a resource exhaustion attack"],
    ["an alias of what it's in", "rules: &r\n  x: *r\n", "stackward.yaml:2:6: `*r` is inside of what it stands for"],
    ["an alias of nothing", "rules: *r\n", "stackward.yaml: unresolved alias (the anchor must be set before the alias): r"],
    ["nesting without end", `presets: ${"[".repeat(50_000)}`, /^stackward\.yaml:1:\d+: maximum call stack size exceeded/],
    ["a key that is a list", "? [a, b]\n: 1\n", "stackward.yaml:1:3: a key must be a text"],
    ["a key that is nothing", "rules:\n  ? \n  : off\n", /^stackward\.yaml:[23]:\d+: a key must be a text$/],
    ["a tag", "failOn: !level low\n", /^stackward\.yaml:1:9: unresolved tag: !level/],
    ["a tab", "rules:\n\ta-b-c: off\n", /^stackward\.yaml:2:1: tabs are not allowed/],
    ["a bracket too few", "presets: [strict\nfailOn: low\n", /^stackward\.yaml:\d:\d+: /],
    ["bytes that aren't text", Buffer.from([0x66, 0xff, 0xfe, 0x00]), "stackward.yaml: it isn't text in UTF-8"],
    ["more than fits", "#".repeat(4_000_001), "stackward.yaml: it is larger than 4 MB"],
  ] as const)
    it(`is refused with ${what}`, () =>
      assert.throws(
        () => read(text),
        (error: Error) => {
          assert.ok(error instanceof SettingsError, error.stack);
          if (typeof message === "string") assert.equal(error.message, message);
          else assert.match(error.message, message);
          return true;
        },
      ));

  for (const [text, message] of [
    ["presets: [recomended]\n", "stackward.yaml:1:11: there is no preset `recomended`, did you mean `recommended`?"],
    ["failOn: 3\n", "stackward.yaml:1:9: expected a severity: low, medium, high, critical, never"],
    ["rules:\n  aws-s3-bucket-alc: off\n", "stackward.yaml:2:3: there is no rule `aws-s3-bucket-alc`, did you mean `aws-s3-bucket-acl`?"],
    ["rules: { __proto__: off }\n", "stackward.yaml:1:10: there is no rule `__proto__`"],
    ["<<: { failOn: low }\n", "stackward.yaml:1:1: there is no setting `<<`"],
    ["overrides:\n  - stacks: prod\n    failOn: low\n", "stackward.yaml:2:13: `stacks`: expected array"],
    ["rules:\n", "stackward.yaml:1:7: `rules`: expected object"],
    [
      "x: &off\n  aws-s3-bucket-acl: offf\nrules: *off\n",
      "stackward.yaml:1:1: there is no setting `x`\nstackward.yaml:2:22: there is no level `offf`, did you mean `off`?",
    ],
  ] as const)
    it(`can't mean ${JSON.stringify(text)}`, () => assert.throws(() => new Decisions(rules, [read(text)]), new SettingsError(message)));

  it("takes no longer for many rules than for few", () => {
    const started = performance.now();
    read(`rules:\n${Array.from({ length: 50_000 }, (_, i) => `  rule-${i}: off`).join("\n")}`);
    assert.ok(performance.now() - started < 5000);
  });

  it("is refused where it is missing, or a folder", () => {
    assert.throws(() => readSettings(join(folder, "none.yaml"), "none.yaml"), new SettingsError("none.yaml: there is no such file"));
    assert.throws(() => readSettings(folder, "it"), new SettingsError("it: it is a folder"));
    assert.throws(() => readSettings("/dev/zero"), new SettingsError("/dev/zero: it is larger than 4 MB"));
  });

  describe("is found", () => {
    const inside = () => {
      const path = join(folder, "checkout/infra/program");
      mkdirSync(path, { recursive: true });
      mkdirSync(join(folder, "checkout/.git"));
      return path;
    };

    it("in the nearest folder upwards", () => {
      const program = inside();
      const top = write("", "checkout/stackward.yaml");
      assert.equal(nearestSettings(program), top);
      const nearer = write("", "checkout/infra/stackward.yml");
      assert.equal(nearestSettings(program), nearer);
      symlinkSync(top, join(program, "stackward.yaml"));
      assert.equal(nearestSettings(program), join(program, "stackward.yaml"));
    });

    it("not outside of the checkout", () => {
      write("");
      assert.equal(nearestSettings(inside()), undefined);
    });

    it("not where there are two", () => {
      write("");
      write("", "stackward.yml");
      assert.throws(() => nearestSettings(folder), new SettingsError(`${folder}: it has both stackward.yaml and stackward.yml; leave one`));
    });

    it("by its name, or by STACKWARD_CONFIG, but not by both", () => {
      const named = write("failOn: low\n", "named.yaml");
      write("failOn: medium\n");
      const failOn = (name?: string) => settingsFor(folder, name).map(({ settings }) => settings.failOn);
      assert.deepEqual([failOn(), failOn(named)], [["medium"], ["low"]]);
      process.env.STACKWARD_CONFIG = named;
      try {
        assert.deepEqual([failOn(), failOn(named)], [["low"], ["low"]]);
        assert.throws(() => failOn("other.yaml"), new SettingsError(`--config names other.yaml, STACKWARD_CONFIG names ${named}; leave one`));
      } finally {
        delete process.env.STACKWARD_CONFIG;
      }
    });
  });
});
