import { defaultOptions, lacking } from "../judge/judge";
import { controlsOf } from "../rule/crosswalk";
import { frameworks } from "../rule/frameworks";
import { fromFolder } from "../rule/path";
import { type Rule, severities } from "../rule/rule";
import { type FailOn, failOns, type Layer, type Level, type Path, type Preset, type RuleSetting } from "./settings";
import type { Step } from "./steps";

/** A value that is in force, and where it's set; nowhere, where it's the default. */
export interface Sourced<T> {
  readonly value: T;
  readonly layer?: Layer;
  readonly path?: Path;
}

/** What is in force where all of some steps apply. */
export class InForce {
  readonly presets: Sourced<readonly Preset[]>;
  readonly failOn: Sourced<FailOn>;
  readonly only?: Sourced<readonly string[]>;
  private readonly levels = new Map<Rule, Level>();
  private readonly options = new Map<Rule, Readonly<Record<string, unknown>>>();

  constructor(
    rules: readonly Rule[],
    private readonly steps: readonly Step[],
  ) {
    this.presets = this.last("presets") ?? { value: ["recommended"] };
    this.failOn = this.last("failOn") ?? { value: "high" };
    this.only = this.last("only");
    const only = this.only && new Set(this.only.value);
    const presets = new Set<string>(this.presets.value);
    const threshold = failOns.indexOf(this.failOn.value);
    for (const rule of rules) {
      const given = this.levelGiven(rule)?.value;
      const isChosen = only ? only.has(rule.id) : given !== undefined || rule.needs.length > 0 || isAmong(rule, presets);
      const isOn = given !== "off" && isChosen && rule.needs.every((name) => this.optionGiven(rule, name));
      this.levels.set(rule, isOn ? (given ?? (severities.indexOf(rule.severity) >= threshold ? "mandatory" : "advisory")) : "off");
    }
  }

  levelOf(rule: Rule): Level {
    return this.levels.get(rule) ?? "off";
  }

  optionsOf(rule: Rule): Readonly<Record<string, unknown>> {
    const known = this.options.get(rule);
    if (known) return known;
    const values = defaultOptions(rule);
    for (const name of Object.keys(rule.options)) {
      const given = this.optionGiven(rule, name);
      if (given) values[name] = fromFolder(rule.options[name]!, given.value, given.layer?.folder);
    }
    this.options.set(rule, values);
    return values;
  }

  /** The level that the settings give a rule by itself, if they do. */
  levelGiven(rule: Rule): Sourced<Level> | undefined {
    return this.ofRule(rule, (setting) => (typeof setting === "string" ? [setting] : setting.level && [setting.level, "level"]));
  }

  /** The option for lack of which a rule isn't in force that the settings name; undefined if there is none. */
  lackingFor(rule: Rule): string | undefined {
    const level = this.levelGiven(rule)?.value;
    const isNamed = level !== "off" && (this.only ? this.only.value.includes(rule.id) : level !== undefined);
    return isNamed ? lacking(rule, this.optionsOf(rule)) : undefined;
  }

  /** The value that the settings give an option of a rule, if they do. */
  optionGiven(rule: Rule, name: string): Sourced<unknown> | undefined {
    return this.ofRule(rule, (setting) => (typeof setting === "object" && setting[name] !== undefined ? [setting[name], name] : undefined));
  }

  private ofRule<T>(rule: Rule, read: (setting: RuleSetting) => Found<T> | undefined): Sourced<T> | undefined {
    return this.find(["rules", rule.id], ({ rules }) => rules?.[rule.id] && read(rules[rule.id]!));
  }

  private last<K extends keyof Step["choices"]>(key: K): Sourced<NonNullable<Step["choices"][K]>> | undefined {
    return this.find([key], (choices) => choices[key] && [choices[key]]);
  }

  /** What the last step says that says something. */
  private find<T>(at: Path, read: (choices: Step["choices"]) => Found<T> | undefined): Sourced<T> | undefined {
    for (let i = this.steps.length - 1; i >= 0; i--) {
      const { choices, layer, path } = this.steps[i]!;
      const found = read(choices);
      if (found) return { value: found[0], layer, path: [...path, ...at, ...found.slice(1)] as Path };
    }
    return undefined;
  }
}

/** A value, and the key that it's under. */
type Found<T> = readonly [value: T, key?: string];

/** Whether a rule is of one of these presets, families and frameworks; one that needs an option is only in force where that is given. */
export const isAmong = (rule: Rule, presets: ReadonlySet<string>): boolean =>
  presets.has("strict") ||
  presets.has(rule.preset) ||
  presets.has(rule.family) ||
  [...presets].some((preset) => preset in frameworks && preset in controlsOf(rule));
