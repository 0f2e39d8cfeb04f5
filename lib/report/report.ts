import type { Decisions } from "../decide/decide";
import { type Finding, findingsIn, isMandatory, isOpen } from "../decide/finding";
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
export const warningsOf = ({ stacks, warnings = [] }: Report): readonly string[] => [...stacks.flatMap(({ warnings }) => warnings), ...warnings];

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
export const reportOf = ({ source, folder, project, stack, resources, exemptions, warnings }: Source, decisions: Decisions): StackReport => ({
  source,
  folder,
  project,
  stack,
  resources: resources.resources.length,
  findings: findingsIn(resources, decisions, exemptions),
  warnings,
});

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
    resources: stacks.reduce((sum, { resources }) => sum + resources, 0),
    rules,
    findings: outcomes.fail,
    severities,
    mandatory,
    exempted,
    unknown: outcomes.unknown,
    errors: outcomes.error,
  };
}
