import { isSecretKey, Possible, possibly, raw, search, UnknownValue, unknown } from "../stack/values";
import type { Findings } from "./rule";

/** Whether `is` holds for an element; without it, whether there is one. An unknown element hides no other. A list that is absent has none. */
export const some = <T>(list: readonly T[] | undefined, is: (element: T, index: number) => unknown = () => true): boolean =>
  search(list ?? [], is) !== undefined;

/** Whether `is` holds for all elements. An unknown element hides no other. */
export const every = <T>(list: readonly T[] | undefined, is: (element: T, index: number) => unknown): boolean =>
  search(list ?? [], (element, index) => !is(element, index)) === undefined;

/** The first element for which `is` holds. An unknown element hides no other. */
export const find = <T>(list: readonly T[] | undefined, is: (element: T, index: number) => unknown): T | undefined => search(list ?? [], is)?.element;

/** The elements that are known and there; for a check to which a relation tells what the unknown ones refer to. */
export const known = <T>(list: readonly T[] | undefined): readonly NonNullable<T>[] => {
  const values: readonly unknown[] = raw(list) ?? [];
  return [...values.keys()].filter((i) => (values[i] ?? unknown) !== unknown && !(values[i] instanceof Possible)).map((i) => list![i]!);
};

/** What `check` finds in each element; an unknown element hides no other's findings. */
export function* each<T>(list: readonly T[] | undefined, check: (element: T, index: number) => Findings): Generator<string> {
  let first: UnknownValue | undefined;
  const elements: readonly unknown[] = raw(list) ?? [];
  for (let i = 0; i < (list?.length ?? 0); i++) {
    try {
      const possible = possibly<T>(elements[i]);
      if (possible && findingsOf(check(possible, i)).next().done) continue;
      const element = list![i] as T;
      if (element !== null && element !== undefined) yield* findingsOf(check(element, i));
    } catch (error) {
      if (!(error instanceof UnknownValue)) throw error;
      first ??= error;
    }
  }
  if (first) throw first;
}

/** A check's answer as a sequence; an empty text finds nothing, so that `text && ...` may stand in a check. */
export function* findingsOf(found: Findings): Generator<string> {
  if (typeof found === "string") {
    if (found) yield found;
  } else if (found) for (const finding of found) if (finding) yield finding;
}

/** Whether `container[key]` is a Pulumi secret. Tells it of an unknown value too. Where the source doesn't tell secrets apart, none is. */
export const isSecret = <T extends object>(container: T, key: keyof T & (string | number)): boolean => isSecretKey(raw(container), key);
