import type { ConnectionProfileArgs } from "@pulumi/gcp/datastream/connectionProfile";
import type { StreamArgs } from "@pulumi/gcp/datastream/stream";
import { customerKey, each, resource, rule, unknown } from "../../lib/rule";

const Stream = resource<StreamArgs>("gcp:datastream/stream:Stream");
const ConnectionProfile = resource<ConnectionProfileArgs>("gcp:datastream/connectionProfile:ConnectionProfile");

export const streamCustomerKey = customerKey(Stream, {
  id: "gcp-datastream-stream-customer-key",
  subject: "Datastream streams",
  at: ({ customerManagedEncryptionKey }) => customerManagedEncryptionKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});

export const connectionProfileTls = rule(ConnectionProfile, {
  id: "gcp-datastream-connection-profile-tls",
  title: "Datastream reaches its source databases by TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "All that is copied from the database goes over the network in the open, the password first.",
  fix: "Set `sslConfig` in the profile of the source database.",
  see: "https://cloud.google.com/datastream/docs/create-connection-profiles",
  pass: [{}, { mysqlProfile: { sslConfig: { caCertificate: "pem" } } }, { bigqueryProfile: {} }],
  fail: [
    { mysqlProfile: { hostname: "db", username: "u" } },
    { postgresqlProfile: { hostname: "db", username: "u", database: "d" } },
    { mongodbProfile: { username: "u", hostAddresses: [{ hostname: "db" }] } },
  ],
  unknown: [{ mysqlProfile: { hostname: "db", sslConfig: unknown } }],
  check: (self) =>
    each([self.mysqlProfile, self.postgresqlProfile, self.mongodbProfile], (profile) => profile && !profile.sslConfig && "it reaches the database without TLS"),
});
