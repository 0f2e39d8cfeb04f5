import type { EdgeCacheOriginArgs } from "@pulumi/gcp/networkservices/edgeCacheOrigin";
import type { EdgeCacheServiceArgs } from "@pulumi/gcp/networkservices/edgeCacheService";
import type { EndpointPolicyArgs } from "@pulumi/gcp/networkservices/endpointPolicy";
import { resource, rule, setting, unknown } from "../../lib/rule";

const EdgeCacheService = resource<EdgeCacheServiceArgs>("gcp:networkservices/edgeCacheService:EdgeCacheService");
const EdgeCacheOrigin = resource<EdgeCacheOriginArgs>("gcp:networkservices/edgeCacheOrigin:EdgeCacheOrigin");
const EndpointPolicy = resource<EndpointPolicyArgs>("gcp:networkservices/endpointPolicy:EndpointPolicy");

export const edgeCacheTls = setting(EdgeCacheService, {
  id: "gcp-networkservices-edge-cache-tls",
  title: "Media CDN services answer only by HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "What is sent by plain HTTP can be read and changed by anyone on the way.",
  fix: "Set `requireTls` to `true`, and give `edgeSslCertificates`.",
  see: "https://cloud.google.com/media-cdn/docs/reference/rest/v1/projects.locations.edgeCacheServices",
  at: ({ requireTls }) => requireTls,
  good: [true],
  absent: "bad",
});

export const edgeCacheLogging = setting(EdgeCacheService, {
  id: "gcp-networkservices-edge-cache-logging",
  title: "Media CDN services log requests",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without a log of its requests an attack leaves no trace.",
  see: "https://cloud.google.com/media-cdn/docs/logging",
  at: ({ logConfig }) => logConfig?.enable,
  good: [true],
  absent: "bad",
});

export const edgeCacheOriginTls = setting(EdgeCacheOrigin, {
  id: "gcp-networkservices-edge-cache-origin-tls",
  title: "Media CDN reaches its origins by TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Anyone on the way can change what the CDN then serves to all users.",
  fix: "Leave `protocol` out, or set it to `HTTP2` or `HTTPS`.",
  see: "https://cloud.google.com/media-cdn/docs/origins",
  at: ({ protocol }) => protocol,
  good: ["HTTP2", "HTTPS"],
  bad: ["HTTP"],
  absent: "good",
});

export const endpointPolicyTls = rule(EndpointPolicy, {
  id: "gcp-networkservices-endpoint-policy-tls",
  title: "Endpoints in the service mesh accept only TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Services talk in the open, and can't tell who calls them.",
  fix: "Set `serverTlsPolicy` to a `gcp.networksecurity.ServerTlsPolicy`.",
  see: "https://cloud.google.com/service-mesh/docs/security/security-overview",
  pass: [{ serverTlsPolicy: "projects/p/locations/global/serverTlsPolicies/t" }, { serverTlsPolicy: unknown }],
  fail: [{}],
  check: (self) => !("serverTlsPolicy" in self) && "no TLS policy applies to it",
});
