import { Decisions, type Level, type Settings } from "../../decide/decide";
import type { Exemptions } from "../../decide/exemptions";
import type { OptionsOf } from "../../judge/judge";
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
    level: "disabled",
  },
  exemptions: {
    displayName: "Exemptions count and are needed",
    description: "Sums up which exemptions don't count, and which nothing needs.",
    level: "advisory",
  },
} as const satisfies Record<string, { displayName: string; description: string; level: Level }>;

export type SummaryName = keyof typeof summaries;

/** Levels and options: the engine's configuration where it has one, else the decisions. All rules are served; those that aren't in force are disabled. */
export class Configuration {
  private readonly decisions: Decisions;
  private readonly inForce: ReadonlySet<Rule>;
  private readonly options = new Map<Rule, Readonly<Record<string, unknown>>>();
  private policies: ReadonlyMap<string, PolicyConfiguration> = new Map();

  constructor(
    readonly rules: readonly Rule[],
    settings?: Settings,
  ) {
    this.decisions = new Decisions(rules, settings);
    this.inForce = new Set(this.decisions.rules);
  }

  /** Replaces what the engine has configured; `all` is for policies without an entry of their own. */
  configure(policies: ReadonlyMap<string, PolicyConfiguration>): void {
    this.policies = policies;
    this.options.clear();
  }

  levelOf(rule: Rule): Level {
    return this.of(rule.id)?.level ?? this.defaultLevelOf(rule);
  }

  defaultLevelOf(rule: Rule): Level {
    return this.inForce.has(rule) ? this.decisions.levelOf(rule) : "disabled";
  }

  readonly optionsOf: OptionsOf = (rule) => {
    let values = this.options.get(rule);
    if (!values) this.options.set(rule, (values = { ...this.decisions.optionsOf(rule), ...this.policies.get(rule.id)?.options }));
    return values;
  };

  readonly defaultOptionsOf: OptionsOf = (rule) => this.decisions.optionsOf(rule);

  get enabledRules(): Rule[] {
    return this.rules.filter((rule) => this.levelOf(rule) !== "disabled");
  }

  /** Whether a summary is asked for. */
  tells(summary: SummaryName): boolean {
    return (this.of(summary)?.level ?? summaries[summary].level) !== "disabled";
  }

  get exemptions(): Exemptions {
    return this.decisions.exemptions;
  }

  private of(policy: string): PolicyConfiguration | undefined {
    return this.policies.get(policy) ?? this.policies.get("all");
  }
}
