import type { WorkstationClusterArgs } from "@pulumi/gcp/workstations/workstationCluster";
import type { WorkstationConfigArgs } from "@pulumi/gcp/workstations/workstationConfig";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { customerKey, resource, setting } from "../../lib/rule";

const WorkstationConfig = resource<WorkstationConfigArgs>("gcp:workstations/workstationConfig:WorkstationConfig");
const WorkstationCluster = resource<WorkstationClusterArgs>("gcp:workstations/workstationCluster:WorkstationCluster");

export const configCustomerKey = customerKey(WorkstationConfig, {
  id: "gcp-workstations-config-customer-key",
  subject: "Cloud Workstations",
  at: ({ encryptionKey }) => encryptionKey?.kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});

export const clusterPrivate = setting(WorkstationCluster, {
  id: "gcp-workstations-cluster-private",
  title: "Workstation clusters have a private endpoint",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Everyone who gets hold of a developer's credential can open the workstation from anywhere on the internet.",
  see: "https://cloud.google.com/workstations/docs/configure-vpc-service-controls-private-clusters",
  at: ({ privateClusterConfig }) => privateClusterConfig?.enablePrivateEndpoint,
  good: [true],
  absent: "bad",
});

export const configPrivate = setting(WorkstationConfig, {
  id: "gcp-workstations-config-private",
  title: "Workstations have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "A machine with a public address can be reached from the internet when a firewall rule is wrong, and can send your sources anywhere.",
  see: "https://cloud.google.com/workstations/docs/reference/rest/v1/projects.locations.workstationClusters.workstationConfigs",
  at: ({ host }) => host?.gceInstance?.disablePublicIpAddresses,
  good: [true],
  absent: "bad",
});

export const configSsh = setting(WorkstationConfig, {
  id: "gcp-workstations-config-ssh",
  title: "The machines of workstations don't accept SSH",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "By SSH to the machine a user gets past the container and what the workstation enforces.",
  fix: "Set `host.gceInstance.disableSsh` to `true`.",
  see: "https://cloud.google.com/workstations/docs/reference/rest/v1/projects.locations.workstationClusters.workstationConfigs",
  at: ({ host }) => host?.gceInstance?.disableSsh,
  good: [true],
  absent: "good",
});

export const configSecureBoot = secureBoot(WorkstationConfig, {
  id: "gcp-workstations-config-secure-boot",
  subject: "Workstations",
  at: ({ host }) => host?.gceInstance?.shieldedInstanceConfig?.enableSecureBoot,
});

export const configAudit = setting(WorkstationConfig, {
  id: "gcp-workstations-config-audit",
  title: "Workstations log what is run on them",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without audit logs nobody can tell what was done on a workstation that was taken over.",
  see: "https://cloud.google.com/workstations/docs/reference/rest/v1/projects.locations.workstationClusters.workstationConfigs",
  at: ({ enableAuditAgent }) => enableAuditAgent,
  good: [true],
  absent: "bad",
});

export const configServiceAccount = ownServiceAccount(WorkstationConfig, {
  id: "gcp-workstations-config-service-account",
  subject: "Cloud Workstations",
  at: ({ host }) => host?.gceInstance?.serviceAccount,
  see: "https://cloud.google.com/workstations/docs/reference/rest/v1/projects.locations.workstationClusters.workstationConfigs",
});
