import type { ClusterArgs } from "@pulumi/aws/dax/cluster";
import { resource, setting } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:dax/cluster:Cluster");

const guide = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide";

export const clusterEncrypted = setting(Cluster, {
  id: "aws-dax-cluster-encrypted",
  title: "DAX clusters are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_47"],
    trivy: ["AVD-AWS-0023"],
    kics: ["f11aec39-858f-4b6f-b946-0a1bf46c0c87"],
    terrascan: ["AC_AWS_0375"],
    "cdk-nag": ["AwsSolutions-DDB4"],
  },
  why: "Without it the disks of the cache hold the data in the clear; it can't be turned on later.",
  see: `${guide}/DAXEncryptionAtRest.html`,
  at: (cluster) => cluster.serverSideEncryption?.enabled,
  good: [true],
  absent: "bad",
});

export const clusterTls = setting(Cluster, {
  id: "aws-dax-cluster-tls",
  title: "DAX clusters encrypt connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_239"] },
  why: "Anyone on the way can read and change what goes to and from the cache; it can't be turned on later.",
  see: `${guide}/DAXEncryptionInTransit.html`,
  at: (cluster) => cluster.clusterEndpointEncryptionType,
  good: ["TLS"],
  bad: ["NONE"],
  absent: "bad",
});
