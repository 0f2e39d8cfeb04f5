import type { RoleAssignmentArgs } from "@pulumi/azure-native/authorization/roleAssignment";
import type { RoleDefinitionArgs } from "@pulumi/azure-native/authorization/roleDefinition";
import { same } from "../../lib/cloud/azure";
import { resource, rule, some, unknown } from "../../lib/rule";

const RoleAssignment = resource<RoleAssignmentArgs>("azure-native:authorization:RoleAssignment");
const RoleDefinition = resource<RoleDefinitionArgs>("azure-native:authorization:RoleDefinition");

const isEverything = (actions: readonly string[] | undefined) => some(actions, (action) => action === "*");
/** A subscription, a management group or everything; not a resource group or a resource. */
const isBroad = (scope: string) => /^\/?$|^\/subscriptions\/[^/]+\/?$|^\/providers\/Microsoft\.Management\/managementGroups\//i.test(scope);

const subscription = "/subscriptions/00000000-0000-0000-0000-000000000000";

export const roleOwner = rule(RoleDefinition, {
  id: "azure-authorization-role-owner",
  title: "No custom role owns a subscription",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["1.21"] },
  equivalents: {
    checkov: ["CKV_AZURE_39"],
    trivy: ["AVD-AZU-0052"],
    kics: ["3fa5900f-9aac-4982-96b2-a6143d9c99fb", "8fa9ceea-881f-4ef0-b0b8-728f589699a7"],
    regula: ["FG_R00288"],
  },
  why: "Reviews and alerts look for Owner; a role of another name with the same rights escapes them.",
  fix: "List the actions that are needed, or assign the built-in role `Owner`.",
  see: "https://learn.microsoft.com/azure/role-based-access-control/best-practices",
  pass: [
    { scope: subscription, permissions: [{ actions: ["Microsoft.Compute/*/read"] }] },
    { scope: subscription, assignableScopes: [`${subscription}/resourceGroups/web`], permissions: [{ actions: ["*"] }] },
  ],
  fail: [
    { scope: subscription, permissions: [{ actions: ["*"] }] },
    { scope: `${subscription}/resourceGroups/web`, assignableScopes: [subscription], permissions: [{ actions: ["*"] }] },
    { scope: "/", permissions: [{ actions: ["Microsoft.Compute/*"] }, { actions: ["*"] }] },
  ],
  unknown: [
    { scope: unknown, permissions: [{ actions: ["*"] }] },
    { scope: subscription, permissions: unknown },
  ],
  check: ({ assignableScopes, scope, permissions }) =>
    some(permissions, ({ actions }) => isEverything(actions)) &&
    (assignableScopes ? some(assignableScopes, isBroad) : isBroad(scope)) &&
    "it allows every action on a subscription",
});

const wide = {
  severity: "medium",
  family: "access-control",
  preset: "strict",
  see: "https://learn.microsoft.com/azure/role-based-access-control/role-definitions",
} as const;

export const roleActions = rule(RoleDefinition, {
  ...wide,
  id: "azure-authorization-role-actions",
  title: "Custom roles name the actions that they allow",
  equivalents: { checkov: ["CKV_AZURE_39"], trivy: ["AVD-AZU-0030"] },
  why: "Whoever takes over an identity with the role can do anything in its scope.",
  fix: "List the `actions` that are needed instead of `*`.",
  pass: [{ permissions: [{ actions: ["Microsoft.Storage/storageAccounts/read"], dataActions: ["*"] }] }],
  fail: [{ permissions: [{ actions: ["*"] }] }],
  unknown: [{ permissions: [unknown] }],
  check: ({ permissions }) => some(permissions, ({ actions }) => isEverything(actions)) && "it allows every action",
});

export const roleDataActions = rule(RoleDefinition, {
  ...wide,
  id: "azure-authorization-role-data-actions",
  title: "Custom roles name the actions on data that they allow",
  equivalents: { trivy: ["AVD-AZU-0030"] },
  why: "Whoever takes over an identity with the role can read and change all data in its scope.",
  fix: "List the `dataActions` that are needed instead of `*`.",
  pass: [{ permissions: [{ actions: ["*"], dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read"] }] }],
  fail: [{ permissions: [{ dataActions: ["*"] }] }],
  unknown: [{ permissions: [unknown] }],
  check: ({ permissions }) => some(permissions, ({ dataActions }) => isEverything(dataActions)) && "it allows every action on data",
});

const owner = "/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
/** The built-in roles that may assign every role: Owner and User Access Administrator. */
const assigns = /\/(8e3af657-a8ff-443c-a75c-2fe8c4bcb635|18d7d88d-d35e-4fb5-a5c3-7773c20a72d9)$/i;

export const assignmentWorkload = rule(RoleAssignment, {
  id: "azure-authorization-assignment-workload",
  title: "No workload owns a subscription",
  severity: "high",
  family: "access-control",
  preset: "strict",
  why: "Who takes over the workload, or finds its credentials, has the whole subscription and can give it to others.",
  fix: "Assign a role with the permissions that the workload uses, in the scope that it works in.",
  see: "https://learn.microsoft.com/azure/role-based-access-control/best-practices",
  pass: [
    {
      scope: subscription,
      principalId: "web",
      principalType: "ServicePrincipal",
      roleDefinitionId: owner.replace(/[^/]+$/, "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
    },
    { scope: `${subscription}/resourceGroups/web`, principalId: "web", principalType: "ServicePrincipal", roleDefinitionId: owner },
    { scope: subscription, principalId: "team", principalType: "Group", roleDefinitionId: owner },
  ],
  fail: [
    { scope: subscription, principalId: "web", principalType: "ServicePrincipal", roleDefinitionId: owner },
    { scope: `${subscription}/`, principalId: unknown, principalType: "ServicePrincipal", roleDefinitionId: `${subscription}${owner}` },
    {
      scope: "/providers/Microsoft.Management/managementGroups/all",
      principalId: "web",
      principalType: "ServicePrincipal",
      roleDefinitionId: owner.replace(/[^/]+$/, "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"),
    },
  ],
  unknown: [
    { scope: unknown, principalId: "web", principalType: "ServicePrincipal", roleDefinitionId: owner },
    { scope: subscription, principalId: "web", principalType: "ServicePrincipal", roleDefinitionId: unknown },
  ],
  check: ({ principalType, roleDefinitionId, scope }) =>
    same(principalType, "ServicePrincipal") && assigns.test(roleDefinitionId) && isBroad(scope) && "it lets a workload assign every role",
});
