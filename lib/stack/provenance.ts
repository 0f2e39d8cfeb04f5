import { decode, MalformedValue } from "./decode";
import { secret } from "./values";

/** What the values of a stack may come from, as far as its source knows. */
export interface Provenance {
  /** The stack's configuration by full key (`shop:password`), decoded. What nobody here can decrypt is unknown. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** The environment of the program's process. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Whether the source shows Pulumi secrets as if they were plain values: then nobody knows which are. */
  readonly blursSecrets?: boolean;
  /** The texts of the program's own files, by their paths in its folder; asked for once, and only if a secret is to be explained. */
  readonly files?: () => Iterable<readonly [path: string, text: string]>;
}

/** Of a stack whose source knows nothing but its resources. */
export const unknownProvenance: Provenance = {};

/** A stack's configuration from the texts that its program gets; records and lists in it are JSON. */
export function configurationOf(texts: Iterable<readonly [key: string, text: string]>, secretKeys: readonly string[] = []): Record<string, unknown> {
  const configuration: Record<string, unknown> = {};
  for (const [key, text] of texts) configuration[key] = secretKeys.includes(key) ? secret(partsOf(text)) : partsOf(text);
  return decode(configuration, new Set()).value as Record<string, unknown>;
}

function partsOf(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return decode(JSON.parse(text), new Set()).value;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof MalformedValue) return text;
    throw error;
  }
}
