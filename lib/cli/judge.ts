import { statSync } from "node:fs";
import { rules } from "../../policies";
import { Decisions } from "../decide/decide";
import type { Exemptions } from "../decide/exemptions";
import { SettingsError } from "../decide/settings";
import { reportOf, type StackReport } from "../report/report";
import { printable } from "../report/style";
import type { Rule } from "../rule/rule";
import { readSource } from "../source/read";
import { InputError } from "../source/source";
import { type ConfigurationFlags, layersFor } from "./flags";
import { complain, progress, warn } from "./output";

export interface JudgeFlags extends ConfigurationFlags {
  readonly stack?: string;
}

/** What was found in several stacks. */
export interface Judged {
  readonly stacks: readonly JudgedStack[];
  /** Whether all that was asked for could be read. */
  readonly isWhole: boolean;
  readonly rules: ReadonlySet<Rule>;
  /** What is wrong with exemptions. */
  readonly warnings: readonly string[];
}

export interface JudgedStack extends StackReport {
  /** Those in force. */
  readonly rules: readonly Rule[];
}

/** Judges stacks: a path that can't be read doesn't lose the findings of the others. */
export async function judgePaths(paths: readonly string[], flags: JudgeFlags): Promise<Judged> {
  const decisionsFor = await decider(flags);
  const inForce = new Map<Exemptions, Set<Rule>>();
  const stacks: JudgedStack[] = [];
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
      stacks.push({ ...reportOf(source, decisions), rules: decisions.rules });
      inForce.set(decisions.exemptions, new Set([...(inForce.get(decisions.exemptions) ?? []), ...decisions.rules]));
      progress.clear();
    } catch (error) {
      progress.clear();
      if (!(error instanceof InputError || error instanceof SettingsError)) throw error;
      sayOnce(error.message, said);
    }
  }
  const judging = new Set([...inForce.values()].flatMap((rules) => [...rules]));
  if (stacks.length && !judging.size) warn("no rule is in force, so nothing is judged");
  const warnings = [...inForce].flatMap(([exemptions, rules]) => exemptions.complaints(rules));
  return { stacks, isWhole: isReady && stacks.length === wanted.length, rules: judging, warnings };
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

/** What is in force for a folder, decided once. @throws SettingsError */
async function decider(flags: ConfigurationFlags): Promise<(folder: string) => Decisions> {
  const layersOf = await layersFor(flags);
  const byFolder = new Map<string, Decisions>();
  // An exemption that one of the programs with the same file needs isn't idle.
  const byFile = new Map<string, Decisions>();
  const decide = (folder: string): Decisions => {
    const layers = layersOf(folder);
    return made(byFile, layers.map(({ place }) => place([])).join(), () => new Decisions(rules, layers));
  };
  return (folder) => made(byFolder, folder, () => decide(folder));
}

function made<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
