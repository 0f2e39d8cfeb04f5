import { isAbsolute } from "node:path";
import type { Location, Notification, ReportingDescriptor, Result, Suppression } from "sarif";
import type { Finding } from "../decide/finding";
import { fingerprintOf } from "../decide/fingerprint";
import { controlsOf } from "../rule/crosswalk";
import { cloudOf, type Meta, type Severity } from "../rule/rule";
import { fallbackFile, fromHere, located, resourceName, said, whyExempted } from "./place";
import type { Format, Report, StackReport } from "./report";

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const levels = { critical: "error", high: "error", medium: "warning", low: "note" } as const satisfies Record<Severity, string>;
/** On the scale of CVSS, by which code hosts sort. */
const scores: Record<Severity, string> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.5" };

/** SARIF 2.1.0, for code hosts: one run, whose results are the findings. What can't be decided yet isn't among them. */
export const sarif: Format = {
  *write(report) {
    const { version, stacks, summary, warnings = [] } = report;
    const rules = descriptorsOf(report);
    const driver = { name: "stackward", version, informationUri: "https://www.npmjs.com/package/stackward", rules };
    const invocation = {
      executionSuccessful: summary.errors === 0,
      toolExecutionNotifications: [...stacks.flatMap(notificationsOf), ...warnings.map(warningOf)],
    };
    const head = { tool: { driver }, columnKind: "utf16CodeUnits", invocations: [invocation] };
    yield `{"$schema":${JSON.stringify(schema)},"version":"2.1.0","runs":[${JSON.stringify(head).slice(0, -1)},"results":[`;
    const indexes = new Map(rules.map(({ id }, i) => [id, i]));
    const seen = new Map<string, number>();
    const hasSuppressions = summary.exempted > 0;
    let separator = "\n";
    for (const stack of stacks)
      for (const finding of located(stack)) {
        if (finding.outcome !== "fail") continue;
        const result = resultOf(finding, stack, indexes.get(finding.rule)!, seen);
        yield separator + JSON.stringify(hasSuppressions ? { ...result, suppressions: suppressionsOf(finding) } : result);
        separator = ",\n";
      }
    yield "\n]}]}\n";
  },
};

/** The rules that found something, or failed. */
function descriptorsOf({ stacks, rules = [] }: Report): ReportingDescriptor[] {
  const known = new Map(rules.map((rule) => [rule.id as string, rule]));
  const descriptors = new Map<string, ReportingDescriptor>();
  for (const { findings } of stacks)
    for (const finding of findings)
      if (finding.outcome !== "unknown" && !descriptors.has(finding.rule)) descriptors.set(finding.rule, descriptorOf(finding, known.get(finding.rule)));
  return [...descriptors.values()];
}

function descriptorOf({ rule: id, title, severity, family, fix, see }: Finding, rule?: Meta): ReportingDescriptor {
  const help = [...(rule ? [rule.why] : []), fix];
  const controls = Object.entries(rule ? controlsOf(rule) : {}).flatMap(([framework, numbers]) => numbers.map((number) => `${framework}/${number}`));
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: rule?.why ?? title },
    help: { text: [...help, see].join("\n"), markdown: [...help, `[Read more](${see})`].join("\n\n") },
    helpUri: see,
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ["security", cloudOf({ id: id as Meta["id"] }), family, ...controls], "security-severity": scores[severity], precision: "high" },
  };
}

/** Where one result says whether it's suppressed, all must. */
const suppressionsOf = ({ exempted }: Finding): Suppression[] =>
  exempted ? [{ kind: exempted.origin === "program" ? "inSource" : "external", status: "accepted", justification: whyExempted(exempted) }] : [];

function resultOf(finding: Finding, stack: StackReport, ruleIndex: number, seen: Map<string, number>): Result {
  const { rule, severity, level } = finding;
  const fingerprint = fingerprintOf(finding);
  const count = (seen.get(fingerprint) ?? 0) + 1;
  seen.set(fingerprint, count);
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: `${resourceName(finding)}: ${said(finding)}` },
    locations: [locationOf(finding, stack)],
    // GitHub tells alerts apart by the first only, and would make it of the line's text, which all resources of a loop share.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint.slice(0, 16)}:${count}`, "stackward/v1": `${fingerprint}:${count}` },
    properties: { enforcement: level },
  };
}

/** Code hosts refuse a result without a file, so one without a position names the program as a whole. */
function locationOf(finding: Finding, stack: StackReport): Location {
  const { position, urn, name } = finding;
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(position?.file ?? fallbackFile(stack)), uriBaseId: "%SRCROOT%" },
      region: position && { startLine: position.line, startColumn: position.column },
    },
    logicalLocations: [{ name, fullyQualifiedName: urn, kind: "resource" }],
  };
}

const uriOf = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

const warningOf = (text: string): Notification => ({ level: "warning", message: { text } });

/** The sources' warnings and the rules' own faults. */
function notificationsOf(stack: StackReport): Notification[] {
  const { source, warnings } = stack;
  const shown = (text: string) => (isAbsolute(source) ? text.replaceAll(source, fromHere(source)) : text);
  return [
    ...warnings.map(shown).map(warningOf),
    ...located(stack)
      .filter(({ outcome }) => outcome === "error")
      .map(
        (finding): Notification => ({
          level: "error",
          message: { text: `${resourceName(finding)}: ${finding.message}` },
          associatedRule: { id: finding.rule },
          locations: [locationOf(finding, stack)],
        }),
      ),
  ];
}
