import type { Compared } from "../decide/baseline";
import type { Decisions } from "../decide/decide";
import { type Finding, isMandatory, isOpen, judgeStack } from "../decide/finding";
import type { Meta, Severity } from "../rule/rule";
import type { Source } from "../source/source";

/** What was found in one stack. */
export interface StackReport {
  readonly source: string;
  /** Where the program's files are, from the current directory, if that is known. */
  readonly folder?: string;
  readonly project: string;
  readonly stack: string;
  /** How many were judged. */
  readonly resources: number;
  readonly findings: readonly Finding[];
  /** How they compare to the baseline, if there is one: what is known isn't among them. */
  readonly baseline?: Compared;
  readonly warnings: readonly string[];
}

export interface Summary {
  readonly stacks: number;
  readonly resources: number;
  readonly rules: number;
  /** Those that failed; `exempted`, `unknown` and `errors` aren't among them. */
  readonly findings: number;
  readonly severities: Readonly<Record<Severity, number>>;
  readonly mandatory: number;
  readonly exempted: number;
  /** Of the baseline: how many are left out, and how many weren't found any more. */
  readonly known: number;
  readonly fixed: number;
  readonly unknown: number;
  readonly errors: number;
}

/** What a format writes. */
export interface Report {
  readonly version: string;
  readonly stacks: readonly StackReport[];
  readonly summary: Summary;
  /** What is wrong with what was decided for all stacks, a line each. */
  readonly warnings?: readonly string[];
  /** More of the rules than their findings tell, for the formats that explain them. */
  readonly rules?: readonly Meta[];
}

/** What couldn't be read or judged, and what is wrong with what was decided. */
export const warningsOf = ({ stacks, warnings = [] }: Pick<Report, "stacks" | "warnings">): readonly string[] => [
  ...stacks.flatMap(({ warnings }) => warnings),
  ...warnings,
];

/** How a report for people looks. */
export interface Style {
  readonly colour?: boolean;
  /** Everything, not only the first of many. */
  readonly verbose?: boolean;
}

/** A report's form: adding one is adding a file and naming it in `formats`. */
export interface Format {
  /** Whether the report itself has the sources' warnings; they go to standard error otherwise. */
  readonly hasWarnings?: boolean;
  /** The report in parts, however long it is. */
  write(report: Report, style?: Style): Iterable<string>;
}

/** Judges one stack; the result no longer holds it. */
export function reportOf({ source, folder, project, stack, resources, warnings }: Source, decisions: Decisions): StackReport {
  const { findings, compared } = judgeStack(resources, decisions);
  // What couldn't be read may only seem to be fixed.
  const baseline = compared && (warnings.length ? { ...compared, fixed: [] } : compared);
  return { source, folder, project, stack, resources: resources.resources.length, findings, baseline, warnings };
}

export function summaryOf(stacks: readonly StackReport[], rules: number): Summary {
  const severities = { critical: 0, high: 0, medium: 0, low: 0 };
  const outcomes = { fail: 0, unknown: 0, error: 0 };
  let mandatory = 0;
  let exempted = 0;
  for (const { findings } of stacks)
    for (const finding of findings) {
      if (finding.exempted) exempted++;
      else outcomes[finding.outcome]++;
      if (isOpen(finding)) severities[finding.severity]++;
      if (isMandatory(finding)) mandatory++;
    }
  return {
    stacks: stacks.length,
    resources: sumOf(stacks, ({ resources }) => resources),
    rules,
    findings: outcomes.fail,
    severities,
    mandatory,
    exempted,
    known: sumOf(stacks, ({ baseline }) => baseline?.known ?? 0),
    fixed: sumOf(stacks, ({ baseline }) => sumOf(baseline?.fixed ?? [], ({ count = 1 }) => count)),
    unknown: outcomes.unknown,
    errors: outcomes.error,
  };
}

const sumOf = <T>(items: readonly T[], numberOf: (item: T) => number): number => items.reduce((sum, item) => sum + numberOf(item), 0);
