import { printable } from "./style";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text from outside as text or attribute of XML and HTML: on one line, and without what no XML can hold. */
export const markup = (text: string): string =>
  printable(text)
    .replace(/[\p{Surrogate}\ufffe\uffff]/gu, "\ufffd")
    .replace(/[&<>"']/g, (character) => entities[character]!);

/** Prose with its names in backticks set apart: `other` has the rest. */
export const prose = (text: string, code: (name: string) => string, other: (text: string) => string): string =>
  text
    .split(/`([^`]+)`/)
    .map((part, i) => (i % 2 ? code(part) : other(part)))
    .join("");
