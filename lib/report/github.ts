import { type Finding, isMandatory } from "../decide/finding";
import { byRule } from "./group";
import { located, resourceName, said } from "./place";
import type { Format } from "./report";
import { printable } from "./style";

/** GitHub's workflow commands, which show the findings beside the program's lines. It shows only the first ten of each kind, so the worst are first. */
export const github: Format = {
  *write({ stacks }) {
    const findings = stacks.flatMap((stack) => located(stack).filter(({ outcome, exempted }) => outcome !== "unknown" && !exempted));
    for (const alike of byRule(findings)) for (const finding of alike) yield annotation(finding);
  },
};

function annotation(finding: Finding): string {
  const { rule, title, position, fix, see, outcome } = finding;
  const place = position && { file: position.file, line: position.line, ...(position.column !== undefined && { col: position.column }) };
  const properties = Object.entries({ ...place, title: `${title} (${rule})` }).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const text = [`${resourceName(finding)}: ${said(finding)}`, ...(outcome === "fail" ? [fix, see] : [])].map(printable).join("\n");
  return `::${commandOf(finding)} ${properties.join(",")}::${escapeData(text)}\n`;
}

const commandOf = (finding: Finding): string =>
  isMandatory(finding) ? "error" : finding.outcome === "fail" && finding.severity === "low" ? "notice" : "warning";

const escapeData = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
