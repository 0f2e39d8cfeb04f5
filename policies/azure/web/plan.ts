import type { AppServiceEnvironmentArgs } from "@pulumi/azure-native/web/appServiceEnvironment";
import type { AppServicePlanArgs } from "@pulumi/azure-native/web/appServicePlan";
import { same } from "../../../lib/cloud/azure";
import { resource, rule, setting, unknown } from "../../../lib/rule";

const Environment = resource<AppServiceEnvironmentArgs>("azure-native:web:AppServiceEnvironment");
const Plan = resource<AppServicePlanArgs>("azure-native:web:AppServicePlan");

export const environmentZones = setting(Environment, {
  id: "azure-web-environment-zones",
  title: "App Service environments are spread over availability zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_231"] },
  why: "In a single zone, its failure stops all apps.",
  see: "https://learn.microsoft.com/azure/reliability/reliability-app-service-environment",
  at: (environment) => environment.zoneRedundant,
  good: [true],
  absent: "bad",
});

export const planInstances = rule(Plan, {
  id: "azure-web-plan-instances",
  title: "App Service plans have more than one instance",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_212"] },
  why: "While the only instance is replaced, the apps are gone.",
  fix: "Set `sku.capacity` to at least 2.",
  see: "https://learn.microsoft.com/azure/reliability/reliability-app-service",
  pass: [{ sku: { name: "P1v3", capacity: 2 } }, { sku: { name: "Y1" } }, { sku: { name: "FC1" } }],
  fail: [{}, { sku: { name: "P1v3" } }, { sku: { name: "P1v3", capacity: 1 } }],
  unknown: [{ sku: { name: "P1v3", capacity: unknown } }],
  check: ({ sku }) => !/^(Y|FC)\d/i.test(sku?.name ?? "") && (sku?.capacity ?? 1) < 2 && "it has a single instance",
});

export const planSku = rule(Plan, {
  id: "azure-web-plan-sku",
  title: "App Service plans are of a tier for production",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_211"] },
  why: "Free, shared and basic plans don't scale by themselves, have no slots, and the first two share machines with strangers.",
  fix: "Choose a `sku` of the tier `Standard`, `PremiumV3` or `IsolatedV2`.",
  see: "https://learn.microsoft.com/azure/app-service/overview-hosting-plans",
  pass: [{ sku: { name: "P1v3", tier: "PremiumV3" } }, { sku: { name: "FC1", tier: "FlexConsumption" } }, { sku: { name: "Y1", tier: "Dynamic" } }],
  fail: [{}, { sku: { name: "B1", tier: "Basic" } }, { sku: { name: "F1" } }, { sku: { tier: "Shared" } }],
  unknown: [{ sku: { name: unknown } }],
  check: ({ sku }) => {
    const name = sku?.name ?? sku?.tier;
    return name ? /^([fdb]\d|free|shared|basic)/i.test(name) && `its \`sku\` is \`${name}\`` : "its `sku` isn't set, which means the free tier";
  },
});

export const planZones = setting(Plan, {
  id: "azure-web-plan-zones",
  title: "App Service plans are spread over availability zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_225"] },
  why: "In a single zone, its failure stops all apps.",
  see: "https://learn.microsoft.com/azure/reliability/reliability-app-service",
  at: (plan) => plan.zoneRedundant,
  good: [true],
  absent: "bad",
  unless: ({ sku }) => same(sku?.name, "Y1"),
  pass: [{ sku: { name: "Y1" } }],
});
