import type { ServiceArgs } from "@pulumi/azure-native/search/service";
import { diagnosticLogs, managedIdentity, noPublicNetwork } from "../../lib/cloud/azure";
import { isAnywhere } from "../../lib/cloud/network";
import { resource, rule, setting, some, unknown } from "../../lib/rule";
import type { Meta, Rule } from "../../lib/rule/rule";

const Service = resource<ServiceArgs>("azure-native:search:Service");

/** A rule that asks for a number of replicas, for which Azure answers for the service's being there. */
const replicas = (least: number, meta: Pick<Meta, "id" | "title" | "equivalents" | "why">): Rule =>
  rule(Service, {
    ...meta,
    severity: "low",
    family: "resilience",
    preset: "strict",
    fix: `Set \`replicaCount\` to at least ${least}.`,
    see: "https://learn.microsoft.com/azure/search/search-reliability",
    pass: [{ replicaCount: least }],
    fail: [{}, { replicaCount: least - 1 }],
    unknown: [{ replicaCount: unknown }],
    check: ({ replicaCount = 1 }) => replicaCount < least && `its \`replicaCount\` is ${replicaCount}`,
  });

export const serviceAllowedAddresses = rule(Service, {
  id: "azure-search-service-allowed-addresses",
  title: "Search services don't let in every address by a rule",
  severity: "medium",
  family: "network",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_210"] },
  why: "A rule for all addresses looks like a firewall and keeps nobody out.",
  fix: "Name your own ranges in `networkRuleSet.ipRules`.",
  see: "https://learn.microsoft.com/azure/search/service-configure-firewall",
  pass: [{}, { networkRuleSet: { ipRules: [{ value: "203.0.113.0/24" }] } }],
  fail: [{ networkRuleSet: { ipRules: [{ value: "203.0.113.0/24" }, { value: "0.0.0.0/0" }] } }],
  unknown: [{ networkRuleSet: { ipRules: [unknown] } }],
  check: ({ networkRuleSet }) => some(networkRuleSet?.ipRules, ({ value }) => isAnywhere(value)) && "`networkRuleSet.ipRules` lets in every address",
});

export const serviceCustomerKey = setting(Service, {
  id: "azure-search-service-customer-key",
  title: "Search services want their indexes encrypted with a Key Vault key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  see: "https://learn.microsoft.com/azure/search/search-security-manage-encryption-keys",
  at: (service) => service.encryptionWithCmk?.enforcement,
  good: ["Enabled"],
  bad: ["Disabled", "Unspecified"],
  absent: "bad",
});

export const serviceIdentity = managedIdentity(Service, {
  id: "azure-search-service-identity",
  subject: "Search services",
  equivalents: { checkov: ["CKV_AZURE_207"] },
  see: "https://learn.microsoft.com/azure/search/search-how-to-managed-identities",
});

export const serviceLocalAuth = setting(Service, {
  id: "azure-search-service-local-auth",
  title: "Search services refuse keys",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "A key opens the service to whoever has it, and no log tells who that was.",
  see: "https://learn.microsoft.com/azure/search/search-security-enable-roles",
  at: (service) => service.disableLocalAuth,
  good: [true],
  absent: "bad",
});

export const serviceLogs = diagnosticLogs(Service, {
  id: "azure-search-service-logs",
  subject: "Search services",
  category: "OperationLogs",
  see: "https://learn.microsoft.com/azure/search/search-monitor-enable-logging",
});

export const servicePublicNetwork = noPublicNetwork(Service, {
  id: "azure-search-service-public-network",
  subject: "Search services",
  equivalents: { checkov: ["CKV_AZURE_124"], kics: ["4a9e0f00-0765-4f72-a0d4-d31110b78279"] },
  see: "https://learn.microsoft.com/azure/search/service-create-private-endpoint",
});

export const serviceQueryReplicas = replicas(2, {
  id: "azure-search-service-query-replicas",
  title: "Search services have replicas enough to answer queries at all times",
  equivalents: { checkov: ["CKV_AZURE_209"] },
  why: "While the only replica is replaced, nobody can search.",
});

export const serviceUpdateReplicas = replicas(3, {
  id: "azure-search-service-update-replicas",
  title: "Search services have replicas enough to update indexes at all times",
  equivalents: { checkov: ["CKV_AZURE_208"] },
  why: "With fewer than three replicas, Azure doesn't answer for updates of the index.",
});
