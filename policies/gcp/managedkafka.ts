import type { AclArgs } from "@pulumi/gcp/managedkafka/acl";
import type { ClusterArgs } from "@pulumi/gcp/managedkafka/cluster";
import { customerKey, each, resource, rule, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("gcp:managedkafka/cluster:Cluster");
const Acl = resource<AclArgs>("gcp:managedkafka/acl:Acl");

export const clusterCustomerKey = customerKey(Cluster, {
  id: "gcp-managedkafka-cluster-customer-key",
  subject: "Managed Kafka clusters",
  at: ({ gcpConfig }) => gcpConfig?.kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  fail: [{ gcpConfig: { accessConfig: { networkConfigs: [{ subnet: "projects/p/regions/europe-west1/subnetworks/s" }] } } }],
});

export const aclEveryone = rule(Acl, {
  id: "gcp-managedkafka-acl-everyone",
  title: "Managed Kafka grants nothing to all principals",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Every client that may connect to the cluster may do what the entry allows.",
  fix: "Name the principals that need access in `aclEntries`, instead of `User:*`.",
  see: "https://cloud.google.com/managed-service-for-apache-kafka/docs/reference/rest/v1/projects.locations.clusters.acls",
  pass: [
    { aclEntries: [{ principal: "User:app@p.iam.gserviceaccount.com", operation: "READ" }] },
    { aclEntries: [{ principal: "User:*", operation: "ALL", permissionType: "DENY" }] },
  ],
  fail: [
    {
      aclEntries: [
        { principal: "User:app@p.iam.gserviceaccount.com", operation: "READ" },
        { principal: "User:*", operation: "ALL", permissionType: "ALLOW" },
      ],
    },
    { aclEntries: [{ principal: "User:*", operation: "READ" }] },
  ],
  unknown: [{ aclEntries: [{ principal: unknown, operation: "READ" }] }],
  check: ({ aclEntries }) =>
    each(
      aclEntries,
      ({ principal, operation, permissionType }) => principal === "User:*" && !/^deny$/i.test(permissionType ?? "") && `all principals may \`${operation}\``,
    ),
});
