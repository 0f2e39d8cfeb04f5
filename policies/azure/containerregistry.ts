import type { ManagementLockAtResourceLevelArgs } from "@pulumi/azure-native/authorization/managementLockAtResourceLevel";
import type { ManagementLockByScopeArgs } from "@pulumi/azure-native/authorization/managementLockByScope";
import type { RegistryArgs } from "@pulumi/azure-native/containerregistry/registry";
import type { ReplicationArgs } from "@pulumi/azure-native/containerregistry/replication";
import type { TokenArgs } from "@pulumi/azure-native/containerregistry/token";
import type { WebhookArgs } from "@pulumi/azure-native/containerregistry/webhook";
import { noPublicNetwork, same } from "../../lib/cloud/azure";
import { from, resource, rule, setting, some, unknown } from "../../lib/rule";

const LockByName = resource<ManagementLockAtResourceLevelArgs>("azure-native:authorization:ManagementLockAtResourceLevel");
const LockByScope = resource<ManagementLockByScopeArgs>("azure-native:authorization:ManagementLockByScope");
const Registry = resource<RegistryArgs>("azure-native:containerregistry:Registry");
const Replication = resource<ReplicationArgs>("azure-native:containerregistry:Replication");
const Zoned = resource<Pick<RegistryArgs | ReplicationArgs, "zoneRedundancy">>(
  "azure-native:containerregistry:Registry",
  "azure-native:containerregistry:Replication",
);
const Token = resource<TokenArgs>("azure-native:containerregistry:Token");
const Webhook = resource<WebhookArgs>("azure-native:containerregistry:Webhook");

export const registryAdminUser = setting(Registry, {
  id: "azure-containerregistry-registry-admin-user",
  title: "Container registries have no admin user",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_137"], kics: ["b897dfbf-322c-45a8-b67c-1e698beeaa51"], terrascan: ["AC_AZURE_0186"] },
  why: "The admin user is one shared password that may push and pull everything.",
  fix: "Leave `adminUserEnabled` out and grant `AcrPull` or `AcrPush` to identities.",
  see: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
  at: (self) => self.adminUserEnabled,
  good: [false],
  absent: "good",
});

export const registryAnonymousPull = rule(Registry, {
  id: "azure-containerregistry-registry-anonymous-pull",
  title: "Container registries let nobody pull without signing in",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_138"] },
  why: "Anyone on the internet can pull all images, with the code and whatever else is in them.",
  fix: "Leave `anonymousPullEnabled` out, or set it to `false`.",
  see: "https://learn.microsoft.com/azure/container-registry/anonymous-pull-access",
  pass: [{}, { sku: { name: "Standard" }, anonymousPullEnabled: false }, { sku: { name: "Basic" }, anonymousPullEnabled: true }],
  fail: [
    { sku: { name: "Standard" }, anonymousPullEnabled: true },
    { sku: { name: "Premium" }, anonymousPullEnabled: true },
  ],
  unknown: [{ sku: { name: "Premium" }, anonymousPullEnabled: unknown }],
  check: ({ anonymousPullEnabled, sku }) => anonymousPullEnabled && same(sku?.name, "Standard", "Premium") && "`anonymousPullEnabled` is on",
  remedy: () => ({ anonymousPullEnabled: false }),
});

export const registryCustomerKey = setting(Registry, {
  id: "azure-containerregistry-registry-customer-key",
  title: "Container registries are encrypted with a Key Vault key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  see: "https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  at: (registry) => registry.encryption?.status,
  good: ["enabled"],
  bad: ["disabled"],
  absent: "bad",
  fix: "Set `encryption.status` to `enabled`, and name the key in `encryption.keyVaultProperties`.",
});

export const registryDataEndpoints = setting(Registry, {
  id: "azure-containerregistry-registry-data-endpoints",
  title: "Container registries serve data from endpoints of their own",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_237"] },
  why: "Without them, clients need access to all of Azure's blob storage, through which data can be carried off.",
  fix: "Set `dataEndpointEnabled` to `true`, with the `Premium` SKU.",
  see: "https://learn.microsoft.com/azure/container-registry/container-registry-dedicated-data-endpoints",
  at: (self) => self.dataEndpointEnabled,
  good: [true],
  absent: "bad",
});

export const registryReplicated = rule(Registry, {
  id: "azure-containerregistry-registry-replicated",
  title: "Container registries are replicated to another region",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_165"] },
  why: "When the only region fails, no machine anywhere can pull its images.",
  fix: "Add an `azure-native.containerregistry.Replication`, with the `Premium` SKU.",
  see: "https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication",
  related: { replications: from(Replication, "registryName") },
  pass: [{ replications: [{ location: "westeurope" }] }],
  fail: [{}],
  unknown: [{ replications: [unknown] }],
  check: ({ replications }) => !some(replications, () => true) && "it has no Replication",
});

export const registryQuarantine = setting(Registry, {
  id: "azure-containerregistry-registry-quarantine",
  title: "Container registries hold new images back until they are scanned",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_166"] },
  why: "An image with a known weakness can be pulled before anyone has looked at it.",
  fix: "Set `policies.quarantinePolicy.status` to `enabled`, with the `Premium` SKU.",
  see: "https://learn.microsoft.com/azure/container-registry/container-registry-faq",
  at: (self) => self.policies?.quarantinePolicy?.status,
  good: ["enabled"],
  bad: ["disabled"],
  absent: "bad",
});

export const registryPublicNetwork = noPublicNetwork(Registry, {
  id: "azure-containerregistry-registry-public-network",
  subject: "Container registries",
  equivalents: { checkov: ["CKV_AZURE_139"] },
  see: "https://learn.microsoft.com/azure/container-registry/container-registry-private-link",
});

export const registryLock = rule(Registry, {
  id: "azure-containerregistry-registry-lock",
  title: "Container registries are locked against deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { kics: ["a187ac47-8163-42ce-8a63-c115236be6fb"], terrascan: ["AC_AZURE_0185"] },
  why: "With the registry go the images of everything that runs, and deleting it takes one command.",
  fix: "Add an `azure-native.authorization.ManagementLockByScope` with the registry's id as `scope`.",
  see: "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
  related: { byScope: from(LockByScope, "scope"), byName: from(LockByName, "resourceName") },
  pass: [{ byScope: [{ level: "CanNotDelete" }] }, { byName: [{ level: "ReadOnly" }] }],
  fail: [{}],
  unknown: [{ byScope: [unknown] }],
  check: ({ byScope, byName }) => !some(byScope, () => true) && !some(byName, () => true) && "no lock protects it",
});

export const registryRetention = setting(Registry, {
  id: "azure-containerregistry-registry-retention",
  title: "Container registries clean untagged images up",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_167"] },
  why: "Old images with known weaknesses stay there to be pulled by digest.",
  fix: "Set `policies.retentionPolicy.status` to `enabled`, with the `Premium` SKU.",
  see: "https://learn.microsoft.com/azure/container-registry/container-registry-retention-policy",
  at: (self) => self.policies?.retentionPolicy?.status,
  good: ["enabled"],
  bad: ["disabled"],
  absent: "bad",
  pass: [{ policies: { retentionPolicy: { status: "enabled", days: 7 } } }],
});

export const registrySku = setting(Registry, {
  id: "azure-containerregistry-registry-sku",
  title: "Container registries are of a tier for production",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_163"] },
  why: "A `Basic` registry is for learning: it has the least room and throughput, and a rollout to many machines is slowed down or refused.",
  see: "https://learn.microsoft.com/azure/container-registry/container-registry-skus",
  at: (self) => self.sku?.name,
  good: ["Standard", "Premium"],
  bad: ["Basic"],
  absent: "bad",
});

export const registryArmTokens = setting(Registry, {
  id: "azure-containerregistry-registry-arm-tokens",
  title: "Container registries take only tokens that are made for them",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "A token for Azure's management, taken from whichever service, opens the registry as well.",
  see: "https://learn.microsoft.com/cli/azure/acr/config/authentication-as-arm",
  at: (self) => self.policies?.azureADAuthenticationAsArmPolicy?.status,
  good: ["disabled"],
  bad: ["enabled"],
  absent: "bad",
});

export const registryExport = setting(Registry, {
  id: "azure-containerregistry-registry-export",
  title: "Container registries don't let their images be exported",
  severity: "low",
  family: "network",
  preset: "strict",
  why: "Whoever may manage the registry can carry its images to another one, past the network that it is in.",
  see: "https://learn.microsoft.com/azure/container-registry/data-loss-prevention",
  at: (self) => self.policies?.exportPolicy?.status,
  good: ["disabled"],
  bad: ["enabled"],
  absent: "bad",
  fix: "Set `policies.exportPolicy.status` to `disabled`, with the `Premium` SKU and `publicNetworkAccess` off.",
});

export const tokenExpiry = rule(Token, {
  id: "azure-containerregistry-token-expiry",
  title: "Passwords of container registry tokens expire",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "A password that got out opens the registry until somebody notices.",
  fix: "Set `expiry` on each of `credentials.passwords`.",
  see: "https://learn.microsoft.com/azure/container-registry/container-registry-token-based-repository-permissions",
  pass: [{}, { credentials: { passwords: [{ name: "password1", expiry: "2026-01-01T00:00:00Z" }] } }, { credentials: { certificates: [] } }],
  fail: [{ credentials: { passwords: [{ name: "password1" }] } }, { credentials: { passwords: [{ expiry: "2026-01-01T00:00:00Z" }, {}] } }],
  unknown: [{ credentials: unknown }, { credentials: { passwords: [{ expiry: unknown }] } }],
  check: ({ credentials }) => some(credentials?.passwords, ({ expiry }) => !expiry) && "has a password that doesn't expire",
});

export const registryZones = rule(Zoned, {
  id: "azure-containerregistry-registry-zones",
  title: "Container registries and their replications are spread over availability zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_233"] },
  why: "In a single zone, its failure stops every pull.",
  fix: "Set `zoneRedundancy` to `Enabled`; where it is left out, the SDK sets it to `Disabled`.",
  see: "https://learn.microsoft.com/azure/container-registry/zone-redundancy",
  pass: [{}, { zoneRedundancy: "Enabled" }],
  fail: [{ zoneRedundancy: "Disabled" }],
  unknown: [{ zoneRedundancy: unknown }],
  check: ({ zoneRedundancy }) => same(zoneRedundancy, "Disabled") && "`zoneRedundancy` is off",
});

export const webhookHttps = rule(Webhook, {
  id: "azure-containerregistry-webhook-https",
  title: "Webhooks of container registries call HTTPS addresses",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV2_AZURE_30"] },
  why: "Over plain HTTP, the call and the credentials in its headers can be read and changed on the way.",
  fix: "Give `serviceUri` an address that begins with `https://`.",
  see: "https://learn.microsoft.com/azure/container-registry/container-registry-webhook",
  pass: [{ serviceUri: "https://example.com/hook" }],
  fail: [{ serviceUri: "http://example.com/hook" }],
  unknown: [{ serviceUri: unknown }],
  check: ({ serviceUri }) => /^http:/i.test(serviceUri) && "`serviceUri` is a plain HTTP address",
});
