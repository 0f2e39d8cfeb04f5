import { dayOf, daysSince, now } from "../../clock";
import { type Severity, severities } from "../../rule/rule";
import type { ScanResult } from "./results";
import type { Vulnerability } from "./scan";

/** A vulnerability that somebody has decided to live with, until a day. */
export interface Exemption {
  readonly id: string;
  readonly reason: string;
  /** The last day, as `2026-12-31`, in UTC. */
  readonly expires: string;
}

export interface Tolerance {
  readonly severity: Severity;
  readonly fixable: boolean;
  readonly ignore: readonly Exemption[];
  /** Ids that count whatever their severity. */
  readonly exploited: ReadonlySet<string>;
}

/** How old the newest of the results is, where that is too old or can't be; undefined where it is fresh. */
export function staleness(results: readonly ScanResult[], maxAge: number): string | undefined {
  const newest = results.reduce((last, result) => (result.scannedAt > last.scannedAt ? result : last));
  const age = daysSince(newest.scannedAt);
  if (age < -1) return `is dated in the future (${dayOf(newest.scannedAt)}, ${newest.file})`;
  return age > maxAge ? `is of ${dayOf(newest.scannedAt)} (${newest.file})` : undefined;
}

interface Counted extends Vulnerability {
  readonly packages: string[];
  readonly note?: string;
}

/** The vulnerabilities that nobody tolerates, the worst first, each as `CVE-2026-1234 (critical, openssl 3.0.1, fixed in 3.0.2)`. */
export function vulnerabilitiesIn(results: readonly ScanResult[], tolerance: Tolerance): string[] {
  const counted = new Map<string, Counted>();
  for (const vulnerability of results.flatMap((result) => result.vulnerabilities)) {
    const ids = [vulnerability.id, ...(vulnerability.aliases ?? [])];
    const note = noteOn(ids, vulnerability, tolerance);
    if (note === undefined) continue;
    const before = counted.get(vulnerability.id);
    const worse = before && rank(before) >= rank(vulnerability) ? before : vulnerability;
    counted.set(vulnerability.id, { ...worse, packages: [...new Set([...(before?.packages ?? []), ...packageOf(vulnerability)])], note });
  }
  return [...counted.values()]
    .sort((a, b) => rank(b) - rank(a) || (a.id < b.id ? -1 : 1))
    .map(({ id, severity, packages, note }) => `${id} (${[severity ?? "not rated", ...packages.slice(0, 3), ...(note ? [note] : [])].join(", ")})`);
}

/** Worse ones have more; one that nobody has rated may be the worst. */
const rank = ({ severity }: Vulnerability): number => (severity === undefined ? severities.length : severities.indexOf(severity));

/** Why a vulnerability counts, where that isn't its severity; undefined where it doesn't count. */
function noteOn(ids: readonly string[], vulnerability: Vulnerability, { severity, fixable, ignore, exploited }: Tolerance): string | undefined {
  const isExploited = ids.some((id) => exploited.has(id));
  if (!isExploited && (rank(vulnerability) < severities.indexOf(severity) || (fixable && vulnerability.fix === false))) return undefined;
  const ends = ignore
    .flatMap(({ id, expires }) => (ids.includes(id) ? expires : []))
    .sort()
    .at(-1);
  if (ends !== undefined && ends >= dayOf(now())) return undefined;
  return [isExploited && "known to be exploited", ends !== undefined && `its exemption ended on ${ends}`].filter(Boolean).join(", ");
}

function packageOf({ package: name, version, fix }: Vulnerability): string[] {
  if (name === undefined) return [];
  return [[name, version].filter(Boolean).join(" ") + (fix ? `, fixed in ${fix}` : "")];
}
