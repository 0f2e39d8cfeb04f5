import type { Detector } from "./detector";
import { detectors } from "./detectors";
import { namedDetectors } from "./detectors/named";
import { Keywords } from "./keywords";
import { meaningOf } from "./names";
import { entropy, isPassword, isRandom, standsFor } from "./plausible";

/** A secret in a text; it holds the secret itself and leaves this folder only as a fingerprint. */
export interface Match {
  readonly kind: string;
  readonly title: string;
  /** `format`: told by its form. `name`: by the name beside it. */
  readonly by: "format" | "name";
  readonly secret: string;
}

const assignment = "assignment";
const nameWords = ["pass", "pwd", "secret", "token", "key", "credential", "access_id", "accessid", "bearer", ...namedDetectors.flatMap(({ words }) => words)];
let keywords: Keywords<Detector | typeof assignment> | undefined;

/** Made by the first text that needs it, and not by an import. */
const compiled = () =>
  (keywords ??= new Keywords<Detector | typeof assignment>([
    ...detectors.flatMap((detector) => detector.keywords.map((keyword) => [keyword, detector] as const)),
    ...nameWords.map((word) => [word, assignment] as const),
  ]));

const lengths = new Map<Detector, readonly number[]>();
const lengthsOf = (detector: Detector) => {
  let known = lengths.get(detector);
  if (!known) lengths.set(detector, (known = [...new Set(detector.keywords.map((keyword) => keyword.length))]));
  return known;
};

/** All secrets in a text. */
export function matchesIn(text: string): Match[] {
  if (text.length < 8) return [];
  const matches: Match[] = [];
  const ends = new Map<Detector | typeof assignment, number>();
  compiled().scan(text, (value, end) => {
    if (end < (ends.get(value) ?? 0)) return;
    if (value === assignment) ends.set(value, assigned(text, end, matches));
    else
      for (const length of lengthsOf(value)) {
        const found = matchAt(text, value, end - length - value.offset);
        if (!found) continue;
        ends.set(value, found.end);
        if (found.match) matches.push(found.match);
      }
  });
  return matches;
}

const isWordCharacter = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

function matchAt(text: string, detector: Detector, start: number): { end: number; match?: Match } | undefined {
  const { kind, title, pattern, accepts, always } = detector;
  if (start < 0) return undefined;
  const first = text.charCodeAt(start);
  if (isWordCharacter(first) && start > 0) {
    const before = text.charCodeAt(start - 1);
    const escape = text[start - 2] === "\\" && (text[start - 1] === "n" || text[start - 1] === "t");
    if ((isWordCharacter(before) && !escape) || before === 46 || before === 47 || before === 95) return undefined;
  }
  pattern.lastIndex = start;
  const found = pattern.exec(text);
  if (!found) return undefined;
  const end = start + found[0].length;
  const secret = found[1] ?? found[0];
  const isMeant = always || (looksReal(secret, found[1] === undefined ? detector : undefined) && (!accepts || accepts(secret)));
  return { end, match: isMeant ? { kind, title, by: "format", secret } : undefined };
}

const looksReal = (secret: string, whole: Detector | undefined): boolean => {
  if (standsFor(secret.startsWith("-----") ? secret.replace(/-/g, "") : secret)) return false;
  return !whole || secret.length > 300 || entropy(secret) >= (secret.length < 24 ? 2.6 : 3);
};

const value = /(?:["']?\s{0,4}\]?\s{0,4}(?::=|=>|=|:|,|\bis\b)|>)\s{0,40}(?:"([^"\n]{0,600})|'([^'\n]{0,600})|`([^`\n]{0,600})|([^\s"'`<>,;&|)\\]{4,600}))/y;
const flag = /\s{1,3}["']?([^\s"'`<>,;&|)-][^\s"'`<>,;&|)\\]{3,600})/y;

/** The secret that the name around `end` has for a value. @returns where to go on */
function assigned(text: string, end: number, matches: Match[]): number {
  let start = end;
  while (start > 0 && end - start < 80 && isNameCharacter(text.charCodeAt(start - 1))) start--;
  let stop = end;
  while (stop < text.length && stop - end < 80 && isNameCharacter(text.charCodeAt(stop))) stop++;
  const raw = text.slice(start, stop);
  const isFlag = raw.startsWith("--");
  const name = raw.replace(/^.*?\\n/, "");
  value.lastIndex = stop;
  let found = value.exec(text);
  if (!found && isFlag) {
    flag.lastIndex = stop;
    found = flag.exec(text);
  }
  if (!found) return stop;
  const given = (found[1] ?? found[2] ?? found[3] ?? found[4] ?? "").trim();
  const quoted = found[4] === undefined && !isFlag;
  const match = matchOf(name, given);
  // Without quotes, what follows may be code: `password: req.body.password`.
  if (match && (quoted || isLiteral(match.secret))) matches.push(match);
  return stop;
}

const isNameCharacter = (code: number): boolean => isWordCharacter(code) || code === 95 || code === 45 || code === 46;
const isLiteral = (text: string): boolean => !/[([{]|^[A-Za-z_]\w*(?:(?:\.|->|::)[A-Za-z_]\w*)+$/.test(text) && /\d|[^\w.]/.test(text);

/** What a value is by the name that it has. Of what is `declared` a secret, the name needs less to confirm it. */
export function matchOf(name: string, text: string, declared = false): Match | undefined {
  if (text.length < 4 || text.length > 4000) return undefined;
  const { secret: meaning, vendors } = meaningOf(name);
  if (vendors.length)
    for (const { kind, vendor, form, sure } of vendors)
      if (form.test(text) && !standsFor(text) && (sure || (/\d/.test(text) && (meaning || isRandom(text)))))
        return { kind, title: `a credential of ${vendor}`, by: "format", secret: text };
  if (meaning === "password" && isPassword(text)) return { kind: "password", title: "a password", by: "name", secret: text };
  if (meaning === "token" && (declared ? isPassword(text) : isRandom(text))) return { kind: "token", title: "a key or token", by: "name", secret: text };
  return undefined;
}
