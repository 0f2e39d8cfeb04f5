import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import concepts from "../../catalogue/concepts.json";
import { judgeCase } from "../../lib/judge/case";
import type { Relation } from "../../lib/rule/relation";
import { cloudOf, type Rule } from "../../lib/rule/rule";
import { rules } from "../../policies";
import { exportsOf, isRule, ruleFiles } from "../../tools/rules";
import { inputsOf } from "../support/sdk";

const folder = join(__dirname, "../../policies");

const camelCase = (words: string[]) => words.map((word, i) => (i ? word[0]!.toUpperCase() + word.slice(1) : word)).join("");
const relationsOf = (rule: { related: Rule["related"] }): Relation[] => Object.values(rule.related).flatMap((relation) => [relation, ...relationsOf(relation)]);

describe("a service's file", () => {
  for (const file of ruleFiles()) {
    const { cloud, service, path } = file;
    it(`${path} exports rules by their ids, or none`, () => {
      const exported = Object.entries(exportsOf(file));
      if (!exported.some(([, one]) => isRule(one))) return;
      for (const [name, one] of exported) {
        assert.ok(isRule(one), `${name} is no rule: it belongs in a file that has none`);
        const rule = one as Rule;
        assert.ok(rules.includes(rule), `${rule.id} isn't in policies/index.ts: run \`npm run generate\``);
        assert.match(rule.id, new RegExp(`^${cloud}-${service}-[a-z0-9]+(-[a-z0-9]+)*$`), `${rule.id} starts with the cloud and the service's name`);
        assert.equal(name, camelCase(rule.id.split("-").slice(2)), `the export of ${rule.id} is the id without cloud and service`);
      }
    });
    it(`${path} loads no provider and uses the language's own some, every and find`, () => {
      const text = readFileSync(join(folder, path), "utf8");
      assert.doesNotMatch(text, /^import (?!type )[^;]*@pulumi/m, "imports of SDKs are `import type`");
      assert.doesNotMatch(text, /from "@pulumi\/[\w-]+"/, "types come from the resource's own file");
      assert.doesNotMatch(text, /\.(some|every|find|findIndex|findLast)\(/, "an unknown element would hide the others");
      assert.doesNotMatch(text, /check[:(][^=]*\{[^}]*\.\.\.\w+ \}/, "the rest of the arguments reads them all, unknown ones included");
    });
  }
});

describe("a rule", () => {
  it("has an id of its own", () => assert.equal(new Set(rules.map((rule) => rule.id)).size, rules.length));
  it("has a title of its own", () => assert.equal(new Set(rules.map((rule) => rule.title)).size, rules.length));
  for (const rule of rules) {
    it(`${rule.id} is told in whole sentences`, () => {
      assert.match(rule.title, /^[A-Z0-9].*[^.]$/, "the title has no full stop");
      for (const text of [rule.why, rule.fix]) assert.match(text, /^[A-Z`].*\.$/, "sentences end with a full stop");
      assert.match(rule.see, /^https:\/\/[\w.-]+\/\S+$/);
    });
    it(`${rule.id} names types and inputs that the SDK has`, () => {
      for (const token of [...rule.tokens, ...relationsOf(rule).flatMap((relation) => relation.tokens)]) assert.ok(inputsOf(token), `the SDK has no ${token}`);
      for (const { direction, tokens, property } of relationsOf(rule))
        if (direction === "from" && property) for (const token of tokens) assert.ok(inputsOf(token)!.has(property), `${token} has no input ${property}`);
      for (const { direction, property } of Object.values(rule.related))
        if (direction === "to")
          assert.ok(
            rule.tokens.some((token) => inputsOf(token)!.has(property!)),
            `${rule.tokens} have no input ${property}`,
          );
    });
    it(`${rule.id} finds fragments that follow a name`, () => {
      for (const given of rule.fail)
        for (const { message } of judgeCase(rule, given)) {
          assert.match(message, /^[a-z`0-9].*[^.]$/s, `not a fragment: ${message}`);
          assert.doesNotMatch(message, /undefined|\[object|04da6b54/, message);
        }
    });
    if (rule.remedy)
      it(`${rule.id} passes what its remedy makes of a failing case`, () => {
        for (const given of rule.fail) {
          const remedy = rule.remedy!(given, { options: {}, resource: judgeCase(rule, given)[0]!.resource, provenance: rule.provenance });
          if (remedy) assert.deepEqual(judgeCase(rule, { ...given, ...remedy }), []);
        }
      });
  }
});

describe("other scanners' checks", () => {
  const known = new Map(
    concepts.flatMap((concept) =>
      Object.entries(concept.checks).flatMap(([scanner, ids]) => (ids as string[]).map((id) => [`${scanner} ${id}`, concept.id.split(".")[0]])),
    ),
  );
  for (const rule of rules)
    for (const [scanner, ids] of Object.entries(rule.equivalents ?? {}))
      it(`${rule.id} names checks of ${scanner} that exist for its cloud`, () => {
        for (const id of ids) {
          const cloud = known.get(`${scanner} ${id}`);
          assert.ok(cloudOf(rule) === "any" ? cloud : cloud === cloudOf(rule), id);
        }
      });
});
