import { rules } from "../../policies";
import { Decisions, type FailOn, type Preset } from "../decide/decide";
import { type FormatName, formats } from "../report/formats";
import { type Format, reportOf, type StackReport, summaryOf } from "../report/report";
import { printable } from "../report/style";
import { readSource } from "../source/read";
import { InputError } from "../source/source";
import { version } from "../version";
import { complain, progress, wantsColour, warn, write } from "./output";

export interface CheckFlags {
  readonly format: FormatName;
  readonly output?: string;
  readonly preset?: Preset[];
  readonly failOn?: FailOn;
  readonly rule?: string[];
  readonly skipRule?: string[];
  readonly stack?: string;
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** `stackward check`: a path that can't be read doesn't lose the findings of the others. */
export async function check(paths: readonly string[], flags: CheckFlags): Promise<number> {
  const decisions = new Decisions(rules, { presets: flags.preset, failOn: flags.failOn, only: flags.rule, skip: flags.skipRule });
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

  const format: Format = formats[flags.format];
  if (!format.hasWarnings) for (const { source, warnings } of stacks) for (const warning of warnings) warn(`${source}: ${warning}`);
  const summary = summaryOf(stacks, decisions.rules.length);
  const colour = flags.output === undefined && wantsColour(flags);
  await write(format.write({ version, stacks, summary }, { colour, verbose: flags.verbose }), flags.output);
  return stacks.length < wanted.length ? 2 : summary.mandatory ? 1 : 0;
}
