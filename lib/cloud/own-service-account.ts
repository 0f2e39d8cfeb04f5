import type { Unwrap } from "@pulumi/pulumi";
import { argumentsWith, placeName, placeRead } from "../rule/place";
import type { ResourceType } from "../rule/relation";
import { type Meta, type Rule, rule, type Spec } from "../rule/rule";
import { unknown } from "../stack/values";

type Cases<Args> = Spec<Args, {}, {}>["pass"];

interface AccountSpec<Args> extends Pick<Meta, "id" | "equivalents" | "see"> {
  /** What runs, in the plural, as the title's start. */
  readonly subject: string;
  /** Reads the argument that names the service account: `(service) => service.template?.serviceAccount`. */
  at(self: Unwrap<Args>): string | undefined;
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
  /** Cases besides an account of one's own, a default one, none and an unknown one. */
  readonly pass?: Cases<Args>;
}

const isDefault = (account: string): boolean =>
  /^(default|.*-compute@developer\.gserviceaccount\.com|.*@(appspot|cloudbuild)\.gserviceaccount\.com)$/.test(account);

/** A rule that asks for a service account of one's own where Google Cloud runs the resource as a default one otherwise. */
export const ownServiceAccount = <Args>(type: ResourceType<Args>, spec: AccountSpec<Args>): Rule => {
  const { subject, at, unless, pass = [], ...meta } = spec;
  const place = placeRead(at);
  const name = placeName(place);
  return rule(type, {
    ...meta,
    title: `${subject} run as a service account of their own`,
    severity: "medium",
    family: "identity",
    preset: "strict",
    controls: { "nist-800-53-r5": ["AC-6"] },
    why: "A default service account is shared by all workloads of the project and may hold the Editor role on it: whoever takes over one takes over all.",
    fix: `Set \`${name}\` to a service account that has only the roles that are needed.`,
    pass: [argumentsWith(place, "worker@p.iam.gserviceaccount.com"), ...pass],
    fail: [
      {} as Cases<Args>[0],
      argumentsWith(place, "1234567890-compute@developer.gserviceaccount.com"),
      argumentsWith(place, "p@appspot.gserviceaccount.com"),
    ],
    unknown: [argumentsWith(place, unknown)],
    check: (self) => {
      if (unless?.(self as Unwrap<Args>)) return false;
      const account = at(self as Unwrap<Args>);
      return account ? isDefault(account) && `\`${name}\` is the default service account \`${account}\`` : `\`${name}\` names no service account`;
    },
  });
};
