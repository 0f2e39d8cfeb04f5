import { assignedAt, type Match } from "./assigned";
import type { Detector } from "./detector";
import { detectors } from "./detectors";
import { namedDetectors } from "./detectors/named";
import { Keywords } from "./keywords";
import { entropy, isInvented, standsFor } from "./plausible";

const assignment = "assignment";
const nameWords = ["pass", "pwd", "secret", "token", "key", "credential", "access_id", "accessid", "bearer", "psk", "creds", "_pat", "_pw"];
let keywords: Keywords<Detector | typeof assignment> | undefined;

/** Made by the first text that needs it, and not by an import. */
const compiled = () =>
  (keywords ??= new Keywords<Detector | typeof assignment>([
    ...detectors().flatMap((value) => value.keywords.map((text) => ({ text, value }))),
    ...[...nameWords, ...[...namedDetectors().keys()].filter((word) => word.length > 3)].map((text) => ({ text, folded: true, value: assignment }) as const),
  ]));

/** All secrets in a text. Takes time in proportion to its length, whatever it holds. */
export function matchesIn(text: string): Match[] {
  const matches: Match[] = [];
  if (text.length < 8) return matches;
  const ends = new Map<Detector | typeof assignment, number>();
  compiled().scan(text, ({ value }, start) => {
    const from = value === assignment ? start : start - value.offset;
    if (from < (ends.get(value) ?? 0)) return;
    const found = value === assignment ? assignedAt(text, start) : matchAt(text, value, from);
    if (!found) return;
    ends.set(value, found.end);
    if (found.match) matches.push(found.match);
  });
  return matches;
}

function matchAt(text: string, detector: Detector, start: number): { end: number; match?: Match } | undefined {
  const { kind, title, pattern, accepts, certain } = detector;
  if (isInWord(text, start)) return undefined;
  pattern.lastIndex = start;
  const found = pattern.exec(text);
  if (!found) return undefined;
  const end = detector.end ? detector.end(text, start + found[0].length) : start + found[0].length;
  const secret = found[1] ?? text.slice(start, end);
  const isMeant = certain?.(secret) || ((!accepts || accepts(secret)) && looksReal(secret, found[1] === undefined));
  return { end, match: isMeant ? { kind, title, by: "format", secret } : undefined };
}

/** Whether what starts at `start` goes on a word, a path or a longer token; the host of an address, and what follows a written line break, `\n`, doesn't. */
function isInWord(text: string, start: number): boolean {
  if (start === 0 || !isWordCharacter(text.charCodeAt(start))) return false;
  const before = text.charCodeAt(start - 1);
  if ((before === 110 || before === 116) && text[start - 2] === "\\") return false;
  return isWordCharacter(before) || before === 45 || before === 46 || (before === 47 && text[start - 2] !== "/");
}

const isWordCharacter = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;

const looksReal = (secret: string, whole: boolean): boolean => {
  if (standsFor(secret.startsWith("-----") ? secret.replace(/-/g, "") : secret) || (whole && isInvented(secret))) return false;
  return !whole || secret.length > 300 || entropy(secret) >= (secret.length < 24 ? 2.6 : 3);
};
