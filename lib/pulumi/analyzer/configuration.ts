import { Decisions } from "../../decide/decide";
import { type Layer, type Level, layersOf, type RuleSetting, type Settings, SettingsError } from "../../decide/settings";
import type { StackFacts } from "../../decide/steps";
import { noRule } from "../../decide/words";
import type { Rule } from "../../rule/rule";

/** What the engine's policy configuration says of one policy. */
export interface PolicyConfiguration {
  readonly level: Level;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What sums up a whole run. They are policies, so that they're asked for like any other, in all ways of running the pack. */
export const summaries = {
  undecided: {
    displayName: "Rules that can't be decided yet are summed up",
    description: "Sums up which rules can't be decided before values are known.",
    level: "off",
  },
  exemptions: {
    displayName: "Exemptions count and are needed",
    description: "Sums up which exemptions don't count, and which nothing needs.",
    level: "advisory",
  },
} as const satisfies Record<string, { displayName: string; description: string; level: Level }>;

export type SummaryName = keyof typeof summaries;

/** The settings for a project's stacks; of no project where the engine doesn't tell it. */
export type SettingsOf = (project: string) => Settings | readonly Layer[];

/** What is in force: the settings, and above them what the engine configures. All rules are served; those that aren't in force are disabled. */
export class Configuration {
  private layers?: readonly Layer[];
  private policies: ReadonlyMap<string, PolicyConfiguration> = new Map();
  private stack?: StackFacts;
  /** What the engine was told before it told us anything. */
  private told?: Decisions;
  private current?: Decisions;

  constructor(
    readonly rules: readonly Rule[],
    private readonly settingsOf: SettingsOf = () => [],
  ) {}

  /** Which stack is judged. */
  get isEntered(): boolean {
    return this.stack !== undefined;
  }

  enter(stack: StackFacts): void {
    this.stack = stack;
    this.current = undefined;
  }

  /** Replaces what the engine has configured. */
  configure(policies: ReadonlyMap<string, PolicyConfiguration>): void {
    this.policies = policies;
    this.current = undefined;
  }

  /** What the settings decide, to tell the engine. @throws SettingsError */
  tell(): Decisions {
    return (this.told = this.decide([]));
  }

  /** @throws SettingsError */
  get decisions(): Decisions {
    return (this.current ??= this.decide(this.ofEngine()));
  }

  /** Whether a summary is asked for. */
  tells(summary: SummaryName): boolean {
    return ((this.policies.get(summary) ?? this.policies.get("all"))?.level ?? summaries[summary].level) !== "off";
  }

  private decide(ofEngine: readonly Layer[]): Decisions {
    this.layers ??= layersOf(this.settingsOf(this.stack?.project ?? ""));
    const decisions = new Decisions(this.rules, [...this.layers, ...ofEngine]);
    return this.stack ? decisions.in(this.stack) : decisions;
  }

  /** The engine sends levels and options of all policies, most of them as we told it. Those that differ are what it was told by others. */
  private ofEngine(): readonly Layer[] {
    if (!this.policies.size) return [];
    const { general } = this.told ?? this.tell();
    const byId = new Map<string, Rule>(this.rules.map((rule) => [rule.id, rule]));
    const all = this.policies.get("all");
    const settings: Record<string, RuleSetting> = {};
    if (all) for (const { id } of this.rules) settings[id] = all.level;
    for (const [name, { level, options }] of this.policies) {
      if (Object.hasOwn(summaries, name) || name === "all") continue;
      const rule = byId.get(name);
      if (!rule) throw new SettingsError(`the policy configuration: ${noRule(name, byId.keys())}`);
      const given = { ...((all || level !== general.levelOf(rule)) && { level }), ...differing(options, general.optionsOf(rule)) };
      if (Object.keys(given).length) settings[name] = given;
    }
    if (!Object.keys(settings).length) return [];
    return [{ settings: { rules: settings }, place: (path) => `the policy configuration: ${path.slice(1).join(".")}` }];
  }
}

/** The values that aren't those that are known. */
export const differing = (values: Readonly<Record<string, unknown>>, known: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(known[name])));
