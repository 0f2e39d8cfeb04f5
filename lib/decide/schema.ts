import { type TSchema, Type } from "@sinclair/typebox";
import type { Exemption } from "../exempt";
import type { Rule } from "../rule/rule";
import { origins } from "./exemption";
import { exemptionSchema } from "./exemption-schema";
import { type Choices, failOns, levels, type Override, presets, type Scope, type Settings } from "./settings";

/** For each part of `T` a schema of its type; the compiler refuses a part too many, too few or of another type. */
export type Parts<T> = { readonly [K in keyof Required<T>]: TSchema & { static: Required<T>[K] } };

const closed = { additionalProperties: false };
const oneOf = <T extends string>(title: string, words: readonly T[], description: string) =>
  Type.Union(
    words.map((word) => Type.Literal(word)),
    { title, description },
  );
const globs = (description: string) => Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 1000 }), { minItems: 1, description }));

export const levelSchema = oneOf("level", levels, "Whether the rule judges, and whether its findings stop a deployment.");
const preset = oneOf("preset", presets, "The rules of one of these.");

const choices = (rules: TSchema & { static: Choices["rules"] & {} }) =>
  ({
    presets: Type.Optional(
      Type.Array(preset, { description: "Which rules judge: those of any of these presets, families and frameworks. Default: recommended." }),
    ),
    failOn: Type.Optional(oneOf("severity", failOns, "Findings at or above this severity are mandatory, those below advisory. Default: high.")),
    rules: Type.Optional(rules),
  }) satisfies Parts<Choices>;

const scope = {
  stacks: globs("Globs of the stacks' names."),
  projects: globs("Globs of the projects' names."),
  urns: globs("Globs of the resources' URNs."),
  tags: Type.Optional(
    Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 1000 }), {
      minProperties: 1,
      description: "Globs by the names of tags or labels of the resource, or of tags of the stack.",
    }),
  ),
} satisfies Parts<Scope>;

/** What settings look like, given what those of rules and an exemption look like. */
export const settingsSchema = (rules: TSchema & { static: Choices["rules"] & {} }, exemption: TSchema & { static: Exemption }) =>
  Type.Object(
    {
      ...choices(rules),
      only: Type.Optional(Type.Array(Type.String(), { description: "Only these rules, whatever the presets say." })),
      overrides: Type.Optional(
        Type.Array(Type.Object({ ...scope, ...choices(rules) } satisfies Parts<Override>, closed), {
          description: "What differs for some stacks or resources, in order: of those that fit, later ones win.",
        }),
      ),
      exemptions: Type.Optional(Type.Array(exemption, { description: "Findings that don't count." })),
      neverExempt: Type.Optional(Type.Array(Type.String(), { description: "The ids of rules that nothing is exempted from." })),
      exemptIn: Type.Optional(Type.Array(oneOf("place of exemptions", origins, "Where exemptions that count are written."), { description: "Default: all." })),
      baseline: Type.Optional(
        Type.String({ description: "A file of known findings, which don't count, from this file's folder; `stackward baseline` writes one." }),
      ),
      audit: Type.Optional(Type.Boolean({ description: "Whether all findings count, exempted, known or not. Default: false." })),
    } satisfies Parts<Settings>,
    closed,
  );

/** What the settings of a rule look like, where they are more than a level. */
export const ruleSchema = ({ options }: Pick<Rule, "options">) =>
  Type.Object(
    { level: Type.Optional(levelSchema), ...Object.fromEntries(Object.entries(options).map(([name, schema]) => [name, Type.Optional(schema)])) },
    closed,
  );

const definition = <T>(name: string) => Type.Unsafe<T>(Type.Ref(`#/definitions/${name}`));

/** The JSON Schema of `stackward.yaml`, for editors. */
export function fileSchema(rules: readonly Rule[]): object {
  const entry = (rule: Rule) =>
    Type.Union([definition("level"), Object.keys(rule.options).length ? ruleSchema(rule) : definition("rule")], { description: rule.title });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "stackward.yaml",
    ...settingsSchema(definition("rules"), exemptionSchema),
    definitions: {
      level: levelSchema,
      rule: ruleSchema({ options: {} }),
      rules: Type.Partial(Type.Object(Object.fromEntries(rules.map((rule) => [rule.id, entry(rule)])), closed), {
        description: "Levels and options of rules, by their ids.",
      }),
    },
  };
}
