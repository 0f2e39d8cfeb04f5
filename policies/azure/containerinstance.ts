import type { ContainerGroupArgs } from "@pulumi/azure-native/containerinstance/containerGroup";
import { managedIdentity, same } from "../../lib/cloud/azure";
import { customerKey, each, isSecret, resource, rule, secret, some, unknown } from "../../lib/rule";

const Group = resource<ContainerGroupArgs>("azure-native:containerinstance:ContainerGroup");
const GroupOrProfile = resource<Pick<ContainerGroupArgs, "containers" | "initContainers" | "encryptionProperties">>(
  "azure-native:containerinstance:ContainerGroup",
  "azure-native:containerinstance:ContainerGroupProfile",
  "azure-native:containerinstance:CGProfile",
);

export const groupCustomerKey = customerKey(GroupOrProfile, {
  id: "azure-containerinstance-group-customer-key",
  subject: "Container groups",
  see: "https://learn.microsoft.com/azure/container-instances/container-instances-encrypt-data",
  at: (group) => group.encryptionProperties?.keyName,
});

export const groupIdentity = managedIdentity(Group, {
  id: "azure-containerinstance-group-identity",
  subject: "Container groups",
  equivalents: { checkov: ["CKV2_AZURE_28"] },
  see: "https://learn.microsoft.com/azure/container-instances/container-instances-managed-identity",
});

export const groupSecretValues = rule(GroupOrProfile, {
  id: "azure-containerinstance-group-secret-values",
  title: "Container groups get secrets as secure values",
  severity: "high",
  family: "secrets",
  preset: "recommended",
  why: "Everyone who may look at the group sees its plain environment variables, in the portal and by the API.",
  fix: "Give the variable's `secureValue` instead of its `value`.",
  see: "https://learn.microsoft.com/azure/container-instances/container-instances-environment-variables",
  pass: [
    { containers: [{ environmentVariables: [{ name: "DB_PASSWORD", secureValue: secret("given") }] }] },
    { containers: [{ environmentVariables: [{ name: "LOG_LEVEL", value: "info" }] }] },
  ],
  fail: [
    { containers: [{ environmentVariables: [{ name: "DATABASE", value: secret("given") }] }] },
    { containers: [], initContainers: [{ environmentVariables: [{ name: "DATABASE", value: secret("given") }] }] },
  ],
  unknown: [{ containers: unknown }],
  check: ({ containers, initContainers = [] }) =>
    each([...(containers ?? []), ...initContainers], ({ environmentVariables }) =>
      each(environmentVariables, (variable) => isSecret(variable, "value") && `the variable \`${variable.name}\` has a secret as its plain \`value\``),
    ),
});

export const groupSecureValues = rule(GroupOrProfile, {
  id: "azure-containerinstance-group-secure-values",
  title: "Container groups have no plain environment variables",
  severity: "low",
  family: "secrets",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_235"] },
  why: "Everyone who may look at the group sees its plain variables, and what is harmless today may hold a secret tomorrow.",
  fix: "Give the variables' `secureValue` instead of their `value`.",
  see: "https://learn.microsoft.com/azure/container-instances/container-instances-environment-variables",
  pass: [{ containers: [{}] }, { containers: [{ environmentVariables: [{ name: "LOG_LEVEL", secureValue: "info" }] }] }],
  fail: [
    { containers: [{ environmentVariables: [{ name: "LOG_LEVEL", value: "info" }] }] },
    { containers: [], initContainers: [{ environmentVariables: [{ name: "LOG_LEVEL", value: "info" }] }] },
  ],
  unknown: [{ containers: [unknown] }],
  check: ({ containers, initContainers = [] }) =>
    each([...(containers ?? []), ...initContainers], ({ environmentVariables }) =>
      each(environmentVariables, ({ name, value }) => value !== undefined && `the variable \`${name}\` has a plain \`value\``),
    ),
});

export const groupVirtualNetwork = rule(Group, {
  id: "azure-containerinstance-group-virtual-network",
  title: "Container groups are in a virtual network",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_98", "CKV_AZURE_245"] },
  why: "Outside of one, a group is reached by a public address or not at all, and no network rules guard it.",
  fix: "Name a subnet in `subnetIds`.",
  see: "https://learn.microsoft.com/azure/container-instances/container-instances-vnet",
  pass: [
    { subnetIds: [{ id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/s" }] },
    { ipAddress: { type: "Private", ports: [] } },
  ],
  fail: [{}, { subnetIds: [], ipAddress: { type: "Public", ports: [] } }],
  unknown: [{ subnetIds: unknown }],
  check: ({ subnetIds, ipAddress }) => !some(subnetIds) && !same(ipAddress?.type, "Private") && "`subnetIds` names no subnet",
});
