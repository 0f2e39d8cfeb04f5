import type { AuthorizationPolicyArgs } from "@pulumi/gcp/networksecurity/authorizationPolicy";
import type { FirewallEndpointAssociationArgs } from "@pulumi/gcp/networksecurity/firewallEndpointAssociation";
import type { GatewaySecurityPolicyArgs } from "@pulumi/gcp/networksecurity/gatewaySecurityPolicy";
import type { ServerTlsPolicyArgs } from "@pulumi/gcp/networksecurity/serverTlsPolicy";
import type { TlsInspectionPolicyArgs } from "@pulumi/gcp/networksecurity/tlsInspectionPolicy";
import { every, resource, rule, setting, unknown } from "../../lib/rule";

const AuthorizationPolicy = resource<AuthorizationPolicyArgs>("gcp:networksecurity/authorizationPolicy:AuthorizationPolicy");
const FirewallEndpointAssociation = resource<FirewallEndpointAssociationArgs>("gcp:networksecurity/firewallEndpointAssociation:FirewallEndpointAssociation");
const GatewaySecurityPolicy = resource<GatewaySecurityPolicyArgs>("gcp:networksecurity/gatewaySecurityPolicy:GatewaySecurityPolicy");
const ServerTlsPolicy = resource<ServerTlsPolicyArgs>("gcp:networksecurity/serverTlsPolicy:ServerTlsPolicy");
const TlsInspectionPolicy = resource<TlsInspectionPolicyArgs>("gcp:networksecurity/tlsInspectionPolicy:TlsInspectionPolicy");

export const serverTlsPolicyPlaintext = setting(ServerTlsPolicy, {
  id: "gcp-networksecurity-server-tls-policy-plaintext",
  title: "Server TLS policies refuse plain text",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8(1)"], "pci-dss-4.0": ["4.2.1"] },
  why: "Clients that forget TLS are served all the same, and everyone on the way reads along.",
  fix: "Leave `allowOpen` out, except while you move clients to TLS.",
  see: "https://cloud.google.com/service-mesh/docs/service-routing/security-overview",
  at: (policy) => policy.allowOpen,
  good: [false],
  absent: "good",
});

export const serverTlsPolicyClients = setting(ServerTlsPolicy, {
  id: "gcp-networksecurity-server-tls-policy-clients",
  title: "Server TLS policies refuse clients without a valid certificate",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["IA-3(3)(b)"] },
  why: "The load balancer lets such clients through, and only a header tells the backend, which must not forget to look.",
  see: "https://cloud.google.com/load-balancing/docs/mtls",
  at: (policy) => policy.mtlsPolicy?.clientValidationMode,
  good: ["REJECT_INVALID"],
  bad: ["ALLOW_INVALID_OR_MISSING_CLIENT_CERT"],
  absent: "good",
});

export const tlsInspectionPolicyTls = setting(TlsInspectionPolicy, {
  id: "gcp-networksecurity-tls-inspection-policy-tls",
  title: "TLS inspection asks for TLS 1.2 or later",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8(1)"], "pci-dss-4.0": ["4.2.1"] },
  why: "The firewall otherwise speaks TLS 1.0 and 1.1 for clients that wouldn't do so themselves.",
  see: "https://cloud.google.com/firewall/docs/about-tls-inspection",
  at: (policy) => policy.minTlsVersion,
  good: ["TLS_1_2", "TLS_1_3"],
  bad: ["TLS_1_1", "TLS_VERSION_UNSPECIFIED"],
  absent: "bad",
});

export const gatewaySecurityPolicyInspection = rule(GatewaySecurityPolicy, {
  id: "gcp-networksecurity-gateway-security-policy-inspection",
  title: "Secure Web Proxy policies can look into TLS",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-4"] },
  why: "What leaves in TLS is judged by its host alone: data can leave for any path of an allowed one.",
  fix: "Set `tlsInspectionPolicy`, and `tlsInspectionEnabled` on the rules that need it.",
  see: "https://cloud.google.com/secure-web-proxy/docs/tls-inspection-overview",
  pass: [{ tlsInspectionPolicy: "inspect" }],
  fail: [{}],
  unknown: [{ tlsInspectionPolicy: unknown }],
  check: ({ tlsInspectionPolicy }) => !tlsInspectionPolicy && "it has no `tlsInspectionPolicy`",
});

export const authorizationPolicySources = rule(AuthorizationPolicy, {
  id: "gcp-networksecurity-authorization-policy-sources",
  title: "Authorization policies name whom they allow",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "A policy that allows without naming sources allows every caller everything that it names.",
  fix: "Give each of the `rules` its `sources`, by principals or address ranges.",
  see: "https://cloud.google.com/service-mesh/docs/service-routing/security-overview",
  pass: [{ action: "DENY" }, { action: "ALLOW", rules: [{ sources: [{ principals: ["spiffe://project.svc.id.goog/ns/web/sa/web"] }] }] }],
  fail: [
    { action: "ALLOW" },
    { action: "ALLOW", rules: [{ destinations: [{ hosts: ["api"], methods: ["GET"], ports: [443] }] }] },
    { action: "ALLOW", rules: [{ sources: [{ principals: ["*"] }] }] },
  ],
  unknown: [{ action: "ALLOW", rules: unknown }],
  check: ({ action, rules }) =>
    action === "ALLOW" && !(rules?.length && every(rules, ({ sources }) => sources?.length && every(sources, namesCallers))) && "it allows every caller",
});

const namesCallers = ({ ipBlocks, principals }: { readonly ipBlocks?: readonly string[]; readonly principals?: readonly string[] }) =>
  !!ipBlocks?.length || (!!principals?.length && every(principals, (principal) => principal !== "*"));

export const firewallEndpointAssociationEnabled = setting(FirewallEndpointAssociation, {
  id: "gcp-networksecurity-firewall-endpoint-association-enabled",
  title: "Associations with firewall endpoints are enabled",
  severity: "medium",
  family: "network",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SI-4"] },
  why: "A disabled association lets traffic pass that the endpoint should inspect.",
  see: "https://cloud.google.com/firewall/docs/about-firewall-endpoints",
  at: (association) => association.disabled,
  good: [false],
  absent: "good",
});
