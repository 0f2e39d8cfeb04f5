import type { FrontDoorArgs } from "@pulumi/azure-native/frontdoor/frontDoor";
import type { PolicyArgs } from "@pulumi/azure-native/frontdoor/policy";
import { stopsLog4Shell } from "../../lib/cloud/azure-waf";
import { each, resource, rule, setting, some, unknown } from "../../lib/rule";

const FrontDoor = resource<FrontDoorArgs>("azure-native:frontdoor:FrontDoor");
const Policy = resource<PolicyArgs>("azure-native:frontdoor:Policy");

export const frontdoorFirewall = rule(FrontDoor, {
  id: "azure-frontdoor-frontdoor-firewall",
  title: "Front Doors have a web application firewall",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_121"], kics: ["835a4f2f-df43-437d-9943-545ccfc55961"] },
  why: "Without it, every known attack on web applications reaches the application.",
  fix: "Refer to an `azure-native.frontdoor.Policy` by `webApplicationFirewallPolicyLink` in each of `frontendEndpoints`.",
  see: "https://learn.microsoft.com/azure/web-application-firewall/afds/afds-overview",
  pass: [{ frontendEndpoints: [{ name: "shop", webApplicationFirewallPolicyLink: { id: unknown } }] }],
  fail: [{ frontendEndpoints: [{ name: "shop" }] }, { frontendEndpoints: [{ webApplicationFirewallPolicyLink: { id: unknown } }, { name: "admin" }] }],
  unknown: [{ frontendEndpoints: unknown }],
  check: ({ frontendEndpoints }) =>
    each(frontendEndpoints, (endpoint, i) => !endpoint.webApplicationFirewallPolicyLink && `\`frontendEndpoints[${i}]\` has no firewall policy`),
});

export const policyEnabled = setting(Policy, {
  id: "azure-frontdoor-policy-enabled",
  title: "Firewall policies of Front Doors are on",
  severity: "medium",
  family: "network",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_123"] },
  why: "A firewall that is off lets every attack through.",
  see: "https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-policy-settings",
  at: (policy) => policy.policySettings?.enabledState,
  good: ["Enabled"],
  bad: ["Disabled"],
  absent: "good",
});

export const policyPrevention = setting(Policy, {
  id: "azure-frontdoor-policy-prevention",
  title: "Firewall policies of Front Doors stop attacks",
  severity: "low",
  family: "network",
  preset: "strict",
  why: "In detection mode the firewall only logs what it should refuse.",
  see: "https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-policy-settings",
  at: (policy) => policy.policySettings?.mode,
  good: ["Prevention"],
  bad: ["Detection"],
  absent: "bad",
});

const sets = (...ruleGroupOverrides: { ruleGroupName: string; rules?: { ruleId: string; enabledState?: string; action?: string }[] }[]) => ({
  managedRules: { managedRuleSets: [{ ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1", ruleGroupOverrides }] },
});

export const policyLog4shell = rule(Policy, {
  id: "azure-frontdoor-policy-log4shell",
  title: "Firewall policies of Front Doors stop Log4Shell",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_133"] },
  why: "One request is enough to run code in an application with an old Log4j (CVE-2021-44228).",
  fix: "Use the rule set `Microsoft_DefaultRuleSet` and leave rule 944240 on.",
  see: "https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-drs",
  pass: [sets(), sets({ ruleGroupName: "JAVA", rules: [{ ruleId: "944240", enabledState: "Enabled", action: "Block" }] })],
  fail: [
    {},
    { managedRules: { managedRuleSets: [{ ruleSetType: "Microsoft_BotManagerRuleSet", ruleSetVersion: "1.0" }] } },
    sets({ ruleGroupName: "JAVA", rules: [{ ruleId: "944240", enabledState: "Disabled" }] }),
    sets({ ruleGroupName: "JAVA", rules: [{ ruleId: "944240", enabledState: "Enabled", action: "Allow" }] }),
  ],
  unknown: [{ managedRules: unknown }],
  check: ({ managedRules }) => !some(managedRules?.managedRuleSets, stopsLog4Shell) && "none of its rule sets has rule 944240 on",
});
