import type { Severity } from "../../rule/rule";

/** What a scanner says of an image. */
export interface Scan {
  /** The images as registries name them; several names of one. */
  readonly images: readonly string[];
  /** Digests of the image's manifest. */
  readonly digests?: readonly string[];
  readonly scannedAt?: Date;
  readonly vulnerabilities: readonly Vulnerability[];
}

export interface Vulnerability {
  /** A CVE's id where there is one, else the scanner's own. */
  readonly id: string;
  readonly aliases?: readonly string[];
  /** Undefined where nobody has rated it. */
  readonly severity?: Severity;
  readonly package?: string;
  readonly version?: string;
  /** The versions that have a fix; `false` where there is none, undefined where the scanner doesn't tell. */
  readonly fix?: string | false;
}

const severities: Readonly<Record<string, Severity>> = {
  critical: "critical",
  high: "high",
  important: "high",
  medium: "medium",
  moderate: "medium",
  low: "low",
  minor: "low",
  negligible: "low",
  minimal: "low",
  informational: "low",
  info: "low",
  none: "low",
};

/** A severity in a scanner's own words; undefined for `Unknown` and the like. */
export const severityNamed = (word: string | undefined): Severity | undefined => {
  const name = word?.toLowerCase() ?? "";
  return Object.hasOwn(severities, name) ? severities[name] : undefined;
};

/** The severity of a CVSS score, by the scale that CVSS has for it. */
export const severityScored = (score: number | undefined): Severity | undefined => {
  if (score === undefined || !(score > 0)) return undefined;
  return score >= 9 ? "critical" : score >= 7 ? "high" : score >= 4 ? "medium" : "low";
};

const cve = /\bCVE-\d{4}-\d{4,}\b/i;
const advisory = /\b(?:CVE-\d{4}-\d{4,}|GHSA(?:-[a-z0-9]{4}){3})\b/i;

/** A vulnerability's ids with a CVE's in front. */
export function named(ids: readonly string[]): Pick<Vulnerability, "id" | "aliases"> {
  const [first = "", ...others] = [...new Set(ids)].sort((a, b) => Number(cve.test(b)) - Number(cve.test(a)));
  return { id: first, ...(others.length && { aliases: others }) };
}

/** The id of a CVE or of one of GitHub's advisories in a text. */
export const advisoryIn = (text: string | undefined): string | undefined => advisory.exec(text ?? "")?.[0];

/** The latest of some moments. */
export const latest = (moments: readonly (Date | undefined)[]): Date | undefined =>
  moments.reduce((last, moment) => (moment && (!last || moment > last) ? moment : last), undefined);
