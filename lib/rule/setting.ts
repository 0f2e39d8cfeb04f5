import type { Unwrap } from "@pulumi/pulumi";
import { unknown } from "../stack/values";
import { argumentsWith, isGiven, placeName, placeRead, valueAt } from "./place";
import type { ResourceType } from "./relation";
import { type Meta, type Rule, rule, type Spec } from "./rule";

type Value = string | number | boolean;
type Cases<Args> = Spec<Args, {}, {}>["pass"];

interface SettingSpec<Args, V> extends Omit<Meta, "fix"> {
  /** Reads the argument: `(bucket) => bucket.versioning?.enabled`. */
  at(self: Unwrap<Args>): V;
  /** The values that pass; any other fails. The first is what a fix sets. */
  readonly good: readonly [NonNullable<V> & Value, ...(NonNullable<V> & Value)[]];
  /** Values that fail; `false` where the good one is `true`. */
  readonly bad?: readonly (NonNullable<V> & Value)[];
  /** What the cloud does where the argument is absent: as with a good value, or not. */
  readonly absent: "good" | "bad";
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
  readonly fix?: Meta["fix"];
  /** Cases besides the argument being absent, good, bad and unknown. */
  readonly pass?: Cases<Args>;
  readonly fail?: Cases<Args>;
}

/** A rule that asks for certain values of one argument. Its cases follow from the values. Texts are compared in any case, and stand for the number or boolean that they say. */
export const setting = <Args, V>(type: ResourceType<Args>, spec: SettingSpec<Args, V>): Rule => {
  const { at, good, bad = good.flatMap((value) => (typeof value === "boolean" ? [!value] : [])), absent, unless, ...meta } = spec;
  const place = placeRead(at);
  const name = placeName(place);
  const accepted = new Set(good.map(folded));
  const given = (value: unknown) => argumentsWith(place, value);
  const absentCases = (kind: "good" | "bad") => (absent === kind ? [{}] : []);
  return rule(type, {
    ...meta,
    fix: spec.fix ?? (absent === "good" ? `Leave \`${name}\` out, or set it to \`${good[0]}\`.` : `Set \`${name}\` to \`${good[0]}\`.`),
    pass: [...good.map(given), ...absentCases("good"), ...(spec.pass ?? [])] as unknown as Cases<Args>,
    fail: [...absentCases("bad"), ...(bad as readonly Value[]).map(given), ...(spec.fail ?? [])] as unknown as Cases<Args>,
    unknown: [given(unknown)],
    // A nested argument can't be set without a copy of what is around it, secrets included.
    ...(place.length === 1 && { remedy: () => given(good[0]) }),
    check: (self) => {
      const args = self as Unwrap<Args>;
      if (unless?.(args)) return false;
      const value = valueAt(args, place) as Value | undefined | null;
      if (value === undefined || value === null) return absent === "bad" && `\`${name}\` isn't set`;
      return !accepted.has(folded(value)) && `\`${name}\` is \`${value}\``;
    },
  });
};

const folded = (value: Value): string => String(value).toLowerCase();

interface GivenSpec<Args> extends Meta {
  /** Reads the argument: `(bucket) => bucket.logging`. */
  at(self: Unwrap<Args>): unknown;
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
  /** Cases besides the argument being given without being known. */
  readonly pass: Cases<Args>;
  /** Cases besides the argument being left out. */
  readonly fail?: Cases<Args>;
}

/** A rule that asks for an argument, whatever its value: one that isn't known yet is given all the same. */
export const given = <Args>(type: ResourceType<Args>, spec: GivenSpec<Args>): Rule => {
  const { at, unless, pass, fail = [], ...meta } = spec;
  const place = placeRead(at);
  const name = placeName(place);
  return rule(type, {
    ...meta,
    pass: [pass[0], argumentsWith(place, unknown), ...pass.slice(1)],
    fail: [{} as Cases<Args>[0], ...fail],
    check: (self) => !unless?.(self as Unwrap<Args>) && !isGiven(self, place) && `\`${name}\` isn't set`,
  });
};
