import type { BackendServiceArgs } from "@pulumi/gcp/compute/backendService";
import type { ForwardingRuleArgs } from "@pulumi/gcp/compute/forwardingRule";
import type { GlobalForwardingRuleArgs } from "@pulumi/gcp/compute/globalForwardingRule";
import type { RegionBackendServiceArgs } from "@pulumi/gcp/compute/regionBackendService";
import type { RegionSecurityPolicyArgs } from "@pulumi/gcp/compute/regionSecurityPolicy";
import type { RegionSecurityPolicyRuleArgs } from "@pulumi/gcp/compute/regionSecurityPolicyRule";
import type { RegionSslPolicyArgs } from "@pulumi/gcp/compute/regionSslPolicy";
import type { RegionTargetHttpProxyArgs } from "@pulumi/gcp/compute/regionTargetHttpProxy";
import type { RegionTargetHttpsProxyArgs } from "@pulumi/gcp/compute/regionTargetHttpsProxy";
import type { RegionUrlMapArgs } from "@pulumi/gcp/compute/regionUrlMap";
import type { SecurityPolicyArgs } from "@pulumi/gcp/compute/securityPolicy";
import type { SecurityPolicyRuleArgs } from "@pulumi/gcp/compute/securityPolicyRule";
import type { ServiceAttachmentArgs } from "@pulumi/gcp/compute/serviceAttachment";
import type { SSLPolicyArgs } from "@pulumi/gcp/compute/sslpolicy";
import type { TargetHttpProxyArgs } from "@pulumi/gcp/compute/targetHttpProxy";
import type { TargetHttpsProxyArgs } from "@pulumi/gcp/compute/targetHttpsProxy";
import type { TargetSSLProxyArgs } from "@pulumi/gcp/compute/targetSSLProxy";
import type { URLMapArgs } from "@pulumi/gcp/compute/urlmap";
import { each, every, from, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const BackendService = resource<BackendServiceArgs | RegionBackendServiceArgs>(
  "gcp:compute/backendService:BackendService",
  "gcp:compute/regionBackendService:RegionBackendService",
);
const ForwardingRule = resource<ForwardingRuleArgs>("gcp:compute/forwardingRule:ForwardingRule");
const GlobalForwardingRule = resource<GlobalForwardingRuleArgs>("gcp:compute/globalForwardingRule:GlobalForwardingRule");
const HttpProxy = resource<TargetHttpProxyArgs | RegionTargetHttpProxyArgs>(
  "gcp:compute/targetHttpProxy:TargetHttpProxy",
  "gcp:compute/regionTargetHttpProxy:RegionTargetHttpProxy",
);
const TlsProxy = resource<Pick<TargetHttpsProxyArgs | RegionTargetHttpsProxyArgs | TargetSSLProxyArgs, "sslPolicy">>(
  "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
  "gcp:compute/regionTargetHttpsProxy:RegionTargetHttpsProxy",
  "gcp:compute/targetSSLProxy:TargetSSLProxy",
);
const SecurityPolicy = resource<SecurityPolicyArgs>("gcp:compute/securityPolicy:SecurityPolicy");
const AnySecurityPolicy = resource<Pick<SecurityPolicyArgs | RegionSecurityPolicyArgs, "type" | "rules">>(
  "gcp:compute/securityPolicy:SecurityPolicy",
  "gcp:compute/regionSecurityPolicy:RegionSecurityPolicy",
);
const SecurityPolicyRule = resource<SecurityPolicyRuleArgs | RegionSecurityPolicyRuleArgs>(
  "gcp:compute/securityPolicyRule:SecurityPolicyRule",
  "gcp:compute/regionSecurityPolicyRule:RegionSecurityPolicyRule",
);
const ServiceAttachment = resource<ServiceAttachmentArgs>("gcp:compute/serviceAttachment:ServiceAttachment");
const SslPolicy = resource<SSLPolicyArgs | RegionSslPolicyArgs>("gcp:compute/sSLPolicy:SSLPolicy", "gcp:compute/regionSslPolicy:RegionSslPolicy");
const UrlMap = resource<URLMapArgs | RegionUrlMapArgs>("gcp:compute/uRLMap:URLMap", "gcp:compute/regionUrlMap:RegionUrlMap");

/** Whether none of a policy's ciphers works before TLS 1.2. */
const needsTls12 = ({ profile, customFeatures }: { readonly profile?: string; readonly customFeatures?: readonly string[] }): boolean =>
  profile === "RESTRICTED" || (profile === "CUSTOM" && every(customFeatures, (cipher) => /_(GCM|CHACHA20)_/.test(cipher)));

export const sslPolicyTls = rule(SslPolicy, {
  id: "gcp-loadbalancing-ssl-policy-tls",
  title: "SSL policies ask for TLS 1.2 or later",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["3.9"], "nist-800-53-r5": ["SC-8(1)"], "pci-dss-4.0": ["4.2.1"] },
  equivalents: { checkov: ["CKV_GCP_4"], trivy: ["AVD-GCP-0039"] },
  why: "TLS 1.0 and 1.1 have known flaws, and browsers have given them up.",
  fix: "Set `minTlsVersion` to `TLS_1_2`.",
  see: "https://cloud.google.com/load-balancing/docs/ssl-policies-concepts",
  pass: [
    { minTlsVersion: "TLS_1_2", profile: "MODERN" },
    { minTlsVersion: "TLS_1_3", profile: "RESTRICTED" },
    { profile: "RESTRICTED" },
    { profile: "CUSTOM", customFeatures: ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"] },
  ],
  fail: [{}, { profile: "MODERN" }, { minTlsVersion: "TLS_1_1" }, { profile: "CUSTOM", customFeatures: ["TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA"] }],
  unknown: [{ minTlsVersion: unknown }],
  check: (self) => {
    const { minTlsVersion = "TLS_1_0" } = self;
    return /^TLS_1_[01]$/.test(minTlsVersion) && !needsTls12(self) && `it accepts \`${minTlsVersion}\``;
  },
});

export const sslPolicyCiphers = rule(SslPolicy, {
  id: "gcp-loadbalancing-ssl-policy-ciphers",
  title: "SSL policies allow strong ciphers only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["3.9"], "nist-800-53-r5": ["SC-8(1)"], "pci-dss-4.0": ["4.2.1"] },
  equivalents: {
    checkov: ["CKV_GCP_4"],
    kics: ["14a457f0-473d-4d1d-9e37-6d99b355b336"],
    terrascan: ["AC_GCP_0034"],
    regula: ["FG_R00410"],
  },
  why: "Ciphers without forward secrecy let whoever gets the key later read all that was recorded before.",
  fix: "Set `profile` to `MODERN` or `RESTRICTED`, or leave the ciphers that start with `TLS_RSA_` out of `customFeatures`.",
  see: "https://cloud.google.com/load-balancing/docs/ssl-policies-concepts#defining_an_ssl_policy",
  pass: [
    { profile: "MODERN", minTlsVersion: "TLS_1_2" },
    { profile: "RESTRICTED" },
    { profile: "FIPS_202205", minTlsVersion: "TLS_1_2" },
    { profile: "CUSTOM", customFeatures: ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"] },
  ],
  fail: [
    {},
    { profile: "COMPATIBLE" },
    { profile: "CUSTOM", customFeatures: ["TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_RSA_WITH_AES_256_GCM_SHA384"] },
    { profile: "CUSTOM", customFeatures: ["TLS_RSA_WITH_3DES_EDE_CBC_SHA"] },
  ],
  unknown: [{ profile: unknown }, { profile: "CUSTOM", customFeatures: [unknown] }],
  check: ({ profile = "COMPATIBLE", customFeatures }) =>
    profile === "COMPATIBLE"
      ? "its profile `COMPATIBLE` allows weak ciphers"
      : each(customFeatures, (cipher) => /^TLS_RSA_/.test(cipher) && `it allows the weak cipher \`${cipher}\``),
});

export const proxySslPolicy = rule(TlsProxy, {
  id: "gcp-loadbalancing-proxy-ssl-policy",
  title: "HTTPS and SSL proxies have an SSL policy",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["3.9"], "nist-800-53-r5": ["SC-8(1)"], "pci-dss-4.0": ["4.2.1"] },
  equivalents: { kics: ["965e8830-2bec-4b9b-a7f0-24dbc200a68f"] },
  why: "Without a policy the load balancer accepts TLS 1.0 and weak ciphers.",
  fix: "Make an SSL policy with `minTlsVersion` `TLS_1_2` and the profile `MODERN`, and set `sslPolicy` to it.",
  see: "https://cloud.google.com/load-balancing/docs/use-ssl-policies",
  pass: [{ sslPolicy: "modern" }],
  fail: [{}],
  unknown: [{ sslPolicy: unknown }],
  check: ({ sslPolicy }) => !sslPolicy && "it has no `sslPolicy`",
});

interface Redirecting {
  readonly maps: readonly { readonly defaultUrlRedirect?: { readonly httpsRedirect?: boolean } }[];
}

/** Whether a forwarding rule lets clients outside of the network talk plain HTTP, to more than a redirect to HTTPS. */
const servesPlainHttp = (self: { readonly loadBalancingScheme?: string; readonly target?: string; readonly proxies: readonly Redirecting[] }) =>
  (self.loadBalancingScheme ?? "EXTERNAL").startsWith("EXTERNAL") &&
  (self.proxies.length
    ? !every(self.proxies, ({ maps }) => some(maps, ({ defaultUrlRedirect }) => defaultUrlRedirect?.httpsRedirect))
    : /targetHttpProxies\//.test(self.target ?? "")) &&
  "it serves the outside in plain HTTP";

const httpProxies = { proxies: to("target", HttpProxy, { maps: to("urlMap", UrlMap) }) };
const httpTarget = "https://www.googleapis.com/compute/v1/projects/p/global/targetHttpProxies/web";
const httpsTarget = "https://www.googleapis.com/compute/v1/projects/p/global/targetHttpsProxies/web";

export const forwardingRuleHttp = rule(ForwardingRule, {
  id: "gcp-loadbalancing-forwarding-rule-http",
  title: "Regional external load balancers use HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8(1)"], "pci-dss-4.0": ["4.2.1"] },
  equivalents: { checkov: ["CKV2_GCP_37"] },
  why: "Anyone on the way reads and changes plain HTTP, passwords and cookies included.",
  fix: "Forward to a target HTTPS proxy, and let the URL map of the HTTP proxy redirect to HTTPS.",
  see: "https://cloud.google.com/load-balancing/docs/https/setting-up-http-https-redirect",
  related: httpProxies,
  pass: [
    { target: httpsTarget },
    { target: httpTarget, loadBalancingScheme: "INTERNAL_MANAGED" },
    { backendService: "internal", loadBalancingScheme: "INTERNAL" },
    { target: unknown, proxies: [{ maps: [{ defaultUrlRedirect: { httpsRedirect: true } }] }] },
  ],
  fail: [
    { target: httpTarget },
    { target: httpTarget, loadBalancingScheme: "EXTERNAL_MANAGED" },
    { target: unknown, proxies: [{ maps: [{ defaultService: "web" }] }] },
  ],
  unknown: [{ target: unknown }, { proxies: [{ maps: [unknown] }] }],
  check: servesPlainHttp,
});

export const globalForwardingRuleHttp = rule(GlobalForwardingRule, {
  id: "gcp-loadbalancing-global-forwarding-rule-http",
  title: "Global external load balancers use HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8(1)"], "pci-dss-4.0": ["4.2.1"] },
  equivalents: { checkov: ["CKV2_GCP_38"] },
  why: "Anyone on the way reads and changes plain HTTP, passwords and cookies included.",
  fix: "Forward to a target HTTPS proxy, and let the URL map of the HTTP proxy redirect to HTTPS.",
  see: "https://cloud.google.com/load-balancing/docs/https/setting-up-http-https-redirect",
  related: httpProxies,
  pass: [
    { target: httpsTarget },
    { target: httpTarget, loadBalancingScheme: "INTERNAL_SELF_MANAGED" },
    { target: unknown, proxies: [{ maps: [{ defaultUrlRedirect: { httpsRedirect: true } }] }] },
  ],
  fail: [{ target: httpTarget }, { target: unknown, proxies: [{ maps: [{ defaultService: "web" }] }] }],
  unknown: [{ target: unknown }, { proxies: [{ maps: [unknown] }] }],
  check: servesPlainHttp,
});

const isExternal = (scheme: string | undefined, type: string) =>
  scheme === undefined ? type === "gcp:compute/backendService:BackendService" : scheme.startsWith("EXTERNAL");

export const backendServiceSecurityPolicy = rule(BackendService, {
  id: "gcp-loadbalancing-backend-service-security-policy",
  title: "External backend services are behind Cloud Armor",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["6.4.2"] },
  why: "Nothing then filters attacks on the application, or holds back a flood of requests.",
  fix: "Set `securityPolicy` to a Cloud Armor security policy.",
  see: "https://cloud.google.com/armor/docs/cloud-armor-overview",
  pass: [{ securityPolicy: "edge" }, { loadBalancingScheme: "INTERNAL_MANAGED" }, { protocol: "UDP" }],
  fail: [{}, { loadBalancingScheme: "EXTERNAL_MANAGED", protocol: "HTTPS" }],
  unknown: [{ securityPolicy: unknown }],
  check: ({ loadBalancingScheme, protocol = "HTTP", securityPolicy }, { resource }) =>
    !securityPolicy && /^(HTTP|H2C)/.test(protocol) && isExternal(loadBalancingScheme, resource.type) && "it has no `securityPolicy`",
});

export const backendServiceLogging = rule(BackendService, {
  id: "gcp-loadbalancing-backend-service-logging",
  title: "Backend services of external load balancers log requests",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"], "pci-dss-4.0": ["10.2.1"] },
  why: "Without the log nobody can tell afterwards who asked for what, or when an attack began.",
  fix: "Set `logConfig.enable` to `true`.",
  see: "https://cloud.google.com/load-balancing/docs/https/https-logging-monitoring",
  pass: [{ logConfig: { enable: true } }, { loadBalancingScheme: "INTERNAL" }],
  fail: [{}, { logConfig: { enable: false }, loadBalancingScheme: "EXTERNAL_MANAGED" }],
  unknown: [{ logConfig: { enable: unknown } }],
  check: ({ logConfig, loadBalancingScheme }, { resource }) =>
    !logConfig?.enable && isExternal(loadBalancingScheme, resource.type) && "`logConfig.enable` is off",
});

interface WafRule {
  readonly action?: string;
  readonly preview?: boolean;
  readonly match?: { readonly expr?: { readonly expression?: string } };
}

const stopsLog4j = ({ action, preview, match }: WafRule) =>
  action !== "allow" && !preview && /evaluatePreconfigured(Expr|Waf)\(\s*['"]cve-canary/.test(match?.expr?.expression ?? "");

const log4j = { action: "deny(403)", priority: 1, match: { expr: { expression: "evaluatePreconfiguredWaf('cve-canary')" } } };

export const securityPolicyLog4j = rule(AnySecurityPolicy, {
  id: "gcp-loadbalancing-security-policy-log4j",
  title: "Cloud Armor policies stop attacks on Log4j",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_73"] },
  why: "A forgotten server with an old Log4j runs whatever code a request names (CVE-2021-44228).",
  fix: "Add a rule that denies `evaluatePreconfiguredWaf('cve-canary')`, not in preview.",
  see: "https://cloud.google.com/armor/docs/waf-rules#cves_and_other_vulnerabilities",
  related: { ruleResources: from(SecurityPolicyRule, "securityPolicy") },
  pass: [{ rules: [log4j] }, { ruleResources: [log4j] }, { type: "CLOUD_ARMOR_EDGE" }, { type: "CLOUD_ARMOR_NETWORK" }],
  fail: [
    {},
    { rules: [{ ...log4j, action: "allow" }] },
    { rules: [{ ...log4j, preview: true }] },
    { ruleResources: [{ ...log4j, match: { expr: { expression: "true" } } }] },
  ],
  unknown: [{ rules: unknown }, { ruleResources: [unknown] }],
  check: ({ type = "CLOUD_ARMOR", rules, ruleResources }) =>
    type === "CLOUD_ARMOR" &&
    !some<readonly WafRule[] | undefined>([ruleResources, rules], (list) => some(list, stopsLog4j)) &&
    "no rule of it denies `cve-canary`",
});

export const securityPolicyAdaptiveProtection = setting(SecurityPolicy, {
  id: "gcp-loadbalancing-security-policy-adaptive-protection",
  title: "Cloud Armor policies watch for floods of requests",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-5(2)"] },
  why: "Without Adaptive Protection a flood of requests is noticed when the application is down.",
  see: "https://cloud.google.com/armor/docs/adaptive-protection-overview",
  at: (policy) => policy.adaptiveProtectionConfig?.layer7DdosDefenseConfig?.enable,
  good: [true],
  absent: "bad",
  unless: ({ type = "CLOUD_ARMOR" }) => type !== "CLOUD_ARMOR",
  pass: [{ type: "CLOUD_ARMOR_EDGE" }],
});

export const serviceAttachmentAcceptance = setting(ServiceAttachment, {
  id: "gcp-loadbalancing-service-attachment-acceptance",
  title: "Service attachments accept named consumers",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  equivalents: { terrascan: ["AC_GCP_0296"] },
  why: "With automatic acceptance any project of any organisation connects to the service.",
  fix: "Set `connectionPreference` to `ACCEPT_MANUAL`, and list the projects or networks in `consumerAcceptLists`.",
  see: "https://cloud.google.com/vpc/docs/about-vpc-hosted-services",
  at: (attachment) => attachment.connectionPreference,
  good: ["ACCEPT_MANUAL"],
  bad: ["ACCEPT_AUTOMATIC"],
  absent: "bad",
});
