import { inside, MistypedValue, UnknownValue } from "../stack/values";

/** Where in a resource's arguments something is: `["encryption", "defaultKmsKeyName"]`. */
export type Place = readonly string[];

const placeOf = Symbol("place");

/**
 * The place that a function reads, as in `(bucket) => bucket.encryption?.defaultKmsKeyName`: told by letting it read from a
 * recorder, so that a place is written once, and typed.
 */
export function placeRead(read: (self: any) => unknown): Place {
  const place = (read(recorder([])) as { [placeOf]?: Place } | undefined)?.[placeOf];
  if (!place?.length) throw new TypeError(`not a plain read of an argument: ${read}`);
  return place;
}

const recorder = (place: Place): object =>
  new Proxy({}, { get: (_, key) => (key === placeOf ? place : typeof key === "symbol" ? undefined : recorder([...place, key])) });

/** What is at the place; undefined where something on the way to it is missing. */
export const valueAt = (self: unknown, place: Place): unknown =>
  place.reduce<unknown>((value, key) => (value === undefined || value === null ? undefined : (value as Record<string, unknown>)[key]), self);

const isIndex = (key: string) => /^\d+$/.test(key);

/** `encryption.defaultKmsKeyName`, `rules[0].port`: as a user writes it. */
export const placeName = (place: Place): string => place.reduce(inside, "");

/** Arguments with `value` at the place and nothing else. */
export const argumentsWith = (place: Place, value: unknown): any =>
  place.reduceRight((inner, key) => (isIndex(key) ? [...Array(Number(key)).fill({}), inner] : { [key]: inner }), value);

/** Whether there is something at the place, and it is what is wanted. A value that isn't known yet, as one that the same program makes, is there. */
export function isGiven(self: unknown, place: Place, isWanted: (value: unknown) => boolean = () => true): boolean {
  try {
    const value = valueAt(self, place);
    return Boolean(value) && isWanted(value);
  } catch (error) {
    if (error instanceof UnknownValue && !(error instanceof MistypedValue) && `.${error.property}`.endsWith(`.${placeName(place)}`)) return true;
    throw error;
  }
}
