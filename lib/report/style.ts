import pc from "picocolors";
import type { Severity } from "../rule/rule";

/** What paints text, or leaves it as it is. */
export type Paint = ReturnType<typeof paint>;

export const paint = (colour: boolean) => {
  const colours = pc.createColors(colour);
  const severities: Record<Severity, (text: string) => string> = {
    critical: (text) => colours.bold(colours.red(text)),
    high: colours.red,
    medium: colours.yellow,
    low: colours.blue,
  };
  return {
    ...colours,
    severity: (severity: Severity, text: string = severity) => severities[severity](text),
    /** Names in backticks stand out. */
    prose: (text: string) => text.replace(/`[^`]+`/g, (name) => colours.cyan(name)),
  };
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** A text from outside on one line, without anything that a terminal would act on. */
export const printable = (text: string): string => text.replace(control, (found) => (/^\s+$/.test(found) ? " " : "\ufffd"));

/** `1 finding`, `2 findings`. */
export const count = (number: number, noun: string): string => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
