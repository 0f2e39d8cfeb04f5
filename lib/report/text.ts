import { type Finding, isOpen } from "../decide/finding";
import { severities } from "../rule/rule";
import { byRule, groupBy } from "./group";
import { located, said, stackName, whyExempted } from "./place";
import type { Format, StackReport, Summary } from "./report";
import { count, type Paint, paint, printable } from "./style";

const mostPlaces = 8;
const mostNames = 6;

/** For people: the worst first, each rule once, with the places where it is broken. */
export const text: Format = {
  hasWarnings: true,
  *write({ stacks, summary, warnings = [] }, { colour = false, verbose = false } = {}) {
    const p = paint(colour);
    for (const stack of stacks) {
      if (stacks.length > 1) yield `${p.bold(titleOf(stack))}\n\n`;
      for (const warning of stack.warnings) yield `${p.yellow("warning")}  ${printable(warning)}\n`;
      if (stack.warnings.length) yield "\n";
      const findings = located(stack);
      const by = (outcome: Finding["outcome"]) => byRule(findings.filter((finding) => finding.outcome === outcome && !finding.exempted));
      for (const findings of by("fail")) yield* brokenRule(findings, p, verbose);
      for (const findings of by("error")) yield* otherRule(p.magenta("error"), findings, p, verbose);
      if (verbose) {
        for (const exempted of byRule(findings.filter((finding) => finding.exempted))) yield* otherRule(p.dim("exempted"), exempted, p, verbose);
        for (const findings of by("unknown")) yield* otherRule(p.dim("unknown"), findings, p, verbose);
      }
      if (stacks.length > 1 && !findings.some(isOpen)) yield `${p.green("no findings")}\n\n`;
    }
    for (const warning of warnings) yield `${p.yellow("warning")}  ${printable(warning)}\n`;
    if (warnings.length) yield "\n";
    yield* conclusion(stacks, summary, p, verbose);
  },
};

const titleOf = ({ source, project, stack, resources }: StackReport) =>
  `${printable(source)}${project || stack ? `: ${printable([project, stack].filter(Boolean).join("/"))}` : ""}, ${count(resources, "resource")}`;

function* brokenRule(findings: readonly Finding[], p: Paint, verbose: boolean): Generator<string> {
  const { severity, level, title, rule, fix, see } = findings[0]!;
  yield `${p.severity(severity)}  ${p.bold(title)}  ${p.dim(level === "mandatory" ? rule : `${rule}, ${level}`)}\n`;
  yield* places(findings, p, verbose);
  yield `  ${p.dim("fix")}  ${p.prose(fix)}\n`;
  if (verbose) yield `  ${p.dim("see")}  ${p.underline(see)}\n`;
  yield "\n";
}

function* otherRule(label: string, findings: readonly Finding[], p: Paint, verbose: boolean): Generator<string> {
  yield `${label}  ${p.bold(findings[0]!.title)}  ${p.dim(findings[0]!.rule)}\n`;
  yield* places(findings, p, verbose);
  yield "\n";
}

/** What is wrong and where: alike findings of one line of the program, as a loop makes them, are one. */
function* places(findings: readonly Finding[], p: Paint, verbose: boolean): Generator<string> {
  let left = verbose ? Number.POSITIVE_INFINITY : mostPlaces;
  let rest = 0;
  for (const alike of groupBy(findings, textOf)) {
    const byPlace = groupBy(alike, ({ type, position }) => `${type} ${position?.file} ${position?.line}`);
    const shown = byPlace.slice(0, left);
    left -= shown.length;
    rest += byPlace.slice(shown.length).reduce((sum, { length }) => sum + length, 0);
    const message = p.prose(textOf(alike[0]!));
    if (shown.length === 1) yield `  ${placeOf(shown[0]!, p, verbose)}: ${message}\n`;
    else if (shown.length) yield `  ${message}\n${shown.map((place) => `    ${placeOf(place, p, verbose)}\n`).join("")}`;
  }
  if (rest) yield `  ${p.dim(`and ${rest.toLocaleString("en")} more (--verbose lists them)`)}\n`;
}

const textOf = (finding: Finding): string => printable(said(finding)) + (finding.exempted ? `; ${whyExempted(finding.exempted)}` : "");

function placeOf(findings: readonly Finding[], p: Paint, verbose: boolean): string {
  const { position, type } = findings[0]!;
  const names = [...new Set(findings.map(({ name }) => printable(name)))];
  const shown = verbose ? names : names.slice(0, mostNames);
  const more = names.length > shown.length ? ` and ${(names.length - shown.length).toLocaleString("en")} more` : "";
  const where = position ? `${p.cyan(`${printable(position.file)}:${position.line}`)}  ` : "";
  return `${where}${p.dim(printable(type.split(":").at(-1)!))} ${shown.join(", ")}${more}`;
}

function* conclusion(stacks: readonly StackReport[], summary: Summary, p: Paint, verbose: boolean): Generator<string> {
  const { findings, mandatory, exempted, known, fixed, unknown, errors } = summary;
  const unlisted = verbose ? "" : " (--verbose lists them)";
  const [only] = stacks;
  const of =
    stacks.length === 1
      ? `${count(summary.resources, "resource")} of ${stackName(only!)}`
      : `${count(summary.resources, "resource")} of ${stacks.length} stacks`;
  if (findings) {
    const each = [...severities].reverse().filter((severity) => summary.severities[severity]);
    const counts = each.map((severity) => p.severity(severity, `${summary.severities[severity].toLocaleString("en")} ${severity}`)).join(", ");
    yield `${p.bold(count(findings, "finding"))} in ${of}: ${counts}; ${mandatory ? `${mandatory.toLocaleString("en")} mandatory` : "none mandatory"}\n`;
    yield p.dim("`stackward explain <rule>` says why it matters, with examples\n");
  } else yield `${p.green("No findings")} in ${of} (${count(summary.rules, "rule")})\n`;
  if (errors) yield `${p.magenta(count(errors, "check"))} failed by a fault of the rule, listed above\n`;
  if (exempted) yield p.dim(`${count(exempted, "exempted finding")}${unlisted}\n`);
  if (known) yield p.dim(`${count(known, "known finding")} of the baseline left out\n`);
  if (fixed) yield `${p.green(`${count(fixed, "finding")} of the baseline fixed`)}${p.dim(`${unlisted}; \`stackward baseline --shrink\` takes them out`)}\n`;
  if (fixed && verbose)
    yield* stacks
      .flatMap(({ baseline }) => baseline?.fixed ?? [])
      .map((known) => `  ${p.dim(known.rule)}  ${printable(known.urn)}: ${p.prose(printable(known.finding))}\n`);
  if (unknown) yield p.dim(`${count(unknown, "check")} can't be decided before deployment${unlisted}\n`);
}
