import { isDefaultPassword } from "../secrets/default-password";
import { originsOf } from "../secrets/origins";
import { matchesIn } from "../secrets/scan";
import type { Provenance } from "../stack/provenance";

const boundary = "[A-Za-z0-9]";
const shortestPart = 4;

/**
 * `message` without any of the secrets in it, those of the configuration and the environment among them, without parts of them where it quotes one, and without
 * anything else that is a credential by its form or by the name before it.
 * @param names what the message may quote whatever is secret: the names of arguments
 */
export function redact(message: string, secrets: ReadonlySet<string>, provenance: Provenance, names: object = {}): string {
  const all = [...secrets, ...originsOf(provenance).confidential];
  let text = message;
  for (const secret of all) if (text.includes(secret)) text = without(text, secret);
  text = text.replace(/`([^`]+)`/g, (quotation, quoted: string) => (isPart(quoted, all) && !startsWithName(quoted, names) ? "`[secret]`" : quotation));
  for (const { secret } of matchesIn(text)) text = text.replaceAll(secret, "[secret]");
  return text;
}

/** A short secret only counts as a word of its own. One that is a word that everybody knows stays: to hide it in `password` would tell it. */
function without(text: string, secret: string): string {
  if (isDefaultPassword(secret)) return text;
  if (secret.length >= shortestPart) return text.replaceAll(secret, "[secret]");
  return text.replace(new RegExp(`(?<!${boundary})${secret.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!${boundary})`, "g"), "[secret]");
}

/** Rules compare names in one case, and quote them so. */
const isPart = (text: string, secrets: readonly string[]): boolean =>
  text.length >= shortestPart && secrets.some((secret) => secret.length >= text.length && secret.toLowerCase().includes(text.toLowerCase()));

const startsWithName = (path: string, names: object): boolean => Object.hasOwn(names, /^[\w$]*/.exec(path)![0]);

/** What an error says. Those of parsers quote what they parse, which may be a part of a secret. */
export function problemOf(error: unknown): string {
  if (error instanceof SyntaxError) return "a text in it isn't what it should be (SyntaxError)";
  return error instanceof Error ? error.message : String(error);
}
