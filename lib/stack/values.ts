/** A value that nobody can tell yet: what Pulumi's engine writes for an output that isn't computed at preview. */
export const unknown: any = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key by which the engine marks a special value; its value tells the kind. */
export const signature = "4dabf18193072939515e22adb298388d";
export const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
export const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
export const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

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

/** A value in a list of which nobody can tell whether it belongs there: what holds with and without it is told, as little else as of an unknown one. */
export class Possible {
  constructor(readonly value: object) {}
}

/** Thrown by reading an unknown value; ends a check with the verdict unknown. */
export class UnknownValue extends Error {
  constructor(
    readonly property: string,
    problem = "isn't known yet",
  ) {
    super(`\`${property}\` ${problem}`);
  }
}

/** Thrown by reading a value that can't be of the type that the provider's SDK gives it: nobody can tell what the cloud makes of it. */
export class MistypedValue extends UnknownValue {
  constructor(property: string) {
    super(property, "has a value of another type than the provider's");
  }
}

/** The path of what `key` is in the value at `path`, as a user writes it: `rules[0].port`, `labels["a/b"]`. */
export const inside = (path: string, key: string): string => {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path ? `${path}.${key}` : key;
};

const uncertain = new WeakSet<object>();
const secretKeys = new WeakMap<object, ReadonlySet<string>>();
const mistypedKeys = new WeakMap<object, ReadonlySet<string>>();
const views = new WeakMap<object, object>();
const raws = new WeakMap<object, object>();

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether `value` is unknown or holds an unknown value at any depth. */
export const hasUnknown = (value: unknown): boolean =>
  value === unknown || value instanceof Possible || (typeof value === "object" && value !== null && uncertain.has(value));

export const isSecretKey = (container: object, key: string | number): boolean => secretKeys.get(raws.get(container) ?? container)?.has(String(key)) ?? false;

/** Marks a value made here: that it holds an unknown value, and which of its keys are secret or mistyped. */
export function mark<T extends object>(
  container: T,
  secret?: ReadonlySet<string>,
  mistyped?: ReadonlySet<string>,
  isUncertain: boolean = Object.values(container).some(hasUnknown),
): T {
  if (isUncertain) uncertain.add(container);
  if (secret?.size) secretKeys.set(container, secret);
  if (mistyped?.size) mistypedKeys.set(container, mistyped);
  return container;
}

/** A record that joins `parts`, with their marks; the later wins. */
export function join(...parts: readonly object[]): Record<string, unknown> {
  const joined: Record<string, unknown> = {};
  const secretHere = new Set<string>();
  const mistyped = new Set<string>();
  for (const part of parts) {
    const secretInPart = secretKeys.get(raw(part));
    const mistypedInPart = mistypedKeys.get(raw(part));
    for (const [key, value] of Object.entries(part)) {
      joined[key] = value;
      if (secretInPart?.has(key)) secretHere.add(key);
      else secretHere.delete(key);
      if (mistypedInPart?.has(key)) mistyped.add(key);
      else mistyped.delete(key);
    }
  }
  return mark(joined, secretHere, mistyped);
}

/**
 * `container` with what `of` makes of each of its values, and with its secret marks. A value of which it makes undefined is left out,
 * one of which it makes an unknown is mistyped. Itself if nothing changes.
 */
export function remade<T extends object>(container: T, of: (value: unknown, key: string) => unknown): T {
  let copy: any;
  const mistyped = new Set<string>();
  for (const key of Object.keys(container)) {
    const before = (container as any)[key];
    const after = of(before, key);
    if (after === before) continue;
    copy ??= Array.isArray(container) ? [...container] : { ...container };
    if (after === undefined) delete copy[key];
    else copy[key] = after;
    if (after === unknown) mistyped.add(key);
  }
  return copy ? mark(copy, secretKeys.get(container), mistyped) : container;
}

/** A list whose elements may be unknown. */
export const listOf = <T>(elements: T[]): T[] => mark(elements);

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
      if (element === unknown || element instanceof Possible) throw mistypedKeys.get(target)?.has(key) ? new MistypedValue(path) : new UnknownValue(path);
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

/** What a {@link Possible} element stands for; undefined for any other. */
export const possibly = <T>(element: unknown): T | undefined => (element instanceof Possible ? (view(element.value) as T) : undefined);

/**
 * The first element for which `is` is true. An unknown element, or one for which `is` reads an unknown value, hides no
 * other: only if none is found does the first unknown count.
 * @throws UnknownValue
 */
export function search<T>(list: ArrayLike<T>, is: (element: T, index: number) => unknown): { element: T } | undefined {
  let first: UnknownValue | undefined;
  const elements: ArrayLike<unknown> = raw(list);
  for (let i = 0; i < list.length; i++) {
    try {
      const possible = possibly<T>(elements[i]);
      if (possible && !is(possible, i)) continue;
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
