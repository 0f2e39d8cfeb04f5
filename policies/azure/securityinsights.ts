import type { SentinelOnboardingStateArgs } from "@pulumi/azure-native/securityinsights/sentinelOnboardingState";
import { resource, setting } from "../../lib/rule";

const Sentinel = resource<SentinelOnboardingStateArgs>("azure-native:securityinsights:SentinelOnboardingState");

export const sentinelCustomerKey = setting(Sentinel, {
  id: "azure-securityinsights-sentinel-customer-key",
  title: "Microsoft Sentinel's data is encrypted with a Key Vault key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  see: "https://learn.microsoft.com/azure/sentinel/customer-managed-keys",
  at: (state) => state.customerManagedKey,
  good: [true],
  absent: "bad",
});
