import { closest, distance } from "fastest-levenshtein";
import { defaultOptions, type OptionsOf } from "../judge/judge";
import { type Family, families, type Rule, type Severity, severities } from "../rule/rule";

export type Level = "mandatory" | "advisory" | "remediate" | "disabled";
export type Preset = "recommended" | "strict" | Family;
export type FailOn = Severity | "never";

export const presets: readonly Preset[] = ["recommended", "strict", ...families];
export const failOns: readonly FailOn[] = [...severities, "never"];

/** What a user decides; everything has a default. */
export interface Settings {
  /** The rules of any of these; `strict` has all of `recommended`. Default: `recommended`. */
  readonly presets?: readonly Preset[];
  /** Findings at or above this severity are mandatory, those below advisory. Default: `high`. */
  readonly failOn?: FailOn;
  /** Only these rules, whatever the presets say. */
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  /** Levels of rules by their ids; `disabled` turns a rule off, any other turns it on. */
  readonly levels?: Readonly<Record<string, Level>>;
  /** Values of rules' options by their ids. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A setting that can't be meant; the message says which, and what may have been. */
export class SettingsError extends Error {}

/** What is in force: which rules, how strictly, with which options. */
export class Decisions {
  readonly rules: readonly Rule[];
  private readonly threshold: number;
  private readonly options = new Map<Rule, Readonly<Record<string, unknown>>>();

  /** @throws SettingsError for a preset, rule or option that doesn't exist */
  constructor(
    all: readonly Rule[],
    private readonly settings: Settings = {},
  ) {
    const { levels = {}, only, skip = [], options = {}, presets: chosen = ["recommended"], failOn = "high" } = settings;
    for (const preset of chosen) if (!presets.includes(preset)) throw new SettingsError(`there is no preset \`${preset}\`${didYouMean(preset, presets)}`);
    if (!failOns.includes(failOn)) throw new SettingsError(`there is no severity \`${failOn}\` to fail on${didYouMean(failOn, failOns)}`);
    const byId = new Map<string, Rule>(all.map((rule) => [rule.id, rule]));
    for (const id of [...(only ?? []), ...skip, ...Object.keys(levels)]) ruleNamed(id, byId);
    for (const [id, values] of Object.entries(options)) {
      const rule = ruleNamed(id, byId);
      for (const name of Object.keys(values))
        if (!(name in rule.options)) throw new SettingsError(`rule \`${id}\` has no option \`${name}\`${didYouMean(name, Object.keys(rule.options))}`);
      this.options.set(rule, { ...defaultOptions(rule), ...values });
    }
    const isOn = (rule: Rule) => {
      if (skip.includes(rule.id) || levels[rule.id] === "disabled") return false;
      const isNamed = only ? only.includes(rule.id) : rule.id in levels;
      const missing = rule.needs.find((name) => options[rule.id]?.[name] === undefined);
      if (isNamed && missing !== undefined) throw new SettingsError(`rule \`${rule.id}\` needs its option \`${missing}\``);
      if (isNamed || only) return isNamed;
      if (rule.needs.length) return missing === undefined;
      return chosen.some((preset) => preset === "strict" || preset === rule.preset || preset === rule.family);
    };
    this.rules = all.filter(isOn);
    this.threshold = failOns.indexOf(failOn);
  }

  levelOf(rule: Rule): Level {
    return this.settings.levels?.[rule.id] ?? (severities.indexOf(rule.severity) >= this.threshold ? "mandatory" : "advisory");
  }

  readonly optionsOf: OptionsOf = (rule) => {
    let values = this.options.get(rule);
    if (!values) this.options.set(rule, (values = defaultOptions(rule)));
    return values;
  };
}

/** @throws SettingsError for a rule that doesn't exist */
export function ruleNamed(id: string, rules: ReadonlyMap<string, Rule>): Rule {
  const rule = rules.get(id);
  if (!rule) throw new SettingsError(`there is no rule \`${id}\`${didYouMean(id, rules.keys())}`);
  return rule;
}

/** `, did you mean \`x\`?`, where something is close enough. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const words = [...known];
  if (!words.length) return "";
  const nearest = closest(word, words);
  return distance(word, nearest) <= Math.max(2, word.length / 3) ? `, did you mean \`${nearest}\`?` : "";
}
