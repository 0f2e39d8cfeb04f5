import { isDefaultPassword } from "../secrets/default-password";
import { originsOf } from "../secrets/origins";
import type { Provenance } from "../stack/provenance";

const boundary = "[A-Za-z0-9]";

/** `message` without any of the secrets in it, those of the configuration and the environment among them. */
export function redact(message: string, secrets: ReadonlySet<string>, provenance: Provenance): string {
  let text = message;
  for (const secret of [...secrets, ...originsOf(provenance).confidential]) if (text.includes(secret)) text = without(text, secret);
  return text;
}

/** A short secret only counts as a word of its own. One that is a word that everybody knows stays: to hide it in `password` would tell it. */
function without(text: string, secret: string): string {
  if (isDefaultPassword(secret)) return text;
  if (secret.length >= 4) return text.replaceAll(secret, "[secret]");
  return text.replace(new RegExp(`(?<!${boundary})${secret.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!${boundary})`, "g"), "[secret]");
}

/** What an error says. Those of parsers quote what they parse, which may be a part of a secret. */
export function problemOf(error: unknown): string {
  if (error instanceof SyntaxError) return "a text in it isn't what it should be (SyntaxError)";
  return error instanceof Error ? error.message : String(error);
}
