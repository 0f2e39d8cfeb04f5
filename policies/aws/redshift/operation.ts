import type { ClusterArgs } from "@pulumi/aws/redshift/cluster";
import type { LoggingArgs } from "@pulumi/aws/redshift/logging";
import { backupDays } from "../../../lib/cloud/backup-days";
import { from, resource, rule, setting, some } from "../../../lib/rule";
import { clusterControls } from "./controls";

/** A cluster, also as version 6 of the SDK writes it. */
const Cluster = resource<ClusterArgs & { logging?: { enable: boolean } }>("aws:redshift/cluster:Cluster");
const Logging = resource<LoggingArgs>("aws:redshift/logging:Logging");

const guide = "https://docs.aws.amazon.com/redshift/latest/mgmt";

export const clusterBackups = backupDays(Cluster, {
  id: "aws-redshift-cluster-backups",
  subject: "Redshift clusters",
  controls: {
    hipaa: ["164.308(a)(5)(ii)(A)", "164.308(a)(7)(i)", "164.308(a)(7)(ii)(A)", "164.308(a)(7)(ii)(B)"],
    "nist-800-53-r5": [
      "CM-2b",
      "CM-2b.1",
      "CM-2b.2",
      "CM-2b.3",
      "CM-3(3)",
      "CP-1(2)",
      "CP-2(5)",
      "CP-6",
      "CP-6(1)",
      "CP-6(2)",
      "CP-6a",
      "CP-9",
      "CP-9a",
      "CP-9b",
      "CP-9c",
      "CP-10",
      "CP-10(2)",
      "SC-5(2)",
      "SC-7(10)",
      "SI-2(2)",
      "SI-2(5)",
      "SI-2c",
      "SI-2d",
      "SI-13(5)",
    ],
    "pci-dss-3.2.1": ["6.2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_343"],
    "cdk-nag": [
      "AwsSolutions-RS10",
      "HIPAA.Security-RedshiftBackupEnabled",
      "NIST.800.53.R5-RedshiftBackupEnabled",
      "HIPAA.Security-RedshiftClusterMaintenanceSettings",
      "NIST.800.53.R5-RedshiftClusterMaintenanceSettings",
      "PCI.DSS.321-RedshiftClusterMaintenanceSettings",
    ],
    awsguard: ["redshift-cluster-maintenance-settings"],
  },
  see: `${guide}/working-with-snapshots.html`,
  at: (cluster) => cluster.automatedSnapshotRetentionPeriod,
  absent: 1,
  days: 1,
});

export const clusterUpgrades = setting(Cluster, {
  id: "aws-redshift-cluster-upgrades",
  title: "Redshift clusters get upgrades by themselves",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  controls: {
    hipaa: ["164.308(a)(5)(ii)(A)", "164.308(a)(7)(ii)(A)"],
    "nist-800-53-r5": ["CM-2b", "CM-2b.1", "CM-2b.2", "CM-2b.3", "CM-3(3)", "CP-9a", "CP-9b", "CP-9c", "SC-5(2)", "SI-2(2)", "SI-2(5)", "SI-2c", "SI-2d"],
    "pci-dss-3.2.1": ["6.2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_141"],
    "cdk-nag": [
      "AwsSolutions-RS9",
      "HIPAA.Security-RedshiftClusterMaintenanceSettings",
      "NIST.800.53.R5-RedshiftClusterMaintenanceSettings",
      "PCI.DSS.321-RedshiftClusterMaintenanceSettings",
    ],
    awsguard: ["redshift-cluster-maintenance-settings"],
  },
  why: "Known vulnerabilities of the engine stay open until somebody upgrades it by hand.",
  see: `${guide}/managing-cluster-considerations.html`,
  at: (cluster) => cluster.allowVersionUpgrade,
  good: [true],
  absent: "good",
});

export const clusterLogs = rule(Cluster, {
  id: "aws-redshift-cluster-logs",
  title: "Redshift clusters log who connects",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: clusterControls,
  equivalents: {
    checkov: ["CKV_AWS_71"],
    kics: ["15ffbacc-fa42-4f6f-a57d-2feac7365caa"],
    terrascan: ["AC_AWS_0200"],
    "cdk-nag": [
      "AwsSolutions-RS5",
      "HIPAA.Security-RedshiftClusterConfiguration",
      "NIST.800.53.R4-RedshiftClusterConfiguration",
      "NIST.800.53.R5-RedshiftClusterConfiguration",
      "PCI.DSS.321-RedshiftClusterConfiguration",
    ],
    awsguard: ["redshift-cluster-configuration"],
  },
  why: "Nobody can tell who signed in, and what they changed.",
  fix: "Give the cluster an `aws.redshift.Logging`.",
  see: `${guide}/db-auditing.html`,
  related: { logs: from(Logging, "clusterIdentifier") },
  pass: [{ logs: [{ bucketName: "logs" }] }, { logging: { enable: true } }],
  fail: [{}, { logging: { enable: false } }],
  check: ({ logging, logs }) => String(logging?.enable) !== "true" && !some(logs) && "no Logging refers to it",
});
