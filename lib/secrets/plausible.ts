import { wordsOf } from "./names";

/** Bits of information in a character, judged by the text itself. */
export function entropy(text: string): number {
  const counts = new Uint32Array(128);
  for (let i = 0; i < text.length; i++) counts[text.charCodeAt(i) & 127]!++;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const words =
  /^(?:your|my|the|some|an?|test|dummy|fake|sample|demo|placeholder|redacted|masked|hidden|change.?(?:it|me)|replace.?me|todo|tbd|fixme|none|null|nil|undefined|true|false|yes|no|on|off|default|required|optional|enabled|disabled|empty|secrets?|password|passwd|pwd|pass|token|apikey|key|user|username|user.?pass|foo|bar|baz|foobar|string|value|unset|example|auto|generated|random|managed|plaintext|encrypted|basic|bearer)$/i;
const parts =
  /(?:x{6}|\*{3}|\.{3}|#{4}|_{5}|-{6}|~{6}|change_?me|placeholder|redacted|example|your[-_ ]|[-_]here\b|insert[-_]|replace[-_]?(?:me|with)|dummy|not-?a-?(?:real|secret))/i;
/** Where the value is instead: a variable, a secret manager, a file. */
const elsewhere =
  /^(?:\$|@Microsoft\.KeyVault\(|(?:arn|urn|secretsmanager|ssm|vault|gcp|aws|azure|env|file|resolve|fn:):|projects\/|(?:env|process\.env|os|var|local|data|module|secrets|config|self)\.|op:\/\/|sm:\/\/|ref\+|https?:\/\/)/;
/** What is filled in later. */
const templates =
  /\$\{|\$\(|\{\{|<[^>]{1,80}>|\{resolve:|!Ref|!Sub|\bgetenv\b|(?:^|[^\w$])\$[A-Z_]{3}|^\[\w{3,40}\(|%\(\w{1,80}\)s|^[A-Z]{2,40}(?:_[A-Z]{2,40}){1,6}$|^%[^%]{1,80}%$|^\[[A-Za-z _-]{1,80}\]$|^\{[\w.$: -]{0,80}\}$/;

/** Whether a text only stands for a secret, or tells where it is. */
export const standsFor = (text: string): boolean =>
  words.test(text) || parts.test(text) || elsewhere.test(text) || templates.test(text) || isPath(text) || isPattern(text);

/** `/run/secrets/db`; a key in base64 may start with a slash, too. */
const isPath = (text: string): boolean =>
  /^(?:~|\.{0,2})\//.test(text) && text.split("/").every((part) => /^[\w.@:~-]{0,40}$/.test(part) && !(part.length > 15 && isMixed(part)));

const isMixed = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);

/** The same character over and over, a run of the alphabet, a few characters only. What is long may have a run by its encoding. */
function isPattern(text: string): boolean {
  const long = text.length / 8;
  let same = 1;
  let ascending = 1;
  const seen = new Set([text[0]]);
  for (let i = 1; i < text.length; i++) {
    const step = text.charCodeAt(i) - text.charCodeAt(i - 1);
    same = step === 0 ? same + 1 : 1;
    ascending = step === 1 ? ascending + 1 : 1;
    if (same >= Math.max(7, long) || ascending >= Math.max(8, long)) return true;
    seen.add(text[i]);
  }
  return seen.size === 1 || (text.length >= 12 && seen.size <= 4);
}

const invented = /fake|super[-_]?secret|my[-_]?(?:secret|token|key|api)|not[-_]?a?[-_]?real|qwerty|asdfgh|zxcvbn/i;
/** `token-$TOKEN`, `token-%TOKEN%`, `tokens/{token}`. */
const completed = /\$[A-Z_]{3,}|%[A-Z_]{3,}%|\{\w{1,40}\}/;

/** Whether a person made up what a machine should have: `abcd1234abcd1234`, `a1b2c3d4e5f6`, `MySecretToken1`. */
export const isInvented = (text: string): boolean => isInterleaved(text) || isPeriodic(text.slice(0, 400)) || completed.test(text) || invented.test(text);

/** Every other character is the next of its kind. */
function isInterleaved(text: string): boolean {
  let steps = 0;
  for (let i = 2; i < text.length; i++) {
    steps = text.charCodeAt(i) - text.charCodeAt(i - 2) === 1 ? steps + 1 : 0;
    if (steps >= 6 && steps * 2 >= text.length / 2) return true;
  }
  return false;
}

/** For half of its length and more, it says the same again. */
function isPeriodic(text: string): boolean {
  const half = text.length / 2;
  for (let period = 2; period <= 40 && period <= half; period++) {
    const enough = Math.max(6, half - period);
    let same = 0;
    for (let i = period; i < text.length && text.length - i + same >= enough; i++) {
      same = text.charCodeAt(i) === text.charCodeAt(i - period) ? same + 1 : 0;
      if (same >= enough) return true;
    }
  }
  return false;
}

const address = /^(?:[A-Za-z]:\\|[\w.-]+\.(?:com|net|org|io|dev|local|internal|pem|crt|key|json|ya?ml|txt|jks|p12|pfx)\b)/;

/** Whether a machine made a text: no words, no name, no address, no version. */
export function isRandom(text: string): boolean {
  if (text.length < 8 || text.length > 4000 || /\s/.test(text) || standsFor(text)) return false;
  if (/^\d{12,}$/.test(text)) return entropy(text) >= 2.2;
  if (/^[\d.,:TZ+/-]+$/.test(text) || address.test(text) || isInvented(text)) return false;
  if (text.split(/[-_./:@+=,;|*&]/).every((part) => part === "" || isWord(part))) return false;
  if (/\d/.test(text)) return entropy(text) >= (text.length < 12 ? 2.7 : 2.9);
  return text.length >= 16 && /[a-z]/.test(text) && /[A-Z]/.test(text) && entropy(text) >= 3.6;
}

/** `prod`, `db01`, `2024`, `EncryptionAtRestWithCustomerKey`, `OAuth2ClientCredential`. */
const isWord = (part: string): boolean =>
  /^\d{1,4}$/.test(part) ||
  (/^[A-Za-z]{1,24}\d{0,5}$/.test(part) && !/^[a-f0-9]{16,}$/.test(part) && (part.length <= 5 || averageWord(part) >= 2.5)) ||
  (/^[A-Za-z]+(?:\d[A-Za-z]+)?$/.test(part) && /[a-z]\d?[A-Z]/.test(part) && averageWord(part) >= 3.5);

/** How long the words are that a name in camel case is made of; what is in one case is one word. */
const averageWord = (name: string): number => name.length / (/[a-z]/.test(name) ? name.split(/(?=[A-Z])/).length : 1);

/** Whether a person may have chosen a text as a password: it isn't a name for one. */
export const isPassword = (text: string): boolean =>
  text.length >= 4 &&
  text.length <= 500 &&
  !/\s/.test(text.trim()) &&
  !standsFor(text) &&
  !namesOne(text) &&
  !/^\d{1,3}$|^[~^]?\d{1,4}\.\d{1,4}\.\d{1,6}$/.test(text) &&
  wordsOf(text) !== "";

/** `db-password`, `app/secrets/token`: what one is called. */
function namesOne(text: string): boolean {
  const parts = text.toLowerCase().split(/[-_/.:]/);
  return (
    parts.every((part) => /^[a-z0-9]*$/.test(part)) &&
    parts.some((part) => /^[a-z]+$/.test(part) && /password|passwd|secret|credential|token|key|pass/.test(part))
  );
}
