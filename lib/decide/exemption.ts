import { type TUnsafe, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { Exemption } from "../exempt";
import type { Rule } from "../rule/rule";
import { nameOf, type Resource, stackOf } from "../stack/stack";
import { canonicalToken, tokenMatches } from "../stack/token";
import { isRecord } from "../stack/values";
import { didYouMean } from "./decide";

const filled = (description: string) => Type.String({ description, pattern: "\\S" });

const where = {
  rule: filled("The rule's id."),
  urn: Type.Optional(filled("The resource's URN; `*` stands for any text, here and below.")),
  type: Type.Optional(filled("The resource's type: `aws:s3/bucket:Bucket`, or `aws:s3:Bucket` as the engine shows it.")),
  name: Type.Optional(filled("The resource's name.")),
  stacks: Type.Optional(Type.Array(filled("A stack's name, or `project/stack`."), { description: "Stacks.", minItems: 1 })),
};
const properties = {
  ...where,
  reason: filled("Why the finding doesn't count."),
  owner: Type.Optional(filled("Who answers for it.")),
  expires: Type.Optional(Type.String({ description: "The last day on which it counts, in UTC: `2027-01-31`.", pattern: "^\\d{4}-\\d{2}-\\d{2}$" })),
  ticket: Type.Optional(filled("Where it was decided.")),
};
const readable = Type.Object(where);

/** An exemption as `stackward.yaml`, a stack's configuration and a program have it. */
export const exemptionSchema: TUnsafe<Exemption> = Type.Unsafe<Exemption>(Type.Object(properties, { additionalProperties: false }));

export type Origin = "settings" | "stack configuration" | "program";

/** What exemptions are judged by. */
export interface Law {
  readonly rules: ReadonlyMap<string, Rule>;
  /** Ids of rules that nothing is exempted from. */
  readonly neverExempt: ReadonlySet<string>;
  /** `2026-12-31`, in UTC. */
  readonly today: string;
  /** Whether nothing is exempted. */
  readonly audit?: boolean;
}

/** An exemption that somebody has written down. */
export interface Claim {
  /** All of it if there is no `mistake`; nothing if it can't be told what it is for. */
  readonly exemption: Partial<Exemption>;
  readonly origin: Origin;
  /** Where it was written: `stackward.yaml:12`. */
  readonly place?: string;
  /** What is wrong with how it's written. */
  readonly mistake?: string;
  /** Why it doesn't count; a mistake is a reason. */
  readonly problem?: string;
}

/** Reads an exemption, and says what keeps it from counting. */
export function claimOf(given: unknown, origin: Origin, place: string | undefined, law: Law): Claim {
  const exemption: Partial<Exemption> = Value.Check(readable, given) ? given : {};
  const mistake = mistakeIn(given, origin, law);
  return { exemption, origin, place, mistake, problem: mistake ?? refusalOf(exemption as Exemption, law) };
}

function mistakeIn(given: unknown, origin: Origin, { rules }: Law): string | undefined {
  if (!isRecord(given)) return "it isn't a record";
  const error = Value.Errors(exemptionSchema, given).First();
  if (error) {
    const key = error.path.slice(1).split("/")[0]!;
    if (!(key in properties)) return `it has no place for \`${key}\`${didYouMean(key, Object.keys(properties))}`;
    if (given[key] === undefined) return `it has no \`${key}\``;
    if (given[key] === "" || /^\s+$/.test(String(given[key]))) return `its \`${key}\` is empty`;
    return key === "expires" ? notADay(given[key]) : `its \`${key}\` is ${key === "stacks" ? "no list of texts" : "no text"}`;
  }
  const { rule, expires, urn, type, name, stacks } = given as unknown as Exemption;
  if (!rules.has(rule)) return `there is no rule \`${rule}\`${didYouMean(rule, rules.keys())}`;
  if (expires !== undefined && !isDay(expires)) return notADay(expires);
  if (origin === "settings" && !(urn ?? type ?? name ?? stacks))
    return "it says nowhere where: give it a `urn`, `type`, `name` or `stacks`, or turn the rule off";
  return undefined;
}

const notADay = (text: unknown): string => `its \`expires\` is no day: ${JSON.stringify(text).slice(0, 40)} (one is written as 2027-01-31)`;

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function refusalOf({ rule, expires }: Exemption, { rules, neverExempt, today }: Law): string | undefined {
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
