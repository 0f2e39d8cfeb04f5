import { statSync } from "node:fs";
import { rules } from "../../policies";
import { Decisions } from "../decide/decide";
import { settingsFor } from "../decide/locate";
import { SettingsError } from "../decide/settings";
import { reportOf, type StackReport, summaryOf } from "../report/report";
import { printable } from "../report/style";
import type { Rule } from "../rule/rule";
import { readSource } from "../source/read";
import { InputError } from "../source/source";
import { version } from "../version";
import { deliver, type ReportFlags } from "./deliver";
import { type DecisionFlags, flagLayer } from "./flags";
import { complain, progress, warn } from "./output";

export interface CheckFlags extends ReportFlags, DecisionFlags {
  readonly config?: string;
  readonly stack?: string;
}

/** `stackward check`: a path that can't be read doesn't lose the findings of the others. */
export async function check(paths: readonly string[], flags: CheckFlags): Promise<number> {
  const decisionsFor = decider(flags);
  const inForce = new Set<Rule>();
  const stacks: StackReport[] = [];
  const said = new Set<string>();
  let isReady = true;
  const wanted = paths.length ? paths : ["."];
  for (const path of wanted) {
    try {
      const general = decisionsFor(folderOf(path));
      progress.say(`reading ${printable(path)}`);
      const source = await readSource(path, flags);
      progress.say(`judging ${source.resources.resources.length.toLocaleString("en")} resources of ${printable(path)}`);
      const decisions = general.in(source);
      decisions.requireOptions();
      isReady = prepare(decisions, said) && isReady;
      stacks.push(reportOf(source, decisions));
      for (const rule of decisions.rules) inForce.add(rule);
      progress.clear();
    } catch (error) {
      progress.clear();
      if (!(error instanceof InputError || error instanceof SettingsError)) throw error;
      sayOnce(error.message, said);
    }
  }
  if (!stacks.length) return 2;
  if (!inForce.size) warn("no rule is in force, so nothing is judged");

  const summary = summaryOf(stacks, inForce.size);
  const status = await deliver({ version, stacks, summary, rules: rules.filter((rule) => inForce.has(rule)) }, flags);
  return isReady && stacks.length === wanted.length ? status : 2;
}

/** One configuration may be of many paths. */
function sayOnce(message: string, said: Set<string>): void {
  if (!said.has(message)) complain(message);
  said.add(message);
}

/** Reads what the rules' options name, and says what can't be read. The rules in question then find that in each resource, so that nothing else is lost. */
function prepare(decisions: Decisions, said: Set<string>): boolean {
  let isReady = true;
  for (const rule of decisions.rules) {
    try {
      rule.prepare?.(decisions.optionsOf(rule));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      sayOnce(error.message, said);
      isReady = false;
    }
  }
  return isReady;
}

/** Where settings are looked for: in a program's folder, or here for a file. */
export const folderOf = (path: string): string => (path !== "-" && statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : ".");

/**
 * What is in force for a folder: the settings of its file, and above them the flags, whose own faults are told at once.
 * @throws SettingsError
 */
function decider(flags: CheckFlags): (folder: string) => Decisions {
  const ofFlags = flagLayer(flags);
  new Decisions(rules, [ofFlags]);
  const byFolder = new Map<string, Decisions>();
  return (folder) => {
    let decisions = byFolder.get(folder);
    if (!decisions) byFolder.set(folder, (decisions = new Decisions(rules, [...settingsFor(folder, flags.config), ofFlags])));
    return decisions;
  };
}
