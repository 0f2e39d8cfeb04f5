import type { InstanceArgs } from "@pulumi/gcp/bigtable/instance";
import type { TableArgs } from "@pulumi/gcp/bigtable/table";
import { every, resource, rule, setting, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:bigtable/instance:Instance");
const Table = resource<TableArgs>("gcp:bigtable/table:Table");

export const instanceCustomerKey = rule(Instance, {
  id: "gcp-bigtable-instance-customer-key",
  title: "Bigtable instances are encrypted with a Cloud KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_85"] },
  why: "With the provider's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `clusters[].kmsKeyName` to a Cloud KMS key of your own.",
  see: "https://cloud.google.com/bigtable/docs/cmek",
  pass: [{ clusters: [{ clusterId: "c", kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }] }],
  fail: [
    {},
    { clusters: [{ clusterId: "c" }] },
    { clusters: [{ clusterId: "a", kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }, { clusterId: "b" }] },
  ],
  unknown: [{ clusters: [{ clusterId: "c", kmsKeyName: unknown }] }],
  check: ({ clusters }) => !(clusters?.length && every(clusters, ({ kmsKeyName }) => kmsKeyName)) && "not all of its clusters name a key",
});

export const instanceDeletionProtection = setting(Instance, {
  id: "gcp-bigtable-instance-deletion-protection",
  title: "Bigtable instances are protected against deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_122"] },
  why: "A mistaken change of the program deletes the instance with all its data.",
  see: "https://www.pulumi.com/registry/packages/gcp/api-docs/bigtable/instance/",
  at: ({ deletionProtection }) => deletionProtection,
  good: [true],
  absent: "good",
});

export const tableDeletionProtection = setting(Table, {
  id: "gcp-bigtable-table-deletion-protection",
  title: "Bigtable tables are protected against deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "A mistaken change or command deletes the table with all its data.",
  see: "https://cloud.google.com/bigtable/docs/managing-tables",
  at: ({ deletionProtection }) => deletionProtection,
  good: ["PROTECTED"],
  bad: ["UNPROTECTED"],
  absent: "bad",
});
