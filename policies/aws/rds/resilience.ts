import type { ClusterArgs } from "@pulumi/aws/rds/cluster";
import type { ClusterInstanceArgs } from "@pulumi/aws/rds/clusterInstance";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";
import { hipaa, nist } from "../../../lib/cloud/aws-controls";
import { from, option, resource, rule, setting, unknown } from "../../../lib/rule";
import { AnyDatabase } from "./resources";

const Cluster = resource<ClusterArgs>("aws:rds/cluster:Cluster");
const ClusterInstance = resource<ClusterInstanceArgs>("aws:rds/clusterInstance:ClusterInstance");
const Instance = resource<InstanceArgs>("aws:rds/instance:Instance");

const guide = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";

const backupDays = option.Integer({ default: 1, minimum: 1, maximum: 35, description: "The fewest days that backups are kept." });

export const instanceBackups = rule(Instance, {
  id: "aws-rds-instance-backups",
  title: "Database instances are backed up",
  severity: "medium",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": nist.backup,
  },
  equivalents: {
    checkov: ["CKV_AWS_133"],
    trivy: ["AVD-AWS-0077"],
    kics: ["1dc73fb4-5b51-430c-8c5f-25dcf9090b02"],
    terrascan: ["AC_AWS_0052"],
    regula: ["FG_R00107"],
    "cdk-nag": [
      "AwsSolutions-RDS13",
      "HIPAA.Security-RDSInstanceBackupEnabled",
      "NIST.800.53.R4-RDSInstanceBackupEnabled",
      "NIST.800.53.R5-RDSInstanceBackupEnabled",
    ],
    "pulumi-compliance": ["aws-rds-instance-configure-backup-retention", "aws-rds-instance-enable-backup-retention"],
    awsguard: ["rds-instance-backup-enabled"],
  },
  why: "Data that is lost or damaged can't be restored.",
  fix: "Set `backupRetentionPeriod` to the days that backups are to be kept.",
  see: `${guide}/USER_WorkingWithAutomatedBackups.html`,
  options: { days: backupDays },
  pass: [{ backupRetentionPeriod: 7 }, { replicateSourceDb: "orders" }, { engine: "aurora-mysql" }],
  fail: [{}, { backupRetentionPeriod: 0 }],
  unknown: [{ backupRetentionPeriod: unknown }],
  check: (self, { options }) => {
    if ("replicateSourceDb" in self || self.engine?.startsWith("aurora")) return;
    const days = self.backupRetentionPeriod ?? 0;
    return days < options.days && `backups are kept for ${days} days`;
  },
});

export const clusterBackups = rule(Cluster, {
  id: "aws-rds-cluster-backups",
  title: "Database clusters are backed up",
  severity: "medium",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": nist.backup,
  },
  equivalents: {
    kics: ["1dc73fb4-5b51-430c-8c5f-25dcf9090b02", "e542bd46-58c4-4e0f-a52a-1fb4f9548e02"],
    terrascan: ["AC_AWS_0052", "AC_AWS_0495"],
    "pulumi-compliance": [
      "aws-rds-cluster-configure-backup-retention",
      "aws-rds-cluster-enable-backup-retention",
      "aws-rds-instance-configure-backup-retention",
      "aws-rds-instance-enable-backup-retention",
    ],
    checkov: ["CKV_AWS_133"],
    trivy: ["AVD-AWS-0077"],
    regula: ["FG_R00107"],
    "cdk-nag": [
      "AwsSolutions-RDS13",
      "HIPAA.Security-RDSInstanceBackupEnabled",
      "NIST.800.53.R4-RDSInstanceBackupEnabled",
      "NIST.800.53.R5-RDSInstanceBackupEnabled",
    ],
    awsguard: ["rds-instance-backup-enabled"],
  },
  why: "Data that is lost or damaged can't be restored.",
  fix: "Set `backupRetentionPeriod` to the days that backups are to be kept.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html",
  options: { days: backupDays },
  pass: [{}, { backupRetentionPeriod: 7 }],
  fail: [{ backupRetentionPeriod: 0 }],
  unknown: [{ backupRetentionPeriod: unknown }],
  check: ({ backupRetentionPeriod = 1 }, { options }) => backupRetentionPeriod < options.days && `backups are kept for ${backupRetentionPeriod} days`,
});

export const databaseDeletionProtection = setting(AnyDatabase, {
  id: "aws-rds-database-deletion-protection",
  title: "Databases are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.availability,
    "nist-800-53-r5": ["CA-7(4)(c)", "CM-3a", "CP-1a.1(b)", "CP-1a.2", "CP-2(5)", "CP-2a", "CP-2d", "CP-2e", "SA-15a.4", "SC-5(2)", "SC-22", "SI-13(5)"],
  },
  equivalents: {
    checkov: ["CKV_AWS_139", "CKV_AWS_293"],
    trivy: ["AVD-AWS-0177", "AVD-AWS-0343"],
    regula: ["FG_R00280"],
    "cdk-nag": [
      "AwsSolutions-RDS10",
      "HIPAA.Security-RDSInstanceDeletionProtectionEnabled",
      "NIST.800.53.R4-RDSInstanceDeletionProtectionEnabled",
      "NIST.800.53.R5-RDSInstanceDeletionProtectionEnabled",
    ],
  },
  why: "One mistaken command deletes the database.",
  see: `${guide}/USER_DeleteInstance.html`,
  at: (self) => self.deletionProtection,
  good: [true],
  absent: "bad",
});

export const instanceZones = setting(Instance, {
  id: "aws-rds-instance-zones",
  title: "Database instances have a standby in another zone",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: hipaa.availability,
    "nist-800-53-r5": ["CP-1a.1(b)", "CP-1a.2", "CP-2(5)", "CP-2(6)", "CP-2a", "CP-2d", "CP-2e", "CP-6(2)", "CP-10", "SC-5(2)", "SC-6", "SC-22", "SC-36"],
  },
  equivalents: {
    checkov: ["CKV_AWS_157"],
    regula: ["FG_R00251"],
    "cdk-nag": ["AwsSolutions-RDS3", "HIPAA.Security-RDSMultiAZSupport", "NIST.800.53.R4-RDSMultiAZSupport", "NIST.800.53.R5-RDSMultiAZSupport"],
    awsguard: ["rds-instance-multi-az-enabled"],
  },
  why: "When the zone fails, the database is gone until it is back.",
  see: `${guide}/Concepts.MultiAZ.html`,
  at: (self) => self.multiAz,
  good: [true],
  absent: "bad",
});

export const clusterZones = rule(Cluster, {
  id: "aws-rds-cluster-zones",
  title: "Database clusters have a second instance",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { regula: ["FG_R00209"], "pulumi-compliance": ["aws-rds-cluster-disallow-single-availability-zone"] },
  why: "When the only instance's zone fails, the database is gone until another one is made.",
  fix: "Give the cluster a second `aws.rds.ClusterInstance`.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
  related: { instances: from(ClusterInstance, "clusterIdentifier") },
  pass: [{ instances: [{}, {}] }, { dbClusterInstanceClass: "db.r6gd.xlarge" }, { engineMode: "serverless" }],
  fail: [{}, { instances: [{}] }],
  check: ({ dbClusterInstanceClass, engineMode, instances }) =>
    dbClusterInstanceClass === undefined && engineMode !== "serverless" && instances.length < 2 && "it has fewer than two instances",
});

export const databaseCopyTags = setting(AnyDatabase, {
  id: "aws-rds-database-copy-tags",
  title: "Snapshots of databases have their tags",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CA-9(1)", "CM-2", "CM-2(2)"] },
  equivalents: { checkov: ["CKV2_AWS_60", "CKV_AWS_313"] },
  why: "Policies and reports that go by tags miss the snapshots.",
  see: `${guide}/USER_Tagging.html`,
  at: (self) => self.copyTagsToSnapshot,
  good: [true],
  absent: "bad",
});

export const clusterBacktrack = rule(Cluster, {
  id: "aws-rds-cluster-backtrack",
  title: "Aurora MySQL clusters can be turned back",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CP-6", "CP-6(1)", "CP-6(2)", "CP-9", "CP-10", "SI-13(5)"] },
  equivalents: { checkov: ["CKV_AWS_326"], "cdk-nag": ["AwsSolutions-RDS14"] },
  why: "A mistaken change can only be undone by restoring a backup to another cluster.",
  fix: "Set `backtrackWindow` to some seconds.",
  see: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Backtrack.html",
  pass: [{ backtrackWindow: 86400 }, { engine: "aurora-postgresql" }],
  fail: [{}, { engine: "aurora-mysql", backtrackWindow: 0 }],
  unknown: [{ backtrackWindow: unknown }],
  check: ({ backtrackWindow, engine = "aurora-mysql" }) => !backtrackWindow && engine === "aurora-mysql" && "`backtrackWindow` isn't set",
});

export const databaseMinorUpgrades = setting(
  resource<Pick<InstanceArgs, "autoMinorVersionUpgrade">>("aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance", "aws:rds/cluster:Cluster"),
  {
    id: "aws-rds-database-minor-upgrades",
    title: "Databases get minor upgrades by themselves",
    severity: "medium",
    family: "supply-chain",
    preset: "recommended",
    controls: { hipaa: ["164.308(a)(5)(ii)(A)"], "pci-dss-3.2.1": ["6.2"] },
    equivalents: {
      checkov: ["CKV_AWS_226"],
      kics: ["3b6d777b-76e3-4133-80a3-0d6f667ade7f"],
      terrascan: ["AC_AWS_0056"],
      "cdk-nag": ["HIPAA.Security-RDSAutomaticMinorVersionUpgradeEnabled", "PCI.DSS.321-RDSAutomaticMinorVersionUpgradeEnabled"],
    },
    why: "Known vulnerabilities of the engine stay open until somebody upgrades it by hand.",
    see: `${guide}/USER_UpgradeDBInstance.Upgrading.html`,
    at: (self) => self.autoMinorVersionUpgrade,
    good: [true],
    absent: "good",
  },
);

/** The first minor version of each major one in which `log_fdw` and `apg` extensions no longer read the host's files. */
const patched: Record<string, Record<string, number>> = {
  postgres: { "9.6": 22, 10: 17, 11: 12, 12: 7, 13: 3 },
  "aurora-postgresql": { 10: 14, 11: 9 },
};

export const databasePostgresPatched = rule(AnyDatabase, {
  id: "aws-rds-database-postgres-patched",
  title: "PostgreSQL databases have the fix against reading the host's files",
  severity: "high",
  family: "supply-chain",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_250", "CKV_AWS_388"] },
  why: "A user of the database can read files of its host, and get credentials of AWS's own services.",
  fix: "Set `engineVersion` to a current one.",
  see: "https://aws.amazon.com/security/security-bulletins/AWS-2022-004/",
  pass: [
    {},
    { engine: "postgres", engineVersion: "13.3" },
    { engine: "postgres", engineVersion: "16" },
    { engine: "aurora-postgresql", engineVersion: "11.9" },
  ],
  fail: [
    { engine: "postgres", engineVersion: "13.2" },
    { engine: "postgres", engineVersion: "9.6.21" },
    { engine: "aurora-postgresql", engineVersion: "10.12" },
  ],
  unknown: [{ engine: "postgres", engineVersion: unknown }],
  check: (self) => {
    const majors = patched[self.engine ?? ""];
    if (!majors) return;
    const [, major = "", minor] = /^(9\.\d+|\d+)\.(\d+)/.exec(self.engineVersion ?? "") ?? [];
    return Number(minor) < (majors[major] ?? 0) && `version ${self.engineVersion} of \`${self.engine}\` lets users read the host's files`;
  },
});
