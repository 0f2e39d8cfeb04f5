import type { Unwrap } from "@pulumi/pulumi";
import { some } from "../rule/logic";
import { argumentsWith, placeRead } from "../rule/place";
import type { ResourceType } from "../rule/relation";
import { type Meta, type Rule, rule, type Spec } from "../rule/rule";
import { unknown } from "../stack/values";
import { statementsOf } from "./iam-policy";

type Cases<Args> = Spec<Args, {}, {}>["pass"];

interface PublicPolicySpec<Args> extends Pick<Meta, "id" | "controls" | "equivalents" | "why" | "see"> {
  /** What the policy protects, in the plural, as the title's start. */
  readonly subject: string;
  /** Reads the argument that is the policy: `(key) => key.policy`. */
  at(self: Unwrap<Args>): unknown;
  /** An action of the service, for the cases. */
  readonly action: string;
  /** Cases besides a policy for somebody, for anyone, and an unknown one. */
  readonly pass?: Cases<Args>;
  readonly fail?: Cases<Args>;
}

/** A rule that a resource's policy, an AWS policy document, allows nothing to anyone whom no condition narrows down. */
export const noPublicPolicy = <Args>(type: ResourceType<Args>, { subject, at, action, ...spec }: PublicPolicySpec<Args>): Rule => {
  const place = placeRead(at);
  const policy = (Principal: unknown, more: object = {}): Cases<Args>[0] =>
    argumentsWith(place, JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Principal, Action: action, Resource: "*", ...more } }));
  return rule(type, {
    ...spec,
    title: `${subject} are for known principals only`,
    severity: "critical",
    family: "public-access",
    preset: "recommended",
    fix: "Name the accounts or roles in `Principal`, or add a condition that says who may call.",
    pass: [
      {} as Cases<Args>[0],
      policy({ AWS: "arn:aws:iam::111122223333:root" }),
      policy("*", { Effect: "Deny" }),
      policy("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } }),
      ...(spec.pass ?? []),
    ],
    fail: [policy("*"), policy({ AWS: ["arn:aws:iam::111122223333:root", "*"] }), ...(spec.fail ?? [])],
    unknown: [argumentsWith(place, unknown), policy(unknown)],
    check: (self) => some(statementsOf(at(self as Unwrap<Args>)), (statement) => statement.isPublic) && "its policy lets anyone in",
  });
};
