import type { Level } from "../../decide/decide";
import type { Claim } from "../../decide/exemption";
import { Judge, type Verdict } from "../../judge/judge";
import { messageOf } from "../../report/message";
import { needsStack, type Rule, type Severity } from "../../rule/rule";
import { type RawResource, type Resource, Stack, toResource } from "../../stack/stack";
import { tokenMatches } from "../../stack/token";
import { Inputs } from "../inputs";
import { remedied } from "../remedy";
import { type Configuration, type PolicyConfiguration, type SummaryName, summaries } from "./configuration";
import type { SentResource } from "./wire";

/** What the engine is told of a finding. */
export interface Diagnostic {
  readonly policy: string;
  readonly description: string;
  readonly severity?: Severity;
  readonly urn: string;
  readonly level: Exclude<Level, "disabled" | "remediate">;
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
  private judge: Judge;
  private remedies: readonly Rule[] = [];
  /** The exemptions of the stack's configuration. */
  private configured: readonly Claim[] = [];

  constructor(private readonly configuration: Configuration) {
    this.judge = this.applyConfiguration();
  }

  configure(policies: ReadonlyMap<string, PolicyConfiguration>): void {
    this.configuration.configure(policies);
    this.judge = this.applyConfiguration();
  }

  /** Takes what the stack's configuration exempts, as JSON. */
  configureStack(exemptions: string | undefined): void {
    this.configured = this.configuration.exemptions.configured(exemptions);
  }

  /** What the rules without relations find in a resource. */
  analyze({ properties, ...source }: SentResource): Diagnostic[] {
    const resource = toResource({ ...source, inputs: properties });
    this.inputs.remember(resource);
    const verdicts = this.judge.resource(resource);
    if (verdicts.some(isUnknown)) this.undecided.set(resource.urn, verdicts.filter(isUnknown));
    else this.undecided.delete(resource.urn);
    return this.diagnostics(verdicts);
  }

  /** Whether any rule is at level `remediate`. */
  get remediates(): boolean {
    return this.remedies.length > 0;
  }

  /** The inputs that rules at level `remediate` set, one after the other. */
  remediate({ properties, ...source }: SentResource): Remediation[] {
    const resource = toResource(source);
    const remediations: Remediation[] = [];
    let inputs = properties;
    for (const rule of this.remedies) {
      if (!rule.tokens.some((token) => tokenMatches(token, resource.type))) continue;
      if (this.configuration.exemptions.exempts(rule, resource, this.find, this.configured)) continue;
      try {
        const properties = remedied(rule, { ...source, inputs } satisfies RawResource, this.configuration.optionsOf(rule));
        if (properties) remediations.push({ rule, properties: (inputs = properties) });
      } catch (error) {
        remediations.push({ rule, problem: `the rule's remedy failed: ${error instanceof Error ? error.message : String(error)}` });
      }
    }
    return remediations;
  }

  /** What the rules with relations find in the whole stack. */
  analyzeStack(sources: readonly SentResource[]): Diagnostic[] {
    const stack = new Stack(sources.map(({ properties, ...source }) => this.inputs.join(toResource({ ...source, outputs: properties }))));
    const verdicts = this.judge.related(stack);
    this.configuration.exemptions.judged(stack);
    return [...this.diagnostics(verdicts), ...this.undecidedSummary(stack, verdicts.filter(isUnknown)), ...this.exemptionsSummary(stack)];
  }

  private applyConfiguration(): Judge {
    const { enabledRules, optionsOf } = this.configuration;
    this.remedies = enabledRules.filter((rule) => rule.remedy && !needsStack(rule) && this.configuration.levelOf(rule) === "remediate");
    return new Judge(enabledRules, optionsOf);
  }

  private diagnostics(verdicts: readonly Verdict[]): Diagnostic[] {
    return verdicts.flatMap((verdict) => {
      const { exempted, note } = this.configuration.exemptions.of(verdict, this.find, this.configured);
      if (exempted || isUnknown(verdict)) return [];
      return {
        policy: verdict.rule.id,
        description: verdict.rule.why,
        severity: verdict.rule.severity,
        urn: verdict.resource.urn,
        level: verdict.outcome === "error" || this.configuration.levelOf(verdict.rule) === "advisory" ? "advisory" : "mandatory",
        message: messageOf(verdict, note),
      };
    });
  }

  private readonly find = (urn: string): Resource | undefined => this.inputs.get(urn);

  private undecidedSummary(stack: Stack, ofStack: readonly Verdict[]): Diagnostic[] {
    if (!this.configuration.tells("undecided")) return [];
    const verdicts = [...this.undecided.values(), ofStack].flat();
    if (!verdicts.length) return [];
    const resources = new Set(verdicts.map(({ resource }) => resource.urn)).size;
    const rules = [...new Set(verdicts.map(({ rule }) => rule.id))].sort();
    return [
      summaryOf(
        "undecided",
        stack,
        `${count(rules.length, "rule")} can't be decided for ${count(resources, "resource")} before values are known: ${rules.join(", ")}`,
      ),
    ];
  }

  private exemptionsSummary(stack: Stack): Diagnostic[] {
    if (!this.configuration.tells("exemptions")) return [];
    const inForce = new Set(this.configuration.enabledRules.map(({ id }) => id as string));
    const complaints = this.configuration.exemptions.complaints((id) => inForce.has(id));
    return complaints.length ? [summaryOf("exemptions", stack, complaints.join("\n"))] : [];
  }
}

const summaryOf = (policy: SummaryName, { root }: Stack, message: string): Diagnostic => ({
  policy,
  description: summaries[policy].description,
  urn: root.urn,
  level: "advisory",
  message,
});

const isUnknown = ({ outcome }: Verdict): boolean => outcome === "unknown";
const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? "" : "s"}`;
