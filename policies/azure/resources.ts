import type { ManagementLockAtResourceGroupLevelArgs } from "@pulumi/azure-native/authorization/managementLockAtResourceGroupLevel";
import type { ManagementLockByScopeArgs } from "@pulumi/azure-native/authorization/managementLockByScope";
import type { DeploymentArgs } from "@pulumi/azure-native/resources/deployment";
import type { ResourceGroupArgs } from "@pulumi/azure-native/resources/resourceGroup";
import type { TemplateSpecVersionArgs } from "@pulumi/azure-native/resources/templateSpecVersion";
import { same } from "../../lib/cloud/azure";
import { isRecord, json } from "../../lib/cloud/json";
import { each, from, resource, rule, some, unknown } from "../../lib/rule";

const Deployment = resource<Pick<DeploymentArgs, "properties"> & Pick<TemplateSpecVersionArgs, "mainTemplate">>(
  "azure-native:resources:Deployment",
  "azure-native:resources:DeploymentAtScope",
  "azure-native:resources:DeploymentAtSubscriptionScope",
  "azure-native:resources:DeploymentAtManagementGroupScope",
  "azure-native:resources:DeploymentAtTenantScope",
  "azure-native:resources:TemplateSpecVersion",
);
const LockByName = resource<ManagementLockAtResourceGroupLevelArgs>("azure-native:authorization:ManagementLockAtResourceGroupLevel");
const LockByScope = resource<ManagementLockByScopeArgs>("azure-native:authorization:ManagementLockByScope");
const ResourceGroup = resource<ResourceGroupArgs>("azure-native:resources:ResourceGroup");

/** The parameters of an ARM template. */
const parametersOf = (template: unknown): readonly [string, Record<string, unknown>][] => {
  const document = json(template);
  return isRecord(document) && isRecord(document.parameters) ? Object.entries(document.parameters as Record<string, Record<string, unknown>>) : [];
};

export const deploymentSecretDefaults = rule(Deployment, {
  id: "azure-resources-deployment-secret-defaults",
  title: "Templates have no default values for their secret parameters",
  severity: "high",
  family: "secrets",
  preset: "recommended",
  equivalents: { kics: ["4d2cf896-c053-4be5-9c95-8b4771112f29"] },
  why: "Everyone who may look at the template or the deployment reads the default, and it is what runs when nobody gives another.",
  fix: "Leave `defaultValue` out of parameters of the types `securestring` and `secureObject`, or make it an expression such as `[newGuid()]`.",
  see: "https://learn.microsoft.com/azure/azure-resource-manager/templates/best-practices",
  pass: [
    { properties: { template: { parameters: { password: { type: "securestring" } } } } },
    {
      properties: {
        template: { parameters: { password: { type: "securestring", defaultValue: "[newGuid()]" }, token: { type: "secureString", defaultValue: "" } } },
      },
    },
    { properties: { template: { parameters: { size: { type: "string", defaultValue: "small" } } } } },
    { mainTemplate: {} },
  ],
  fail: [
    { properties: { template: { parameters: { password: { type: "secureString", defaultValue: "given" } } } } },
    { properties: { template: '{"parameters": {"password": {"type": "securestring", "defaultValue": "given"}}}' } },
    { mainTemplate: { parameters: { settings: { type: "secureObject", defaultValue: { key: "given" } } } } },
  ],
  unknown: [{ properties: { template: unknown } }],
  check: ({ properties, mainTemplate }) =>
    each(
      parametersOf(properties?.template ?? mainTemplate),
      ([name, { type, defaultValue }]) =>
        same(String(type), "securestring", "secureObject") &&
        (isRecord(defaultValue) ? some(Object.keys(defaultValue)) : typeof defaultValue === "string" && /^[^[]/.test(defaultValue)) &&
        `its secret parameter \`${name}\` has a default value`,
    ),
});

export const groupLock = rule(ResourceGroup, {
  id: "azure-resources-group-lock",
  title: "Resource groups are locked against deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { terrascan: ["AC_AZURE_0389"] },
  why: "Deleting a group deletes everything in it, by one command.",
  fix: "Add an `azure-native.authorization.ManagementLockAtResourceGroupLevel` for the group.",
  see: "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
  related: { byScope: from(LockByScope, "scope"), byName: from(LockByName, "resourceGroupName") },
  pass: [{ byScope: [{ level: "CanNotDelete" }] }, { byName: [{ level: "ReadOnly" }] }],
  fail: [{}],
  unknown: [{ byName: [unknown] }],
  check: ({ byScope, byName }) => !some(byScope, () => true) && !some(byName, () => true) && "no lock protects it",
});
