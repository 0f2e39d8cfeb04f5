import { wordsOf } from "./names";

/** Bits of information in a character, judged by the text itself. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const words =
  /^(?:your|my|the|some|an?|test|dummy|fake|sample|demo|placeholder|redacted|masked|hidden|changeme|change.?it|change.?me|replace.?me|todo|tbd|fixme|none|null|nil|undefined|true|false|yes|no|on|off|default|required|optional|enabled|disabled|empty|secret|secrets|password|passwd|pwd|pass|token|apikey|key|user|username|user.?pass|foo|bar|baz|foobar|string|value|hidden|unset|example|auto|generated|random|managed|plaintext|encrypted|basic|bearer)$/i;
const parts =
  /(?:x{6}|X{6}|\*{3}|\.{3}|#{4}|_{5}|-{6}|~{6}|changeme|change_me|placeholder|redacted|example|your[-_ ]|_here\b|-here\b|insert[-_]|replace[-_]?(?:me|with)|dummy)/i;
/** Where the value is instead: a template, a variable, a secret manager, a file. */
const references =
  /\$\{|\$\(|\{\{|^\$|^%[^%]+%$|<[^>]{1,80}>|^\[[A-Z _-]+\]$|^\{[\w.$: -]*\}$|^@Microsoft\.KeyVault\(|^(?:arn:|urn:|projects\/|secretsmanager:|ssm:|vault:|gcp:|aws:|azure:|env:|env\.|process\.env|op:\/\/|ref\+|sm:\/\/|file:|fn::|os\.|var\.|local\.|data\.|module\.|secrets\.|config\.|self\.|resolve:)|^https?:\/\/|\{resolve:|!Ref|!Sub|\bgetenv\b/;

/** Whether a text only stands for a secret, or tells where it is. */
export const standsFor = (text: string): boolean => words.test(text) || parts.test(text) || references.test(text) || isPath(text) || isPattern(text);

/** `/run/secrets/db`; a key in base64 may start with a slash, too. */
const isPath = (text: string): boolean =>
  /^(?:~|\.{0,2})\//.test(text) &&
  text.split("/").every((part) => /^[\w.@:~-]{0,40}$/.test(part) && !(part.length > 15 && /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part)));

/** The same character over and over, a run of the alphabet, a few characters only. */
function isPattern(text: string): boolean {
  let same = 1;
  let ascending = 1;
  const seen = new Set([text[0]]);
  for (let i = 1; i < text.length; i++) {
    const step = text.charCodeAt(i) - text.charCodeAt(i - 1);
    same = step === 0 ? same + 1 : 1;
    ascending = step === 1 ? ascending + 1 : 1;
    if (same >= 7 || ascending >= 8) return true;
    seen.add(text[i]);
  }
  return seen.size === 1 || (text.length >= 12 && seen.size <= 4);
}

/** Whether a machine made a text: no words, no name, no address, no version. */
export function isRandom(text: string): boolean {
  if (text.length < 8 || text.length > 4000 || /\s/.test(text) || standsFor(text)) return false;
  if (/^[\d.,:TZ+/-]+$/.test(text) && !/^\d{12,}$/.test(text)) return false;
  if (/^(?:[A-Za-z]:\\|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|dev|local|internal|pem|crt|key|json|ya?ml|txt|jks|p12|pfx)\b)/.test(text)) return false;
  if (/^\d{12,}$/.test(text)) return entropy(text) >= 2.2;
  const pieces = text.split(/[-_./:@+=,;|]/).filter(Boolean);
  if (pieces.every((piece) => isWord(piece))) return false;
  return /\d/.test(text)
    ? entropy(text) >= (text.length < 12 ? 2.7 : 2.9)
    : text.length >= 16 && /[a-z]/.test(text) && /[A-Z]/.test(text) && entropy(text) >= 3.6;
}

/** `prod`, `Frontend`, `v2`, `db01`, `2024`. */
const isWord = (piece: string): boolean =>
  piece.length <= 24 && /^(?:[A-Za-z]{1,24}\d{0,4}|\d{1,4})$/.test(piece) && !/[a-z][A-Z].*[A-Z][a-z].*[A-Z]/.test(piece) && !/^[a-f0-9]{16,}$/.test(piece);

/** Whether a person may have chosen a text as a password: it isn't a name for one. */
export const isPassword = (text: string): boolean =>
  text.length >= 4 &&
  text.length <= 500 &&
  !/\s/.test(text.trim()) &&
  !standsFor(text) &&
  !/^(?:[a-z]+[-_/.:])*[a-z]*(?:password|passwd|secret|credential|token|key|pass)[a-z]*(?:[-_/.:][a-z0-9]+)*$/i.test(text) &&
  !/^\d{1,3}$/.test(text) &&
  wordsOf(text) !== "";
