import { createHash } from "node:crypto";
import { type Finding, isOpen } from "../decide/finding";
import { cloudOf, type Meta, severities } from "../rule/rule";
import { markup, prose } from "./escape";
import { byRule, groupBy } from "./group";
import { lineOf, located, said, stackName, whyExempted } from "./place";
import { type Format, type Report, warningsOf } from "./report";
import { count } from "./style";

const style = `
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --soft: light-dark(#59636e, #9da7b3);
  --critical: light-dark(#a40e26, #ff8182); --high: light-dark(#bc4c00, #ffa657); --medium: light-dark(#7d5700, #e3b341); --low: light-dark(#0550ae, #79c0ff); }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; } h3 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; } code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
.totals { display: flex; flex-wrap: wrap; gap: 2rem; align-items: start; }
table { border-collapse: collapse; } caption { text-align: start; font-weight: bold; white-space: nowrap; }
td, th { padding: .1rem 1rem .1rem 0; border-bottom: 1px solid var(--line); text-align: start; font-weight: normal; } td { text-align: end; }
form { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0; } label { display: grid; } input, select { font: inherit; max-width: 100%; }
article { border-inline-start: .3rem solid var(--line); padding: .25rem 1rem; margin: 1rem 0; }
.severity { text-transform: uppercase; font-size: .8rem; }
.critical { border-color: var(--critical); } .critical .severity { color: var(--critical); } .high { border-color: var(--high); } .high .severity { color: var(--high); }
.medium { border-color: var(--medium); } .medium .severity { color: var(--medium); } .low { border-color: var(--low); } .low .severity { color: var(--low); }
.soft, footer { color: var(--soft); } [hidden] { display: none; }
`;

const script = `
const form = document.querySelector("form");
const articles = [...document.querySelectorAll("article")].map((element) => ({ element, text: element.textContent.toLowerCase() }));
const filter = () => {
  const { text, severity, family, rule } = Object.fromEntries(new FormData(form));
  const words = text.toLowerCase().split(" ").filter(Boolean);
  let shown = 0;
  for (const { element, text } of articles) {
    const { dataset } = element;
    const fits = (!severity || dataset.severity === severity) && (!family || dataset.family === family) && (!rule || dataset.rule === rule) && words.every((word) => text.includes(word));
    element.hidden = !fits;
    if (fits) shown++;
  }
  document.querySelector("output").textContent = shown + " of " + articles.length + " shown";
};
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
filter();
`;

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** One page for people, whole in itself: it loads nothing, and runs nothing but its own filter. */
export const html: Format = {
  hasWarnings: true,
  *write(report) {
    const { version, stacks, summary } = report;
    const findings = stacks.flatMap((stack) => located(stack).map((finding) => ({ ...finding, of: stackName(stack) })));
    const failed = byRule(findings.filter(isOpen));
    const exempted = byRule(findings.filter((finding) => finding.exempted));
    const faulty = byRule(findings.filter(({ outcome }) => outcome === "error"));
    const title = `${count(summary.findings, "finding")} in ${count(summary.resources, "resource")} of ${count(summary.stacks, "stack")}`;
    yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; base-uri 'none'; form-action 'none'"/>
<title>stackward: ${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${count(summary.mandatory, "mandatory finding")}, ${count(summary.exempted, "exempted finding")}, ${count(summary.rules, "rule")}, ${count(summary.unknown, "check")} not decided before deployment${summary.known || summary.fixed ? `, ${count(summary.known, "known finding")} of the baseline left out, ${summary.fixed.toLocaleString("en")} fixed` : ""}</p>
</header>
<main>
`;
    for (const warning of warningsOf(report)) yield `<p role="note">Warning: ${markup(warning)}</p>\n`;
    yield totals(report);
    yield filters([...failed, ...exempted]);
    for (const alike of failed) for (const finding of alike) yield article(finding);
    if (exempted.length) yield `<h2>Exempted</h2>\n`;
    for (const alike of exempted) for (const finding of alike) yield article(finding);
    if (faulty.length) yield `<h2>Faults of rules</h2>\n`;
    for (const alike of faulty) for (const finding of alike) yield article(finding);
    yield `</main>\n<footer>stackward ${markup(version)}</footer>\n<script>${script}</script>\n</body>\n</html>\n`;
  },
};

function totals({ stacks }: Report): string {
  const failed = stacks.flatMap(({ findings }) => findings.filter(isOpen));
  const table = (caption: string, keyOf: (finding: Finding) => string, order: readonly string[] = []) => {
    const groups = groupBy(failed, keyOf).map((group) => ({ key: keyOf(group[0]!), size: group.length }));
    groups.sort((a, b) => order.indexOf(b.key) - order.indexOf(a.key) || b.size - a.size);
    const rows = groups.map(({ key, size }) => `<tr><th scope="row">${markup(key)}</th><td>${size.toLocaleString("en")}</td></tr>\n`);
    return `<table>\n<caption>${caption}</caption>\n<tbody>\n${rows.join("")}</tbody>\n</table>\n`;
  };
  if (!failed.length) return "<p>Nothing was found.</p>\n";
  return `<section class="totals" aria-label="Totals">
${table("By severity", ({ severity }) => severity, severities)}${table("By family", ({ family }) => family)}${table("By cloud", ({ rule }) => cloudOf({ id: rule as Meta["id"] }))}</section>
`;
}

/** Hidden until its script runs: without one, all findings are shown. */
function filters(groups: readonly (readonly Finding[])[]): string {
  const options = (values: Iterable<string>) => `<option value="">all</option>${[...values].map((value) => `<option>${markup(value)}</option>`).join("")}`;
  const families = [...new Set(groups.map(([first]) => first!.family))].sort();
  return `<h2>Findings</h2>
<form hidden="hidden" role="search">
<label>Text <input type="search" name="text"/></label>
<label>Severity <select name="severity">${options([...severities].reverse())}</select></label>
<label>Family <select name="family">${options(families)}</select></label>
<label>Rule <select name="rule">${options(new Set(groups.map(([first]) => first!.rule)))}</select></label>
<output aria-live="polite"></output>
</form>
`;
}

function article(finding: Finding & { readonly of: string }): string {
  const { rule, title, severity, family, level, outcome, name, type, urn, exempted, fix, see } = finding;
  const place = [finding.of, lineOf(finding)].flatMap((part) => (part ? [markup(part)] : [])).join(" · ");
  const link = see.startsWith("https://") ? ` <a href="${markup(see)}" rel="noreferrer">Read more</a>` : "";
  return `<article class="${markup(severity)}" data-severity="${markup(severity)}" data-family="${markup(family)}" data-rule="${markup(rule)}">
<h3><span class="severity">${markup(severity)}</span> ${markup(title)}</h3>
<p>${markup(type.split(":").at(-1)!)} <strong>${markup(name)}</strong>: ${prose(said(finding), code, markup)}</p>
${exempted ? `<p>Exempted: ${markup(whyExempted(exempted))}</p>\n` : ""}${outcome === "fail" ? `<p>Fix: ${prose(fix, code, markup)}${link}</p>\n` : ""}<p class="soft">${place} · <code>${markup(rule)}</code>, ${markup(level)} · <code>${markup(urn)}</code></p>
</article>
`;
}

const code = (name: string): string => `<code>${markup(name)}</code>`;
