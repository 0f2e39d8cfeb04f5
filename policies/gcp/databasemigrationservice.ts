import type { ConnectionProfileArgs } from "@pulumi/gcp/databasemigrationservice/connectionProfile";
import { isAnywhere } from "../../lib/cloud/network";
import { each, resource, rule, some, unknown } from "../../lib/rule";

const ConnectionProfile = resource<ConnectionProfileArgs>("gcp:databasemigrationservice/connectionProfile:ConnectionProfile");

export const profileAuthorizedNetworks = rule(ConnectionProfile, {
  id: "gcp-databasemigrationservice-profile-authorized-networks",
  title: "Databases that are migrated to Cloud SQL are not open to the whole internet",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Everyone on the internet can reach the database and try passwords and flaws on it.",
  fix: "Name only your own ranges in `cloudsql.settings.ipConfig.authorizedNetworks`.",
  see: "https://cloud.google.com/database-migration/docs/reference/rest/v1/projects.locations.connectionProfiles",
  pass: [{}, { cloudsql: { settings: { sourceId: "s", ipConfig: { authorizedNetworks: [{ value: "203.0.113.0/24" }] } } } }],
  fail: [{ cloudsql: { settings: { sourceId: "s", ipConfig: { authorizedNetworks: [{ value: "0.0.0.0/0" }] } } } }],
  unknown: [{ cloudsql: { settings: { sourceId: "s", ipConfig: { authorizedNetworks: [{ value: unknown }] } } } }],
  check: ({ cloudsql }) =>
    some(cloudsql?.settings?.ipConfig?.authorizedNetworks, ({ value }) => isAnywhere(value)) && "`authorizedNetworks` has the whole internet",
});

export const profileRequireTls = rule(ConnectionProfile, {
  id: "gcp-databasemigrationservice-profile-require-tls",
  title: "Databases that are migrated to Cloud SQL accept only encrypted connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Anyone on the way can read unencrypted connections, passwords and data alike.",
  fix: "Set `cloudsql.settings.ipConfig.requireSsl` to `true`.",
  see: "https://cloud.google.com/database-migration/docs/reference/rest/v1/projects.locations.connectionProfiles",
  pass: [{}, { cloudsql: { settings: { sourceId: "s", ipConfig: { requireSsl: true } } } }],
  fail: [{ cloudsql: { settings: { sourceId: "s" } } }, { cloudsql: { settings: { sourceId: "s", ipConfig: { requireSsl: false } } } }],
  unknown: [{ cloudsql: { settings: { sourceId: "s", ipConfig: { requireSsl: unknown } } } }],
  check: ({ cloudsql }) => cloudsql?.settings && !cloudsql.settings.ipConfig?.requireSsl && "it accepts unencrypted connections",
});

export const profileTls = rule(ConnectionProfile, {
  id: "gcp-databasemigrationservice-profile-tls",
  title: "Migrations read their source databases by TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "All that is copied from the database goes over the network in the open, the password first.",
  fix: "Set `ssl` in the profile of the source database.",
  see: "https://cloud.google.com/database-migration/docs/reference/rest/v1/projects.locations.connectionProfiles",
  pass: [{}, { mysql: { host: "db", ssl: { caCertificate: "pem" } } }, { postgresql: { cloudSqlId: "db" } }, { postgresql: { alloydbClusterId: "db" } }],
  fail: [{ mysql: { host: "db" } }, { postgresql: { host: "db" } }, { oracle: { host: "db", databaseService: "d", username: "u", password: "p" } }],
  unknown: [{ mysql: { host: "db", ssl: unknown } }],
  check: (self) => each([self.mysql, self.postgresql, self.oracle], (profile) => profile?.host && !profile.ssl && "it reaches the database without TLS"),
});

export const profileCustomerKey = rule(ConnectionProfile, {
  id: "gcp-databasemigrationservice-profile-customer-key",
  title: "Databases that are migrated to Cloud SQL are encrypted with a Cloud KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `cloudsql.settings.cmekKeyName` to a Cloud KMS key of your own.",
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{}, { cloudsql: { settings: { sourceId: "s", cmekKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } } }],
  fail: [{ cloudsql: { settings: { sourceId: "s" } } }],
  unknown: [{ cloudsql: { settings: { sourceId: "s", cmekKeyName: unknown } } }],
  check: ({ cloudsql }) => cloudsql?.settings && !cloudsql.settings.cmekKeyName && "`cloudsql.settings.cmekKeyName` names no key",
});
