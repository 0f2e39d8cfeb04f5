/**
 * What a preset finds in the examples of the SDKs' own documentation, which nobody wrote for us: `ts-node bench/examples.ts [preset]`.
 * Prints a Markdown table of findings by severity, then the rules with where they found something first; fails where a rule breaks.
 */
import { type Finding, isOpen, judge, type Preset, severities } from "../lib";
import { table } from "./run";
import { examplesOf } from "./sdk-examples";

const preset = (process.argv[2] ?? "recommended") as Preset;
const counts = new Map<string, { finding: Finding; where: string; count: number }>();
let examples = 0;
let resources = 0;
let clean = 0;

for (const sdk of ["aws", "gcp"] as const)
  for (const { name, resources: stack } of examplesOf(sdk)) {
    examples++;
    resources += stack.resources.length;
    const findings = judge(stack, { presets: [preset] });
    const broken = findings.find(({ outcome }) => outcome === "error");
    if (broken) throw new Error(`${name}: ${broken.rule}: ${broken.message}`);
    const open = findings.filter(isOpen).filter(({ outcome }) => outcome === "fail");
    if (!open.length) clean++;
    for (const finding of open) {
      const seen = counts.get(finding.rule);
      if (seen) seen.count++;
      else counts.set(finding.rule, { finding, where: name, count: 1 });
    }
  }

const all = [...counts.values()].sort((a, b) => b.count - a.count);
const total = (severity: string) => all.filter(({ finding }) => finding.severity === severity).reduce((sum, { count }) => sum + count, 0);
console.log(`${examples} examples, ${resources} resources; ${clean} examples without a finding of the ${preset} preset.\n`);
console.log(
  table(
    ["severity", "findings"],
    severities.map((severity) => [severity, String(total(severity))]),
  ),
);
console.log(
  `\n${table(
    ["rule", "severity", "findings", "first in"],
    all.map(({ finding, where, count }) => [finding.rule, finding.severity, String(count), where]),
  )}`,
);
