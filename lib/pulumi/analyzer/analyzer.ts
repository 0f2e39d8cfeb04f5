import type { Decisions } from "../../decide/decide";
import type { Claim } from "../../decide/exemption";
import type { Level } from "../../decide/settings";
import { Judge, type Verdict } from "../../judge/judge";
import { problemOf } from "../../judge/redact";
import { messageOf } from "../../report/message";
import { needsStack, type Rule, type Severity } from "../../rule/rule";
import { configurationOf, type Provenance, unknownProvenance } from "../../stack/provenance";
import { type RawResource, type Resource, Stack, stackOf, toResource } from "../../stack/stack";
import { canonicalToken, matchesAny } from "../../stack/token";
import { answersTo } from "../answers";
import { filesOf } from "../files";
import { Inputs } from "../inputs";
import { remedied } from "../remedy";
import { type Configuration, type SummaryName, summaries } from "./configuration";
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
  /** The exemptions of the stack's configuration. */
  private configured: readonly Claim[] = [];
  private provenance: Provenance = unknownProvenance;

  constructor(private readonly configuration: Configuration) {}

  /** Takes what the engine tells before it judges: the project, and the stack's configuration with secrets in plain text. */
  enter(project: string, configuration: Iterable<readonly [key: string, text: string]>, secretKeys: readonly string[]): void {
    this.provenance = { configuration: configurationOf(configuration, secretKeys), environment: process.env, files: () => filesOf(project) };
    this.decisions = undefined;
  }

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
    const remedies = this.remedies.filter((rule) => matchesAny(rule.tokens, type));
    if (!remedies.length) return [];
    const resource = toResource({ ...source, inputs: properties });
    const remediations: Remediation[] = [];
    let inputs = properties;
    for (const rule of remedies) {
      if (decisions.levelOf(rule, resource) !== "remediate" || decisions.exemptions.exempts(rule, resource, this.find, this.configured)) continue;
      try {
        const properties = remedied(rule, { ...source, inputs } satisfies RawResource, decisions.optionsOf(rule, resource), this.provenance);
        if (properties) remediations.push({ rule, properties: (inputs = properties) });
      } catch (error) {
        remediations.push({ rule, problem: `the rule's remedy failed: ${problemOf(error)}` });
      }
    }
    return remediations;
  }

  /** What the rules with relations find in the whole stack. */
  analyzeStack(sources: readonly SentResource[]): Diagnostic[] {
    const decisions = this.prepare(sources[0]?.urn);
    const stack = new Stack(
      sources.map(({ properties, ...source }) => this.inputs.join(toResource({ ...source, outputs: properties }))),
      this.provenance,
    );
    const verdicts = this.judge.related(stack);
    const diagnostics = this.diagnostics(verdicts);
    decisions.exemptions.judged(stack);
    return [
      ...diagnostics,
      ...this.missingOptions(stack, decisions),
      ...this.undecidedSummary(stack, verdicts.filter(isUnknown)),
      ...this.exemptionsSummary(stack, decisions),
    ];
  }

  /** Whoever turns a rule on without an option that it needs is told that it isn't in force. */
  private missingOptions(stack: Stack, { general }: Decisions): Diagnostic[] {
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
      this.configured = decisions.exemptions.configured(this.provenance.configuration);
      this.judge = new Judge(decisions.rules, decisions.optionsInForce, this.provenance);
      this.remedies = decisions.rules.filter((rule) => decisions.hasLevel(rule, "remediate") && rule.remedy && !needsStack(rule));
    }
    return decisions;
  }

  private diagnostics(verdicts: readonly Verdict[]): Diagnostic[] {
    return answersTo(verdicts, this.decisions!, this.find, this.configured).map(({ verdict, note }) => {
      const { rule, resource, outcome } = verdict;
      return {
        policy: rule.id,
        description: rule.why,
        severity: rule.severity,
        urn: resource.urn,
        level: outcome === "error" || this.decisions!.levelOf(rule, resource) === "advisory" ? "advisory" : "mandatory",
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

  private exemptionsSummary(stack: Stack, { exemptions, rules }: Decisions): Diagnostic[] {
    const complaints = this.configuration.tells("exemptions") ? exemptions.complaints(rules) : [];
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
