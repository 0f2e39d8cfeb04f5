import type { RoleDefinitionArgs } from "@pulumi/azure-native/authorization/roleDefinition";
import { resource, rule, some, unknown } from "../../lib/rule";

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
