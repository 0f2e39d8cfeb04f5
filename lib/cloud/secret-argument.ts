import type { Unwrap } from "@pulumi/pulumi";
import { isSecret } from "../rule/logic";
import { argumentsWith, placeName, placeRead } from "../rule/place";
import type { ResourceType } from "../rule/relation";
import { type Meta, type Rule, rule, type Spec } from "../rule/rule";
import { secret, unknown } from "../stack/values";

type Cases<Args> = Spec<Args, {}, {}>["pass"];

interface SecretSpec<Args> extends Pick<Meta, "id" | "controls" | "equivalents" | "see"> {
  /** What is secret, in the plural, as the title's start. */
  readonly subject: string;
  /** Reads the argument that is secret: `(directory) => directory.password`. */
  at(self: Unwrap<Args>): string | undefined;
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
  readonly fix?: Meta["fix"];
  /** Cases besides the argument being absent, a secret, in plain text and unknown. */
  readonly pass?: Cases<Args>;
}

/** A rule that asks for an argument to be a Pulumi secret. Of most passwords the SDKs make secrets themselves; those need none. */
export const secretArgument = <Args>(type: ResourceType<Args>, spec: SecretSpec<Args>): Rule => {
  const { subject, at, unless, pass = [], ...meta } = spec;
  const place = placeRead(at);
  const name = placeName(place);
  const last = place.at(-1)!;
  return rule(type, {
    fix: "Take it from a secret of the stack's configuration, or from the cloud's secret manager.",
    ...meta,
    title: `${subject} are secrets`,
    severity: "critical",
    family: "secrets",
    preset: "strict",
    why: "What is in plain text is read by everyone who can read the program or the stack's state.",
    pass: [{} as Cases<Args>[0], argumentsWith(place, secret("hunter2")), ...pass],
    fail: [argumentsWith(place, "hunter2")],
    unknown: [argumentsWith(place, unknown)],
    check: (self) => {
      if (unless?.(self as Unwrap<Args>)) return false;
      const container = place.slice(0, -1).reduce<any>((outer, key) => outer?.[key], self);
      return container !== undefined && !isSecret(container, last) && container[last] && `\`${name}\` is in plain text`;
    },
  });
};
