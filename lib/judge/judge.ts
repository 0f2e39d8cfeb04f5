import { findingsOf } from "../rule/logic";
import { type Context, needsStack, type Rule } from "../rule/rule";
import { type Provenance, unknownProvenance } from "../stack/provenance";
import type { Resource, Stack } from "../stack/stack";
import { matchesAny } from "../stack/token";
import { raw, UnknownValue, view } from "../stack/values";
import { problemOf, redact } from "./redact";
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

type OptionValues = Readonly<Record<string, unknown>>;

/** The values of a rule's options for a resource; undefined where the rule doesn't judge it. */
export type OptionsOf = (rule: Rule, resource: Resource) => OptionValues | undefined;

/** The options' defaults. */
export const defaultOptions = (rule: Rule): Record<string, unknown> =>
  Object.fromEntries(Object.entries(rule.options).flatMap(([name, schema]) => ("default" in schema ? [[name, schema.default]] : [])));

/** An option that a rule needs and doesn't have; undefined if there is none. */
export const lacking = (rule: Rule, options: OptionValues): string | undefined => rule.needs.find((name) => options[name] === undefined);

/** Rules by the types that they judge: a resource costs only the rules for its type. */
export class Judge {
  private readonly perStack: Rule[] = [];
  /** The rules without relations, by the tokens that they name. */
  private readonly byToken = new Map<string, Rule[]>();
  /** Those for a type, patterns included. */
  private readonly byType = new Map<string, readonly Rule[]>();
  private readonly patterns: Rule[] = [];

  constructor(
    rules: Iterable<Rule>,
    private readonly optionsOf: OptionsOf = defaultOptions,
    private readonly provenance: Provenance = unknownProvenance,
  ) {
    for (const rule of rules) {
      if (needsStack(rule)) this.perStack.push(rule);
      else if (rule.tokens.some((token) => token.includes("*"))) this.patterns.push(rule);
      else
        for (const token of rule.tokens) {
          const alike = this.byToken.get(token);
          if (alike) alike.push(rule);
          else this.byToken.set(token, [rule]);
        }
    }
  }

  /** What the rules without relations say of a resource. */
  resource(resource: Resource): Verdict[] {
    const verdicts: Verdict[] = [];
    for (const rule of this.rulesFor(resource.type)) {
      const options = this.optionsOf(rule, resource);
      if (options) add(verdicts, verdictsOf(rule, resource.inputs, resource.secrets, { options, resource, provenance: this.provenance }));
    }
    return verdicts;
  }

  /** What the rules with relations say of a stack. */
  related(stack: Stack): Verdict[] {
    const verdicts: Verdict[] = [];
    const relator = new Relator(stack);
    for (const rule of this.perStack)
      for (const resource of rule.tokens.includes(stack.root.type) ? [stack.root] : stack.ofTypes(rule.tokens)) {
        const options = this.optionsOf(rule, resource);
        if (!options) continue;
        const secrets = new Set<string>();
        const self = relator.relate(resource, rule.related, secrets);
        add(verdicts, verdictsOf(rule, self, secrets, { options, resource, provenance: this.provenance }));
      }
    return verdicts;
  }

  private rulesFor(type: string): readonly Rule[] {
    let rules = this.byType.get(type);
    if (!rules) {
      const fitting = this.patterns.filter((rule) => matchesAny(rule.tokens, type));
      this.byType.set(type, (rules = [...(this.byToken.get(type) ?? []), ...fitting]));
    }
    return rules;
  }

  /** What all rules say of a stack. */
  stack(stack: Stack): Verdict[] {
    const verdicts: Verdict[] = [];
    for (const resource of stack.resources) add(verdicts, this.resource(resource));
    add(verdicts, this.related(stack));
    return verdicts;
  }
}

/** A spread of very many would be more arguments than a call can have. */
function add(verdicts: Verdict[], more: readonly Verdict[]): void {
  for (const verdict of more) verdicts.push(verdict);
}

const passed: readonly never[] = [];

/** What one rule says of `self`, a resource's arguments and relations; `secrets` never get into a message. */
export function verdictsOf(rule: Rule, self: object, secrets: ReadonlySet<string>, context: Context<any>): readonly Verdict[] {
  const { options, resource, provenance } = context;
  if (lacking(rule, options) !== undefined) return passed;
  const verdicts: Verdict[] = [];
  const say = (outcome: Outcome, message: string) => verdicts.push({ rule, resource, outcome, message: redact(message, secrets, provenance, raw(self)) });
  try {
    const found = rule.check(view(self), context);
    if (!found) return passed;
    for (const message of findingsOf(found)) say("fail", message);
  } catch (error) {
    if (!(error instanceof UnknownValue)) say("error", `the rule failed: ${problemOf(error)}`);
    else if (!verdicts.length) say("unknown", error.message);
  }
  return verdicts;
}
