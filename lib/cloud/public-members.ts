import { each, find } from "../rule/logic";
import type { ResourceType } from "../rule/relation";
import { type Meta, type Rule, rule } from "../rule/rule";
import { unknown } from "../stack/values";
import { json, listed } from "./json";

/** What the inputs of `IamMember`, `IamBinding` and `IamPolicy` resources have in common. */
export interface Grant {
  readonly role?: string;
  readonly member?: string;
  readonly members?: readonly string[];
  readonly policyData?: string;
}

interface PublicSpec extends Pick<Meta, "id" | "severity" | "preset" | "equivalents" | "why" | "see"> {
  /** What access is granted to, in the plural, as the title's start. */
  readonly subject: string;
}

const bindingsOf = (grant: Grant): readonly Grant[] =>
  grant.policyData === undefined ? [grant] : ((json(grant.policyData) as { bindings?: readonly Grant[] } | undefined)?.bindings ?? []);

const isPublic = (member: string): boolean => /^all(Authenticated)?Users$/.test(member);

/** A rule that no role is granted to everyone. */
export const noPublicMembers = (type: ResourceType<Grant>, { subject, ...spec }: PublicSpec): Rule =>
  rule(type, {
    ...spec,
    title: `${subject} grant no role to everyone`,
    family: "public-access",
    controls: { "nist-800-53-r5": ["AC-3"] },
    fix: "Grant the role to the users, groups and service accounts that need it, instead of `allUsers` or `allAuthenticatedUsers`.",
    pass: [
      { role: "roles/viewer", member: "user:jane@example.com" },
      { role: "roles/viewer", members: ["group:team@example.com"] },
      { policyData: JSON.stringify({ bindings: [{ role: "roles/viewer", members: ["domain:example.com"] }] }) },
    ],
    fail: [
      { role: "roles/viewer", member: "allUsers" },
      { role: "roles/viewer", members: ["user:jane@example.com", "allAuthenticatedUsers"] },
      { role: "roles/viewer", members: [unknown, "allUsers"] },
      { policyData: JSON.stringify({ bindings: [{ role: "roles/viewer", members: ["allUsers"] }] }) },
    ],
    unknown: [{ role: "roles/viewer", member: unknown }, { policyData: unknown }],
    check: (grant) =>
      each(bindingsOf(grant), ({ member, members }) => {
        const everyone = find(members ?? listed(member), isPublic);
        return everyone && `a role is granted to \`${everyone}\``;
      }),
  });
