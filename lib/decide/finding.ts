import { Judge, type Outcome, type Verdict } from "../judge/judge";
import type { Family, Severity } from "../rule/rule";
import type { Stack } from "../stack/stack";
import type { Decisions } from "./decide";
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
}

/** What the rules in force find in a stack. */
export const findingsIn = (stack: Stack, decisions: Decisions): Finding[] =>
  new Judge(decisions.rules, decisions.optionsInForce)
    .stack(stack)
    .map((verdict) => findingOf(verdict, decisions.levelOf(verdict.rule, verdict.resource) as Finding["level"]));

/** Whether a finding fails a check, not only informs. */
export const isMandatory = ({ outcome, level }: Finding): boolean => outcome === "fail" && level !== "advisory";

const findingOf = ({ rule, resource, outcome, message }: Verdict, level: Finding["level"]): Finding => ({
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
