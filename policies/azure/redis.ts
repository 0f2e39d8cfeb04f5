import type { FirewallRuleArgs } from "@pulumi/azure-native/redis/firewallRule";
import type { PatchScheduleArgs } from "@pulumi/azure-native/redis/patchSchedule";
import type { RedisArgs } from "@pulumi/azure-native/redis/redis";
import { noPublicNetworkAt } from "../../lib/cloud/azure";
import { firewallAzure, firewallOpen, firewallRange } from "../../lib/cloud/azure-firewall";
import { minimumTls } from "../../lib/cloud/azure-settings";
import { from, resource, rule, setting, some, unknown } from "../../lib/rule";

const FirewallRule = resource<FirewallRuleArgs>("azure-native:redis:FirewallRule", "azure-native:redis:RedisFirewallRule");
const PatchSchedule = resource<PatchScheduleArgs>("azure-native:redis:PatchSchedule");
const Redis = resource<RedisArgs>("azure-native:redis:Redis");

export const firewallruleOpen = firewallOpen(FirewallRule, {
  id: "azure-redis-firewallrule-open",
  subject: "Redis caches",
  equivalents: { kics: ["fd8da341-6760-4450-b26c-9f6d8850575e"], terrascan: ["AC_AZURE_0392"] },
  see: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-network-isolation",
  first: (rule) => rule.startIP,
  last: (rule) => rule.endIP,
});

export const firewallruleAzure = firewallAzure(FirewallRule, {
  id: "azure-redis-firewallrule-azure",
  subject: "Redis caches",
  equivalents: { kics: ["5089d055-53ff-421b-9482-a5267bdce629"], terrascan: ["AC_AZURE_0391"] },
  see: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-network-isolation",
  first: (rule) => rule.startIP,
  last: (rule) => rule.endIP,
});

export const firewallruleRange = firewallRange(FirewallRule, {
  id: "azure-redis-firewallrule-range",
  subject: "Redis caches",
  equivalents: { kics: ["a829b715-cf75-4e92-b645-54c9b739edfb"], terrascan: ["AC_AZURE_0390"] },
  see: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-network-isolation",
  first: (rule) => rule.startIP,
  last: (rule) => rule.endIP,
});

export const cacheAuthentication = setting(Redis, {
  id: "azure-redis-cache-authentication",
  title: "Redis caches let nobody in without signing in",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  why: "Whoever reaches the cache can read, change and delete everything in it.",
  see: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-configure",
  at: (cache) => cache.redisConfiguration?.authnotrequired,
  good: ["false"],
  bad: ["true"],
  absent: "good",
});

export const cacheAccessKeys = setting(Redis, {
  id: "azure-redis-cache-access-keys",
  title: "Redis caches accept Entra ID identities only, no keys",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "A key is shared, doesn't expire, and doesn't tell who used it.",
  see: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-azure-active-directory-for-authentication",
  at: (cache) => cache.disableAccessKeyAuthentication,
  good: [true],
  absent: "bad",
});

export const cacheSsl = setting(Redis, {
  id: "azure-redis-cache-ssl",
  title: "Redis caches refuse connections without TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AZURE_91"],
    kics: ["49e30ac8-f58e-4222-b488-3dcb90158ec1", "e29a75e6-aba3-4896-b42d-b87818c16b58"],
    terrascan: ["AC_AZURE_0394"],
  },
  why: "Without TLS, keys and data can be read and changed on their way.",
  see: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-configure",
  at: (cache) => cache.enableNonSslPort,
  good: [false],
  absent: "good",
});

export const cacheTls = minimumTls(Redis, {
  id: "azure-redis-cache-tls",
  subject: "Redis caches",
  equivalents: { checkov: ["CKV_AZURE_148"] },
  see: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-remove-tls-10-11",
  at: (cache) => cache.minimumTlsVersion,
  absent: "good",
});

export const cachePublicNetwork = noPublicNetworkAt(Redis, {
  id: "azure-redis-cache-public-network",
  subject: "Redis caches",
  equivalents: { checkov: ["CKV_AZURE_89"] },
  see: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-private-link",
  at: (cache) => cache.publicNetworkAccess,
  unless: (cache) => cache.subnetId,
  pass: [{ subnetId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/redis" }],
});

export const cacheReplicated = setting(Redis, {
  id: "azure-redis-cache-replicated",
  title: "Redis caches have a replica",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_230"] },
  why: "A `Basic` cache is a single machine: its data is lost at every failure and update, and no SLA covers it.",
  see: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-high-availability",
  at: (cache) => cache.sku?.name,
  good: ["Standard", "Premium"],
  bad: ["Basic"],
  absent: "bad",
});

export const cachePatchSchedule = rule(Redis, {
  id: "azure-redis-cache-patch-schedule",
  title: "Redis caches have a schedule for updates",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { kics: ["b947809d-dd2f-4de9-b724-04d101c515aa"], terrascan: ["AC_AZURE_0393"] },
  why: "Without a schedule an update may restart the cache at the busiest hour.",
  fix: "Add an `azure-native.redis.PatchSchedule` with the cache as `name`.",
  see: "https://learn.microsoft.com/azure/azure-cache-for-redis/cache-administration",
  related: { schedules: from(PatchSchedule, "name") },
  pass: [{ schedules: [{ scheduleEntries: [{ dayOfWeek: "Sunday", startHourUtc: 3 }] }] }],
  fail: [{}],
  unknown: [{ schedules: [unknown] }],
  check: ({ schedules }) => !some(schedules) && "no PatchSchedule is for it",
});
