import type { Verdict } from "../judge/judge";

/** A finding in three lines: what is wrong, what to do, where to read more; and a further one for a note. */
export function messageOf({ rule, outcome, message }: Verdict, note?: string): string {
  switch (outcome) {
    case "fail":
      return [message, ...(note ? [note] : []), rule.fix, rule.see].map(oneLine).join("\n");
    case "unknown":
      return `not decided yet: ${oneLine(message)}`;
    case "error":
      return `${rule.id}: ${oneLine(message)}`;
  }
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, " ");
