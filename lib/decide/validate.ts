import { type TSchema, Type } from "@sinclair/typebox";
import { Value, type ValueError, ValueErrorType } from "@sinclair/typebox/value";
import type { Exemption } from "../exempt";
import type { Rule } from "../rule/rule";
import { isRecord } from "../stack/values";
import { mistakeIn } from "./exemption-schema";
import { levelSchema, ruleSchema, settingsSchema } from "./schema";
import { type Layer, type Path, type RuleSetting, SettingsError } from "./settings";
import { didYouMean, noRule, quoted } from "./words";

const shape = settingsSchema(Type.Record(Type.String(), Type.Unsafe<RuleSetting>(Type.Unknown())), Type.Unsafe<Exemption>(Type.Unknown()));
/** As many problems as a message tells. */
const most = 10;

interface Problem {
  readonly path: Path;
  readonly part?: "key";
  readonly message: string;
}

/** @throws SettingsError for what can't be meant: a preset, rule, option or level that doesn't exist, a value of a wrong type or out of its range */
export function validate({ settings, place }: Layer, rules: ReadonlyMap<string, Rule>): void {
  const problems: string[] = [];
  for (const { path, part, message } of problemsIn(settings, rules)) {
    if (problems.length === most) {
      problems.push("... and more");
      break;
    }
    problems.push(`${place(path, part)}: ${message}`);
  }
  if (problems.length) throw new SettingsError(problems.join("\n"));
}

function* problemsIn(settings: unknown, rules: ReadonlyMap<string, Rule>): Generator<Problem> {
  yield* mismatches(shape, settings, [], "there is no setting");
  if (!isRecord(settings)) return;
  for (const key of ["only", "neverExempt"] as const)
    for (const [i, id] of listOf(settings[key]).entries())
      if (typeof id === "string" && !rules.has(id)) yield { path: [key, i], message: noRule(id, rules.keys()) };
  for (const [i, exemption] of listOf(settings.exemptions).entries()) {
    const message = mistakeIn(exemption, "settings", rules);
    if (message) yield { path: ["exemptions", i], message };
  }
  yield* problemsOfRules(settings.rules, ["rules"], rules);
  for (const [i, override] of listOf(settings.overrides).entries()) {
    if (!isRecord(override)) continue;
    yield* problemsOfRules(override.rules, ["overrides", i, "rules"], rules);
    if (!["stacks", "projects", "urns", "tags"].some((key) => key in override))
      yield { path: ["overrides", i], message: "an override names `stacks`, `projects`, `urns` or `tags`, or it is for everything" };
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function* problemsOfRules(settings: unknown, path: Path, rules: ReadonlyMap<string, Rule>): Generator<Problem> {
  if (!isRecord(settings)) return;
  for (const [id, setting] of Object.entries(settings)) {
    const rule = rules.get(id);
    const at = [...path, id];
    if (!rule) yield { path: at, part: "key", message: noRule(id, rules.keys()) };
    else if (isRecord(setting)) yield* mismatches(ruleSchema(rule), setting, at, `rule ${quoted(id)} has no option`);
    else yield* mismatches(levelSchema, setting, at, "");
  }
}

/** What of a value doesn't fit; `refusal` begins the message for a key that isn't known. */
function* mismatches(schema: TSchema, value: unknown, from: Path, refusal: string): Generator<Problem> {
  for (const error of Value.Errors(schema, value)) {
    const path = [...from, ...error.path.split("/").slice(1).map(segment)];
    if (error.type === ValueErrorType.ObjectAdditionalProperties)
      yield { path, part: "key", message: `${refusal} ${meant(path, Object.keys(error.schema.properties))}` };
    else yield { path, message: messageOf(error, path) };
  }
}

const segment = (text: string): string | number => (/^\d+$/.test(text) ? Number(text) : text.replaceAll("~1", "/").replaceAll("~0", "~"));

const meant = (path: Path, known: readonly string[]): string => {
  const word = String(path.at(-1));
  return `${quoted(word)}${didYouMean(word, known)}`;
};

/** The last key, and the place in a list if it's of one: `stacks[2]`. */
const nameOf = (path: Path): string =>
  path
    .slice(path.map((key) => typeof key).lastIndexOf("string"))
    .map((key) => (typeof key === "number" ? `[${key}]` : key))
    .join("");

function messageOf({ schema, value, message }: ValueError, path: Path): string {
  const words = (schema.anyOf as TSchema[] | undefined)?.map((each) => each.const as string);
  if (!words?.every((word) => word !== undefined)) return `${path.length ? `\`${nameOf(path)}\`: ` : ""}${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  if (typeof value !== "string") return `expected a ${schema.title}: ${words.join(", ")}`;
  return `there is no ${schema.title} ${quoted(value)}${didYouMean(value, words) || ` (${words.join(", ")})`}`;
}
