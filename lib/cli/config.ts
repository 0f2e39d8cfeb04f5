import { resolve } from "node:path";
import { rules } from "../../policies";
import { Decisions } from "../decide/decide";
import type { InForce, Sourced } from "../decide/in-force";
import type { Layer, Level } from "../decide/settings";
import type { Step } from "../decide/steps";
import { type Paint, paint } from "../report/style";
import type { Rule } from "../rule/rule";
import { programAbove, projectOf } from "../source/project";
import { type ConfigurationFlags, layersFor } from "./flags";
import { wantsColour, write } from "./output";

export interface ConfigFlags extends ConfigurationFlags {
  readonly stack?: string;
  readonly project?: string;
  readonly format: "text" | "json";
  readonly verbose?: boolean;
  readonly color: boolean;
}

/** A value in force, and where it was set: a file's line, a flag, or `default`. */
interface From<T> {
  readonly value: T;
  readonly from: string;
}

interface RuleInForce {
  readonly id: string;
  readonly level: From<Level>;
  readonly options: Readonly<Record<string, From<unknown>>>;
}

interface InForceReport {
  readonly project?: string;
  readonly stack?: string;
  readonly presets: From<readonly string[]>;
  readonly failOn: From<string>;
  readonly only?: From<readonly string[]>;
  readonly rules: readonly RuleInForce[];
  readonly overrides: readonly (From<object> & { readonly applies: "yes" | "no" | "to some resources" })[];
}

/** `stackward config`. */
export async function config(folder: string, flags: ConfigFlags): Promise<number> {
  const layers = (await layersFor(flags))(folder);
  const report = inForce(layers, flags.stack, flags.project ?? projectIn(folder));
  await write(flags.format === "json" ? [`${JSON.stringify(report, undefined, 2)}\n`] : asText(report, paint(wantsColour(flags)), flags.verbose));
  return 0;
}

function projectIn(folder: string): string | undefined {
  const program = programAbove(resolve(folder));
  return program && projectOf(program);
}

function inForce(layers: readonly Layer[], stack: string | undefined, project: string | undefined): InForceReport {
  const all = new Decisions(rules, layers);
  const decisions = stack === undefined ? all : all.in({ stack, project: project ?? "" });
  const { general } = decisions;
  return {
    project,
    stack,
    presets: from(general.presets),
    failOn: from(general.failOn),
    only: general.only && from(general.only),
    rules: rules.map((rule) => ({ id: rule.id, level: from(levelOf(rule, general)), options: optionsOf(rule, general) })),
    overrides: all.steps.filter(({ scope }) => scope).map((step) => ({ value: step.choices, from: placeOf(step), applies: applies(step, decisions) })),
  };
}

const from = <T>({ value, layer, path }: Sourced<T>): From<T> => ({ value, from: layer && path ? layer.place(path) : "default" });
const placeOf = ({ layer, path }: Step): string => layer.place(path);

/** A rule's level, and what it comes from: the rule's own setting, the presets that leave it out, or the limit of severity. */
function levelOf(rule: Rule, inForce: InForce): Sourced<Level> {
  const value = inForce.levelOf(rule);
  return inForce.levelGiven(rule) ?? { ...(value === "off" ? (inForce.only ?? inForce.presets) : inForce.failOn), value };
}

const optionsOf = (rule: Rule, inForce: InForce): Record<string, From<unknown>> =>
  Object.fromEntries(Object.entries(inForce.optionsOf(rule)).map(([name, value]) => [name, from(inForce.optionGiven(rule, name) ?? { value })]));

function applies(step: Step, decisions: Decisions): "yes" | "no" | "to some resources" {
  if (!decisions.steps.includes(step)) return "no";
  return decisions.conditional.has(step) ? "to some resources" : "yes";
}

function* asText({ project, stack, presets, failOn, only, rules, overrides }: InForceReport, p: Paint, verbose = false): Generator<string> {
  yield `${p.bold(`What is in force in ${[project, stack].filter(Boolean).join("/") || "this folder"}`)}\n\n`;
  const line = (name: string, { value, from }: From<unknown>, indent = "") =>
    `${indent}${name.padEnd(nameWidth - indent.length)}  ${textOf(value).padEnd(12)}  ${p.dim(from)}\n`;
  const shown = rules.filter(
    ({ level, options }) => verbose || isSet(level, [presets, failOn, only]) || Object.values(options).some(({ from }) => from !== "default"),
  );
  const nameWidth = Math.max(8, ...shown.map(({ id }) => id.length));
  yield line("presets", presets);
  yield line("failOn", failOn);
  if (only) yield line("only", only);
  yield `${countsOf(rules)}\n`;
  if (shown.length) yield "\n";
  for (const { id, level, options } of shown) {
    yield line(id, level);
    for (const [name, option] of Object.entries(options)) if (verbose || option.from !== "default") yield line(name, option, "  ");
  }
  if (overrides.length) yield `\n${p.bold("Overrides")}\n`;
  for (const { value, from, applies } of overrides) yield `${p.dim(from)}  ${JSON.stringify(value)}  applies: ${applies}\n`;
}

/** Whether a rule's level is set for it alone, not by what is for all rules. */
const isSet = ({ from }: From<Level>, general: readonly (From<unknown> | undefined)[]): boolean => !general.some((each) => each?.from === from);

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : typeof value === "string" ? value : JSON.stringify(value));

function countsOf(rules: readonly RuleInForce[]): string {
  const count = (wanted: Level) => rules.filter(({ level }) => level.value === wanted).length;
  const on = (["mandatory", "advisory", "remediate"] as const).filter((level) => count(level)).map((level) => `${count(level).toLocaleString("en")} ${level}`);
  const total = rules.length.toLocaleString("en");
  return `${(rules.length - count("off")).toLocaleString("en")} of ${total} rules in force${on.length ? `: ${on.join(", ")}` : ""}`;
}
