import type { Unwrap } from "@pulumi/pulumi";
import type { ResourceType } from "./relation";
import { type Findings, type Meta, type Rule, rule, type Spec } from "./rule";

interface KeySpec<Args> extends Pick<Meta, "id" | "controls" | "equivalents" | "see"> {
  /** What is encrypted, in the plural, as the title's start. */
  readonly subject: string;
  /** The input that names the key, as a user writes it. */
  readonly property: string;
  /** The key that the resource names. */
  key(self: Unwrap<Args>): unknown;
  readonly pass: Spec<Args, {}, {}>["pass"];
  /** What fails besides a resource without the input. */
  readonly fail?: Spec<Args, {}, {}>["pass"];
  readonly unknown?: Spec<Args, {}, {}>["pass"];
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
}

const keyOf: Record<string, string> = { aws: "an AWS KMS key of your own", azure: "a Key Vault key of your own", gcp: "a Cloud KMS key of your own" };

/**
 * A rule that asks for a key of one's own where the cloud encrypts with a key of its own otherwise. Always `strict`: the
 * data is encrypted either way; whose key it is decides who can revoke, rotate and audit it.
 */
export const customerKey = <Args>(type: ResourceType<Args>, spec: KeySpec<Args>): Rule => {
  const { subject, property, key, unless, fail, ...rest } = spec;
  const cloud = spec.id.split("-", 1)[0]!;
  return rule(type, {
    ...rest,
    title: `${subject} are encrypted with ${keyOf[cloud]}`,
    severity: "low",
    family: "encryption-at-rest",
    preset: "strict",
    why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
    fix: `Set \`${property}\` to ${keyOf[cloud]}.`,
    fail: [{} as Spec<Args, {}, {}>["pass"][0], ...(fail ?? [])],
    check: (self): Findings => !unless?.(self as Unwrap<Args>) && !key(self as Unwrap<Args>) && `\`${property}\` names no key`,
  });
};
