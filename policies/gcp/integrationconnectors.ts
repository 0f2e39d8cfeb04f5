import type { ConnectionArgs } from "@pulumi/gcp/integrationconnectors/connection";
import { resource, setting } from "../../lib/rule";

const Connection = resource<ConnectionArgs>("gcp:integrationconnectors/connection:Connection");

export const connectionLogging = setting(Connection, {
  id: "gcp-integrationconnectors-connection-logging",
  title: "Integration connections log",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without logs nobody can tell what was read from the connected system.",
  see: "https://cloud.google.com/integration-connectors/docs/reference/rest/v1/projects.locations.connections",
  at: ({ logConfig }) => logConfig?.enabled,
  good: [true],
  absent: "bad",
});

export const connectionTls = setting(Connection, {
  id: "gcp-integrationconnectors-connection-tls",
  title: "Integration connections don't turn TLS off",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Credentials and data go over the network in the open.",
  see: "https://cloud.google.com/integration-connectors/docs/reference/rest/v1/projects.locations.connections",
  at: ({ sslConfig }) => sslConfig?.useSsl,
  good: [true],
  absent: "good",
});
