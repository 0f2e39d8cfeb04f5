import type { ConnectionArgs } from "@pulumi/gcp/integrationconnectors/connection";
import { resource, rule, unknown } from "../../lib/rule";

const Connection = resource<ConnectionArgs>("gcp:integrationconnectors/connection:Connection");

export const connectionLogging = rule(Connection, {
  id: "gcp-integrationconnectors-connection-logging",
  title: "Integration connections log",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without logs nobody can tell what was read from the connected system.",
  fix: "Set `logConfig.enabled` to `true`.",
  see: "https://cloud.google.com/integration-connectors/docs/reference/rest/v1/projects.locations.connections",
  pass: [{ logConfig: { enabled: true } }],
  fail: [{}, { logConfig: { enabled: false } }],
  unknown: [{ logConfig: { enabled: unknown } }],
  check: ({ logConfig }) => !logConfig?.enabled && "it doesn't log",
});

export const connectionTls = rule(Connection, {
  id: "gcp-integrationconnectors-connection-tls",
  title: "Integration connections don't turn TLS off",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Credentials and data go over the network in the open.",
  fix: "Leave `sslConfig.useSsl` out, or set it to `true`.",
  see: "https://cloud.google.com/integration-connectors/docs/reference/rest/v1/projects.locations.connections",
  pass: [{}, { sslConfig: { type: "TLS", useSsl: true } }],
  fail: [{ sslConfig: { type: "TLS", useSsl: false } }],
  unknown: [{ sslConfig: { type: "TLS", useSsl: unknown } }],
  check: ({ sslConfig }) => sslConfig?.useSsl === false && "it doesn't use TLS",
});
