/** What a vendor documents of a credential's form. */
export interface Detector {
  /** Stable, for exemptions: `github-token`. */
  readonly kind: string;
  /** What it is, with its article: `a GitHub token`. */
  readonly title: string;
  /** Texts of three or more characters of which each such credential has one at `offset`, in this case. */
  readonly keywords: readonly string[];
  /** How far the credential starts before the keyword. */
  readonly offset: number;
  /** Sticky, with bounded repetitions only; its first group, if it has one, is what is secret. */
  readonly pattern: RegExp;
  /** Where a credential ends whose start is told by `pattern`. */
  readonly end?: (text: string, from: number) => number;
  /** What the form can't say: what an encoding holds, which characters there must be. */
  readonly accepts?: (secret: string) => boolean;
  /** A checksum: with it, even what looks made up is real. */
  readonly certain?: (secret: string) => boolean;
}

type Extra = Partial<Pick<Detector, "accepts" | "certain" | "end">>;
/** A kind, its title, its prefixes (separated by a space), and what follows them. */
export type Row = readonly [kind: string, title: string, prefixes: string, body: string, extra?: Extra];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

export const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** Prefixes of a text too short for one: it with each hexadecimal digit after it. */
export const hexAfter = (text: string): string => Array.from("0123456789abcdef", (digit) => text + digit).join(" ");

/** Detectors of tokens that start with a prefix and end where their alphabet does. */
export const prefixed = (rows: readonly Row[]): Detector[] =>
  rows.map(([kind, title, prefixes, body, extra]) => {
    const keywords = prefixes.split(" ");
    const boundary = extra?.end ? "" : "(?![A-Za-z0-9_]|[-.]{0,3}[*#])";
    return { kind, title, keywords, offset: 0, pattern: new RegExp(`(?:${keywords.map(escaped).join("|")})${body}${boundary}`, "y"), ...extra };
  });

/** The end of a run of characters that base64, addresses and JSON web tokens are written with. */
export function runEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && /[\w+/=.%~-]/.test(text[end]!)) end++;
  return end;
}
