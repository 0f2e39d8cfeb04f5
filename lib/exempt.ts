/** Exemptions of a program: light, and without any rule, so that programs load nothing else. */
import type { ComponentResourceOptions, CustomResourceOptions } from "@pulumi/pulumi";

/** Why a rule's findings don't count, and where. */
export interface Exemption {
  /** The rule's id. */
  readonly rule: string;
  /** The resource's URN; `*` in it stands for any text, as in `type`, `name` and `stacks`. */
  readonly urn?: string;
  /** The resource's type: `aws:s3/bucket:Bucket`, or `aws:s3:Bucket` as the engine shows it. */
  readonly type?: string;
  readonly name?: string;
  /** Stacks by their names, or as `project/stack`. */
  readonly stacks?: readonly string[];
  readonly reason: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** The last day on which it counts, in UTC: `2027-01-31`. */
  readonly expires?: string;
  readonly ticket?: string;
}

type Options = CustomResourceOptions & ComponentResourceOptions;

/**
 * What an exemption begins with among a resource's `additionalSecretOutputs`, before its JSON. That option is told to policies before the resource is made and
 * stands in states and previews; no property is called so, and names that no property has are ignored.
 */
export const carrier = "stackward:exempt:";

/**
 * Resource options that exempt the resource, and all that is in it, from a rule:
 *
 *     new aws.s3.Bucket("site", args, exempt("aws-s3-bucket-acl", { reason: "It's our public website." }, { parent: this }));
 */
export const exempt = <O extends Options = Options>(
  rule: string,
  details: Omit<Exemption, "rule">,
  options?: O,
): O & { additionalSecretOutputs: string[] } => ({
  ...(options as O),
  additionalSecretOutputs: [...(options?.additionalSecretOutputs ?? []), `${carrier}${JSON.stringify({ rule, ...details })}`],
});
