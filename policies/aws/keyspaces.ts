import type { TableArgs } from "@pulumi/aws/keyspaces/table";
import { resource, setting } from "../../lib/rule";

const Table = resource<TableArgs>("aws:keyspaces/table:Table");

export const tableCustomerKey = setting(Table, {
  id: "aws-keyspaces-table-customer-key",
  title: "Keyspaces tables are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_265"] },
  why: "With AWS's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `encryptionSpecification.type` to `CUSTOMER_MANAGED_KMS_KEY`, and `kmsKeyIdentifier` to an AWS KMS key of your own.",
  see: "https://docs.aws.amazon.com/keyspaces/latest/devguide/EncryptionAtRest.html",
  at: (table) => table.encryptionSpecification?.type,
  good: ["CUSTOMER_MANAGED_KMS_KEY"],
  bad: ["AWS_OWNED_KMS_KEY"],
  absent: "bad",
});
