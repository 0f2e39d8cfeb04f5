import { findingsOf } from "../rule/logic";
import { needsStack, type Rule } from "../rule/rule";
import type { Resource, Stack } from "../stack/stack";
import { tokenMatches } from "../stack/token";
import { UnknownValue, view } from "../stack/values";
import { redact } from "./redact";
import { Relator } from "./relate";

export type Outcome = "fail" | "unknown" | "error";

/** What a rule says of a resource, unless it passes. */
export interface Verdict {
  readonly rule: Rule;
  readonly resource: Resource;
  /** `unknown`: can't be told before a value is known. `error`: the rule itself failed. */
  readonly outcome: Outcome;
  /** A fragment that follows the resource's name. */
  readonly message: string;
}

/** The values of a rule's options. */
export type OptionsOf = (rule: Rule) => Readonly<Record<string, unknown>>;

/** The options' defaults. */
export const defaultOptions: OptionsOf = (rule) =>
  Object.fromEntries(Object.entries(rule.options).flatMap(([name, schema]) => ("default" in schema ? [[name, schema.default]] : [])));

/** Rules by the types that they judge: a resource costs only the rules for its type. */
export class Judge {
  private readonly perResource: readonly Rule[];
  private readonly perStack: readonly Rule[];
  private readonly byType = new Map<string, readonly Rule[]>();

  constructor(
    rules: Iterable<Rule>,
    private readonly optionsOf: OptionsOf = defaultOptions,
  ) {
    const all = [...rules];
    this.perResource = all.filter((rule) => !needsStack(rule));
    this.perStack = all.filter(needsStack);
  }

  /** What the rules without relations say of a resource. */
  resource(resource: Resource): Verdict[] {
    const verdicts: Verdict[] = [];
    for (const rule of this.rulesFor(resource.type)) verdicts.push(...verdictsOf(rule, resource, resource.inputs, resource.secrets, this.optionsOf(rule)));
    return verdicts;
  }

  /** What the rules with relations say of a stack. */
  related(stack: Stack): Verdict[] {
    const verdicts: Verdict[] = [];
    const relator = new Relator(stack);
    for (const rule of this.perStack)
      for (const resource of rule.tokens.includes(stack.root.type) ? [stack.root] : stack.ofTypes(rule.tokens)) {
        const secrets = new Set<string>();
        const self = relator.relate(resource, rule.related, secrets);
        verdicts.push(...verdictsOf(rule, resource, self, secrets, this.optionsOf(rule)));
      }
    return verdicts;
  }

  private rulesFor(type: string): readonly Rule[] {
    let rules = this.byType.get(type);
    if (!rules) this.byType.set(type, (rules = this.perResource.filter((rule) => rule.tokens.some((token) => tokenMatches(token, type)))));
    return rules;
  }

  /** What all rules say of a stack. */
  stack(stack: Stack): Verdict[] {
    const verdicts: Verdict[] = [];
    for (const resource of stack.resources) verdicts.push(...this.resource(resource));
    for (const verdict of this.related(stack)) verdicts.push(verdict);
    return verdicts;
  }
}

/** What one rule says of `self`, a resource's arguments and relations; `secrets` never get into a message. */
export function verdictsOf(rule: Rule, resource: Resource, self: object, secrets: ReadonlySet<string>, options: Readonly<Record<string, unknown>>): Verdict[] {
  const verdicts: Verdict[] = [];
  const say = (outcome: Outcome, message: string) => verdicts.push({ rule, resource, outcome, message: redact(message, secrets) });
  try {
    for (const message of findingsOf(rule.check(view(self), { options, resource }))) say("fail", message);
  } catch (error) {
    if (!(error instanceof UnknownValue)) say("error", `the rule failed: ${error instanceof Error ? error.message : String(error)}`);
    else if (!verdicts.length) say("unknown", error.message);
  }
  return verdicts;
}
