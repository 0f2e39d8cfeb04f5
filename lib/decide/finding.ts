import { Judge, type Outcome, type Verdict } from "../judge/judge";
import type { Family, Rule, Severity } from "../rule/rule";
import { type Stack, stackOf } from "../stack/stack";
import { type Baseline, type Compared, isOf } from "./baseline";
import type { Decisions } from "./decide";
import type { Answer, Exempted } from "./exemptions";
import type { Level } from "./settings";

/** Where a program makes a resource; the file is relative to the program's folder. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** What a rule says of a resource under a user's decisions: plain data, as the JSON report has it. */
export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly level: Exclude<Level, "off">;
  readonly family: Family;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly outcome: Outcome;
  /** A fragment that follows the resource's name. */
  readonly message: string;
  readonly fix: string;
  readonly see: string;
  readonly position?: Position;
  /** Why it doesn't count. */
  readonly exempted?: Exempted;
  /** A sentence on why it counts although somebody exempted it. */
  readonly note?: string;
}

/** What was found in a stack, and how that compares to the baseline, if there is one. */
export interface Findings {
  /** Without those that are known. */
  readonly findings: Finding[];
  readonly compared?: Compared;
}

/** What the rules in force find in a stack, without what the baseline has. */
export const findingsIn = (...given: Parameters<typeof judgeStack>): Finding[] => judgeStack(...given).findings;

/** What the rules in force find in a stack. */
export function judgeStack(stack: Stack, decisions: Decisions): Findings {
  const configured = decisions.exemptions.configured(stack.provenance.configuration);
  const find = (urn: string) => stack.get(urn);
  const findings = new Judge(decisions.rules, decisions.optionsInForce, stack.provenance)
    .stack(stack)
    .map((verdict) =>
      findingOf(verdict, decisions.levelOf(verdict.rule, verdict.resource) as Finding["level"], decisions.exemptions.of(verdict, find, configured)),
    );
  decisions.exemptions.judged(stack);
  return decisions.baseline ? compare(findings, stack, decisions.rules, decisions.baseline) : { findings };
}

function compare(findings: readonly Finding[], { root }: Stack, rules: readonly Rule[], baseline: Baseline): Findings {
  const open = findings.filter(isOpen);
  const newOnes = new Set(baseline.newOnes(open, (finding) => finding));
  const ids = new Set<string>(rules.map(({ id }) => id));
  const undecided = new Set(findings.filter(({ outcome }) => outcome !== "fail").map(({ rule, urn }) => `${rule} ${urn}`));
  const failed = findings.filter(({ outcome }) => outcome === "fail");
  const fixed = baseline.fixed(failed, (known) => isOf(known, stackOf(root.urn), ids) && !undecided.has(`${known.rule} ${known.urn}`));
  return { findings: findings.filter((finding) => !isOpen(finding) || newOnes.has(finding)), compared: { known: open.length - newOnes.size, fixed } };
}

/** Whether a finding counts: it failed, and nothing exempts it. */
export const isOpen = ({ outcome, exempted }: Finding): boolean => outcome === "fail" && !exempted;

/** Whether a finding fails a check, not only informs. */
export const isMandatory = (finding: Finding): boolean => isOpen(finding) && finding.level !== "advisory";

const findingOf = ({ rule, resource, outcome, message }: Verdict, level: Finding["level"], { exempted, note }: Answer): Finding => ({
  rule: rule.id,
  title: rule.title,
  severity: rule.severity,
  level,
  family: rule.family,
  urn: resource.urn,
  type: resource.type,
  name: resource.name,
  outcome,
  message,
  fix: rule.fix,
  see: rule.see,
  position: resource.sourcePosition === undefined ? undefined : positionOf(resource.sourcePosition),
  ...(exempted && { exempted }),
  ...(note && { note }),
});

/** Reads the engine's `project:///index.ts#4,13`. */
export function positionOf(sourcePosition: string): Position | undefined {
  const [, path, line, column] = /^(?:project:\/\/\/|file:\/\/)?(.+)#(\d+)(?:,(\d+))?$/.exec(sourcePosition) ?? [];
  if (!path) return undefined;
  return { file: decoded(path), line: Number(line), ...(column && { column: Number(column) }) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
