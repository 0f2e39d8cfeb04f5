import type { ApplicationArgs } from "@pulumi/gcp/appengine/application";
import type { DomainMappingArgs } from "@pulumi/gcp/appengine/domainMapping";
import type { FirewallRuleArgs } from "@pulumi/gcp/appengine/firewallRule";
import type { FlexibleAppVersionArgs } from "@pulumi/gcp/appengine/flexibleAppVersion";
import type { ServiceNetworkSettingsArgs } from "@pulumi/gcp/appengine/serviceNetworkSettings";
import type { StandardAppVersionArgs } from "@pulumi/gcp/appengine/standardAppVersion";
import { unmaintained } from "../../lib/cloud/function-runtime";
import { isAnywhere } from "../../lib/cloud/network";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { each, resource, rule, setting, unknown } from "../../lib/rule";

const Application = resource<ApplicationArgs>("gcp:appengine/application:Application");
const DomainMapping = resource<DomainMappingArgs>("gcp:appengine/domainMapping:DomainMapping");
const FirewallRule = resource<FirewallRuleArgs>("gcp:appengine/firewallRule:FirewallRule");
const NetworkSettings = resource<ServiceNetworkSettingsArgs>("gcp:appengine/serviceNetworkSettings:ServiceNetworkSettings");
const Version = resource<StandardAppVersionArgs | FlexibleAppVersionArgs>(
  "gcp:appengine/standardAppVersion:StandardAppVersion",
  "gcp:appengine/flexibleAppVersion:FlexibleAppVersion",
);
const StandardVersion = resource<StandardAppVersionArgs>("gcp:appengine/standardAppVersion:StandardAppVersion");

export const applicationIap = setting(Application, {
  id: "gcp-appengine-application-iap",
  title: "App Engine applications let only known users in",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Without Identity-Aware Proxy the application alone has to keep strangers out, and everyone can reach it to try.",
  see: "https://cloud.google.com/iap/docs/app-engine-quickstart",
  at: ({ iap }) => iap?.enabled,
  good: [true],
  absent: "bad",
});

export const applicationTlsPolicy = setting(Application, {
  id: "gcp-appengine-application-tls-policy",
  title: "App Engine applications refuse TLS before version 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "TLS 1.0 and 1.1 have known weaknesses by which connections can be read.",
  see: "https://cloud.google.com/appengine/docs/admin-api/reference/rest/v1/apps",
  at: ({ sslPolicy }) => sslPolicy,
  good: ["MODERN"],
  bad: ["DEFAULT"],
  absent: "bad",
});

export const domainMappingTls = rule(DomainMapping, {
  id: "gcp-appengine-domain-mapping-tls",
  title: "Domains of App Engine applications are served by HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "A domain without a certificate is served by plain HTTP only: anyone on the way can read and change it.",
  fix: "Set `sslSettings.sslManagementType` to `AUTOMATIC`, or to `MANUAL` with a `certificateId`.",
  see: "https://cloud.google.com/appengine/docs/standard/securing-custom-domains-with-ssl",
  pass: [{ sslSettings: { sslManagementType: "AUTOMATIC" } }, { sslSettings: { sslManagementType: "MANUAL", certificateId: "1" } }],
  fail: [{}],
  unknown: [{ sslSettings: unknown }],
  check: ({ sslSettings }) => !sslSettings && "it has no certificate",
});

export const appVersionHttps = rule(Version, {
  id: "gcp-appengine-app-version-https",
  title: "App Engine handlers accept no plain HTTP",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "What is sent by plain HTTP, cookies too, can be read and changed by anyone on the way.",
  fix: "Set `securityLevel` of each of the `handlers` to `SECURE_ALWAYS`.",
  see: "https://cloud.google.com/appengine/docs/standard/reference/app-yaml",
  pass: [{}, { handlers: [{ urlRegex: "/.*", securityLevel: "SECURE_ALWAYS" }, { urlRegex: "/a" }] }],
  fail: [
    { handlers: [{ urlRegex: "/.*", securityLevel: "SECURE_OPTIONAL" }] },
    {
      handlers: [
        { urlRegex: "/a", securityLevel: "SECURE_ALWAYS" },
        { urlRegex: "/.*", securityLevel: "SECURE_NEVER" },
      ],
    },
  ],
  unknown: [{ handlers: [{ urlRegex: "/.*", securityLevel: unknown }] }],
  check: ({ handlers }) =>
    each(handlers, ({ urlRegex, securityLevel }) => /^SECURE_(OPTIONAL|NEVER)$/.test(securityLevel ?? "") && `\`${urlRegex}\` is served by plain HTTP`),
});

export const appVersionServiceAccount = ownServiceAccount(Version, {
  id: "gcp-appengine-app-version-service-account",
  subject: "App Engine versions",
  at: ({ serviceAccount }) => serviceAccount,
  see: "https://cloud.google.com/appengine/docs/standard/python3/user-managed-service-accounts",
});

export const serviceIngress = rule(NetworkSettings, {
  id: "gcp-appengine-service-ingress",
  title: "App Engine services are not reached directly from the internet",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Requests that come directly go past the load balancer and what it enforces.",
  fix: "Set `networkSettings.ingressTrafficAllowed` to `INGRESS_TRAFFIC_ALLOWED_INTERNAL_AND_LB` or `INGRESS_TRAFFIC_ALLOWED_INTERNAL_ONLY`.",
  see: "https://cloud.google.com/appengine/docs/standard/application-security",
  pass: [
    { networkSettings: { ingressTrafficAllowed: "INGRESS_TRAFFIC_ALLOWED_INTERNAL_ONLY" } },
    { networkSettings: { ingressTrafficAllowed: "INGRESS_TRAFFIC_ALLOWED_INTERNAL_AND_LB" } },
  ],
  fail: [{ networkSettings: {} }, { networkSettings: { ingressTrafficAllowed: "INGRESS_TRAFFIC_ALLOWED_ALL" } }],
  unknown: [{ networkSettings: { ingressTrafficAllowed: unknown } }],
  check: ({ networkSettings }) => !/_INTERNAL_(ONLY|AND_LB)$/.test(networkSettings?.ingressTrafficAllowed ?? "") && "it takes traffic from everywhere",
});

export const firewallRuleOpen = rule(FirewallRule, {
  id: "gcp-appengine-firewall-rule-open",
  title: "The App Engine firewall doesn't let everyone in",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "A rule that allows every address makes the firewall do nothing.",
  fix: "Allow only the ranges that need access, and deny the rest.",
  see: "https://cloud.google.com/appengine/docs/standard/application-security",
  pass: [
    { action: "ALLOW", sourceRange: "203.0.113.0/24" },
    { action: "DENY", sourceRange: "*" },
  ],
  fail: [
    { action: "ALLOW", sourceRange: "*" },
    { action: "ALLOW", sourceRange: "0.0.0.0/0" },
  ],
  unknown: [{ action: "ALLOW", sourceRange: unknown }],
  check: (self) => self.action === "ALLOW" && isAnywhere(self.sourceRange) && "it allows every address",
});

export const appVersionRuntime = rule(StandardVersion, {
  id: "gcp-appengine-app-version-runtime",
  title: "App Engine versions run on a maintained runtime",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  why: "When a runtime's language version is no longer maintained, its security flaws stay open.",
  fix: "Set `runtime` to a version that Google supports.",
  see: "https://cloud.google.com/appengine/docs/standard/lifecycle/support-schedule",
  pass: [{ runtime: "go126" }, {}],
  fail: [{ runtime: "python27" }, { runtime: "php55" }, { runtime: "nodejs16" }],
  unknown: [{ runtime: unknown }],
  check: ({ runtime }) => unmaintained("google", runtime),
});
