/** The pages of the frameworks: which controls have rules, and which have none. */
import { controlsOf, derived } from "../lib/rule/crosswalk";
import { type Framework, frameworks } from "../lib/rule/frameworks";
import { cloudOf, type Rule, serviceOf } from "../lib/rule/rule";

const sources: Partial<Record<Framework, string>> = {
  "pci-dss-4.0": "the PCI Security Standards Council's summary of changes; what changed its meaning or has several parts isn't carried over",
  "iso-27001-2022": "NIST's own mapping of 2023, in which two controls intersect, and neither covers the other",
};

/** A framework's page as Markdown. */
export function frameworkPage(id: Framework, rules: readonly Rule[]): string {
  const { title, controls } = frameworks[id];
  const rulesOf = (control: string) => rules.filter((rule) => (controlsOf(rule)[id] as readonly string[] | undefined)?.includes(control));
  const rows = controls.map((control) => ({ control, rules: rulesOf(control) }));
  const covered = rows.filter(({ rules }) => rules.length);
  const without = rows.filter(({ rules }) => !rules.length).map(({ control }) => control);
  const count = rules.filter((rule) => controlsOf(rule)[id]).length;
  const source = derived[id];
  return `${[
    `# ${title}`,
    count
      ? `\`presets: [${id}]\` turns on the ${count} rules of this page, which bear on ${covered.length} of ${controls.length} controls. A rule bears on a part of a control; that it finds nothing doesn't prove the control. Controls that no program of infrastructure can bear on aren't listed.`
      : "No rule names a control of this framework yet, and no public table tells which do, so it isn't a preset.",
    ...(source ? [`What follows from a rule's controls of [${frameworks[source].title}](${source}.md) is taken from ${sources[id]}.`] : []),
    ...(covered.length
      ? [["| Control | Rules |", "| --- | --- |", ...covered.map(({ control, rules }) => `| ${control} | ${rules.map(link).join(", ")} |`)].join("\n")]
      : []),
    ...(without.length ? ["## Controls without a rule", without.join(", ")] : []),
  ].join("\n\n")}\n`;
}

const link = (rule: Rule): string => `[${rule.id}](../rules/${cloudOf(rule)}/${serviceOf(rule)}.md#${rule.id})`;
