import { rules } from "../../policies";
import { SettingsError } from "../decide/settings";
import { noRule } from "../decide/words";
import { judgeCase } from "../judge/case";
import { type Paint, paint } from "../report/style";
import { typeScript } from "../report/type-script";
import { controlsOf } from "../rule/crosswalk";
import { type Framework, frameworks } from "../rule/frameworks";
import type { Equivalents, Rule } from "../rule/rule";
import { scanners } from "../rule/scanners";
import { wantsColour, write } from "./output";

/** `stackward explain`. */
export async function explain(id: string, flags: { readonly color: boolean }): Promise<number> {
  const rule = rules.find((rule) => rule.id === id);
  const ids = rules.map((rule) => rule.id);
  if (!rule) throw new SettingsError(noRule(id, ids));
  await write(explanation(rule, paint(wantsColour(flags))));
  return 0;
}

function* explanation(rule: Rule, p: Paint): Generator<string> {
  yield `${p.bold(rule.title)}\n${rule.id}: ${p.severity(rule.severity)}, ${rule.family}, ${rule.preset}\n\n`;
  yield `${p.prose(rule.why)}\n${p.prose(rule.fix)}\n${p.underline(rule.see)}\n\n`;
  yield* example(p.red("refused"), rule, rule.fail[0]!, p);
  yield* example(p.green("accepted"), rule, rule.pass[0]!, p);
  for (const [name, schema] of Object.entries(rule.options)) {
    const byDefault = "default" in schema ? `; default ${JSON.stringify(schema.default)}` : "";
    yield `option \`${name}\`: ${schema.description ?? schema.type}${byDefault}\n`;
  }
  if (rule.exemptible === false) yield "nothing can be exempted from it\n";
  const related = Object.keys(rule.related).length > 0;
  yield `judges ${rule.tokens.join(", ")}${related ? ", with the resources related to it" : ""}\n`;
  for (const [framework, controls] of Object.entries(controlsOf(rule))) yield `${frameworks[framework as Framework].title}: ${controls.join(", ")}\n`;
  for (const [scanner, ids] of Object.entries(rule.equivalents ?? {})) yield `${scanners[scanner as keyof Equivalents]}: ${ids.join(", ")}\n`;
}

function* example(label: string, rule: Rule, given: object, p: Paint): Generator<string> {
  const findings = judgeCase(rule, given).map(({ message }) => p.prose(message));
  yield `${[label, findings.join("; ")].filter(Boolean).join(": ")}\n`;
  yield `${typeScript(given).replace(/^/gm, "  ")}\n\n`;
}
