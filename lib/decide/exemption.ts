import type { Exemption } from "../exempt";
import type { Rule } from "../rule/rule";
import { nameOf, type Resource, stackOf } from "../stack/stack";
import { canonicalToken, tokenMatches } from "../stack/token";

export const origins = ["settings", "stack configuration", "program"] as const;
/** Where an exemption is written. */
export type Origin = (typeof origins)[number];

/** What exemptions are judged by. */
export interface Law {
  readonly rules: ReadonlyMap<string, Rule>;
  /** Ids of rules that nothing is exempted from. */
  readonly neverExempt: ReadonlySet<string>;
  /** Where exemptions that count are written. */
  readonly exemptIn: ReadonlySet<Origin>;
  /** `2026-12-31`, in UTC. */
  readonly today: string;
}

/** An exemption that somebody has written down. */
export interface Claim {
  /** Nothing, if it can't be told what it is for. */
  readonly exemption: Partial<Exemption>;
  readonly origin: Origin;
  /** Where it was written: `stackward.yaml:12:5`. */
  readonly place: string;
  /** Why it doesn't count. */
  readonly problem?: string;
}

/** Reads an exemption, and says what keeps it from counting. */
export function claimOf(given: unknown, origin: Origin, place: string, law: Law): Claim {
  // Loading it takes a while, and most runs have no exemption.
  const { isReadable, mistakeIn } = require("./exemption-schema") as typeof import("./exemption-schema");
  const problem = mistakeIn(given, origin, law.rules) ?? refusalOf(given as Exemption, origin, law);
  return { exemption: isReadable(given) ? given : {}, origin, place, problem };
}

function refusalOf({ rule, expires }: Exemption, origin: Origin, { rules, neverExempt, exemptIn, today }: Law): string | undefined {
  if (!exemptIn.has(origin)) return `the settings let none of the ${origin} count`;
  if (neverExempt.has(rule) || rules.get(rule)!.exemptible === false) return "nothing can be exempted from this rule";
  if (expires !== undefined && expires < today) return `it expired on ${expires}`;
  return undefined;
}

/** Whether an exemption is for a resource. */
export function covers({ urn, type, name, stacks }: Partial<Exemption>, resource: Resource): boolean {
  const fits = (wanted: string | undefined, ...texts: string[]) => wanted === undefined || texts.some((text) => tokenMatches(wanted, text));
  return (
    fits(urn, resource.urn) &&
    fits(type && canonicalToken(type), resource.type, shownType(resource.type)) &&
    fits(name, nameOf(resource.urn)) &&
    isFor({ stacks }, resource.urn)
  );
}

/** Whether an exemption is for the stack of a resource. */
export function isFor({ stacks }: Partial<Exemption>, urn: string): boolean {
  if (!stacks) return true;
  const { stack, project } = stackOf(urn);
  return stacks.some((wanted) => tokenMatches(wanted, stack) || tokenMatches(wanted, `${project}/${stack}`));
}

/** `aws:s3:Bucket` of `aws:s3/bucket:Bucket`. */
const shownType = (type: string): string => type.replace(/\/[^:]*(?=:[^:]*$)/, "");
