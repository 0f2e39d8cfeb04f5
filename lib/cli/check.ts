import { rules } from "../../policies";
import { Decisions, type FailOn, type Preset } from "../decide/decide";
import { reportOf, type StackReport, summaryOf } from "../report/report";
import { printable } from "../report/style";
import { readSource } from "../source/read";
import { InputError } from "../source/source";
import { version } from "../version";
import { deliver, type ReportFlags } from "./deliver";
import { complain, progress, warn } from "./output";

export interface CheckFlags extends ReportFlags {
  readonly preset?: Preset[];
  readonly failOn?: FailOn;
  readonly rule?: string[];
  readonly skipRule?: string[];
  readonly stack?: string;
  readonly audit?: boolean;
}

/** `stackward check`: a path that can't be read doesn't lose the findings of the others. */
export async function check(paths: readonly string[], flags: CheckFlags): Promise<number> {
  const decisions = new Decisions(rules, { presets: flags.preset, failOn: flags.failOn, only: flags.rule, skip: flags.skipRule, audit: flags.audit });
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
  const inForce = new Set<string>(decisions.rules.map(({ id }) => id));
  const warnings = decisions.exemptions.complaints((id) => inForce.has(id));
  const status = await deliver({ version, stacks, summary, warnings, rules: decisions.rules }, flags);
  return stacks.length < wanted.length ? 2 : status;
}
