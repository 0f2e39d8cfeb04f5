import { each, option, resource, rule, unknown } from "../../lib/rule";

/** The types that cost something or hold data, and take `labels`. */
const Labelled = resource<{ labels?: Record<string, string> }>(
  "gcp:artifactregistry/repository:Repository",
  "gcp:bigquery/dataset:Dataset",
  "gcp:bigquery/table:Table",
  "gcp:bigtable/instance:Instance",
  "gcp:cloudfunctionsv2/function:Function",
  "gcp:cloudrunv2/service:Service",
  "gcp:compute/disk:Disk",
  "gcp:compute/image:Image",
  "gcp:compute/instance:Instance",
  "gcp:compute/instanceTemplate:InstanceTemplate",
  "gcp:compute/snapshot:Snapshot",
  "gcp:dns/managedZone:ManagedZone",
  "gcp:filestore/instance:Instance",
  "gcp:kms/cryptoKey:CryptoKey",
  "gcp:organizations/project:Project",
  "gcp:pubsub/subscription:Subscription",
  "gcp:pubsub/topic:Topic",
  "gcp:redis/instance:Instance",
  "gcp:secretmanager/secret:Secret",
  "gcp:spanner/instance:Instance",
  "gcp:storage/bucket:Bucket",
);

export const resourceLabels = rule(Labelled, {
  id: "gcp-general-resource-labels",
  title: "Resources have the labels that tell whose they are",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["b2b3c4d5-e6f7-8901-gh23-ijkl456m7890"] },
  why: "When something goes wrong with a resource, or its cost grows, nobody knows whom to ask.",
  fix: "Add the labels to the resource's `labels`.",
  see: "https://cloud.google.com/resource-manager/docs/labels-overview",
  options: { labels: option.Array(option.String(), { default: ["team"], description: "The labels that each resource must have." }) },
  pass: [{ labels: { team: "web", stage: "test" } }],
  fail: [{}, { labels: { stage: "test" } }],
  unknown: [{ labels: unknown }],
  check: (self, { options }) => each(options.labels, (label) => !(label in (self.labels ?? {})) && `has no label \`${label}\``),
});
