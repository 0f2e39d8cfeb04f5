import type { PolicyArgs } from "@pulumi/aws/appautoscaling/policy";
import type { TargetArgs } from "@pulumi/aws/appautoscaling/target";
import type { TableArgs } from "@pulumi/aws/dynamodb/table";
import type { TableExportArgs } from "@pulumi/aws/dynamodb/tableExport";
import type { TableReplicaArgs } from "@pulumi/aws/dynamodb/tableReplica";
import { hipaa } from "../../lib/cloud/aws-controls";
import { customerKey, each, from, resource, rule, setting, some, unknown } from "../../lib/rule";

const ScalingPolicy = resource<PolicyArgs>("aws:appautoscaling/policy:Policy");
const ScalingTarget = resource<TargetArgs>("aws:appautoscaling/target:Target");
const Table = resource<TableArgs>("aws:dynamodb/table:Table");
const TableExport = resource<TableExportArgs>("aws:dynamodb/tableExport:TableExport");
const TableReplica = resource<TableReplicaArgs>("aws:dynamodb/tableReplica:TableReplica");

const guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide";

// Encryption.

export const tableKms = setting(Table, {
  id: "aws-dynamodb-table-kms",
  title: "DynamoDB tables are encrypted with AWS KMS",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_119"],
    trivy: ["AVD-AWS-0121"],
    kics: ["b6a7e0ae-aed8-4a19-a993-a95760bf8836", "ce089fd4-1406-47bd-8aad-c259772bb294"],
    terrascan: ["AC_AWS_0457"],
    regula: ["FG_R00069"],
    awsguard: ["dynamodb-table-encryption-enabled"],
  },
  why: "DynamoDB encrypts otherwise with a key of its own, whose use no log of yours tells of.",
  see: `${guide}/encryption.howitworks.html`,
  at: (table) => table.serverSideEncryption?.enabled,
  good: [true],
  absent: "bad",
});

export const tableCustomerKey = customerKey(Table, {
  id: "aws-dynamodb-table-customer-key",
  subject: "DynamoDB tables",
  equivalents: { checkov: ["CKV_AWS_119"], trivy: ["AVD-AWS-0025"] },
  see: `${guide}/encryption.howitworks.html`,
  at: (table) => table.serverSideEncryption?.kmsKeyArn,
});

export const tableReplicaCustomerKey = customerKey(TableReplica, {
  id: "aws-dynamodb-table-replica-customer-key",
  subject: "Replicas of DynamoDB tables",
  equivalents: { checkov: ["CKV_AWS_271"] },
  see: `${guide}/globaltables-security.html`,
  at: (replica) => replica.kmsKeyArn,
});

export const tableExportCustomerKey = customerKey(TableExport, {
  id: "aws-dynamodb-table-export-customer-key",
  subject: "Exports of DynamoDB tables",
  see: `${guide}/S3DataExport_Requesting.html`,
  at: (exported) => exported.s3SseKmsKeyId,
});

// Not losing data.

const recovery = {
  severity: "medium",
  family: "resilience",
  preset: "strict",
  why: "What a faulty program writes or deletes can't be undone.",
  see: `${guide}/Point-in-time-recovery.html`,
} as const;

export const tableRecovery = setting(Table, {
  ...recovery,
  id: "aws-dynamodb-table-recovery",
  title: "DynamoDB tables can be restored to any point in time",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": ["CP-1(2)", "CP-2(5)", "CP-6(2)", "CP-9a", "CP-9b", "CP-9c", "CP-10", "CP-10(2)", "SC-5(2)", "SI-13(5)"],
  },
  equivalents: {
    checkov: ["CKV_AWS_28"],
    trivy: ["AVD-AWS-0024"],
    kics: ["327b0729-4c5c-4c44-8b5c-e476cd9c7290", "741f1291-47ac-4a85-a07b-3d32a9d6bd3e"],
    terrascan: ["AC_AWS_0458"],
    regula: ["FG_R00106"],
    "cdk-nag": ["AwsSolutions-DDB3", "HIPAA.Security-DynamoDBPITREnabled", "NIST.800.53.R4-DynamoDBPITREnabled", "NIST.800.53.R5-DynamoDBPITREnabled"],
  },
  at: (table) => table.pointInTimeRecovery?.enabled,
  good: [true],
  absent: "bad",
});

export const tableReplicasRecovery = rule(Table, {
  ...recovery,
  id: "aws-dynamodb-table-replicas-recovery",
  title: "Replicas within DynamoDB tables can be restored to any point in time",
  equivalents: { checkov: ["CKV_AWS_165"] },
  fix: "Set `pointInTimeRecovery` of each replica to `true`.",
  pass: [{}, { replicas: [{ regionName: "eu-west-1", pointInTimeRecovery: true }] }],
  fail: [{ replicas: [unknown, { regionName: "eu-west-1" }] }],
  unknown: [{ replicas: [unknown] }],
  check: ({ replicas }) =>
    each(replicas, ({ regionName, pointInTimeRecovery }) => !pointInTimeRecovery && `its replica in \`${regionName}\` has no \`pointInTimeRecovery\``),
});

export const tableReplicaRecovery = setting(TableReplica, {
  ...recovery,
  id: "aws-dynamodb-table-replica-recovery",
  title: "Replicas of DynamoDB tables can be restored to any point in time",
  equivalents: { checkov: ["CKV_AWS_165"] },
  at: (replica) => replica.pointInTimeRecovery,
  good: [true],
  absent: "bad",
});

export const tableScaling = rule(Table, {
  id: "aws-dynamodb-table-scaling",
  title: "DynamoDB tables scale by themselves",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.availability,
    "nist-800-53-r5": [
      "CP-1a.1(b)",
      "CP-1a.2",
      "CP-2(5)",
      "CP-2(6)",
      "CP-2a",
      "CP-2a.6",
      "CP-2a.7",
      "CP-2d",
      "CP-2e",
      "CP-6(2)",
      "CP-10",
      "SC-5(2)",
      "SC-6",
      "SC-22",
      "SC-36",
      "SI-13(5)",
    ],
  },
  equivalents: {
    checkov: ["CKV2_AWS_16"],
    "cdk-nag": ["HIPAA.Security-DynamoDBAutoScalingEnabled", "NIST.800.53.R4-DynamoDBAutoScalingEnabled", "NIST.800.53.R5-DynamoDBAutoScalingEnabled"],
  },
  why: "More requests than were foreseen are refused.",
  fix: "Set `billingMode` to `PAY_PER_REQUEST`, or give the table an `aws.appautoscaling.Target` and `Policy`.",
  see: `${guide}/AutoScaling.html`,
  related: { targets: from(ScalingTarget, "resourceId", { policies: from(ScalingPolicy, "resourceId") }), policies: from(ScalingPolicy, "resourceId") },
  pass: [{ billingMode: "PAY_PER_REQUEST" }, { billingMode: "PROVISIONED", targets: [{ policies: [{}] }] }, { targets: [{}], policies: [{}] }],
  fail: [{}, { billingMode: "PROVISIONED" }, { targets: [{}] }],
  unknown: [{ billingMode: unknown }, { targets: [unknown] }],
  check: ({ billingMode = "PROVISIONED", targets, policies }) =>
    billingMode !== "PAY_PER_REQUEST" &&
    !some(targets, (target) => some(target.policies) || some(policies)) &&
    "no auto scaling policy refers to it, and `billingMode` isn't `PAY_PER_REQUEST`",
});
