import { located } from "./place";
import type { Format } from "./report";

const exempting = ["note", "exempted", "owner", "expires", "ticket", "origin", "place"];
const columns = [
  "project",
  "stack",
  "severity",
  "level",
  "outcome",
  "rule",
  "title",
  "family",
  "type",
  "name",
  "message",
  "file",
  "line",
  "urn",
  "fix",
  "see",
  ...exempting,
];

/** RFC 4180, for spreadsheets: a finding a row, of all outcomes. */
export const csv: Format = {
  *write({ stacks }) {
    yield row(columns);
    for (const stack of stacks)
      for (const { position, exempted, ...finding } of located(stack)) {
        const place = { project: stack.project, stack: stack.stack, file: position?.file, line: position?.line };
        const cells: Readonly<Record<string, unknown>> = { ...place, ...finding, ...exempted, exempted: exempted?.reason };
        yield row(columns.map((column) => String(cells[column] ?? "")));
      }
  },
};

const row = (cells: readonly string[]): string => `${cells.map(cellOf).join(",")}\r\n`;

/** A spreadsheet takes a text that begins like a formula for one, and runs it; an apostrophe makes it text. */
function cellOf(text: string): string {
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
