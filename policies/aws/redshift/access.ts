import type { ClusterArgs } from "@pulumi/aws/redshift/cluster";
import { hipaa, nist, pci } from "../../../lib/cloud/aws-controls";
import { ownPort } from "../../../lib/cloud/own-port";
import { resource, rule, setting, unknown } from "../../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:redshift/cluster:Cluster");

const guide = "https://docs.aws.amazon.com/redshift/latest/mgmt";

/** A cluster that comes from a snapshot has the snapshot's users and databases. */
const isRestored = (cluster: object): boolean => "snapshotIdentifier" in cluster || "snapshotArn" in cluster;

export const clusterPublic = setting(Cluster, {
  id: "aws-redshift-cluster-public",
  title: "Redshift clusters have no public address",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": nist.notPublic,
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV_AWS_87"],
    kics: ["af173fde-95ea-4584-b904-bb3923ac4bda"],
    terrascan: ["AC_AWS_0199"],
    regula: ["FG_R00270"],
    "cdk-nag": [
      "AwsSolutions-RS8",
      "HIPAA.Security-RedshiftClusterPublicAccess",
      "NIST.800.53.R4-RedshiftClusterPublicAccess",
      "NIST.800.53.R5-RedshiftClusterPublicAccess",
      "PCI.DSS.321-RedshiftClusterPublicAccess",
    ],
    awsguard: ["redshift-cluster-public-access"],
  },
  why: "Anyone on the internet can then try passwords and exploits on the data warehouse.",
  see: `${guide}/managing-clusters-vpc.html`,
  at: (cluster) => cluster.publiclyAccessible,
  good: [false],
  absent: "good",
});

export const clusterPublicUser = rule(Cluster, {
  id: "aws-redshift-cluster-public-user",
  title: "Public Redshift clusters have an administrator whose name isn't common",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_391"] },
  why: "Who tries passwords from the internet knows half of the credentials already.",
  fix: "Set `publiclyAccessible` to `false`, or `masterUsername` to a name of your own.",
  see: `${guide}/managing-clusters-vpc.html`,
  pass: [{ masterUsername: "admin" }, { masterUsername: "warehouse_7f2", publiclyAccessible: true }],
  fail: [
    { masterUsername: "awsuser", publiclyAccessible: true },
    { masterUsername: "Administrator", publiclyAccessible: true },
  ],
  unknown: [{ masterUsername: unknown, publiclyAccessible: true }],
  check: ({ publiclyAccessible, masterUsername = "" }) =>
    publiclyAccessible && /^(awsuser|admin|administrator|root|master|postgres)$/i.test(masterUsername) && `its administrator is called \`${masterUsername}\``,
});

export const clusterUser = rule(Cluster, {
  id: "aws-redshift-cluster-user",
  title: "Redshift clusters have an administrator other than the usual one",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-RS3"] },
  why: "Who tries passwords knows half of the credentials already.",
  fix: "Set `masterUsername` to another name than `awsuser`.",
  see: "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html",
  pass: [{ masterUsername: "warehouse" }],
  fail: [{ masterUsername: "awsuser" }],
  unknown: [{ masterUsername: unknown }],
  check: ({ masterUsername }) => masterUsername === "awsuser" && "`masterUsername` is `awsuser`",
});

export const clusterDatabaseName = rule(Cluster, {
  id: "aws-redshift-cluster-database-name",
  title: "Redshift clusters have a database with a name of its own",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["CA-9(1)", "CM-2"] },
  equivalents: { checkov: ["CKV_AWS_320"] },
  why: "Whoever gets as far as the cluster needn't guess the database, and policies by name don't tell clusters apart.",
  fix: "Set `databaseName` to another name than `dev`.",
  see: "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html",
  pass: [{ databaseName: "orders" }, { snapshotIdentifier: "orders" }, { snapshotArn: unknown }],
  fail: [{}, { databaseName: "dev" }],
  unknown: [{ databaseName: unknown }],
  check: (self) => !isRestored(self) && (self.databaseName ?? "dev") === "dev" && "its database is called `dev`",
});

export const clusterSubnets = rule(Cluster, {
  id: "aws-redshift-cluster-subnets",
  title: "Redshift clusters are in subnets of your own",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_154"], trivy: ["AVD-AWS-0127"], kics: ["0a494a6a-ebe2-48a0-9d77-cf9d5125e1b3"], "cdk-nag": ["AwsSolutions-RS2"] },
  why: "The subnets of the default VPC are open to the internet, and one wrong setting is then enough to publish the data.",
  fix: "Set `clusterSubnetGroupName` to a group of private subnets.",
  see: `${guide}/working-with-cluster-subnet-groups.html`,
  pass: [{ clusterSubnetGroupName: "private" }, { clusterSubnetGroupName: unknown }],
  fail: [{}],
  check: (self) => !("clusterSubnetGroupName" in self) && "`clusterSubnetGroupName` isn't set",
});

export const clusterVpcRouting = setting(Cluster, {
  id: "aws-redshift-cluster-vpc-routing",
  title: "Redshift clusters load and unload data through the VPC",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: {
    hipaa: ["164.312(e)(1)"],
    "nist-800-53-r5": ["AC-4", "AC-4(21)", "SC-7", "SC-7(4)", "SC-7(9)", "SC-7(11)", "SC-7(20)", "SC-7(21)", "SC-7b"],
    "pci-dss-3.2.1": ["1.2", "1.3", "1.3.1", "1.3.2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_321"],
    "cdk-nag": [
      "HIPAA.Security-RedshiftEnhancedVPCRoutingEnabled",
      "NIST.800.53.R5-RedshiftEnhancedVPCRoutingEnabled",
      "PCI.DSS.321-RedshiftEnhancedVPCRoutingEnabled",
    ],
  },
  why: "Data that is copied in and out goes around your VPC, where no endpoint policy, firewall or flow log sees it.",
  see: `${guide}/enhanced-vpc-routing.html`,
  at: (cluster) => cluster.enhancedVpcRouting,
  good: [true],
  absent: "bad",
});

export const clusterPort = ownPort(Cluster, {
  id: "aws-redshift-cluster-port",
  subject: "Redshift clusters",
  equivalents: { kics: ["41abc6cc-dde1-4217-83d3-fb5f0cc09d8f"], "cdk-nag": ["AwsSolutions-RS4"] },
  see: "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html",
  usual: () => 5439,
});
