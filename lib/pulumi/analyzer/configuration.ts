import { Decisions, type Level, type Settings } from "../../decide/decide";
import type { OptionsOf } from "../../judge/judge";
import type { Rule } from "../../rule/rule";

/** What the engine's policy configuration says of one policy. */
export interface PolicyConfiguration {
  readonly level: Level;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The policy that sums up what can't be decided yet. It's a policy, so that it's asked for like any other, in all ways of running the pack. */
export const undecided = "undecided";

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

  get tellsUndecided(): boolean {
    return (this.of(undecided)?.level ?? "disabled") !== "disabled";
  }

  private of(policy: string): PolicyConfiguration | undefined {
    return this.policies.get(policy) ?? this.policies.get("all");
  }
}
