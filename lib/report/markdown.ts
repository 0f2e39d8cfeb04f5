import type { Finding } from "../decide/finding";
import { severities } from "../rule/rule";
import { markup, prose } from "./escape";
import { byRule } from "./group";
import { lineOf, located, said, stackName, whyExempted } from "./place";
import type { Format, Report } from "./report";
import { count, printable } from "./style";

/** GitHub accepts no longer comment. */
const longest = 65_536;
const mostPlaces = 20;
const longestLine = 400;

/** For a pull request's comment: the worst first, each rule folded, no longer than a code host accepts. */
export const markdown: Format = {
  hasWarnings: true,
  *write(report, { verbose = false } = {}) {
    const footer = footerOf(report);
    let room = longest - footer.length - 200;
    let left = report.stacks.flatMap(({ findings }) => findings).filter(({ outcome, exempted }) => outcome !== "unknown" && !exempted).length;
    const head = headOf(report);
    room -= head.length;
    yield head;
    for (const { text, findings } of sections(report, verbose)) {
      if (text.length > room) break;
      room -= text.length;
      left -= findings;
      yield text;
    }
    if (left) yield `\n**${count(left, "more finding")}** didn't fit into a comment; the other reports have all.\n`;
    yield footer;
  },
};

interface Section {
  readonly text: string;
  readonly findings: number;
}

function headOf({ stacks, summary }: Report): string {
  const where = `${count(summary.resources, "resource")} of ${stacks.length === 1 ? code(stackName(stacks[0]!)) : count(stacks.length, "stack")}`;
  if (!summary.findings) return `### ✅ stackward: no findings in ${where}\n`;
  const names = [...severities].reverse();
  const counts = names.map((severity) => summary.severities[severity].toLocaleString("en"));
  return `### ${summary.mandatory ? "❌" : "⚠️"} stackward: ${count(summary.findings, "finding")} in ${where}

| ${names.join(" | ")} | mandatory |
| ${names.map(() => "---:").join(" | ")} | ---: |
| ${counts.join(" | ")} | ${summary.mandatory.toLocaleString("en")} |
`;
}

function* sections({ stacks, warnings = [] }: Report, verbose: boolean): Generator<Section> {
  const findings = stacks.flatMap((stack) => located(stack).map((finding) => ({ ...finding, of: stacks.length > 1 ? stackName(stack) : undefined })));
  const by = (outcome: Finding["outcome"]) => byRule(findings.filter((finding) => finding.outcome === outcome && !finding.exempted));
  for (const alike of [...by("fail"), ...by("error")]) yield { text: section(alike, verbose), findings: alike.length };
  const all = [...stacks.flatMap((stack) => stack.warnings), ...warnings];
  for (const warning of all) yield { text: `\n⚠️ ${plain(cut(printable(warning)))}\n`, findings: 0 };
  const exempted = findings.filter((finding) => finding.exempted);
  if (exempted.length) yield { text: exemptedSection(exempted, verbose), findings: 0 };
}

type Found = Finding & { readonly of?: string };

function section(findings: readonly Found[], verbose: boolean): string {
  const { severity, level, title, rule, fix, see, outcome } = findings[0]!;
  const shown = verbose ? findings : findings.slice(0, mostPlaces);
  const rest = findings.length - shown.length;
  const label = outcome === "error" ? "fault of the rule" : level === "advisory" ? `${severity}, advisory` : severity;
  return `
<details><summary><b>${label}</b>: ${markup(title)} (${findings.length.toLocaleString("en")})</summary>

${shown.map(item).join("\n")}${rest ? `\n- and ${rest.toLocaleString("en")} more` : ""}
${outcome === "fail" ? `\n**Fix**: ${prose(fix, code, plain)}\n` : ""}
${code(rule)}${/^https:\/\/[^\s()<>]+$/.test(see) ? ` · [read more](${see})` : ""}
</details>
`;
}

function exemptedSection(findings: readonly Found[], verbose: boolean): string {
  const shown = verbose ? findings : findings.slice(0, mostPlaces);
  const row = (...cells: string[]) => `| ${cells.map((cell) => cell.replace(/\\?\|/g, "\\|")).join(" | ")} |`;
  const rows = shown.map((finding) => row(code(finding.rule), item(finding).slice(2), plain(cut(whyExempted(finding.exempted!)))));
  const rest = findings.length - shown.length;
  return `
<details><summary>${count(findings.length, "exempted finding")}</summary>

| rule | finding | reason |
| --- | --- | --- |
${rows.join("\n")}
${rest ? `\nand ${rest.toLocaleString("en")} more\n` : ""}</details>
`;
}

function item(finding: Found): string {
  const where = [finding.of, lineOf(finding)].flatMap((part) => (part ? [code(part)] : []));
  const type = finding.type.split(":").at(-1)!;
  return `- ${[...where, `${plain(cut(printable(type)))} ${code(finding.name)}`].join(" ")}: ${prose(cut(printable(said(finding))), code, plain)}`;
}

function footerOf({ version, summary: { unknown, known, fixed, rules } }: Report): string {
  const later = unknown ? `; ${count(unknown, "check")} can't be decided before deployment` : "";
  const baseline = known || fixed ? `; ${count(known, "known finding")} of the baseline left out, ${fixed.toLocaleString("en")} fixed` : "";
  return `\n<sub>stackward ${version}, ${count(rules, "rule")}${later}${baseline}</sub>\n`;
}

const cut = (text: string): string => (text.length > longestLine ? `${text.slice(0, longestLine)}...` : text);

/** A name from outside; nothing in it is a link, a mention or HTML. */
const code = (name: string): string => `\`${cut(printable(name)).replaceAll("`", "'") || " "}\``;

/** Text in which nothing is Markdown, HTML, a mention or a reference. */
const plain = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]<>|~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replace(/[@#]/g, "$&\u200b");
