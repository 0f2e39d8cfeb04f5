import type { DatabaseArgs } from "@pulumi/aws/athena/database";
import type { WorkgroupArgs } from "@pulumi/aws/athena/workgroup";
import { customerKey, resource, setting } from "../../lib/rule";

const Database = resource<DatabaseArgs>("aws:athena/database:Database");
const Workgroup = resource<WorkgroupArgs>("aws:athena/workgroup:Workgroup");

const encryption = "https://docs.aws.amazon.com/athena/latest/ug/encrypting-query-results-stored-in-s3.html";

export const databaseEncryption = setting(Database, {
  id: "aws-athena-database-encryption",
  title: "Athena databases say how query results are encrypted",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_77"],
    kics: ["b2315cae-b110-4426-81e0-80bb8640cdd3"],
    terrascan: ["AC_AWS_0443"],
    "pulumi-compliance": ["aws-athena-database-disallow-unencrypted-database"],
  },
  why: "Query results then have only the encryption that the bucket happens to have.",
  see: encryption,
  at: (database) => database.encryptionConfiguration?.encryptionOption,
  good: ["SSE_KMS", "CSE_KMS", "SSE_S3"],
  absent: "bad",
});

export const databaseCustomerKey = customerKey(Database, {
  id: "aws-athena-database-customer-key",
  subject: "Query results of Athena databases",
  equivalents: { "pulumi-compliance": ["aws-athena-database-configure-customer-managed-key"] },
  see: encryption,
  at: (database) => database.encryptionConfiguration?.kmsKey,
  fail: [{ encryptionConfiguration: { encryptionOption: "SSE_S3" } }],
});

export const workgroupEncryption = setting(Workgroup, {
  id: "aws-athena-workgroup-encryption",
  title: "Athena workgroups say how query results are encrypted",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_159"],
    trivy: ["AVD-AWS-0006"],
    kics: ["d364984a-a222-4b5f-a8b0-e23ab19ebff3"],
    "pulumi-compliance": ["aws-athena-workgroup-disallow-unencrypted-workgroup", "awsnative-athena-workgroup-disallow-unencrypted-workgroup"],
  },
  why: "Query results then have only the encryption that the bucket happens to have.",
  see: encryption,
  at: (workgroup) => workgroup.configuration?.resultConfiguration?.encryptionConfiguration?.encryptionOption,
  good: ["SSE_KMS", "CSE_KMS", "SSE_S3"],
  absent: "bad",
  unless: ({ configuration }) => configuration?.managedQueryResultsConfiguration?.enabled,
  pass: [{ configuration: { managedQueryResultsConfiguration: { enabled: true } } }],
});

export const workgroupCustomerKey = customerKey(Workgroup, {
  id: "aws-athena-workgroup-customer-key",
  subject: "Query results of Athena workgroups",
  equivalents: {
    "pulumi-compliance": ["aws-athena-workgroup-configure-customer-managed-key", "awsnative-athena-workgroup-configure-customer-managed-key"],
  },
  see: encryption,
  at: (workgroup) => workgroup.configuration?.resultConfiguration?.encryptionConfiguration?.kmsKeyArn,
  unless: ({ configuration }) => configuration?.managedQueryResultsConfiguration?.encryptionConfiguration?.kmsKey,
  pass: [
    { configuration: { managedQueryResultsConfiguration: { enabled: true, encryptionConfiguration: { kmsKey: "arn:aws:kms:eu-west-1:111122223333:key/k" } } } },
  ],
  fail: [{ configuration: { resultConfiguration: { encryptionConfiguration: { encryptionOption: "SSE_S3" } } } }],
});

export const workgroupEnforced = setting(Workgroup, {
  id: "aws-athena-workgroup-enforced",
  title: "Athena workgroups override the settings of clients",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_82"],
    trivy: ["AVD-AWS-0007"],
    "pulumi-compliance": ["aws-athena-workgroup-enforce-configuration", "awsnative-athena-workgroup-enforce-configuration"],
  },
  why: "A client may write query results unencrypted, or to a bucket of its own choice.",
  see: "https://docs.aws.amazon.com/athena/latest/ug/workgroups-settings-override.html",
  at: (workgroup) => workgroup.configuration?.enforceWorkgroupConfiguration,
  good: [true],
  absent: "good",
});
