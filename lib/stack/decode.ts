import { Asset, archiveSignature, assetSignature, hasUnknown, inside, isRecord, mark, Reference, secretSignature, signature, unknown } from "./values";

const typedUnknowns = new Set([
  unknown,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const maskedSecret = "[secret]";
const deepest = 512;

/** A value that can't be a resource's. */
export class MalformedValue extends Error {
  /** The keys on the way to it from the value given to {@link decode}, the innermost first. */
  readonly keys: string[] = [];

  get path(): string {
    return this.keys.reduceRight(inside, "");
  }
}

/** What a decoded value holds besides the value: whether it is a secret, and the text of the secrets in it. */
export interface Decoded {
  value: unknown;
  secret: boolean;
}

/**
 * Reads a value in any form that the engine writes: over the analyzer protocol, in a state, in a preview. Values with
 * nothing special in them are returned as they are; an argument or element that is null is left out, as providers do. Texts of secrets are added to `secrets`, so that no message prints them.
 * @throws MalformedValue for a value nested too deep or a damaged signature
 */
export function decode(value: unknown, secrets: Set<string>, inSecret = false, depth = 0): Decoded {
  if (typeof value === "string") {
    const known = decodeString(value);
    const secret = inSecret || value === maskedSecret;
    if (secret && known !== unknown && value) secrets.add(value);
    return { value: known, secret };
  }
  if (typeof value !== "object" || value === null) {
    if (inSecret && typeof value === "number") secrets.add(String(value));
    return { value, secret: inSecret };
  }
  if (depth > deepest) throw new MalformedValue(`is nested more than ${deepest} levels deep`);
  if (!Array.isArray(value)) {
    const kind = (value as Record<string, unknown>)[signature];
    if (kind !== undefined) return decodeSpecial(kind, value as Record<string, unknown>, secrets, inSecret, depth);
  }
  const present = Array.isArray(value) && value.some(isMissing) ? value.filter((element) => !isMissing(element)) : value;
  return { value: decodeContainer(present, secrets, inSecret, depth), secret: inSecret };
}

const isMissing = (value: unknown): boolean => value === null || value === undefined;

function decodeString(value: string): unknown {
  if (value.length < 36) return value === maskedSecret ? unknown : value;
  if (value.length === 36) return typedUnknowns.has(value) ? unknown : value;
  // A text with an unknown part in it is unknown, except a JSON document: its known parts can be judged.
  return value.includes(unknown) && !/^\s*[[{]/.test(value) ? unknown : value;
}

function decodeContainer(value: object, secrets: Set<string>, inSecret: boolean, depth: number): object {
  let copy: any;
  let isUncertain = false;
  let secretHere: Set<string> | undefined;
  for (const key of Object.keys(value)) {
    const before = (value as any)[key];
    if (typeof before === "boolean" && !inSecret) continue;
    if (isMissing(before)) {
      copy ??= { ...value };
      delete copy[key];
      continue;
    }
    const { value: after, secret } = decodeAt(key, before, secrets, inSecret, depth + 1);
    if (after !== before) {
      copy ??= Array.isArray(value) ? [...value] : { ...value };
      copy[key] = after;
    }
    if (hasUnknown(after)) isUncertain = true;
    if (secret) (secretHere ??= new Set()).add(key);
  }
  return mark(copy ?? value, secretHere, undefined, isUncertain);
}

/** What is wrong is told its path on the way out: most values never need one. */
function decodeAt(key: string, value: unknown, secrets: Set<string>, inSecret: boolean, depth: number): Decoded {
  try {
    return decode(value, secrets, inSecret, depth);
  } catch (error) {
    if (error instanceof MalformedValue) error.keys.push(key);
    throw error;
  }
}

function decodeSpecial(kind: unknown, value: Record<string, unknown>, secrets: Set<string>, inSecret: boolean, depth: number): Decoded {
  const text = (key: string) => (typeof value[key] === "string" ? (value[key] as string) : undefined);
  switch (kind) {
    case secretSignature: {
      if ("value" in value) return { ...decode(value.value, secrets, true, depth + 1), secret: true };
      const plaintext = text("plaintext");
      if (plaintext === undefined) return { value: unknown, secret: true };
      let parsed: unknown;
      try {
        parsed = JSON.parse(plaintext);
      } catch {
        throw new MalformedValue("is a secret whose plaintext isn't JSON");
      }
      return { ...decode(parsed, secrets, true, depth + 1), secret: true };
    }
    case outputSignature: {
      const secret = inSecret || value.secret === true;
      if (!("value" in value)) return { value: unknown, secret };
      return { ...decode(value.value, secrets, secret, depth + 1), secret };
    }
    case assetSignature: {
      const content = text("text");
      if (inSecret && content) secrets.add(content);
      return { value: new Asset("asset", content, text("path"), text("uri")), secret: inSecret };
    }
    case archiveSignature: {
      const assets = isRecord(value.assets) ? (decodeContainer(value.assets, secrets, inSecret, depth + 1) as Record<string, unknown>) : undefined;
      return { value: new Asset("archive", undefined, text("path"), text("uri"), assets), secret: inSecret };
    }
    case referenceSignature: {
      const id = text("id");
      return { value: new Reference(text("urn") ?? "", id === undefined || id === "" || typedUnknowns.has(id) ? undefined : id), secret: inSecret };
    }
    default:
      throw new MalformedValue(`has a value of a kind that this version doesn't know (${String(kind).slice(0, 40)})`);
  }
}
