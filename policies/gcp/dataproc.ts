import type { BatchArgs } from "@pulumi/gcp/dataproc/batch";
import type { ClusterArgs } from "@pulumi/gcp/dataproc/cluster";
import type { MetastoreServiceArgs } from "@pulumi/gcp/dataproc/metastoreService";
import type { SessionTemplateArgs } from "@pulumi/gcp/dataproc/sessionTemplate";
import type { WorkflowTemplateArgs } from "@pulumi/gcp/dataproc/workflowTemplate";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("gcp:dataproc/cluster:Cluster");
const MetastoreService = resource<MetastoreServiceArgs>("gcp:dataproc/metastoreService:MetastoreService");
const WorkflowTemplate = resource<WorkflowTemplateArgs>("gcp:dataproc/workflowTemplate:WorkflowTemplate");
const Serverless = resource<BatchArgs | SessionTemplateArgs>("gcp:dataproc/batch:Batch", "gcp:dataproc/sessionTemplate:SessionTemplate");

export const clusterCustomerKey = customerKey(Cluster, {
  id: "gcp-dataproc-cluster-customer-key",
  subject: "Dataproc clusters",
  at: ({ clusterConfig }) => clusterConfig?.encryptionConfig?.kmsKeyName,
  unless: ({ virtualClusterConfig }) => virtualClusterConfig,
  equivalents: { checkov: ["CKV_GCP_91"] },
  see: "https://cloud.google.com/dataproc/docs/concepts/configuring-clusters/customer-managed-encryption",
  pass: [{ virtualClusterConfig: { stagingBucket: "b" } }],
  fail: [{ clusterConfig: {} }],
});

export const workflowTemplateCustomerKey = customerKey(WorkflowTemplate, {
  id: "gcp-dataproc-workflow-template-customer-key",
  subject: "The clusters of Dataproc workflows",
  at: ({ placement }) => placement?.managedCluster?.config?.encryptionConfig?.gcePdKmsKeyName,
  unless: ({ placement }) => placement?.clusterSelector,
  see: "https://cloud.google.com/dataproc/docs/concepts/configuring-clusters/customer-managed-encryption",
  pass: [{ placement: { clusterSelector: { clusterLabels: { env: "prod" } } } }],
  fail: [{ placement: { managedCluster: { clusterName: "c", config: {} } } }],
});

export const batchCustomerKey = customerKey(Serverless, {
  id: "gcp-dataproc-batch-customer-key",
  subject: "Dataproc Serverless batches and sessions",
  at: ({ environmentConfig }) => environmentConfig?.executionConfig?.kmsKey,
  see: "https://cloud.google.com/dataproc/docs/concepts/configuring-clusters/customer-managed-encryption",
});

export const metastoreCustomerKey = customerKey(MetastoreService, {
  id: "gcp-dataproc-metastore-customer-key",
  subject: "Dataproc Metastore services",
  at: ({ encryptionConfig }) => encryptionConfig?.kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});

export const clusterPrivate = rule(Cluster, {
  id: "gcp-dataproc-cluster-private",
  title: "Dataproc clusters have no public addresses",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_103"], kics: ["d2c4b6a8-1234-4f56-9abc-def012345678"] },
  why: "Nodes with public addresses can be reached from the internet when a firewall rule is wrong, and their web interfaces run jobs for whoever reaches them.",
  fix: "Set `clusterConfig.gceClusterConfig.internalIpOnly` to `true`.",
  see: "https://cloud.google.com/dataproc/docs/concepts/configuring-clusters/network",
  pass: [{ clusterConfig: { gceClusterConfig: { internalIpOnly: true } } }, { virtualClusterConfig: { stagingBucket: "b" } }],
  fail: [{}, { clusterConfig: { gceClusterConfig: { zone: "europe-west1-b" } } }, { clusterConfig: { gceClusterConfig: { internalIpOnly: false } } }],
  unknown: [{ clusterConfig: { gceClusterConfig: { internalIpOnly: unknown } } }],
  check: (self) => !self.virtualClusterConfig && !self.clusterConfig?.gceClusterConfig?.internalIpOnly && "it isn't restricted to internal addresses",
});

export const workflowTemplatePrivate = rule(WorkflowTemplate, {
  id: "gcp-dataproc-workflow-template-private",
  title: "The clusters of Dataproc workflows have no public addresses",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Nodes with public addresses can be reached from the internet when a firewall rule is wrong, and their web interfaces run jobs for whoever reaches them.",
  fix: "Set `placement.managedCluster.config?.gceClusterConfig.internalIpOnly` to `true`.",
  see: "https://cloud.google.com/dataproc/docs/concepts/configuring-clusters/network",
  pass: [
    { placement: { managedCluster: { config: { gceClusterConfig: { internalIpOnly: true } } } } },
    { placement: { clusterSelector: { clusterLabels: { env: "prod" } } } },
  ],
  fail: [
    { placement: { managedCluster: { clusterName: "c", config: {} } } },
    { placement: { managedCluster: { config: { gceClusterConfig: { internalIpOnly: false } } } } },
  ],
  unknown: [{ placement: { managedCluster: { config: { gceClusterConfig: { internalIpOnly: unknown } } } } }],
  check: ({ placement }) =>
    placement?.managedCluster && !placement.managedCluster.config?.gceClusterConfig?.internalIpOnly && "its cluster isn't restricted to internal addresses",
});

export const clusterServiceAccount = ownServiceAccount(Cluster, {
  id: "gcp-dataproc-cluster-service-account",
  subject: "Dataproc clusters",
  at: ({ clusterConfig }) => clusterConfig?.gceClusterConfig?.serviceAccount,
  unless: ({ virtualClusterConfig }) => virtualClusterConfig,
  see: "https://cloud.google.com/dataproc/docs/concepts/configuring-clusters/service-accounts",
  pass: [{ virtualClusterConfig: { stagingBucket: "b" } }],
});

export const clusterSecureBoot = secureBoot(Cluster, {
  id: "gcp-dataproc-cluster-secure-boot",
  subject: "Dataproc nodes",
  at: ({ clusterConfig }) => clusterConfig?.gceClusterConfig?.shieldedInstanceConfig?.enableSecureBoot,
  unless: ({ virtualClusterConfig }) => virtualClusterConfig,
  pass: [{ virtualClusterConfig: { stagingBucket: "b" } }],
});

export const clusterKerberos = rule(Cluster, {
  id: "gcp-dataproc-cluster-kerberos",
  title: "Dataproc clusters authenticate users and services",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Without Kerberos every process in the network may pose as any Hadoop user.",
  fix: "Set `clusterConfig.securityConfig.kerberosConfig.enableKerberos` to `true`.",
  see: "https://cloud.google.com/dataproc/docs/concepts/configuring-clusters/security",
  pass: [
    { clusterConfig: { securityConfig: { kerberosConfig: { enableKerberos: true, kmsKeyUri: "k", rootPrincipalPasswordUri: "gs://b/p" } } } },
    { virtualClusterConfig: { stagingBucket: "b" } },
  ],
  fail: [{}, { clusterConfig: { securityConfig: { kerberosConfig: { enableKerberos: false, kmsKeyUri: "k", rootPrincipalPasswordUri: "gs://b/p" } } } }],
  unknown: [{ clusterConfig: { securityConfig: { kerberosConfig: { enableKerberos: unknown } } } }],
  check: (self) => !self.virtualClusterConfig && !self.clusterConfig?.securityConfig?.kerberosConfig?.enableKerberos && "it doesn't use Kerberos",
});
