import type { ApplicationGatewayArgs } from "@pulumi/azure-native/network/applicationGateway";
import type { WebApplicationFirewallPolicyArgs } from "@pulumi/azure-native/network/webApplicationFirewallPolicy";
import { same } from "../../lib/cloud/azure";
import { stopsLog4Shell } from "../../lib/cloud/azure-waf";
import { each, every, resource, rule, setting, some, unknown } from "../../lib/rule";

const Gateway = resource<ApplicationGatewayArgs>("azure-native:network:ApplicationGateway");
const FirewallPolicy = resource<WebApplicationFirewallPolicyArgs>("azure-native:network:WebApplicationFirewallPolicy");

export const gatewayFirewall = rule(Gateway, {
  id: "azure-applicationgateway-gateway-firewall",
  title: "Application gateways have a web application firewall",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AZURE_120"],
    kics: ["2e48d91c-50e4-45c8-9312-27b625868a72"],
    terrascan: ["AC_AZURE_0189"],
    regula: ["FG_R00224"],
  },
  why: "Without it, every known attack on web applications reaches the application.",
  fix: "Use the `WAF_v2` SKU and refer to an `azure-native.network.WebApplicationFirewallPolicy` by `firewallPolicy`.",
  see: "https://learn.microsoft.com/azure/web-application-firewall/ag/ag-overview",
  pass: [
    { firewallPolicy: { id: unknown } },
    { webApplicationFirewallConfiguration: { enabled: true, firewallMode: "Prevention" } },
    { httpListeners: [{ firewallPolicy: { id: unknown } }] },
  ],
  fail: [{}, { webApplicationFirewallConfiguration: { enabled: false } }, { httpListeners: [{}, { firewallPolicy: { id: unknown } }] }],
  unknown: [{ firewallPolicy: unknown }],
  check: ({ firewallPolicy, webApplicationFirewallConfiguration, httpListeners }) =>
    !firewallPolicy &&
    !webApplicationFirewallConfiguration?.enabled &&
    !(some(httpListeners) && every(httpListeners, (listener) => listener.firewallPolicy)) &&
    "it has no web application firewall",
});

export const gatewayHttps = rule(Gateway, {
  id: "azure-applicationgateway-gateway-https",
  title: "Application gateways serve HTTPS, or redirect to it",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_217"] },
  why: "Whoever is on the way can read and change what is sent over HTTP.",
  fix: "Set the listener's `protocol` to `Https`, or give its routing rule a `redirectConfiguration`.",
  see: "https://learn.microsoft.com/azure/application-gateway/redirect-http-to-https-portal",
  pass: [
    { httpListeners: [{ name: "https", protocol: "Https" }] },
    {
      httpListeners: [{ name: "http", protocol: "Http" }],
      requestRoutingRules: [{ httpListener: { id: "/subscriptions/s/applicationGateways/g/httpListeners/http" }, redirectConfiguration: { id: unknown } }],
    },
  ],
  fail: [
    { httpListeners: [{ name: "http", protocol: "Http" }] },
    {
      httpListeners: [{ name: "http", protocol: "Http" }],
      requestRoutingRules: [{ httpListener: { id: "/subscriptions/s/applicationGateways/g/httpListeners/http" } }],
    },
    {
      httpListeners: [{ name: "http", protocol: "Http" }],
      requestRoutingRules: [{ httpListener: { id: "/subscriptions/s/applicationGateways/g/httpListeners/other" }, redirectConfiguration: { id: unknown } }],
    },
  ],
  unknown: [
    { httpListeners: [{ name: "http", protocol: unknown }] },
    { httpListeners: [{ name: "http", protocol: "Http" }], requestRoutingRules: [{ httpListener: { id: unknown }, redirectConfiguration: { id: unknown } }] },
  ],
  check: ({ httpListeners, requestRoutingRules }) =>
    each(
      httpListeners,
      ({ name, protocol }, i) =>
        same(protocol, "Http") &&
        !some(
          requestRoutingRules,
          (route) => route.redirectConfiguration && route.httpListener?.id?.toLowerCase().endsWith(`/httplisteners/${name?.toLowerCase()}`),
        ) &&
        `\`httpListeners[${i}]\` serves plain HTTP`,
    ),
});

interface TlsPolicy {
  readonly policyName?: string;
  readonly minProtocolVersion?: string;
  readonly disabledSslProtocols?: readonly string[];
  readonly cipherSuites?: readonly string[];
}

function weakness({ policyName, minProtocolVersion, disabledSslProtocols, cipherSuites }: TlsPolicy): string | false {
  if (/20150501$|20170401$/.test(policyName ?? "")) return `the policy \`${policyName}\` admits old versions of TLS`;
  if (same(minProtocolVersion, "TLSv1_0", "TLSv1_1")) return `\`minProtocolVersion\` is \`${minProtocolVersion}\``;
  const old = ["TLSv1_0", "TLSv1_1"];
  if (!minProtocolVersion && some(disabledSslProtocols) && !every(old, (version) => some(disabledSslProtocols, (disabled) => same(disabled, version))))
    return "`disabledSslProtocols` leaves an old version of TLS on";
  return some(cipherSuites, (suite) => /3DES|RC4|NULL/.test(suite)) && "`cipherSuites` has a broken cipher";
}

export const gatewayTls = rule(Gateway, {
  id: "azure-applicationgateway-gateway-tls",
  title: "Application gateways require TLS 1.2 and sound ciphers",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_218"] },
  why: "TLS 1.0 and 1.1 and old ciphers have known weaknesses, and a client may be made to fall back to them.",
  fix: "Leave `sslPolicy` out, or set `sslPolicy.policyName` to `AppGwSslPolicy20220101S`.",
  see: "https://learn.microsoft.com/azure/application-gateway/application-gateway-ssl-policy-overview",
  pass: [
    {},
    { sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20220101S" } },
    { sslPolicy: { policyType: "CustomV2", minProtocolVersion: "TLSv1_2", cipherSuites: ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"] } },
    { sslPolicy: { disabledSslProtocols: ["TLSv1_0", "TLSv1_1"] } },
  ],
  fail: [
    { sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20150501" } },
    { sslPolicy: { policyType: "Custom", minProtocolVersion: "TLSv1_1" } },
    { sslPolicy: { policyType: "Custom", minProtocolVersion: "TLSv1_2", cipherSuites: ["TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA"] } },
    { sslPolicy: { disabledSslProtocols: ["TLSv1_0"] } },
    { sslProfiles: [{ sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20170401" } }] },
  ],
  unknown: [{ sslPolicy: { policyName: unknown } }, { sslProfiles: [unknown] }],
  check: ({ sslPolicy, sslProfiles }) => each([{ sslPolicy }, ...(sslProfiles ?? [])], (part) => part.sslPolicy && weakness(part.sslPolicy)),
});

export const policyEnabled = setting(FirewallPolicy, {
  id: "azure-applicationgateway-policy-enabled",
  title: "Firewall policies of application gateways are on",
  severity: "medium",
  family: "network",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_122"] },
  why: "A firewall that is off lets every attack through.",
  see: "https://learn.microsoft.com/azure/web-application-firewall/ag/create-waf-policy-ag",
  at: (policy) => policy.policySettings?.state,
  good: ["Enabled"],
  bad: ["Disabled"],
  absent: "good",
});

export const policyPrevention = setting(FirewallPolicy, {
  id: "azure-applicationgateway-policy-prevention",
  title: "Firewall policies of application gateways stop attacks",
  severity: "low",
  family: "network",
  preset: "strict",
  why: "In detection mode the firewall only logs what it should refuse.",
  see: "https://learn.microsoft.com/azure/web-application-firewall/ag/policy-overview",
  at: (policy) => policy.policySettings?.mode,
  good: ["Prevention"],
  bad: ["Detection"],
  absent: "bad",
});

const java = "REQUEST-944-APPLICATION-ATTACK-JAVA";
const rules = (...ruleGroupOverrides: { ruleGroupName: string; rules?: { ruleId: string; state?: string; action?: string }[] }[]) => ({
  managedRules: { managedRuleSets: [{ ruleSetType: "OWASP", ruleSetVersion: "3.2", ruleGroupOverrides }] },
});

export const policyLog4shell = rule(FirewallPolicy, {
  id: "azure-applicationgateway-policy-log4shell",
  title: "Firewall policies of application gateways stop Log4Shell",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_135"] },
  why: "One request is enough to run code in an application with an old Log4j (CVE-2021-44228).",
  fix: "Use the rule set `Microsoft_DefaultRuleSet`, or `OWASP` from 3.1, and leave rule 944240 on.",
  see: "https://learn.microsoft.com/azure/web-application-firewall/ag/application-gateway-crs-rulegroups-rules",
  pass: [
    rules(),
    rules({ ruleGroupName: java, rules: [{ ruleId: "944240", state: "Enabled" }] }),
    rules({ ruleGroupName: java, rules: [{ ruleId: "944100" }] }),
    { managedRules: { managedRuleSets: [{ ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1" }] } },
  ],
  fail: [
    { managedRules: { managedRuleSets: [{ ruleSetType: "OWASP", ruleSetVersion: "3.0" }] } },
    { managedRules: { managedRuleSets: [] } },
    rules({ ruleGroupName: java }),
    rules({ ruleGroupName: java, rules: [{ ruleId: "944240" }] }),
    rules({ ruleGroupName: java, rules: [{ ruleId: "944240", state: "Enabled", action: "Log" }] }),
  ],
  unknown: [{ managedRules: unknown }],
  check: ({ managedRules }) => !some(managedRules?.managedRuleSets, stopsLog4Shell) && "none of its rule sets has rule 944240 on",
});
