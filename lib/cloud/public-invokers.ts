import { each, find } from "../rule/logic";
import type { ResourceType } from "../rule/relation";
import { type Meta, type Rule, rule } from "../rule/rule";
import { unknown } from "../stack/values";
import { grantsOf, type IamArgs, invokerRoles, isPublic, membersOf } from "./google-iam";

interface PublicSpec extends Pick<Meta, "id" | "equivalents" | "see"> {
  /** What is called, in the plural, as the title's start. */
  readonly subject: string;
}

const role = "roles/run.invoker";
const policy = (...members: string[]) => ({ policyData: JSON.stringify({ bindings: [{ role, members }] }) });

/** A rule that not everyone may call a service. `strict`, since a website's must be called by everyone. */
export const noPublicInvokers = (type: ResourceType<IamArgs>, { subject, ...meta }: PublicSpec): Rule =>
  rule(type, {
    ...meta,
    title: `${subject} are called by known callers only`,
    severity: "medium",
    family: "public-access",
    preset: "strict",
    controls: { "nist-800-53-r5": ["AC-3"] },
    why: "Everyone on the internet may call it, and every fault in its code and every request that it answers is theirs to use and yours to pay.",
    fix: "Grant the role to the users, groups and service accounts that need it, instead of `allUsers` or `allAuthenticatedUsers`.",
    pass: [{ role, member: "user:jane@example.com" }, { role, members: ["group:team@example.com"] }, policy("domain:example.com")],
    fail: [
      { role, member: "allUsers" },
      { role, members: ["user:jane@example.com", "allAuthenticatedUsers"] },
      { role, members: [unknown, "allUsers"] },
      policy("allUsers"),
    ],
    unknown: [{ role, member: unknown }, { policyData: unknown }],
    check: (self) =>
      each(grantsOf(self), (grant) => {
        if (!invokerRoles.has(grant.role!)) return false;
        const everyone = find(membersOf(grant), isPublic);
        return everyone && `\`${everyone}\` may call it`;
      }),
  });
