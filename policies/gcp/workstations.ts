import type { WorkstationClusterArgs } from "@pulumi/gcp/workstations/workstationCluster";
import type { WorkstationConfigArgs } from "@pulumi/gcp/workstations/workstationConfig";
import { ownServiceAccount } from "../../lib/cloud/own-service-account";
import { secureBoot } from "../../lib/cloud/secure-boot";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const WorkstationConfig = resource<WorkstationConfigArgs>("gcp:workstations/workstationConfig:WorkstationConfig");
const WorkstationCluster = resource<WorkstationClusterArgs>("gcp:workstations/workstationCluster:WorkstationCluster");

export const configCustomerKey = customerKey(WorkstationConfig, {
  id: "gcp-workstations-config-customer-key",
  subject: "Cloud Workstations",
  property: "encryptionKey.kmsKey",
  key: ({ encryptionKey }) => encryptionKey?.kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ encryptionKey: { kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k", kmsKeyServiceAccount: "s@p.iam.gserviceaccount.com" } }],
  unknown: [{ encryptionKey: { kmsKey: unknown, kmsKeyServiceAccount: "s@p.iam.gserviceaccount.com" } }],
});

export const clusterPrivate = rule(WorkstationCluster, {
  id: "gcp-workstations-cluster-private",
  title: "Workstation clusters have a private endpoint",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Everyone who gets hold of a developer's credential can open the workstation from anywhere on the internet.",
  fix: "Set `privateClusterConfig.enablePrivateEndpoint` to `true`.",
  see: "https://cloud.google.com/workstations/docs/configure-vpc-service-controls-private-clusters",
  pass: [{ privateClusterConfig: { enablePrivateEndpoint: true } }],
  fail: [{}, { privateClusterConfig: { enablePrivateEndpoint: false } }],
  unknown: [{ privateClusterConfig: { enablePrivateEndpoint: unknown } }],
  check: ({ privateClusterConfig }) => !privateClusterConfig?.enablePrivateEndpoint && "its endpoint is public",
});

export const configPrivate = rule(WorkstationConfig, {
  id: "gcp-workstations-config-private",
  title: "Workstations have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "A machine with a public address can be reached from the internet when a firewall rule is wrong, and can send your sources anywhere.",
  fix: "Set `host.gceInstance.disablePublicIpAddresses` to `true`.",
  see: "https://cloud.google.com/workstations/docs/reference/rest/v1/projects.locations.workstationClusters.workstationConfigs",
  pass: [{ host: { gceInstance: { disablePublicIpAddresses: true } } }],
  fail: [{}, { host: { gceInstance: { disablePublicIpAddresses: false } } }],
  unknown: [{ host: { gceInstance: { disablePublicIpAddresses: unknown } } }],
  check: ({ host }) => !host?.gceInstance?.disablePublicIpAddresses && "its workstations have public addresses",
});

export const configSsh = rule(WorkstationConfig, {
  id: "gcp-workstations-config-ssh",
  title: "The machines of workstations don't accept SSH",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "By SSH to the machine a user gets past the container and what the workstation enforces.",
  fix: "Set `host.gceInstance.disableSsh` to `true`.",
  see: "https://cloud.google.com/workstations/docs/reference/rest/v1/projects.locations.workstationClusters.workstationConfigs",
  pass: [{ host: { gceInstance: { disableSsh: true } } }],
  fail: [{ host: { gceInstance: { disableSsh: false } } }],
  unknown: [{ host: { gceInstance: { disableSsh: unknown } } }],
  check: ({ host }) => host?.gceInstance?.disableSsh === false && "its machines accept SSH",
});

export const configSecureBoot = secureBoot(WorkstationConfig, {
  id: "gcp-workstations-config-secure-boot",
  subject: "Workstations",
  property: "host.gceInstance.shieldedInstanceConfig.enableSecureBoot",
  enabled: ({ host }) => host?.gceInstance?.shieldedInstanceConfig?.enableSecureBoot,
  see: "https://cloud.google.com/compute/shielded-vm/docs/shielded-vm",
  pass: [{ host: { gceInstance: { shieldedInstanceConfig: { enableSecureBoot: true } } } }],
  fail: [{ host: { gceInstance: { shieldedInstanceConfig: { enableSecureBoot: false } } } }],
  unknown: [{ host: { gceInstance: { shieldedInstanceConfig: { enableSecureBoot: unknown } } } }],
});

export const configAudit = rule(WorkstationConfig, {
  id: "gcp-workstations-config-audit",
  title: "Workstations log what is run on them",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without audit logs nobody can tell what was done on a workstation that was taken over.",
  fix: "Set `enableAuditAgent` to `true`.",
  see: "https://cloud.google.com/workstations/docs/reference/rest/v1/projects.locations.workstationClusters.workstationConfigs",
  pass: [{ enableAuditAgent: true }],
  fail: [{}, { enableAuditAgent: false }],
  unknown: [{ enableAuditAgent: unknown }],
  check: ({ enableAuditAgent }) => !enableAuditAgent && "the audit agent is off",
});

export const configServiceAccount = ownServiceAccount(WorkstationConfig, {
  id: "gcp-workstations-config-service-account",
  subject: "Cloud Workstations",
  property: "host.gceInstance.serviceAccount",
  account: ({ host }) => host?.gceInstance?.serviceAccount,
  see: "https://cloud.google.com/workstations/docs/reference/rest/v1/projects.locations.workstationClusters.workstationConfigs",
  pass: [{ host: { gceInstance: { serviceAccount: "worker@p.iam.gserviceaccount.com" } } }],
  fail: [{ host: { gceInstance: { serviceAccount: "123456-compute@developer.gserviceaccount.com" } } }],
  unknown: [{ host: { gceInstance: { serviceAccount: unknown } } }],
});
