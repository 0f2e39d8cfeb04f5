import type { InstanceArgs } from "@pulumi/gcp/bigtable/instance";
import type { TableArgs } from "@pulumi/gcp/bigtable/table";
import { customerKey, every, resource, rule, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:bigtable/instance:Instance");
const Table = resource<TableArgs>("gcp:bigtable/table:Table");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-bigtable-instance-customer-key",
  subject: "Bigtable instances",
  property: "clusters[].kmsKeyName",
  key: ({ clusters }) => clusters?.length && every(clusters, ({ kmsKeyName }) => kmsKeyName),
  equivalents: { checkov: ["CKV_GCP_85"] },
  see: "https://cloud.google.com/bigtable/docs/cmek",
  pass: [{ clusters: [{ clusterId: "c", kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }] }],
  fail: [
    { clusters: [{ clusterId: "c" }] },
    { clusters: [{ clusterId: "a", kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }, { clusterId: "b" }] },
  ],
  unknown: [{ clusters: [{ clusterId: "c", kmsKeyName: unknown }] }],
});

export const instanceDeletionProtection = rule(Instance, {
  id: "gcp-bigtable-instance-deletion-protection",
  title: "Bigtable instances are protected against deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_122"] },
  why: "A mistaken change of the program deletes the instance with all its data.",
  fix: "Leave `deletionProtection` out, or set it to `true`.",
  see: "https://www.pulumi.com/registry/packages/gcp/api-docs/bigtable/instance/",
  pass: [{}, { deletionProtection: true }],
  fail: [{ deletionProtection: false }],
  unknown: [{ deletionProtection: unknown }],
  check: ({ deletionProtection }) => deletionProtection === false && "deletion protection is off",
});

export const tableDeletionProtection = rule(Table, {
  id: "gcp-bigtable-table-deletion-protection",
  title: "Bigtable tables are protected against deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "A mistaken change or command deletes the table with all its data.",
  fix: "Set `deletionProtection` to `PROTECTED`.",
  see: "https://cloud.google.com/bigtable/docs/managing-tables",
  pass: [{ deletionProtection: "PROTECTED" }],
  fail: [{}, { deletionProtection: "UNPROTECTED" }],
  unknown: [{ deletionProtection: unknown }],
  check: ({ deletionProtection }) => deletionProtection !== "PROTECTED" && "deletion protection is off",
});
