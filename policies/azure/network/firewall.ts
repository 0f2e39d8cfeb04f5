import type { AzureFirewallArgs } from "@pulumi/azure-native/network/azureFirewall";
import type { FirewallPolicyArgs } from "@pulumi/azure-native/network/firewallPolicy";
import { same } from "../../../lib/cloud/azure";
import { every, resource, rule, setting, to, unknown } from "../../../lib/rule";

const AzureFirewall = resource<AzureFirewallArgs>("azure-native:network:AzureFirewall");
const FirewallPolicy = resource<FirewallPolicyArgs>("azure-native:network:FirewallPolicy");

export const firewallPolicy = rule(AzureFirewall, {
  id: "azure-network-firewall-policy",
  title: "Azure firewalls have a firewall policy",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_219"] },
  why: "Only a policy has intrusion detection and inspects TLS, and one policy serves many firewalls alike.",
  fix: "Set `firewallPolicy` to the id of an `azure-native.network.FirewallPolicy`.",
  see: "https://learn.microsoft.com/azure/firewall-manager/policy-overview",
  pass: [{ firewallPolicy: { id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/firewallPolicies/p" } }],
  fail: [{}],
  unknown: [{ firewallPolicy: unknown }],
  check: ({ firewallPolicy }) => !firewallPolicy && "it has no `firewallPolicy`",
});

export const firewallThreatIntel = rule(AzureFirewall, {
  id: "azure-network-firewall-threat-intel",
  title: "Azure firewalls block known malicious addresses",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_216"] },
  why: "By default the firewall only reports traffic with addresses that are known for attacks.",
  fix: "Set `threatIntelMode` to `Deny`, on the firewall's policy if it has one.",
  see: "https://learn.microsoft.com/azure/firewall/threat-intel",
  related: { policies: to("firewallPolicy", FirewallPolicy) },
  pass: [{ threatIntelMode: "Deny" }, { firewallPolicy: { id: "elsewhere" } }, { firewallPolicy: { id: "p" }, policies: [{ threatIntelMode: "Deny" }] }],
  fail: [{}, { threatIntelMode: "Alert" }, { threatIntelMode: "Deny", firewallPolicy: { id: "p" }, policies: [{ threatIntelMode: "Alert" }] }],
  unknown: [{ threatIntelMode: unknown }, { firewallPolicy: { id: "p" }, policies: [unknown] }],
  check: ({ threatIntelMode, firewallPolicy, policies }) => {
    const denies = firewallPolicy ? every(policies, (policy) => same(policy.threatIntelMode, "Deny")) : same(threatIntelMode, "Deny");
    return !denies && (firewallPolicy ? "its policy's `threatIntelMode` isn't `Deny`" : "`threatIntelMode` isn't `Deny`");
  },
});

export const firewallpolicyIntrusion = setting(FirewallPolicy, {
  id: "azure-network-firewallpolicy-intrusion",
  title: "Firewall policies block intrusions",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_220"] },
  why: "Attacks that the firewall could recognise get through, at best with an alert.",
  fix: "Set `sku.tier` to `Premium` and `intrusionDetection.mode` to `Deny`.",
  see: "https://learn.microsoft.com/azure/firewall/premium-features",
  at: (self) => self.intrusionDetection?.mode,
  good: ["Deny"],
  bad: ["Alert"],
  absent: "bad",
});
