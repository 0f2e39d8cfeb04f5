import type { Unwrap } from "@pulumi/pulumi";
import type { ResourceType } from "../rule/relation";
import { type Findings, type Meta, type Rule, rule, type Spec } from "../rule/rule";

interface BootSpec<Args> extends Pick<Meta, "id" | "equivalents" | "see"> {
  /** What boots, in the plural, as the title's start. */
  readonly subject: string;
  /** The input that turns Secure Boot on, as a user writes it. */
  readonly property: string;
  enabled(self: Unwrap<Args>): boolean | undefined;
  readonly pass: Spec<Args, {}, {}>["pass"];
  /** What fails besides a resource without the input. */
  readonly fail: Spec<Args, {}, {}>["pass"];
  readonly unknown: Spec<Args, {}, {}>["pass"];
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
}

/** A rule that asks for Secure Boot, which Google Cloud leaves off. */
export const secureBoot = <Args>(type: ResourceType<Args>, spec: BootSpec<Args>): Rule => {
  const { subject, property, enabled, unless, fail, ...rest } = spec;
  return rule(type, {
    ...rest,
    title: `${subject} boot only signed software`,
    severity: "low",
    family: "supply-chain",
    preset: "strict",
    controls: { "nist-800-53-r5": ["SI-7(1)"] },
    why: "Without Secure Boot a changed boot loader or kernel starts unnoticed.",
    fix: `Set \`${property}\` to \`true\`.`,
    fail: [{} as Spec<Args, {}, {}>["pass"][0], ...fail],
    check: (self): Findings => !unless?.(self as Unwrap<Args>) && !enabled(self as Unwrap<Args>) && "it doesn't use Secure Boot",
  });
};
