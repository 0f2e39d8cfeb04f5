import type { KeyArgs } from "@pulumi/aws/kms/key";
import type { KeyPolicyArgs } from "@pulumi/aws/kms/keyPolicy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { from, option, resource, rule, setting, some, unknown } from "../../lib/rule";

const Key = resource<KeyArgs>("aws:kms/key:Key");
const KeyPolicy = resource<KeyPolicyArgs>("aws:kms/keyPolicy:KeyPolicy");
const AnyKey = resource<Pick<KeyArgs, "policy" | "bypassPolicyLockoutSafetyCheck" | "deletionWindowInDays">>(
  "aws:kms/key:Key",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
);

const policy = (principal: unknown, more: object = {}): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Principal: principal, Action: "kms:*", Resource: "*", ...more } });
const root = { AWS: "arn:aws:iam::111122223333:root" };

export const keyPolicyPublic = noPublicPolicy(AnyKey, {
  id: "aws-kms-key-policy-public",
  subject: "KMS keys",
  equivalents: { checkov: ["CKV_AWS_33"], kics: ["7ebc9038-0bde-479a-acc4-6ed7b6758899"], terrascan: ["AC_AWS_0162", "AC_AWS_0482"], regula: ["FG_R00252"] },
  why: "Anyone with an AWS account can use the key, and read what it encrypts.",
  see: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
  at: ({ policy }) => policy,
  action: "kms:*",
  pass: [
    { policy: policy({ AWS: "*" }, { Condition: { StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "ec2.us-east-1.amazonaws.com" } } }) },
  ],
  fail: [{ policy: policy("*", { Action: "kms:Decrypt", Condition: { StringEquals: { "kms:ViaService": "ec2.us-east-1.amazonaws.com" } } }) }],
});

export const keyPolicyLockout = setting(AnyKey, {
  id: "aws-kms-key-policy-lockout",
  title: "KMS keys keep the check against locking oneself out",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: { "pulumi-compliance": ["aws-kms-key-disallow-bypass-policy-lockout-safety-check"] },
  why: "A mistaken policy makes the key unmanageable, and only AWS Support can help.",
  fix: "Leave `bypassPolicyLockoutSafetyCheck` out.",
  see: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
  at: (self) => self.bypassPolicyLockoutSafetyCheck,
  good: [false],
  absent: "good",
});

export const keyPolicyDefined = rule(Key, {
  id: "aws-kms-key-policy-defined",
  title: "KMS keys have a policy of their own",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_64"], terrascan: ["AC_AWS_0481"] },
  why: "AWS's default policy leaves it to every IAM policy of the account who may use the key.",
  fix: "Set `policy`, or give the key an `aws.kms.KeyPolicy`.",
  see: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  related: { policies: from(KeyPolicy, "keyId") },
  pass: [{ policy: policy(root) }, { policies: [{ policy: policy(root) }] }],
  fail: [{}],
  unknown: [{ policies: [unknown] }],
  check: (self) => !("policy" in self) && !some(self.policies, ({ policy }) => policy) && "it has no policy of its own",
});

export const keyRotation = rule(Key, {
  id: "aws-kms-key-rotation",
  title: "KMS keys are rotated",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "strict",
  controls: {
    "cis-aws-1.4": ["3.8"],
    "nist-800-53-r5": ["CM-6a", "CM-9b", "SA-9(6)", "SC-12", "SC-12(2)", "SC-12(6)"],
    "pci-dss-3.2.1": ["2.2", "3.5", "3.6", "3.6.4"],
  },
  equivalents: {
    checkov: ["CKV_AWS_7"],
    trivy: ["AVD-AWS-0065"],
    kics: ["22fbfeac-7b5a-421a-8a27-7a2178bb910b"],
    terrascan: ["AC_AWS_0160"],
    regula: ["FG_R00036"],
    "cdk-nag": [
      "AwsSolutions-KMS5",
      "NIST.800.53.R4-KMSBackingKeyRotationEnabled",
      "NIST.800.53.R5-KMSBackingKeyRotationEnabled",
      "PCI.DSS.321-KMSBackingKeyRotationEnabled",
    ],
    "pulumi-compliance": ["aws-kms-key-enable-key-rotation"],
    awsguard: ["cmk-backing-key-rotation-enabled"],
  },
  why: "The longer one key is used, the more a leak of it opens.",
  fix: "Set `enableKeyRotation` to `true`.",
  see: "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
  pass: [
    { enableKeyRotation: true },
    { customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" },
    { keyUsage: "GENERATE_VERIFY_MAC" },
    { customKeyStoreId: "cks-1" },
  ],
  fail: [{}, { enableKeyRotation: false }, { customerMasterKeySpec: "SYMMETRIC_DEFAULT", enableKeyRotation: false }],
  unknown: [{ enableKeyRotation: unknown }],
  check: (self) =>
    !("customKeyStoreId" in self) &&
    !self.enableKeyRotation &&
    (self.customerMasterKeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT" &&
    (self.keyUsage ?? "ENCRYPT_DECRYPT") === "ENCRYPT_DECRYPT" &&
    "`enableKeyRotation` isn't on",
});

export const keyEnabled = setting(Key, {
  id: "aws-kms-key-enabled",
  title: "KMS keys are enabled",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_227"], kics: ["7350fa23-dcf7-4938-916d-6a60b0c73b50"] },
  why: "Nothing that the key encrypted can be read.",
  fix: "Leave `isEnabled` out, or remove the key.",
  see: "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
  at: (self) => self.isEnabled,
  good: [true],
  absent: "good",
});

export const keyDeletionWindow = rule(AnyKey, {
  id: "aws-kms-key-deletion-window",
  title: "Deleting a KMS key leaves time to think again",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "Once a key is gone, nothing that it encrypted can ever be read.",
  fix: "Leave `deletionWindowInDays` out, which means 30 days.",
  see: "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
  options: { days: option.Integer({ default: 14, minimum: 7, maximum: 30, description: "The fewest days before a deleted key is gone." }) },
  pass: [{}, { deletionWindowInDays: 14 }],
  fail: [{ deletionWindowInDays: 7 }],
  unknown: [{ deletionWindowInDays: unknown }],
  check: ({ deletionWindowInDays = 30 }, { options }) => deletionWindowInDays < options.days && `it is gone ${deletionWindowInDays} days after its deletion`,
});
