import type { Relations } from "../rule/relation";
import type { Rule } from "../rule/rule";
import { toResource } from "../stack/stack";
import { decode, isRecord } from "../stack/values";
import { defaultOptions, type Verdict, verdictsOf } from "./judge";

/** What a rule says of one of its own cases. */
export function judgeCase(rule: Rule, given: object): readonly Verdict[] {
  const secrets = new Set<string>();
  const self = decode(withRelations(given, rule.related), secrets).value as object;
  const type = rule.tokens[0]!;
  const resource = toResource({ urn: `urn:pulumi:dev::example::${type}::example`, type });
  return verdictsOf(rule, resource, self, secrets, { ...defaultOptions(rule), ...rule.caseOptions });
}

/** `given` with an empty list for each relation that it leaves out. */
function withRelations(given: object, relations: Relations): object {
  const filled: Record<string, unknown> = { ...given };
  for (const [name, { related }] of Object.entries(relations)) {
    const elements = (filled[name] ?? []) as unknown[];
    filled[name] = elements.map((element) => (isRecord(element) ? withRelations(element, related) : element));
  }
  return filled;
}
