import type { ManagementLockAtResourceGroupLevelArgs } from "@pulumi/azure-native/authorization/managementLockAtResourceGroupLevel";
import type { ManagementLockByScopeArgs } from "@pulumi/azure-native/authorization/managementLockByScope";
import type { ResourceGroupArgs } from "@pulumi/azure-native/resources/resourceGroup";
import { from, resource, rule, some, unknown } from "../../lib/rule";

const LockByName = resource<ManagementLockAtResourceGroupLevelArgs>("azure-native:authorization:ManagementLockAtResourceGroupLevel");
const LockByScope = resource<ManagementLockByScopeArgs>("azure-native:authorization:ManagementLockByScope");
const ResourceGroup = resource<ResourceGroupArgs>("azure-native:resources:ResourceGroup");

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
