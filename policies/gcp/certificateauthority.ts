import type { AuthorityArgs } from "@pulumi/gcp/certificateauthority/authority";
import type { CaPoolArgs } from "@pulumi/gcp/certificateauthority/caPool";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Authority = resource<AuthorityArgs>("gcp:certificateauthority/authority:Authority");
const CaPool = resource<CaPoolArgs>("gcp:certificateauthority/caPool:CaPool");

export const poolCustomerKey = customerKey(CaPool, {
  id: "gcp-certificateauthority-pool-customer-key",
  subject: "Certificates of CA pools",
  at: (pool) => pool.encryptionSpec?.cloudKmsKey,
  see: "https://cloud.google.com/certificate-authority-service/docs/reference/rest/v1/projects.locations.caPools",
});

export const poolRevocationList = rule(CaPool, {
  id: "gcp-certificateauthority-pool-revocation-list",
  title: "CA pools publish which certificates are revoked",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-12"] },
  why: "Clients keep trusting a stolen certificate if nothing tells them that it is revoked.",
  fix: "Set `publishingOptions.publishCrl` to `true`; pools of the tier `DEVOPS` can't.",
  see: "https://cloud.google.com/certificate-authority-service/docs/revoking-certificates",
  pass: [{ tier: "ENTERPRISE", publishingOptions: { publishCrl: true, publishCaCert: true } }, { tier: "DEVOPS" }],
  fail: [{ tier: "ENTERPRISE", publishingOptions: { publishCrl: false, publishCaCert: true } }, { tier: "ENTERPRISE" }],
  unknown: [{ tier: "ENTERPRISE", publishingOptions: unknown }],
  check: ({ tier, publishingOptions }) => tier !== "DEVOPS" && !publishingOptions?.publishCrl && "it publishes no revocation list",
});

export const poolIssuancePolicy = rule(CaPool, {
  id: "gcp-certificateauthority-pool-issuance-policy",
  title: "CA pools limit what certificates they issue",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Without a policy whoever may ask for a certificate gets one for any name, use and lifetime, another authority's included.",
  fix: "Set `issuancePolicy`.",
  see: "https://cloud.google.com/certificate-authority-service/docs/use-issuance-policy",
  pass: [{ issuancePolicy: { maximumLifetime: "2592000s" } }],
  fail: [{}, { issuancePolicy: {} }],
  unknown: [{ issuancePolicy: unknown }],
  check: ({ issuancePolicy }) => !Reflect.ownKeys(issuancePolicy ?? {}).length && "it has no `issuancePolicy`",
});

export const authorityDeletionProtection = rule(Authority, {
  id: "gcp-certificateauthority-authority-deletion-protection",
  title: "Certificate authorities are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "One mistaken command takes the trust from all certificates that the authority issued.",
  fix: "Leave `deletionProtection` and `skipGracePeriod` out.",
  see: "https://cloud.google.com/certificate-authority-service/docs/deleting-certificate-authorities",
  pass: [{}, { deletionProtection: true }],
  fail: [{ deletionProtection: false }, { skipGracePeriod: true }],
  unknown: [{ deletionProtection: unknown }],
  check: ({ deletionProtection, skipGracePeriod }) =>
    (deletionProtection === false && "`deletionProtection` is off") || (skipGracePeriod && "`skipGracePeriod` is on"),
});
