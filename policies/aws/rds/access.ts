import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { InstanceArgs } from "@pulumi/aws/rds/instance";
import type { SnapshotArgs } from "@pulumi/aws/rds/snapshot";
import type { SubnetGroupArgs } from "@pulumi/aws/rds/subnetGroup";
import { hipaa, pci } from "../../../lib/cloud/aws-controls";
import { resource, rule, setting, some, to, unknown } from "../../../lib/rule";
import { AnyDatabase, AnyInstance } from "./resources";

const Instance = resource<InstanceArgs>("aws:rds/instance:Instance");
const Subnet = resource<SubnetArgs>("aws:ec2/subnet:Subnet");
const SubnetGroup = resource<SubnetGroupArgs>("aws:rds/subnetGroup:SubnetGroup");

const guide = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide";

export const instancePublic = setting(AnyInstance, {
  id: "aws-rds-instance-public",
  title: "Databases have no public address",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": ["AC-2(6)", "AC-3", "AC-4(21)", "AC-6", "AC-17(1)", "AC-17(4)(a)", "AC-17(9)", "AC-17(10)", "AC-17b", "MP-2", "SC-7(2)", "SC-7(3)"],
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV_AWS_17"],
    trivy: ["AVD-AWS-0180"],
    kics: ["647de8aa-5a42-41b5-9faf-22136f117380", "35113e6f-2c6b-414d-beec-7a9482d3b2d1"],
    terrascan: ["AC_AWS_0054"],
    regula: ["FG_R00278"],
    "cdk-nag": [
      "HIPAA.Security-RDSInstancePublicAccess",
      "NIST.800.53.R4-RDSInstancePublicAccess",
      "NIST.800.53.R5-RDSInstancePublicAccess",
      "PCI.DSS.321-RDSInstancePublicAccess",
    ],
    "pulumi-compliance": ["aws-rds-clusterinstance-disallow-public-access", "aws-rds-instance-disallow-public-access"],
    awsguard: ["rds-instance-public-access"],
  },
  why: "Anyone on the internet can then try passwords and exploits on the database.",
  fix: "Leave `publiclyAccessible` out, and connect from within the VPC.",
  see: `${guide}/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
  at: (self) => self.publiclyAccessible,
  good: [false],
  absent: "good",
});

export const instanceSubnets = rule(Instance, {
  id: "aws-rds-instance-subnets",
  title: "Databases are in private subnets",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["2f737336-b18a-4602-8ea0-b200312e1ac1"] },
  why: "One wrong setting is then enough to open the database to the internet.",
  fix: "Name subnets without public addresses in the database's subnet group.",
  see: `${guide}/USER_VPC.WorkingWithRDSInstanceinaVPC.html`,
  related: { groups: to("dbSubnetGroupName", SubnetGroup, { subnets: to("subnetIds", Subnet) }) },
  pass: [{}, { groups: [{ subnets: [{ cidrBlock: "10.0.0.0/24" }] }] }],
  fail: [{ groups: [{ subnets: [{}, { mapPublicIpOnLaunch: true }] }] }],
  unknown: [{ groups: [unknown] }, { groups: [{ subnets: [unknown] }] }],
  check: ({ groups }) => some(groups, ({ subnets }) => some(subnets, ({ mapPublicIpOnLaunch }) => mapPublicIpOnLaunch)) && "its subnets give public addresses",
});

export const snapshotPublic = rule(
  resource<Pick<SnapshotArgs, "sharedAccounts">>(
    "aws:rds/snapshot:Snapshot",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
    "aws:rds/snapshotCopy:SnapshotCopy",
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
  ),
  {
    id: "aws-rds-snapshot-public",
    title: "Snapshots of databases aren't public",
    severity: "critical",
    family: "public-access",
    preset: "recommended",
    equivalents: { checkov: ["CKV_AWS_302"], kics: ["f0d8781f-1991-4958-9917-d39283b168a0"] },
    why: "Anyone with an AWS account can restore the snapshot, and read the whole database.",
    fix: "Name the accounts that you mean in `sharedAccounts` instead of `all`.",
    see: `${guide}/USER_ShareSnapshot.html`,
    pass: [{}, { sharedAccounts: ["111122223333"] }],
    fail: [{ sharedAccounts: ["all"] }],
    unknown: [{ sharedAccounts: unknown }],
    check: ({ sharedAccounts }) => some(sharedAccounts, (account) => account === "all") && "it is shared with all accounts",
  },
);

const hasIam = /^(mysql|mariadb|postgres|aurora)/;

export const databaseIamAuthentication = rule(AnyDatabase, {
  id: "aws-rds-database-iam-authentication",
  title: "Databases let programs sign in by IAM",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_161", "CKV_AWS_162"],
    trivy: ["AVD-AWS-0176"],
    kics: ["88fd05e0-ac0e-43d2-ba6d-fc0ba60ae1a6"],
    terrascan: ["AC_AWS_0053"],
    "cdk-nag": ["AwsSolutions-RDS6"],
  },
  why: "Passwords of a database are shared, seldom changed, and no policy of IAM limits them.",
  fix: "Set `iamDatabaseAuthenticationEnabled` to `true`.",
  see: `${guide}/UsingWithRDS.IAMDBAuth.html`,
  pass: [{ iamDatabaseAuthenticationEnabled: true }, { engine: "oracle-ee" }],
  fail: [{}, { engine: "postgres", iamDatabaseAuthenticationEnabled: false }],
  unknown: [{ iamDatabaseAuthenticationEnabled: unknown }],
  check: ({ iamDatabaseAuthenticationEnabled, engine = "mysql" }) =>
    !iamDatabaseAuthenticationEnabled && hasIam.test(engine) && "`iamDatabaseAuthenticationEnabled` isn't on",
});

const defaultPorts: [RegExp, number][] = [
  [/^(mysql|mariadb|aurora-mysql)/, 3306],
  [/postgres/, 5432],
  [/^(custom-)?oracle/, 1521],
  [/^(custom-)?sqlserver/, 1433],
  [/^db2/, 50000],
];

export const databasePort = rule(AnyDatabase, {
  id: "aws-rds-database-port",
  title: "Databases don't listen on their default port",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["bca7cc4d-b3a4-4345-9461-eb69c68fcd26"], "cdk-nag": ["AwsSolutions-RDS11"] },
  why: "Scanners try the default ports first.",
  fix: "Set `port` to another one.",
  see: `${guide}/CHAP_BestPractices.Security.html`,
  pass: [
    { engine: "postgres", port: 15432 },
    { engine: "mysql", port: 5432 },
  ],
  fail: [{ engine: "postgres" }, { engine: "aurora-mysql", port: 3306 }, { engine: "sqlserver-se", port: 1433 }],
  unknown: [{ engine: "postgres", port: unknown }],
  check: ({ engine = "", port }) =>
    some(defaultPorts, ([engines, usual]) => engines.test(engine) && (port ?? usual) === usual) && "it listens on the default port of its engine",
});
