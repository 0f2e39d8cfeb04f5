/** What a vendor documents of a credential's form. */
export interface Detector {
  /** Stable, for exemptions: `github-pat`. */
  readonly kind: string;
  /** What it is, with its article: `a GitHub personal access token`. */
  readonly title: string;
  /** Texts that each such credential has at `offset`, in this case. */
  readonly keywords: readonly string[];
  /** How far the credential starts before the keyword. */
  readonly offset: number;
  /** Sticky, with bounded repetitions only; its first group, if it has one, is what is secret. */
  readonly pattern: RegExp;
  /** What the form can't say: a checksum, what an encoding holds. */
  readonly accepts?: (secret: string) => boolean;
  /** Whether even a credential that looks made up counts. */
  readonly always?: boolean;
}

type Extra = Partial<Pick<Detector, "accepts" | "always">>;
/** A kind, its title, its prefixes (separated by a space), and what follows them. */
export type Row = readonly [kind: string, title: string, prefixes: string, body: string, extra?: Extra];

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Detectors of tokens that start with a prefix and end where their alphabet does. */
export const prefixed = (rows: readonly Row[]): Detector[] =>
  rows.map(([kind, title, prefixes, body, extra]) => {
    const keywords = prefixes.split(" ");
    return {
      kind,
      title,
      keywords,
      offset: 0,
      pattern: new RegExp(`(?:${keywords.map(escaped).join("|")})${body}(?![A-Za-z0-9_]|[-.]{0,3}[*#])`, "y"),
      ...extra,
    };
  });
