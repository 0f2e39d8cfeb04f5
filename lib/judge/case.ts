import type { Relations } from "../rule/relation";
import type { Rule } from "../rule/rule";
import { decode } from "../stack/decode";
import type { Provenance } from "../stack/provenance";
import { isInput } from "../stack/shape";
import { type Resource, toResource } from "../stack/stack";
import { hasUnknown, isRecord, join, listOf } from "../stack/values";
import { defaultOptions, type Verdict, verdictsOf } from "./judge";

/** What a rule says of one of its own cases. */
export function judgeCase(rule: Rule, given: object): readonly Verdict[] {
  const secrets = new Set<string>();
  const self = argumentsOf(rule.tokens, given, rule.related, secrets);
  return verdictsOf(rule, self, secrets, {
    options: { ...defaultOptions(rule), ...rule.caseOptions },
    resource: exampleOf(rule.tokens),
    provenance: provenanceOf(rule),
  });
}

/** Configuration as cases have it, with secrets as a program writes them. */
const provenanceOf = ({ provenance }: Rule): Provenance => ({
  ...provenance,
  configuration: decode(provenance.configuration ?? {}, new Set()).value as Provenance["configuration"],
});

/** A resource with these inputs, of the one of the types that they fit best. */
export function exampleOf(types: readonly string[], inputs: Record<string, unknown> = {}): Resource {
  const examples = types.map((type) => toResource({ urn: `urn:pulumi:dev::example::${type}::example`, type, inputs }));
  const fits = ({ type, inputs }: Resource) => 2 * Object.keys(inputs).filter((name) => isInput(type, name)).length - Number(hasUnknown(inputs));
  return examples.reduce((best, example) => (fits(example) > fits(best) ? example : best));
}

/** The arguments in `given`, with a list for each relation; an empty one for a relation that it leaves out. */
function argumentsOf(types: readonly string[], given: object, relations: Relations, secrets: Set<string>): Record<string, unknown> {
  const inputs: Record<string, unknown> = { ...given };
  const lists: Record<string, unknown> = {};
  for (const [name, { tokens, related }] of Object.entries(relations)) {
    const elements = (inputs[name] ?? []) as unknown[];
    delete inputs[name];
    lists[name] = listOf(elements.map((element) => (isRecord(element) ? argumentsOf(tokens, element, related, secrets) : decode(element, secrets).value)));
  }
  const resource = exampleOf(types, inputs);
  for (const secret of resource.secrets) secrets.add(secret);
  return join(resource.inputs, lists);
}
