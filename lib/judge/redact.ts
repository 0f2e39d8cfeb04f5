const boundary = "[A-Za-z0-9]";

/** `message` without any of the secrets in it. A short one only counts as a word of its own. */
export function redact(message: string, secrets: ReadonlySet<string>): string {
  let text = message;
  for (const secret of secrets) {
    if (!text.includes(secret)) continue;
    if (secret.length >= 4) text = text.replaceAll(secret, "[secret]");
    else text = text.replace(new RegExp(`(?<!${boundary})${secret.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?!${boundary})`, "g"), "[secret]");
  }
  return text;
}
