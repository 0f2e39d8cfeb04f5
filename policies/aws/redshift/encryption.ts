import type { ClusterArgs } from "@pulumi/aws/redshift/cluster";
import type { IntegrationArgs } from "@pulumi/aws/redshift/integration";
import type { SnapshotCopyGrantArgs } from "@pulumi/aws/redshift/snapshotCopyGrant";
import { customerKey, resource, setting } from "../../../lib/rule";
import { clusterControls } from "./controls";

const Cluster = resource<ClusterArgs>("aws:redshift/cluster:Cluster");
const Integration = resource<IntegrationArgs>("aws:redshift/integration:Integration");
const SnapshotCopyGrant = resource<SnapshotCopyGrantArgs>("aws:redshift/snapshotCopyGrant:SnapshotCopyGrant");

const guide = "https://docs.aws.amazon.com/redshift/latest/mgmt";

export const clusterEncrypted = setting(Cluster, {
  id: "aws-redshift-cluster-encrypted",
  title: "Redshift clusters are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  controls: clusterControls,
  equivalents: {
    checkov: ["CKV_AWS_64"],
    trivy: ["AVD-AWS-0084"],
    kics: ["cfdcabb0-fc06-427c-865b-c59f13e898ce"],
    terrascan: ["AC_AWS_0198"],
    "cdk-nag": [
      "AwsSolutions-RS6",
      "HIPAA.Security-RedshiftClusterConfiguration",
      "NIST.800.53.R4-RedshiftClusterConfiguration",
      "NIST.800.53.R5-RedshiftClusterConfiguration",
      "PCI.DSS.321-RedshiftClusterConfiguration",
    ],
    awsguard: ["redshift-cluster-configuration"],
  },
  why: "The storage and the snapshots hold the data in the clear.",
  see: `${guide}/working-with-db-encryption.html`,
  at: (cluster) => cluster.encrypted,
  good: ["true"],
  bad: ["false"],
  absent: "good",
});

export const clusterCustomerKey = customerKey(Cluster, {
  id: "aws-redshift-cluster-customer-key",
  subject: "Redshift clusters",
  equivalents: { checkov: ["CKV_AWS_142"] },
  see: `${guide}/working-with-db-encryption.html`,
  at: (cluster) => cluster.kmsKeyId,
});

export const snapshotCopyGrantCustomerKey = customerKey(SnapshotCopyGrant, {
  id: "aws-redshift-snapshot-copy-grant-customer-key",
  subject: "Copies of Redshift snapshots in other regions",
  equivalents: { checkov: ["CKV_AWS_281"] },
  see: `${guide}/working-with-db-encryption.html`,
  at: (grant) => grant.kmsKeyId,
});

export const integrationCustomerKey = customerKey(Integration, {
  id: "aws-redshift-integration-customer-key",
  subject: "Integrations of DynamoDB with Redshift",
  see: `${guide}/zero-etl-using.html`,
  at: (integration) => integration.kmsKeyId,
  unless: (integration) => integration.sourceArn?.includes(":s3:"),
  pass: [{ sourceArn: "arn:aws:s3:::events" }],
});
