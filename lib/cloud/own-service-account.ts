import type { Unwrap } from "@pulumi/pulumi";
import type { ResourceType } from "../rule/relation";
import { type Findings, type Meta, type Rule, rule, type Spec } from "../rule/rule";

interface AccountSpec<Args> extends Pick<Meta, "id" | "equivalents" | "see"> {
  /** What runs, in the plural, as the title's start. */
  readonly subject: string;
  /** The input that names the service account, as a user writes it. */
  readonly property: string;
  /** The service account that the resource names. */
  account(self: Unwrap<Args>): string | undefined;
  readonly pass: Spec<Args, {}, {}>["pass"];
  /** What fails besides a resource without the input. */
  readonly fail: Spec<Args, {}, {}>["pass"];
  readonly unknown: Spec<Args, {}, {}>["pass"];
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
}

const isDefault = (account: string): boolean =>
  /^(default|.*-compute@developer\.gserviceaccount\.com|.*@(appspot|cloudbuild)\.gserviceaccount\.com)$/.test(account);

/** A rule that asks for a service account of one's own where Google Cloud runs the resource as a default one otherwise. */
export const ownServiceAccount = <Args>(type: ResourceType<Args>, spec: AccountSpec<Args>): Rule => {
  const { subject, property, account: accountOf, unless, fail, ...rest } = spec;
  return rule(type, {
    ...rest,
    title: `${subject} run as a service account of their own`,
    severity: "medium",
    family: "identity",
    preset: "strict",
    controls: { "nist-800-53-r5": ["AC-6"] },
    why: "A default service account is shared by all workloads of the project and may hold the Editor role on it: whoever takes over one takes over all.",
    fix: `Set \`${property}\` to a service account that has only the roles that are needed.`,
    fail: [{} as Spec<Args, {}, {}>["pass"][0], ...fail],
    check: (self): Findings => {
      if (unless?.(self as Unwrap<Args>)) return false;
      const account = accountOf(self as Unwrap<Args>);
      return account ? isDefault(account) && `\`${property}\` is the default service account \`${account}\`` : `\`${property}\` names no service account`;
    },
  });
};
