import { Decisions } from "../../lib/decide/decide";
import type { Settings } from "../../lib/decide/settings";
import { type FormatName, formats } from "../../lib/report/formats";
import { type Report, reportOf, type StackReport, type Style, summaryOf } from "../../lib/report/report";
import { rule, resource as type } from "../../lib/rule";
import type { Rule } from "../../lib/rule/rule";
import { Stack, toResource } from "../../lib/stack/stack";
import { resource } from "./state";

interface Args {
  open?: boolean;
  note?: string;
}

const meta = { family: "network", preset: "recommended", why: "Risk.", fix: "Set `open` to `false`.", see: "https://example.com/doors" } as const;
const cases: { pass: [Args]; fail: [Args] } = { pass: [{}], fail: [{ open: true }] };
const open = rule(type<Args>("test:index:Door"), {
  ...meta,
  ...cases,
  id: "test-index-door",
  title: "Doors are closed",
  severity: "high",
  check: (self) => self.open && "it's open",
});
const note = rule(type<Args>("test:index:Door"), {
  ...meta,
  ...cases,
  id: "test-index-note",
  title: "Doors have no notes",
  severity: "critical",
  check: (self) => self.note !== undefined && `it says \`${self.note}\``,
});
const faulty = rule(type<Args>("test:index:Window"), {
  ...meta,
  ...cases,
  id: "test-index-window",
  title: "Windows are judged",
  severity: "low",
  check: () => {
    throw new Error("no such thing");
  },
});

/** A door of the stack `shop/dev`. */
export const door = (name: string, inputs: Args, line?: number) =>
  resource("test:index:Door", name, { ...inputs }, line === undefined ? {} : { sourcePosition: `project:///index.ts#${line},13` });

interface Given extends Omit<Settings, "rules"> {
  readonly warnings?: string[];
  readonly rules?: Rule[];
  readonly source?: string;
  readonly folder?: string;
}

/** What three rules find in resources: doors are closed and have no notes, and windows break their rule. */
export function report(
  raw: ReturnType<typeof resource>[],
  { warnings = [], rules = [open, note, faulty], source = "state.json", folder, ...settings }: Given = {},
): Report {
  const decisions = new Decisions(rules, settings);
  const resources = new Stack(raw.map(toResource));
  return joined([reportOf({ source, folder, project: "shop", stack: "dev", resources, warnings }, decisions)], rules);
}

export const joined = (stacks: readonly StackReport[], rules: readonly Rule[]): Report => ({
  version: "1.2.3",
  stacks,
  summary: summaryOf(stacks, rules.length),
  rules,
});

export const written = (format: FormatName, given: Report, style?: Style) => [...formats[format].write(given, style)].join("");
