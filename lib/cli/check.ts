import { rules } from "../../policies";
import { Decisions, type FailOn, type Preset } from "../decide/decide";
import { reportOf, type StackReport, summaryOf } from "../report/report";
import { printable } from "../report/style";
import { readSource } from "../source/read";
import { InputError } from "../source/source";
import { version } from "../version";
import { deliver, type ReportFlags } from "./deliver";
import { type EvidenceFlags, evidenceOptions } from "./evidence";
import { complain, progress, warn } from "./output";

export interface CheckFlags extends ReportFlags, EvidenceFlags {
  readonly preset?: Preset[];
  readonly failOn?: FailOn;
  readonly rule?: string[];
  readonly skipRule?: string[];
  readonly stack?: string;
}

/** `stackward check`: a path that can't be read doesn't lose the findings of the others. */
export async function check(paths: readonly string[], flags: CheckFlags): Promise<number> {
  const decisions = new Decisions(rules, {
    presets: flags.preset,
    failOn: flags.failOn,
    only: flags.rule,
    skip: flags.skipRule,
    options: evidenceOptions(flags),
  });
  const isReady = prepare(decisions);
  if (!decisions.rules.length) warn("no rule is in force, so nothing is judged");
  const stacks: StackReport[] = [];
  const wanted = paths.length ? paths : ["."];
  for (const path of wanted) {
    try {
      progress.say(`reading ${printable(path)}`);
      const source = await readSource(path, flags);
      progress.say(`judging ${source.resources.resources.length.toLocaleString("en")} resources of ${printable(path)}`);
      stacks.push(reportOf(source, decisions));
      progress.clear();
    } catch (error) {
      progress.clear();
      if (!(error instanceof InputError)) throw error;
      complain(error.message);
    }
  }
  if (!stacks.length) return 2;

  const summary = summaryOf(stacks, decisions.rules.length);
  const status = await deliver({ version, stacks, summary, rules: decisions.rules }, flags);
  return isReady && stacks.length === wanted.length ? status : 2;
}

/** Reads what the rules' options name; says what can't be read. The rules in question find that of each resource, so that nothing else is lost. */
function prepare({ rules, optionsOf }: Decisions): boolean {
  const problems = new Set<string>();
  for (const rule of rules) {
    try {
      rule.prepare?.(optionsOf(rule));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.add(error.message);
    }
  }
  for (const problem of problems) complain(problem);
  return !problems.size;
}
