import type { DataLakeArgs } from "@pulumi/aws/securitylake/dataLake";
import { every, resource, rule, some, unknown } from "../../lib/rule";

const encrypted = (kmsKeyId: string) => ({ configuration: { encryptionConfigurations: [{ kmsKeyId }] } });

export const dataLakeCustomerKey = rule(resource<DataLakeArgs>("aws:securitylake/dataLake:DataLake"), {
  id: "aws-securitylake-data-lake-customer-key",
  title: "Security Lakes are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `configuration.encryptionConfigurations[0].kmsKeyId` to an AWS KMS key of your own.",
  see: "https://docs.aws.amazon.com/security-lake/latest/userguide/data-protection.html",
  pass: [encrypted("1234abcd-12ab-34cd-56ef-1234567890ab")],
  fail: [{ configuration: { region: "eu-west-1" } }, encrypted("S3_MANAGED_KEY")],
  unknown: [{ configuration: unknown }],
  check: ({ configuration }) =>
    !(some(configuration?.encryptionConfigurations) && every(configuration?.encryptionConfigurations, ({ kmsKeyId }) => kmsKeyId !== "S3_MANAGED_KEY")) &&
    "it is encrypted with Amazon S3's own key",
});
