/** A value that nobody can tell yet: what Pulumi's engine writes for an output that isn't computed at preview. */
export const unknown: any = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const typedUnknowns = new Set([
  unknown,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** The key by which the engine marks a special value; its value tells the kind. */
export const signature = "4dabf18193072939515e22adb298388d";
export const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
export const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
export const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";
const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const maskedSecret = "[secret]";
const deepest = 512;

/** A file or archive given to a resource. Only what a program wrote is there: a text, a path or a URI. */
export class Asset {
  constructor(
    readonly kind: "asset" | "archive",
    readonly text?: string,
    readonly path?: string,
    readonly uri?: string,
    readonly assets?: Readonly<Record<string, unknown>>,
  ) {}
}

/** A resource given as a value. */
export class Reference {
  constructor(
    readonly urn: string,
    readonly id: string | undefined,
  ) {}
}

/** Thrown by reading an unknown value; ends a check with the verdict unknown. */
export class UnknownValue extends Error {
  constructor(
    readonly property: string,
    reason = "isn't known yet",
  ) {
    super(`\`${property}\` ${reason}`);
  }
}

/** A value that can't be a resource's, and where: `path` is relative to the value given to {@link decode}. */
export class MalformedValue extends Error {
  constructor(
    readonly path: string,
    problem: string,
  ) {
    super(problem);
  }
}

/** The path of what `key` is in the value at `path`, as a user writes it: `rules[0].port`, `labels["a/b"]`. */
export const inside = (path: string, key: string): string => {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path ? `${path}.${key}` : key;
};

const uncertain = new WeakSet<object>();
const secretKeys = new WeakMap<object, Set<string>>();
const views = new WeakMap<object, object>();
const raws = new WeakMap<object, object>();

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether `value` is unknown or holds an unknown value at any depth. */
export const hasUnknown = (value: unknown): boolean => value === unknown || (typeof value === "object" && value !== null && uncertain.has(value));

export const isSecretKey = (container: object, key: string | number): boolean => secretKeys.get(raws.get(container) ?? container)?.has(String(key)) ?? false;

/** What a decoded value holds besides the value: whether it is a secret, and the text of the secrets in it. */
export interface Decoded {
  value: unknown;
  secret: boolean;
}

/**
 * Reads a value in any form that the engine writes: over the analyzer protocol, in a state, in a preview. Values with
 * nothing special in them are returned as they are; an argument that is null is left out, as providers do. Texts of secrets are added to `secrets`, so that no message prints them.
 * @throws MalformedValue for a value nested too deep or a damaged signature
 */
export function decode(value: unknown, secrets: Set<string>, inSecret = false, path = "", depth = 0): Decoded {
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
  if (depth > deepest) throw new MalformedValue(path, `is nested more than ${deepest} levels deep`);
  if (!Array.isArray(value)) {
    const kind = (value as Record<string, unknown>)[signature];
    if (kind !== undefined) return decodeSpecial(kind, value as Record<string, unknown>, secrets, inSecret, path, depth);
  }
  return { value: decodeContainer(value, secrets, inSecret, path, depth), secret: inSecret };
}

function decodeString(value: string): unknown {
  if (value.length < 36) return value === maskedSecret ? unknown : value;
  if (value.length === 36) return typedUnknowns.has(value) ? unknown : value;
  // A text with an unknown part in it is unknown, except a JSON document: its known parts can be judged.
  return value.includes(unknown) && !/^\s*[[{]/.test(value) ? unknown : value;
}

function decodeContainer(value: object, secrets: Set<string>, inSecret: boolean, path: string, depth: number): object {
  let copy: any;
  let isUncertain = false;
  let secretHere: Set<string> | undefined;
  for (const key of Object.keys(value)) {
    const before = (value as any)[key];
    if (typeof before === "boolean" && !inSecret) continue;
    if (before === null && !Array.isArray(value)) {
      copy ??= { ...value };
      delete copy[key];
      continue;
    }
    const at = inside(path, key);
    const { value: after, secret } = decode(before, secrets, inSecret, at, depth + 1);
    if (after !== before) {
      copy ??= Array.isArray(value) ? [...value] : { ...value };
      copy[key] = after;
    }
    if (hasUnknown(after)) isUncertain = true;
    if (secret) (secretHere ??= new Set()).add(key);
  }
  const result = copy ?? value;
  if (isUncertain) uncertain.add(result);
  if (secretHere) secretKeys.set(result, secretHere);
  return result;
}

function decodeSpecial(kind: unknown, value: Record<string, unknown>, secrets: Set<string>, inSecret: boolean, path: string, depth: number): Decoded {
  const text = (key: string) => (typeof value[key] === "string" ? (value[key] as string) : undefined);
  switch (kind) {
    case secretSignature: {
      if ("value" in value) return { ...decode(value.value, secrets, true, path, depth + 1), secret: true };
      const plaintext = text("plaintext");
      if (plaintext === undefined) return { value: unknown, secret: true };
      let parsed: unknown;
      try {
        parsed = JSON.parse(plaintext);
      } catch {
        throw new MalformedValue(path, "is a secret whose plaintext isn't JSON");
      }
      return { ...decode(parsed, secrets, true, path, depth + 1), secret: true };
    }
    case outputSignature: {
      const secret = inSecret || value.secret === true;
      if (!("value" in value)) return { value: unknown, secret };
      return { ...decode(value.value, secrets, secret, path, depth + 1), secret };
    }
    case assetSignature: {
      const content = text("text");
      if (inSecret && content) secrets.add(content);
      return { value: new Asset("asset", content, text("path"), text("uri")), secret: inSecret };
    }
    case archiveSignature: {
      const assets = isRecord(value.assets) ? (decodeContainer(value.assets, secrets, inSecret, path, depth + 1) as Record<string, unknown>) : undefined;
      return { value: new Asset("archive", undefined, text("path"), text("uri"), assets), secret: inSecret };
    }
    case referenceSignature: {
      const id = text("id");
      return { value: new Reference(text("urn") ?? "", id === undefined || id === "" || typedUnknowns.has(id) ? undefined : id), secret: inSecret };
    }
    default:
      throw new MalformedValue(path, `has a value of a kind that this version doesn't know (${String(kind).slice(0, 40)})`);
  }
}

/** A record that joins `parts`, with their unknown and secret marks; the later wins. */
export function join(...parts: readonly object[]): Record<string, unknown> {
  const joined: Record<string, unknown> = {};
  const secretHere = new Set<string>();
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      joined[key] = value;
      secretHere.delete(key);
      if (isSecretKey(part, key)) secretHere.add(key);
    }
  }
  if (Object.values(joined).some(hasUnknown)) uncertain.add(joined);
  if (secretHere.size) secretKeys.set(joined, secretHere);
  return joined;
}

/** A list whose elements may be unknown. */
export function listOf<T>(elements: T[]): T[] {
  if (elements.some(hasUnknown)) uncertain.add(elements);
  return elements;
}

/**
 * `value` as rules see it: reading an unknown value in it throws {@link UnknownValue}. A value without unknowns is returned
 * as it is. An array's `some`, `every`, `find` and `includes` look past its unknown elements.
 */
export function view<T>(value: T, name = ""): T {
  if (typeof value !== "object" || value === null || !uncertain.has(value)) return value;
  const known = views.get(value);
  if (known) return known as T;
  const proxy = new Proxy(value, {
    get(target, key, receiver) {
      if (typeof key === "symbol") return Reflect.get(target, key, receiver);
      if (Array.isArray(target) && Object.hasOwn(tolerant, key)) return tolerant[key as keyof typeof tolerant];
      const element = Reflect.get(target, key, receiver);
      const path = inside(name, key);
      if (element === unknown) throw new UnknownValue(path);
      return view(element, path);
    },
  });
  views.set(value, proxy);
  raws.set(proxy, value);
  return proxy;
}

/** What is behind a view; values that are none are returned as they are. */
export const raw = <T>(value: T): T => ((typeof value === "object" && value !== null && raws.get(value)) || value) as T;

type Elements = ArrayLike<unknown>;
const tolerant = {
  some(this: Elements, is: (element: any, index: number) => unknown) {
    return search(this, is) !== undefined;
  },
  every(this: Elements, is: (element: any, index: number) => unknown) {
    return search(this, (element, index) => !is(element, index)) === undefined;
  },
  find(this: Elements, is: (element: any, index: number) => unknown) {
    return search(this, is)?.element;
  },
  includes(this: Elements, wanted: unknown) {
    return search(this, (element) => element === wanted) !== undefined;
  },
};

/**
 * The first element for which `is` is true. An unknown element, or one for which `is` reads an unknown value, hides no
 * other: only if none is found does the first unknown count.
 * @throws UnknownValue
 */
export function search<T>(list: ArrayLike<T>, is: (element: T, index: number) => unknown): { element: T } | undefined {
  let first: UnknownValue | undefined;
  for (let i = 0; i < list.length; i++) {
    try {
      const element = list[i] as T;
      if (element !== null && element !== undefined && is(element, i)) return { element };
    } catch (error) {
      if (!(error instanceof UnknownValue)) throw error;
      first ??= error;
    }
  }
  if (first) throw first;
  return undefined;
}

/** `value` as a Pulumi secret on the wire; for a rule's cases. */
export const secret = <T>(value: T): T => ({ [signature]: secretSignature, value }) as T;
