import { type Finding, isMandatory } from "../decide/finding";
import { markup } from "./escape";
import { lineOf, located, resourceName, said, stackName, whyExempted } from "./place";
import type { Format, StackReport } from "./report";
import { count } from "./style";

/** JUnit's XML, for what shows tests: a suite per stack, and a case per finding. Advice, what is exempted, and what can't be decided yet, is skipped. */
export const junit: Format = {
  *write({ stacks }) {
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="stackward">\n`;
    for (const stack of stacks) yield* suite(stack);
    yield "</testsuites>\n";
  },
};

function* suite(stack: StackReport): Generator<string> {
  const findings = located(stack);
  const kinds = findings.map(kindOf);
  const number = (kind: Kind) => kinds.filter((each) => each === kind).length;
  const counts = { tests: findings.length || 1, failures: number("failure"), errors: number("error"), skipped: number("skipped") };
  yield `<testsuite${attributes({ name: stackName(stack), ...counts })}>\n`;
  // A suite without any case counts as a fault in Jenkins.
  if (!findings.length) yield `<testcase${attributes({ classname: "stackward", name: `no findings in ${count(stack.resources, "resource")}` })}/>\n`;
  for (const finding of findings) yield testCase(finding);
  yield "</testsuite>\n";
}

type Kind = "failure" | "error" | "skipped";

const kindOf = (finding: Finding): Kind => (finding.outcome === "error" ? "error" : isMandatory(finding) ? "failure" : "skipped");

function testCase(finding: Finding): string {
  const { rule, title, severity, outcome, exempted, fix, see, urn, position } = finding;
  const kind = kindOf(finding);
  const status = exempted ? `exempted, ${whyExempted(exempted)}: ` : outcome === "unknown" ? "not decided yet: " : kind === "skipped" ? "advisory: " : "";
  const about = attributes({ message: `${resourceName(finding)}: ${status}${said(finding)}`, ...(kind !== "skipped" && { type: severity }) });
  const details = [lineOf(finding), urn, fix, see].flatMap((line) => (line ? [markup(line)] : [])).join("\n");
  const place = position && { file: position.file, line: position.line };
  return `<testcase${attributes({ classname: rule, name: `${title}: ${resourceName(finding)}`, ...place })}>\n<${kind}${about}>${details}</${kind}>\n</testcase>\n`;
}

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${markup(String(value))}"`)
    .join("");
