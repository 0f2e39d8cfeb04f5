import type { SecretArgs } from "@pulumi/aws/secretsmanager/secret";
import type { SecretRotationArgs } from "@pulumi/aws/secretsmanager/secretRotation";
import { nist } from "../../lib/cloud/aws-controls";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { customerKey, from, option, resource, rule, some, unknown } from "../../lib/rule";

const Secret = resource<SecretArgs>("aws:secretsmanager/secret:Secret");
const SecretRotation = resource<SecretRotationArgs>("aws:secretsmanager/secretRotation:SecretRotation");
const WithPolicy = resource<Pick<SecretArgs, "policy">>("aws:secretsmanager/secretPolicy:SecretPolicy", "aws:secretsmanager/secret:Secret");

export const secretPolicyPublic = noPublicPolicy(WithPolicy, {
  id: "aws-secretsmanager-secret-policy-public",
  subject: "Secrets",
  equivalents: { kics: ["fa00ce45-386d-4718-8392-fb485e1f3c5b"], terrascan: ["AC_AWS_0501"] },
  why: "Anyone with an AWS account can read or change the secret.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
  at: ({ policy }) => policy,
  action: "secretsmanager:GetSecretValue",
});

export const secretCustomerKey = customerKey(Secret, {
  id: "aws-secretsmanager-secret-customer-key",
  subject: "Secrets",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": nist.encryptionAtRest,
    "pci-dss-3.2.1": ["3.4", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV_AWS_149"],
    trivy: ["AVD-AWS-0098"],
    kics: ["a2f548f2-188c-4fff-b172-e9a6acb216bd", "b0d3ef3f-845d-4b1b-83d6-63a5a380375f"],
    terrascan: ["AC_AWS_0500"],
    "cdk-nag": ["HIPAA.Security-SecretsManagerUsingKMSKey", "NIST.800.53.R5-SecretsManagerUsingKMSKey", "PCI.DSS.321-SecretsManagerUsingKMSKey"],
    "pulumi-compliance": ["aws-secretsmanager-secret-configure-customer-managed-key"],
  },
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
  at: (secret) => secret.kmsKeyId,
  pass: [{ kmsKeyId: "alias/secrets" }],
  fail: [{ kmsKeyId: "alias/aws/secretsmanager" }],
});

export const secretRotation = rule(Secret, {
  id: "aws-secretsmanager-secret-rotation",
  title: "Secrets are rotated",
  severity: "low",
  family: "secrets",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)"],
    "nist-800-53-r5": ["AC-2(1)", "AC-3(3)", "AC-3(4)", "AC-3(8)", "AC-3(12)(a)", "AC-3(13)", "AC-3(15)(a)", "AC-3(15)(b)", "AC-4(28)", "AC-24", "CM-5(1)(a)"],
  },
  equivalents: {
    checkov: ["CKV2_AWS_57"],
    "cdk-nag": ["AwsSolutions-SMG4", "HIPAA.Security-SecretsManagerRotationEnabled", "NIST.800.53.R5-SecretsManagerRotationEnabled"],
  },
  why: "A secret that leaked unnoticed works for ever.",
  fix: "Give the secret an `aws.secretsmanager.SecretRotation`.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html",
  related: { rotations: from(SecretRotation, "secretId") },
  pass: [{ rotations: [{ rotationRules: { automaticallyAfterDays: 30 } }] }],
  fail: [{}, { rotations: [{ rotationEnabled: false }] }],
  unknown: [{ rotations: [unknown] }],
  check: ({ rotations }) => !some(rotations, ({ rotationEnabled }) => rotationEnabled !== false) && "no SecretRotation refers to it",
});

/** The days between rotations that a `rate(...)` means; none for a `cron(...)`, which comes at least once a month. */
const daysOf = (schedule: string): number | undefined => {
  const [, count, unit] = /^rate\((\d+) (hour|day)s?\)$/.exec(schedule.trim()) ?? [];
  return count === undefined ? undefined : unit === "day" ? Number(count) : Number(count) / 24;
};

export const secretRotationDays = rule(SecretRotation, {
  id: "aws-secretsmanager-secret-rotation-days",
  title: "Secrets are rotated often enough",
  severity: "low",
  family: "secrets",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_304"] },
  why: "The longer a secret lasts, the longer one that leaked works.",
  fix: "Set `rotationRules.automaticallyAfterDays` to 90 or less.",
  see: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html",
  options: { days: option.Integer({ default: 90, minimum: 1, maximum: 1000, description: "The most days between two rotations." }) },
  pass: [
    { rotationRules: { automaticallyAfterDays: 30 } },
    { rotationRules: { scheduleExpression: "rate(90 days)" } },
    { rotationRules: { scheduleExpression: "rate(4 hours)" } },
    { rotationRules: { scheduleExpression: "cron(0 12 1 * ? *)" } },
  ],
  fail: [{ rotationRules: { automaticallyAfterDays: 91 } }, { rotationRules: { scheduleExpression: "rate(180 days)" } }],
  unknown: [{ rotationRules: { automaticallyAfterDays: unknown } }],
  check: ({ rotationRules }, { options }) => {
    const days = rotationRules?.automaticallyAfterDays ?? daysOf(rotationRules?.scheduleExpression ?? "");
    return days !== undefined && days > options.days && `it is rotated every ${days} days`;
  },
});
