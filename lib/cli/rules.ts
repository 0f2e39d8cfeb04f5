import { rules } from "../../policies";
import { Decisions } from "../decide/decide";
import { isAmong } from "../decide/in-force";
import { count, paint } from "../report/style";
import { describe } from "../rule/describe";
import type { Rule } from "../rule/rule";
import { type DecisionFlags, flagLayer } from "./flags";
import { wantsColour, write } from "./output";

export interface RulesFlags extends DecisionFlags {
  readonly format: "text" | "json";
  readonly color: boolean;
}

/** `stackward rules`. @throws SettingsError for a preset that doesn't exist */
export async function listRules(flags: RulesFlags): Promise<number> {
  new Decisions(rules, [flagLayer(flags)]);
  const presets = flags.preset && new Set<string>(flags.preset);
  const chosen = presets ? rules.filter((rule) => isAmong(rule, presets)) : rules;
  await write(flags.format === "json" ? asJson(chosen) : asTable(chosen, wantsColour(flags)));
  return 0;
}

function* asJson(chosen: readonly Rule[]): Generator<string> {
  for (const [i, rule] of chosen.entries()) yield `${i ? ",\n" : "[\n"}${JSON.stringify(describe(rule))}`;
  yield chosen.length ? "\n]\n" : "[]\n";
}

function* asTable(chosen: readonly Rule[], colour: boolean): Generator<string> {
  const p = paint(colour);
  const width = Math.max(0, ...chosen.map(({ id }) => id.length));
  for (const { id, severity, preset, title } of chosen)
    yield `${p.severity(severity, severity.padEnd(8))}  ${p.dim(preset.padEnd(11))}  ${id.padEnd(width)}  ${title}\n`;
  yield `${count(chosen.length, "rule")}; \`stackward explain <rule>\` tells more of one\n`;
}
