import type { CryptoKeyArgs } from "@pulumi/gcp/kms/cryptoKey";
import type { CryptoKeyIAMBindingArgs } from "@pulumi/gcp/kms/cryptoKeyIAMBinding";
import type { CryptoKeyIAMMemberArgs } from "@pulumi/gcp/kms/cryptoKeyIAMMember";
import type { CryptoKeyIAMPolicyArgs } from "@pulumi/gcp/kms/cryptoKeyIAMPolicy";
import type { KeyRingArgs } from "@pulumi/gcp/kms/keyRing";
import type { KeyRingIAMBindingArgs } from "@pulumi/gcp/kms/keyRingIAMBinding";
import type { KeyRingIAMMemberArgs } from "@pulumi/gcp/kms/keyRingIAMMember";
import type { KeyRingIAMPolicyArgs } from "@pulumi/gcp/kms/keyRingIAMPolicy";
import { somePublic } from "../../lib/cloud/google-iam";
import { from, option, resource, rule, unknown } from "../../lib/rule";

const CryptoKey = resource<CryptoKeyArgs>("gcp:kms/cryptoKey:CryptoKey");
const CryptoKeyIam = resource<Partial<CryptoKeyIAMMemberArgs & CryptoKeyIAMBindingArgs & CryptoKeyIAMPolicyArgs>>(
  "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember",
  "gcp:kms/cryptoKeyIAMBinding:CryptoKeyIAMBinding",
  "gcp:kms/cryptoKeyIAMPolicy:CryptoKeyIAMPolicy",
);
const KeyRing = resource<KeyRingArgs>("gcp:kms/keyRing:KeyRing");
const KeyRingIam = resource<Partial<KeyRingIAMMemberArgs & KeyRingIAMBindingArgs & KeyRingIAMPolicyArgs>>(
  "gcp:kms/keyRingIAMMember:KeyRingIAMMember",
  "gcp:kms/keyRingIAMBinding:KeyRingIAMBinding",
  "gcp:kms/keyRingIAMPolicy:KeyRingIAMPolicy",
);

const why = "Anybody on the internet can use the key, so the encryption protects nothing.";
const fix = "Name the service accounts that need the key as members.";
const everyone = JSON.stringify({ bindings: [{ role: "roles/cloudkms.admin", members: ["allUsers"] }] });

export const keyPublic = rule(CryptoKey, {
  id: "gcp-kms-key-public",
  title: "KMS keys are not public",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["1.9"] },
  equivalents: { checkov: ["CKV2_GCP_6"], kics: ["16cc87d1-dd47-4f46-b3ce-4dfcac8fd2f5"], regula: ["FG_R00386"] },
  why,
  fix,
  see: "https://cloud.google.com/kms/docs/iam",
  related: { grants: from(CryptoKeyIam, "cryptoKeyId") },
  pass: [{}, { grants: [{ member: "user:jane@example.com" }, { members: ["group:team@example.com"] }] }],
  fail: [
    { grants: [unknown, { member: "allUsers" }] },
    { grants: [{ members: ["user:jane@example.com", "allAuthenticatedUsers"] }] },
    { grants: [{ policyData: everyone }] },
  ],
  unknown: [{ grants: [{ member: unknown }] }],
  check: ({ grants }) => somePublic(grants) && "is granted to the public",
});

export const keyRingPublic = rule(KeyRing, {
  id: "gcp-kms-key-ring-public",
  title: "KMS key rings are not public",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["1.9"] },
  equivalents: { checkov: ["CKV2_GCP_8"], kics: ["d4e5f6g7-h8i9-0jkl-mnop-qrstuvwx1234"] },
  why,
  fix,
  see: "https://cloud.google.com/kms/docs/iam",
  related: { grants: from(KeyRingIam, "keyRingId") },
  pass: [{}, { grants: [{ member: "user:jane@example.com" }] }],
  fail: [{ grants: [{ member: "allUsers" }] }, { grants: [{ members: ["allAuthenticatedUsers"] }] }, { grants: [{ policyData: everyone }] }],
  unknown: [{ grants: [{ policyData: unknown }] }],
  check: ({ grants }) => somePublic(grants) && "is granted to the public",
});

export const keyRotation = rule(CryptoKey, {
  id: "gcp-kms-key-rotation",
  title: "Cloud KMS keys are rotated",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_GCP_43"],
    trivy: ["AVD-GCP-0065"],
    kics: ["d8c57c4e-bf6f-4e32-a2bf-8643532de77b"],
    terrascan: ["AC_GCP_0011", "AC_GCP_0012"],
    regula: ["FG_R00378"],
  },
  why: "The longer a key version is used, the more data a leak of it opens.",
  fix: "Set `rotationPeriod` to 90 days or less, such as `7776000s`.",
  see: "https://cloud.google.com/kms/docs/key-rotation",
  options: { days: option.Integer({ default: 90, minimum: 1, description: "The longest rotation period, in days." }) },
  pass: [
    { rotationPeriod: "7776000s" },
    { purpose: "ASYMMETRIC_SIGN" },
    { importOnly: true },
    { versionTemplate: { algorithm: "EXTERNAL_SYMMETRIC_ENCRYPTION", protectionLevel: "EXTERNAL" } },
  ],
  fail: [{}, { rotationPeriod: "15552000s" }, { rotationPeriod: "90" }, { purpose: "ENCRYPT_DECRYPT" }],
  unknown: [{ rotationPeriod: unknown }],
  check: ({ purpose, importOnly, versionTemplate, rotationPeriod }, { options: { days } }) => {
    // Only symmetric keys that Google holds and makes itself rotate by themselves.
    if ((purpose ?? "ENCRYPT_DECRYPT") !== "ENCRYPT_DECRYPT" || importOnly || versionTemplate?.protectionLevel?.startsWith("EXTERNAL")) return false;
    if (!rotationPeriod) return "has no `rotationPeriod`";
    const seconds = /^(\d+(?:\.\d+)?)s$/.exec(rotationPeriod)?.[1];
    if (seconds === undefined) return "`rotationPeriod` isn't a number of seconds followed by `s`";
    return Number(seconds) > days * 86400 && `is rotated less often than every ${days} days`;
  },
});

export const keyDeletion = rule(CryptoKey, {
  id: "gcp-kms-key-deletion",
  title: "KMS keys are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_82"] },
  why: "When a program deletes a key, its versions are destroyed, and all data that is encrypted with them is lost.",
  fix: "Set `deletionPolicy` to `PREVENT`, or the resource option `protect`.",
  see: "https://cloud.google.com/kms/docs/destroy-restore",
  pass: [{ deletionPolicy: "PREVENT" }, { deletionPolicy: "ABANDON" }],
  fail: [{}, { deletionPolicy: "DELETE" }],
  unknown: [{ deletionPolicy: unknown }],
  check: ({ deletionPolicy }, { resource }) => (deletionPolicy ?? "DELETE") === "DELETE" && !resource.protect && "a deletion destroys its versions",
  remedy: () => ({ deletionPolicy: "PREVENT" }),
});

export const keyDestroyDelay = rule(CryptoKey, {
  id: "gcp-kms-key-destroy-delay",
  title: "KMS keys can be restored for a while before they are destroyed",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "Until a scheduled destruction takes place it can be taken back; afterwards nothing brings the data back.",
  fix: "Leave `destroyScheduledDuration` out, which means 30 days, or set it to `604800s` or more.",
  see: "https://cloud.google.com/kms/docs/create-key#soft_delete",
  options: { days: option.Integer({ default: 7, minimum: 1, description: "The shortest time before a destruction, in days." }) },
  pass: [{}, { destroyScheduledDuration: "2592000s" }],
  fail: [{ destroyScheduledDuration: "86400s" }],
  unknown: [{ destroyScheduledDuration: unknown }],
  check: ({ destroyScheduledDuration }, { options: { days } }) =>
    destroyScheduledDuration !== undefined && Number.parseFloat(destroyScheduledDuration) < days * 86400 && `is destroyed within less than ${days} days`,
});

export const keyAlgorithm = rule(CryptoKey, {
  id: "gcp-kms-key-algorithm",
  title: "KMS keys don't use SHA-1",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "SHA-1 is broken, and no longer allowed by the standards that apply to most data.",
  fix: "Set `versionTemplate.algorithm` to one with SHA-256 or more.",
  see: "https://cloud.google.com/kms/docs/algorithms",
  pass: [{}, { versionTemplate: { algorithm: "RSA_DECRYPT_OAEP_3072_SHA256" } }],
  fail: [{ versionTemplate: { algorithm: "RSA_DECRYPT_OAEP_2048_SHA1" } }, { versionTemplate: { algorithm: "HMAC_SHA1" } }],
  unknown: [{ versionTemplate: { algorithm: unknown } }],
  check: ({ versionTemplate }) => versionTemplate?.algorithm?.endsWith("SHA1") && `uses \`${versionTemplate.algorithm}\``,
});
