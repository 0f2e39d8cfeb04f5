import type { Unwrap } from "@pulumi/pulumi";
import type { ResourceType } from "../rule/relation";
import type { Meta, Rule, Spec } from "../rule/rule";
import { setting } from "../rule/setting";

interface BootSpec<Args> extends Pick<Meta, "id" | "equivalents"> {
  /** What boots, in the plural, as the title's start. */
  readonly subject: string;
  /** Reads the argument that turns Secure Boot on: `(vm) => vm.shieldedInstanceConfig?.enableSecureBoot`. */
  at(self: Unwrap<Args>): boolean | undefined;
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
  /** Cases besides the argument being on, off, absent and unknown. */
  readonly pass?: Spec<Args, {}, {}>["pass"];
}

/** A rule that asks for Secure Boot, which Google Cloud leaves off. */
export const secureBoot = <Args>(type: ResourceType<Args>, { subject, ...spec }: BootSpec<Args>): Rule =>
  setting(type, {
    ...spec,
    title: `${subject} boot only signed software`,
    severity: "low",
    family: "supply-chain",
    preset: "strict",
    controls: { "nist-800-53-r5": ["SI-7(1)"] },
    why: "Without Secure Boot a changed boot loader or kernel starts unnoticed.",
    see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
    good: [true],
    absent: "bad",
  });
