import type { Verdict } from "../judge/judge";

/** A finding in at most three lines: what is wrong, what to do, where to read more. */
export function messageOf({ rule, outcome, message }: Verdict): string {
  switch (outcome) {
    case "fail":
      return `${oneLine(message)}\n${oneLine(rule.fix)}\n${rule.see}`;
    case "unknown":
      return `not decided yet: ${oneLine(message)}`;
    case "error":
      return `${rule.id}: ${oneLine(message)}`;
  }
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ");
