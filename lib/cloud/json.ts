import { decode } from "../stack/decode";
import { isRecord, view } from "../stack/values";

const parsed = new Map<string, unknown>();
const remembered = 256;

/** A JSON document given as a text or as an object, with unknown values in it like any other's; undefined if it is no JSON. */
export function json(document: unknown): unknown {
  if (typeof document !== "string") return document;
  if (parsed.has(document)) return parsed.get(document);
  const value = parse(document);
  if (parsed.size >= remembered) parsed.delete(parsed.keys().next().value!);
  parsed.set(document, value);
  return value;
}

function parse(document: string): unknown {
  try {
    return view(decode(JSON.parse(document), new Set()).value);
  } catch {
    return undefined;
  }
}

/** One or many, as a list. */
export const listed = <T>(value: T | readonly T[] | undefined | null): readonly T[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value as T];

export { isRecord };
