import type { Decisions } from "../../decide/decide";
import type { Level } from "../../decide/settings";
import { Judge, type Verdict } from "../../judge/judge";
import { messageOf } from "../../report/message";
import { needsStack, type Rule, type Severity } from "../../rule/rule";
import { type RawResource, Stack, stackOf, toResource } from "../../stack/stack";
import { canonicalToken, tokenMatches } from "../../stack/token";
import { Inputs } from "../inputs";
import { remedied } from "../remedy";
import { type Configuration, undecided } from "./configuration";
import type { SentResource } from "./wire";

/** What the engine is told of a finding. */
export interface Diagnostic {
  readonly policy: string;
  readonly description: string;
  readonly severity?: Severity;
  readonly urn: string;
  readonly level: Exclude<Level, "off" | "remediate">;
  readonly message: string;
}

/** What a rule makes of a resource's inputs, or why it failed to. */
export interface Remediation {
  readonly rule: Rule;
  readonly properties?: Record<string, unknown>;
  readonly problem?: string;
}

/** Judges what the engine tells, as it tells it: resource by resource, then the whole stack. */
export class Analyzer {
  private readonly inputs = new Inputs();
  private readonly undecided = new Map<string, readonly Verdict[]>();
  private decisions?: Decisions;
  private judge = new Judge([]);
  private remedies: readonly Rule[] = [];

  constructor(private readonly configuration: Configuration) {}

  /** What the rules without relations find in a resource. */
  analyze({ properties, ...source }: SentResource): Diagnostic[] {
    this.prepare(source.urn);
    const resource = toResource({ ...source, inputs: properties });
    this.inputs.remember(resource);
    const verdicts = this.judge.resource(resource);
    if (verdicts.some(isUnknown)) this.undecided.set(resource.urn, verdicts.filter(isUnknown));
    else this.undecided.delete(resource.urn);
    return this.diagnostics(verdicts);
  }

  /** Whether any rule is at level `remediate`. */
  get remediates(): boolean {
    this.prepare();
    return this.remedies.length > 0;
  }

  /** The inputs that rules at level `remediate` set, one after the other. */
  remediate({ properties, ...source }: SentResource): Remediation[] {
    const decisions = this.prepare(source.urn);
    const type = canonicalToken(source.type);
    const remedies = this.remedies.filter((rule) => rule.tokens.some((token) => tokenMatches(token, type)));
    if (!remedies.length) return [];
    const resource = toResource({ ...source, inputs: properties });
    const remediations: Remediation[] = [];
    let inputs = properties;
    for (const rule of remedies) {
      if (decisions.levelOf(rule, resource) !== "remediate") continue;
      try {
        const properties = remedied(rule, { ...source, inputs } satisfies RawResource, decisions.optionsOf(rule, resource));
        if (properties) remediations.push({ rule, properties: (inputs = properties) });
      } catch (error) {
        remediations.push({ rule, problem: `the rule's remedy failed: ${error instanceof Error ? error.message : String(error)}` });
      }
    }
    return remediations;
  }

  /** What the rules with relations find in the whole stack. */
  analyzeStack(sources: readonly SentResource[]): Diagnostic[] {
    this.prepare(sources[0]?.urn);
    const stack = new Stack(sources.map(({ properties, ...source }) => this.inputs.join(toResource({ ...source, outputs: properties }))));
    const verdicts = this.judge.related(stack);
    return [...this.diagnostics(verdicts), ...this.missingOptions(stack), ...this.summary(stack, verdicts.filter(isUnknown))];
  }

  /** Whoever turns a rule on without an option that it needs is told that it isn't in force. */
  private missingOptions(stack: Stack): Diagnostic[] {
    const { general } = this.configuration.decisions;
    return this.configuration.rules.flatMap((rule) => {
      const missing = general.lackingFor(rule);
      if (missing === undefined) return [];
      const message = `this rule isn't in force: it needs its option \`${missing}\``;
      return [{ policy: rule.id, description: rule.why, severity: rule.severity, urn: stack.root.urn, level: "advisory" as const, message }];
    });
  }

  /** Takes over what is in force, where that has changed. A resource tells which stack is judged, where the engine doesn't. */
  private prepare(urn?: string): Decisions {
    if (urn && !this.configuration.isEntered) this.configuration.enter(stackOf(urn));
    const { decisions } = this.configuration;
    if (decisions !== this.decisions) {
      this.decisions = decisions;
      this.judge = new Judge(decisions.rules, decisions.optionsInForce);
      this.remedies = decisions.rules.filter((rule) => rule.remedy && !needsStack(rule) && decisions.hasLevel(rule, "remediate"));
    }
    return decisions;
  }

  private diagnostics(verdicts: readonly Verdict[]): Diagnostic[] {
    return verdicts
      .filter((verdict) => !isUnknown(verdict))
      .map(({ rule, resource, outcome, message }) => ({
        policy: rule.id,
        description: rule.why,
        severity: rule.severity,
        urn: resource.urn,
        level: outcome === "error" || this.decisions?.levelOf(rule, resource) === "advisory" ? "advisory" : "mandatory",
        message: messageOf({ rule, resource, outcome, message }),
      }));
  }

  private summary(stack: Stack, ofStack: readonly Verdict[]): Diagnostic[] {
    if (!this.configuration.tellsUndecided) return [];
    const verdicts = [...this.undecided.values(), ofStack].flat();
    if (!verdicts.length) return [];
    const resources = new Set(verdicts.map(({ resource }) => resource.urn)).size;
    const rules = [...new Set(verdicts.map(({ rule }) => rule.id))].sort();
    return [
      {
        policy: undecided,
        description: undecidedDescription,
        urn: stack.root.urn,
        level: "advisory",
        message: `${count(rules.length, "rule")} can't be decided for ${count(resources, "resource")} before values are known: ${rules.join(", ")}`,
      },
    ];
  }
}

export const undecidedDescription = "Sums up which rules can't be decided before values are known.";

const isUnknown = ({ outcome }: Verdict): boolean => outcome === "unknown";
const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? "" : "s"}`;
