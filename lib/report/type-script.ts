import { secret, unknown } from "../stack/values";

const secretSignatureKey = Object.keys(secret(""))[0]!;

/** A rule's case as a program writes it. */
export function typeScript(value: unknown, indent = ""): string {
  if (value === unknown) return "unknown";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (secretSignatureKey in value) return `secret(${typeScript((value as { value?: unknown }).value)})`;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((element) => typeScript(element, inner))
    : Object.entries(value).map(([key, element]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${typeScript(element, inner)}`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{ ", " }"];
  const line = `${open}${parts.join(", ")}${close}`;
  if (!parts.length) return Array.isArray(value) ? "[]" : "{}";
  return line.length + indent.length <= 100 && !line.includes("\n")
    ? line
    : `${open.trim()}\n${parts.map((part) => `${inner}${part},\n`).join("")}${indent}${close.trim()}`;
}
