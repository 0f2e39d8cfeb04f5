import type { AFDCustomDomainArgs } from "@pulumi/azure-native/cdn/afdcustomDomain";
import type { AFDOriginArgs } from "@pulumi/azure-native/cdn/afdorigin";
import type { EndpointArgs } from "@pulumi/azure-native/cdn/endpoint";
import type { ProfileArgs } from "@pulumi/azure-native/cdn/profile";
import type { RouteArgs } from "@pulumi/azure-native/cdn/route";
import type { SecurityPolicyArgs } from "@pulumi/azure-native/cdn/securityPolicy";
import { same } from "../../lib/cloud/azure";
import { minimumTls } from "../../lib/cloud/azure-settings";
import { from, resource, rule, setting, some, unknown } from "../../lib/rule";

const CustomDomain = resource<AFDCustomDomainArgs>("azure-native:cdn:AFDCustomDomain");
const Endpoint = resource<EndpointArgs>("azure-native:cdn:Endpoint");
const Origin = resource<AFDOriginArgs>("azure-native:cdn:AFDOrigin");
const Profile = resource<ProfileArgs>("azure-native:cdn:Profile");
const Route = resource<RouteArgs>("azure-native:cdn:Route");
const SecurityPolicy = resource<SecurityPolicyArgs>("azure-native:cdn:SecurityPolicy");

export const endpointHttp = setting(Endpoint, {
  id: "azure-cdn-endpoint-http",
  title: "CDN endpoints don't serve plain HTTP",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_197"] },
  why: "Whoever is on the way can read and change what is sent over HTTP.",
  see: "https://learn.microsoft.com/azure/cdn/cdn-custom-ssl",
  at: (endpoint) => endpoint.isHttpAllowed,
  good: [false],
  absent: "bad",
});

export const endpointHttps = setting(Endpoint, {
  id: "azure-cdn-endpoint-https",
  title: "CDN endpoints serve HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_198"] },
  why: "Without HTTPS, whoever is on the way can read and change what is sent.",
  see: "https://learn.microsoft.com/azure/cdn/cdn-custom-ssl",
  at: (endpoint) => endpoint.isHttpsAllowed,
  good: [true],
  absent: "good",
});

export const customdomainTls = minimumTls(CustomDomain, {
  id: "azure-cdn-customdomain-tls",
  subject: "Custom domains of Front Door profiles",
  see: "https://learn.microsoft.com/azure/frontdoor/standard-premium/tls-policy",
  at: (domain) => domain.tlsSettings?.minimumTlsVersion,
  good: ["TLS12", "TLS13"],
  bad: ["TLS10"],
  absent: "good",
});

export const originCertificate = setting(Origin, {
  id: "azure-cdn-origin-certificate",
  title: "Front Door profiles check the certificates of their origins",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Without the check, anyone on the way can pose as the origin.",
  see: "https://learn.microsoft.com/azure/frontdoor/origin",
  at: (origin) => origin.enforceCertificateNameCheck,
  good: [true],
  absent: "good",
});

export const profileFirewall = rule(Profile, {
  id: "azure-cdn-profile-firewall",
  title: "Front Door profiles have a web application firewall",
  severity: "medium",
  family: "network",
  preset: "strict",
  why: "Without it, every known attack on web applications reaches the application.",
  fix: "Add an `azure-native.cdn.SecurityPolicy` with the profile as `profileName`.",
  see: "https://learn.microsoft.com/azure/web-application-firewall/afds/afds-overview",
  related: { policies: from(SecurityPolicy, "profileName") },
  pass: [{ sku: { name: "Standard_AzureFrontDoor" }, policies: [{}] }, { sku: { name: "Standard_Microsoft" } }],
  fail: [{ sku: { name: "Standard_AzureFrontDoor" } }, { sku: { name: "Premium_AzureFrontDoor" } }],
  unknown: [{ sku: { name: "Premium_AzureFrontDoor" }, policies: [unknown] }],
  check: ({ sku, policies }) => /AzureFrontDoor$/i.test(sku?.name ?? "") && !some(policies) && "it has no SecurityPolicy",
});

export const routeHttps = rule(Route, {
  id: "azure-cdn-route-https",
  title: "Routes of Front Door profiles serve HTTPS, or redirect to it",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Whoever is on the way can read and change what is sent over HTTP.",
  fix: "Set `httpsRedirect` to `Enabled`, or leave `Http` out of `supportedProtocols`.",
  see: "https://learn.microsoft.com/azure/frontdoor/standard-premium/how-to-configure-https-custom-domain",
  pass: [{ httpsRedirect: "Enabled", supportedProtocols: ["Http", "Https"] }, { supportedProtocols: ["Https"] }],
  fail: [{}, { httpsRedirect: "Disabled", supportedProtocols: ["Http", "Https"] }],
  unknown: [{ httpsRedirect: unknown }, { supportedProtocols: [unknown] }],
  check: ({ httpsRedirect, supportedProtocols }) =>
    !same(httpsRedirect, "Enabled") &&
    (!some(supportedProtocols) || some(supportedProtocols, (protocol) => same(protocol, "Http"))) &&
    "it serves plain HTTP without a redirect",
});
