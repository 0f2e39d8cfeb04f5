import { stackOf } from "../stack/stack";
import { type Found, identityOf, partOf } from "./fingerprint";
import type { Layer } from "./settings";

/** Findings that are known: alike ones of a resource are one entry. */
export interface Known {
  readonly rule: string;
  readonly urn: string;
  /** What is wrong, without the indexes of lists. */
  readonly finding: string;
  /** How many there are. Default: 1. */
  readonly count?: number;
}

/** What a baseline makes of one stack's findings. */
export interface Compared {
  /** How many are known. */
  readonly known: number;
  /** Those that were known and aren't found any more. */
  readonly fixed: readonly Known[];
}

/** The findings that were there when somebody took stock. */
export class Baseline {
  private readonly counts: ReadonlyMap<string, number>;

  constructor(readonly findings: readonly Known[]) {
    this.counts = new Map(findings.map((known) => [keyOf(known), known.count ?? 1]));
  }

  /** How many it has. */
  get size(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Those that aren't known, of a batch that has all findings that a rule has on a resource. */
  newOnes<T>(batch: readonly T[], foundOf: (item: T) => Found): T[] {
    const left = new Map<string, number>();
    return batch.filter((item) => {
      const key = identityOf(foundOf(item));
      const count = left.get(key) ?? this.counts.get(key) ?? 0;
      left.set(key, count - 1);
      return count <= 0;
    });
  }

  /** What isn't found any more of what `isJudged` tells was judged. */
  fixed(found: readonly Found[], isJudged: (known: Known) => boolean): Known[] {
    const now = countsOf(found);
    return this.findings.flatMap((known) => {
      const count = (known.count ?? 1) - (now.get(keyOf(known)) ?? 0);
      return count > 0 && isJudged(known) ? [knownOf(known, count)] : [];
    });
  }

  /** The baseline without what was fixed. */
  without(fixed: readonly Known[]): Baseline {
    const gone = new Map(fixed.map((known) => [keyOf(known), known.count ?? 1]));
    const left = this.findings.map((known) => ({ known, count: (known.count ?? 1) - (gone.get(keyOf(known)) ?? 0) }));
    return new Baseline(left.flatMap(({ known, count }) => (count > 0 ? [knownOf(known, count)] : [])));
  }

  /** The baseline with what is found now in place of what it has of that. */
  renewed(found: readonly Found[], isJudged: (known: Known) => boolean): Baseline {
    const counts = countsOf(found);
    const now = new Map(found.map(({ rule, urn, message }) => [identityOf({ rule, urn, message }), { rule, urn, finding: partOf(message) }]));
    return new Baseline([...this.findings.filter((known) => !isJudged(known)), ...[...now].map(([key, known]) => knownOf(known, counts.get(key)!))]);
  }
}

const keyOf = ({ rule, urn, finding }: Known): string => identityOf({ rule, urn, message: finding });
const knownOf = ({ rule, urn, finding }: Known, count: number): Known => ({ rule, urn, finding, ...(count > 1 && { count }) });

function countsOf(found: readonly Found[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of found) counts.set(identityOf(one), (counts.get(identityOf(one)) ?? 0) + 1);
  return counts;
}

/** Whether a known finding is one that a run over a stack by some rules finds, if it's still there. */
export const isOf = ({ urn, rule }: Known, of: { readonly stack: string; readonly project: string }, rules: ReadonlySet<string>): boolean => {
  const { stack, project } = stackOf(urn);
  return stack === of.stack && project === of.project && rules.has(rule);
};

/** The baseline that the last of the settings names that says something of it; none in an audit. @throws SettingsError */
export function baselineOf(layers: readonly Layer[]): Baseline | undefined {
  const named = [...layers].reverse().find(({ settings }) => settings.baseline !== undefined);
  if (!named?.settings.baseline || layers.some(({ settings }) => settings.audit)) return undefined;
  return (require("./baseline-file") as typeof import("./baseline-file")).readBaseline(named.settings.baseline, named.place(["baseline"]));
}
