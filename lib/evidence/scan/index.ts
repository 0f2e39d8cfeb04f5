import type { JudgeImage } from "../images";
import { staleness, type Tolerance, vulnerabilitiesIn } from "./findings";
import { exploitedIn } from "./kev";
import { scanResults } from "./results";

/** A folder, or documents. */
type Results = string | readonly unknown[];

/**
 * Tells of an image without a result that is at most `maxAge` days old.
 * @throws InputError
 */
export function judgePresence({ results, maxAge }: { results: Results; maxAge: number }): JudgeImage {
  const all = scanResults(results);
  return (image) => {
    if (!image) return "has a name that no registry can know";
    const own = all.of(image);
    if (!own.length) return "has no scan result";
    const stale = staleness(own, maxAge);
    return stale && `has no fresh scan result: the newest ${stale}`;
  };
}

const shown = 10;

/**
 * Tells of an image with vulnerabilities that nobody tolerates.
 * @throws InputError
 */
export function judgeVulnerabilities({ results, kev, ...tolerance }: Omit<Tolerance, "exploited"> & { results: Results; kev?: string }): JudgeImage {
  const all = scanResults(results);
  const exploited = kev === undefined ? new Set<string>() : exploitedIn(kev);
  return (image) => {
    if (!image) return undefined;
    const found = vulnerabilitiesIn(all.of(image), { ...tolerance, exploited });
    if (!found.length) return undefined;
    const listed = found.slice(0, shown).join("; ");
    return `has ${found.length === 1 ? "a vulnerability" : `${found.length} vulnerabilities`}: ${listed}${found.length > shown ? `; and ${found.length - shown} more` : ""}`;
  };
}
