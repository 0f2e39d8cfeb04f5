import { controlsOf } from "./crosswalk";
import type { Relations } from "./relation";
import { cloudOf, type Meta, type Options, type Rule, serviceOf } from "./rule";

export interface RelationDescription {
  readonly direction: "from" | "to" | "all";
  readonly types: readonly string[];
  readonly property?: string;
  readonly related?: Readonly<Record<string, RelationDescription>>;
}

/** A rule as plain data, without its check and its cases. */
export interface RuleDescription extends Required<Meta> {
  readonly cloud: string;
  readonly service: string;
  readonly types: readonly string[];
  readonly related: Readonly<Record<string, RelationDescription>>;
  /** A JSON Schema for each option. */
  readonly options: Options;
}

/** What a rule says of itself. */
export const describe = (rule: Rule): RuleDescription => ({
  id: rule.id,
  title: rule.title,
  severity: rule.severity,
  family: rule.family,
  preset: rule.preset,
  cloud: cloudOf(rule),
  service: serviceOf(rule),
  types: rule.tokens,
  related: relationsOf(rule.related),
  controls: controlsOf(rule),
  equivalents: rule.equivalents ?? {},
  options: rule.options,
  why: rule.why,
  fix: rule.fix,
  see: rule.see,
  exemptible: rule.exemptible !== false,
});

const relationsOf = (relations: Relations): Record<string, RelationDescription> =>
  Object.fromEntries(
    Object.entries(relations).map(([name, { direction, tokens, property, related }]) => [
      name,
      { direction, types: tokens, ...(property && { property }), ...(Object.keys(related).length && { related: relationsOf(related) }) },
    ]),
  );
