import assert from "node:assert/strict";
import { Decisions } from "../../lib/decide/decide";
import { presets, withoutRules } from "../../lib/decide/settings";
import { controlsOf } from "../../lib/rule/crosswalk";
import { type Controls, type Framework, frameworks } from "../../lib/rule/frameworks";
import { rules } from "../../policies";
import { frameworkPage } from "../../tools/framework-docs";

const all = Object.keys(frameworks) as Framework[];
const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id);

describe("frameworks", () => {
  for (const id of all)
    it(`${id} is a preset of the rules that bear on it, or no preset`, () => {
      const bearing = rules.filter((rule) => controlsOf(rule)[id]);
      const isWithout = (withoutRules as readonly string[]).includes(id);
      assert.equal(bearing.length === 0, isWithout, "change `withoutRules`");
      assert.equal((presets as readonly string[]).includes(id), !isWithout);
      if (!isWithout) assert.deepEqual(ids(new Decisions(rules, { presets: [id as never] }).rules), ids(bearing));
    });

  for (const [given, wanted] of [
    [undefined, {}],
    [{ "cis-aws-1.4": ["1.4"] }, { "cis-aws-1.4": ["1.4"] }],
    [{ "pci-dss-3.2.1": ["1.2", "2.1"] }, { "pci-dss-3.2.1": ["1.2", "2.1"], "pci-dss-4.0": ["2.2.2"] }],
    [
      { "pci-dss-3.2.1": ["10.3.1", "10.3.2"], "pci-dss-4.0": ["10.2.2", "1.2.1"] },
      { "pci-dss-3.2.1": ["10.3.1", "10.3.2"], "pci-dss-4.0": ["10.2.2", "1.2.1"] },
    ],
    [
      { "nist-800-53-r5": ["AU-9a", "SC-8(1)", "AC-2i.2"] },
      { "nist-800-53-r5": ["AU-9a", "SC-8(1)", "AC-2i.2"], "iso-27001-2022": ["A.5.33", "A.8.15", "A.5.16", "A.5.18", "A.8.2"] },
    ],
  ] as [Controls | undefined, Controls][])
    it(`tell ${JSON.stringify(wanted)} from ${JSON.stringify(given)}`, () => assert.deepEqual(controlsOf({ controls: given }), wanted));

  it("name only controls that they have, also where they're told from others", () => {
    for (const rule of rules)
      for (const [id, controls] of Object.entries(controlsOf(rule)))
        for (const control of controls)
          assert.ok((frameworks[id as Framework].controls as readonly string[]).includes(control), `${rule.id}: ${id} ${control}`);
  });

  it("have pages that tell which controls have rules", () => {
    const page = frameworkPage("cis-aws-1.4", rules);
    const withRules = frameworks["cis-aws-1.4"].controls.filter((control) => rules.some((rule) => rule.controls?.["cis-aws-1.4"]?.includes(control)));
    for (const control of withRules) assert.match(page, new RegExp(`^\\| ${control.replaceAll(".", "\\.")} \\| \\[aws-`, "m"));
    assert.match(page, new RegExp(`bear on ${withRules.length} of ${frameworks["cis-aws-1.4"].controls.length} controls`));
    assert.match(page, /## Controls without a rule\n\n[\d., ]+\n$/);
    assert.match(frameworkPage("soc-2", rules), /it isn't a preset/);
  });
});
