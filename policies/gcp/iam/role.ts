import type { IAMCustomRoleArgs as OrganizationCustomRoleArgs } from "@pulumi/gcp/organizations/iamcustomRole";
import type { IAMCustomRoleArgs as ProjectCustomRoleArgs } from "@pulumi/gcp/projects/iamcustomRole";
import { each, resource, rule, unknown } from "../../../lib/rule";

const CustomRole = resource<ProjectCustomRoleArgs | OrganizationCustomRoleArgs>(
  "gcp:projects/iAMCustomRole:IAMCustomRole",
  "gcp:organizations/iAMCustomRole:IAMCustomRole",
);

/** Permissions that lead to others: to grant, or to be somebody else. */
const escalating =
  /\.setIamPolicy$|^iam\.serviceAccounts\.(actAs|getAccessToken|getOpenIdToken|implicitDelegation|signBlob|signJwt)$|^iam\.serviceAccountKeys\.create$|^iam\.roles\.update$/;

export const roleEscalation = rule(CustomRole, {
  id: "gcp-iam-role-escalation",
  title: "Custom roles have no permission that leads to further permissions",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "Who can set a policy, act as a service account, or make a key for one, can gain permissions that the role doesn't name.",
  fix: "Take the permission out of the role; grant a predefined role on the one resource where it's needed.",
  see: "https://cloud.google.com/iam/docs/custom-roles-permissions-support",
  pass: [{ permissions: ["storage.objects.get"] }],
  fail: [{ permissions: ["storage.objects.get", "resourcemanager.projects.setIamPolicy"] }, { permissions: [unknown, "iam.serviceAccounts.actAs"] }],
  unknown: [{ permissions: unknown }],
  check: ({ permissions }) => each(permissions, (permission) => escalating.test(permission) && `includes \`${permission}\``),
});
