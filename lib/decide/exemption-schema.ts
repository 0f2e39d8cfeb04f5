import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { Exemption } from "../exempt";
import { isRecord } from "../stack/values";
import type { Origin } from "./exemption";
import type { Parts } from "./schema";
import { didYouMean, noRule } from "./words";

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
} satisfies Parts<Exemption>;
const readable = Type.Object(where);

/** An exemption as `stackward.yaml`, a stack's configuration and a program have it. */
export const exemptionSchema = Type.Object(properties, { additionalProperties: false });

/** Whether it can be told what an exemption is for, whatever else is wrong with it. */
export const isReadable = (given: unknown): given is Partial<Exemption> => Value.Check(readable, given);

/** What is wrong with how an exemption is written: a fragment that follows its place. */
export function mistakeIn(given: unknown, origin: Origin, rules: ReadonlyMap<string, unknown>): string | undefined {
  if (!isRecord(given)) return "an exemption is a map of `rule`, `reason` and the like";
  const error = Value.Errors(exemptionSchema, given).First();
  if (error) {
    const key = error.path.slice(1).split("/")[0]!;
    if (!(key in properties)) return `it has no place for \`${key}\`${didYouMean(key, Object.keys(properties))}`;
    if (given[key] === undefined) return `it has no \`${key}\``;
    if (typeof given[key] === "string" && !given[key].trim()) return `its \`${key}\` is empty`;
    return key === "expires" ? notADay(given[key]) : `its \`${key}\` is ${key === "stacks" ? "no list of texts" : "no text"}`;
  }
  const { rule, expires, urn, type, name, stacks } = given as unknown as Exemption;
  if (!rules.has(rule)) return noRule(rule, rules.keys());
  if (expires !== undefined && !isDay(expires)) return notADay(expires);
  if (origin === "settings" && !(urn ?? type ?? name ?? stacks))
    return "it says nowhere where: give it a `urn`, `type`, `name` or `stacks`, or turn the rule off";
  return undefined;
}

const notADay = (given: unknown): string => `its \`expires\` is no day: ${JSON.stringify(given).slice(0, 40)} (one is written as 2027-01-31)`;

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
