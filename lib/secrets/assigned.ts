import { meaningOf } from "./names";
import { isInvented, isPassword, isRandom, standsFor } from "./plausible";

/** A secret in a text; it holds the secret itself and leaves this folder only as a fingerprint. */
export interface Match {
  readonly kind: string;
  readonly title: string;
  /** `format`: told by its form alone. `name`: by the name beside it. */
  readonly by: "format" | "name";
  readonly secret: string;
}

const longestName = 80;
/** What is between a name and its value, `=`, `: `, `] = `, `", "value": `, a line break and `value: `, and the value. */
const value =
  /(?:["']?,?\s{1,40}["']?[Vv]alue["']?\s{0,4}[:=]|["']?\s{0,4}\]?\s{0,4}(:=|=>|=|:|,|\bis\b)|>)\s{0,40}(?:"([^"\n]{0,600})|'([^'\n]{0,600})|`([^`\n]{0,600})|([^\s"'`<>,;&|)\\]{4,200}))/y;
const flag = /\s{1,3}["']?()([^\s"'`<>,;&|)-][^\s"'`<>,;&|)\\]{3,600})/y;

/**
 * The secret that the name around the word at `start` has for a value: `export DB_PASSWORD=...`, `<token>...`, `--api-key ...`.
 * @returns it, and where the name ends
 */
export function assignedAt(text: string, start: number): { end: number; match?: Match } {
  let from = start;
  while (from > 0 && start - from < longestName && isNameCharacter(text.charCodeAt(from - 1))) from--;
  let end = start;
  while (end < text.length && end - start < longestName && isNameCharacter(text.charCodeAt(end))) end++;
  // A part of an ARN or of a reference, `...:secret:db-1`, isn't the name of what follows.
  if (text[from - 1] === ":" && text[end] === ":") return { end };
  const raw = text.slice(from, end);
  const isFlag = raw.startsWith("--");
  // A line break as it is written in JSON or a shell's string: `\nTOKEN=`.
  const name = text[from - 1] === "\\" ? raw.slice(1) : raw;
  const found = at(value, text, end) ?? (isFlag ? at(flag, text, end) : undefined);
  if (!found) return { end };
  const [, separator, ...values] = found;
  const isQuoted = values.length > 1 && values[3] === undefined;
  const written = values.find((one) => one !== undefined)?.trim() ?? "";
  // `{password: true}`
  const given = isQuoted ? written : written.replace(/[}\]]{1,9}$/, "");
  const isNext = separator !== "," || (isQuoted && !given.startsWith("-") && (isFlag || isArgument(text, from)));
  const isSaid = (separator !== "is" || /\d/.test(given)) && !(text[end] === ">" && /^[@:/]/.test(given));
  return { end, match: isNext && isSaid ? matchOf(name, given, isQuoted && !isFlag ? undefined : "bare") : undefined };
}

/** Whether a name is what something is called with first: `setenv("TOKEN", ...)`, and not one of a list. */
const isArgument = (text: string, from: number): boolean => /\(\s?["'`]$/.test(text.slice(Math.max(0, from - 3), from));

function at(pattern: RegExp, text: string, index: number): RegExpExecArray | undefined {
  pattern.lastIndex = index;
  return pattern.exec(text) ?? undefined;
}

const isNameCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 45 || code === 46;
/** An expression, a member of something, another assignment, a word. */
const isCode = (text: string): boolean => /[([{]|^[*&]|:$|^[A-Za-z][A-Za-z_.-]{2,80}=[^=]/.test(text) || isMember(text) || !/\d|[^\w.]/.test(text);
const isMember = (text: string): boolean =>
  /^[A-Za-z_]\w*(?:(?:\??\.|->|::)[A-Za-z_]\w*)+$/.test(text) && !text.split(/\.|->|::/).some((part) => part.length > 15 && isRandom(part));

/** Names that say what only together with their owner's. */
const general: ReadonlySet<string> = new Set("value key data text string plaintext body raw id pass".split(" "));

/**
 * What a value is by the name that it has. One that is `bare`, without quotes, may be code: `password: req.body.password`.
 * Of one that is `declared` a secret, the name needs less to confirm it.
 * @param within what the value's owner is called: `datadog` of `{ datadog: { key: ... } }`
 */
export function matchOf(name: string, text: string, how?: "bare" | "declared", within?: string): Match | undefined {
  if (text.length < 4 || text.length > 4000) return undefined;
  const own = meaningOf(name);
  const wider = within !== undefined && (own.secret || general.has(name)) ? meaningOf(`${within} ${name}`) : own;
  const { secret: meaning, vendors } = wider.secret ? wider : own;
  for (const { kind, vendor, form, sure } of vendors)
    if (
      form.test(text) &&
      !standsFor(text) &&
      !isInvented(text) &&
      (sure || (/\d/.test(text) && (meaning || isRandom(text)) && !(how === "bare" && isCode(text))))
    )
      return { kind, title: `a credential of ${vendor}`, by: "name", secret: text };
  if (how === "bare" && isCode(text)) return undefined;
  if (meaning === "password" && isPassword(text)) return { kind: "password", title: "a password", by: "name", secret: text };
  if (meaning === "token" && (how === "declared" ? isPassword(text) : isRandom(text)))
    return { kind: "token", title: "a key or token", by: "name", secret: text };
  return undefined;
}
