import type { RegionalSecretArgs } from "@pulumi/gcp/secretmanager/regionalSecret";
import type { SecretArgs } from "@pulumi/gcp/secretmanager/secret";
import { customerKey, every, resource, rule, unknown } from "../../lib/rule";

const Secret = resource<SecretArgs>("gcp:secretmanager/secret:Secret");
const RegionalSecret = resource<RegionalSecretArgs>("gcp:secretmanager/regionalSecret:RegionalSecret");
const AnySecret = resource<SecretArgs | RegionalSecretArgs>("gcp:secretmanager/secret:Secret", "gcp:secretmanager/regionalSecret:RegionalSecret");

const key = { kmsKeyName: "projects/p/locations/eu/keyRings/r/cryptoKeys/k" };

export const secretCustomerKey = customerKey(Secret, {
  id: "gcp-secretmanager-secret-customer-key",
  subject: "Secret Manager secrets",
  at: (secret) => secret.replication?.auto?.customerManagedEncryption?.kmsKeyName,
  unless: ({ replication }) => replication?.userManaged && every(replication.userManaged.replicas, (replica) => replica.customerManagedEncryption),
  see: "https://cloud.google.com/secret-manager/docs/cmek",
  pass: [{ replication: { userManaged: { replicas: [{ location: "europe-west1", customerManagedEncryption: key }] } } }],
  fail: [{ replication: { auto: {} } }, { replication: { userManaged: { replicas: [{ location: "a", customerManagedEncryption: key }, { location: "b" }] } } }],
});

export const regionalSecretCustomerKey = customerKey(RegionalSecret, {
  id: "gcp-secretmanager-regional-secret-customer-key",
  subject: "Regional Secret Manager secrets",
  at: (self) => self.customerManagedEncryption?.kmsKeyName,
  see: "https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.locations.secrets",
});

export const secretRotation = rule(AnySecret, {
  id: "gcp-secretmanager-secret-rotation",
  title: "Secret Manager secrets have a rotation schedule",
  severity: "low",
  family: "secrets",
  preset: "strict",
  why: "The longer a secret stays the same, the more places it has leaked to.",
  fix: "Set `rotation.rotationPeriod` and a topic in `topics`, and change the secret when the message comes.",
  see: "https://cloud.google.com/secret-manager/docs/secret-rotation",
  pass: [{ rotation: { rotationPeriod: "7776000s", nextRotationTime: "2030-01-01T00:00:00Z" } }, { ttl: "86400s" }],
  fail: [{}, { rotation: { nextRotationTime: "2030-01-01T00:00:00Z" } }],
  unknown: [{ rotation: { rotationPeriod: unknown } }],
  check: ({ rotation, ttl, expireTime }) => !rotation?.rotationPeriod && !ttl && !expireTime && "has no rotation schedule",
});

export const secretDeletion = rule(AnySecret, {
  id: "gcp-secretmanager-secret-deletion",
  title: "Secret Manager secrets are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "A secret that is deleted by mistake is gone with all of its versions.",
  fix: "Set `deletionProtection` to `true`, or `deletionPolicy` to `PREVENT`.",
  see: "https://cloud.google.com/secret-manager/docs/delay-destruction-of-secret-versions",
  pass: [{ deletionProtection: true }, { deletionPolicy: "PREVENT" }],
  fail: [{}, { deletionProtection: false }],
  unknown: [{ deletionProtection: unknown }],
  check: ({ deletionProtection, deletionPolicy }) => !deletionProtection && deletionPolicy !== "PREVENT" && "can be deleted at once",
  remedy: () => ({ deletionProtection: true }),
});
