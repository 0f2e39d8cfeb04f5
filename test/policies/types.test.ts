import assert from "node:assert/strict";
import { judgeCase } from "../../lib/judge/case";
import type { Relations } from "../../lib/rule/relation";
import type { Rule } from "../../lib/rule/rule";
import { stackToken } from "../../lib/stack/token";
import { signature, unknown } from "../../lib/stack/values";
import { rules } from "../../policies";

type Place = readonly string[];

/** The places of the values in a case that a program may give; a relation's list is the judge's. */
function* placesIn(value: unknown, relations: Relations, at: Place = []): Generator<{ at: Place; value: unknown }> {
  if (typeof value !== "object" || value === null || signature in value) return;
  for (const [key, inner] of Object.entries(value)) {
    const place = [...at, key];
    const relation = relations[key];
    if (relation && Array.isArray(inner)) for (const [i, element] of inner.entries()) yield* placesIn(element, relation.related, [...place, String(i)]);
    else {
      yield { at: place, value: inner };
      yield* placesIn(inner, {}, place);
    }
  }
}

function replaced(value: any, [key, ...rest]: Place, by: unknown): any {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key!] = rest.length ? replaced(value[key!], rest, by) : by;
  return copy;
}

const outcomeOf = (rule: Rule, given: object) => judgeCase(rule, given)[0]?.outcome ?? "pass";

/** What a rule on the stack alone reads is the judge's own. */
const isOfInputs = ({ tokens, related }: Rule) => !tokens.includes(stackToken) || Object.keys(related).length > 0;

describe("values of another type than the SDK's", () => {
  for (const rule of rules.filter(isOfInputs)) {
    /** `given` with the value at each place in turn replaced by each of `others`. */
    function* mutants(given: object, others: (value: unknown, at: Place) => readonly unknown[]) {
      for (const { at, value } of placesIn(given, rule.related))
        for (const other of others(value, at)) yield { mutant: replaced(given, at, other), change: () => `\`${at.join(".")}\` is ${JSON.stringify(other)}` };
    }
    it(`${rule.id} fails on none`, () => {
      for (const given of [...rule.pass, ...rule.fail])
        for (const { mutant, change } of mutants(given, () => [null, "", 7, true, {}, [null]])) {
          const [verdict] = judgeCase(rule, mutant);
          if (verdict?.outcome === "error") assert.fail(`${change()}: ${verdict.message}`);
        }
    });
    it(`${rule.id} takes a text for what it stands for, and a single value for a list of one`, () => {
      for (const given of [...rule.pass, ...rule.fail]) {
        const wanted = outcomeOf(rule, given);
        for (const { mutant, change } of mutants(given, otherForms))
          if (outcomeOf(rule, mutant) !== wanted) assert.fail(`${change()}: ${outcomeOf(rule, mutant)}, not ${wanted}`);
      }
    });
  }
});

/** A port's name may be a text of digits. */
const open = new Set(["targetPort"]);

const otherForms = (value: unknown, at: Place): readonly unknown[] => {
  if (open.has(at.at(-1)!)) return [];
  if (typeof value === "boolean" || typeof value === "number") return [String(value)];
  return Array.isArray(value) && value.length === 1 && value[0] !== unknown ? value : [];
};
