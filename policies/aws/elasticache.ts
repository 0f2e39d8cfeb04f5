import type { ClusterArgs } from "@pulumi/aws/elasticache/cluster";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache/replicationGroup";
import type { ServerlessCacheArgs } from "@pulumi/aws/elasticache/serverlessCache";
import { hipaa, nist } from "../../lib/cloud/aws-controls";
import { backupDays } from "../../lib/cloud/backup-days";
import { ownPort } from "../../lib/cloud/own-port";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Cluster = resource<ClusterArgs>("aws:elasticache/cluster:Cluster");
const ReplicationGroup = resource<ReplicationGroupArgs>("aws:elasticache/replicationGroup:ReplicationGroup");
const ServerlessCache = resource<ServerlessCacheArgs>("aws:elasticache/serverlessCache:ServerlessCache");
const AnyEncrypted = resource<Pick<ReplicationGroupArgs, "kmsKeyId">>(
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:elasticache/serverlessCache:ServerlessCache",
);

const guide = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg";

/** A cluster that is in a replication group has the group's settings. */
const isMember = (cluster: object): boolean => "replicationGroupId" in cluster;

/** A secondary of a global datastore has its primary's encryption and password. */
const isSecondary = (group: object): boolean => "globalReplicationGroupId" in group;

// Who can reach it.

export const replicationGroupAuth = rule(ReplicationGroup, {
  id: "aws-elasticache-replication-group-auth",
  title: "Replication groups ask for a password",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_31"], "cdk-nag": ["AwsSolutions-AEC6"] },
  why: "Every machine in the network may read and change all that is stored.",
  fix: "Set `userGroupIds`, or `authToken`, and `transitEncryptionEnabled` to `true`.",
  see: `${guide}/auth.html`,
  pass: [{ authToken: unknown }, { authTokenWo: "a-long-password-from-somewhere" }, { userGroupIds: ["shop"] }, { globalReplicationGroupId: "sessions" }],
  fail: [{}, { transitEncryptionEnabled: true }, { userGroupIds: [] }],
  unknown: [{ userGroupIds: unknown }],
  check: (self) =>
    !(isSecondary(self) || "authToken" in self || "authTokenWo" in self || self.userGroupIds?.length) && "`authToken` and `userGroupIds` aren't set",
});

const ownSubnets = {
  severity: "low",
  family: "network",
  preset: "strict",
  why: "The subnets of the default VPC are open to the internet, and shared with whatever else is made without thinking of a network.",
  fix: "Set `subnetGroupName` to a group of private subnets.",
  see: `${guide}/SubnetGroups.html`,
} as const;

const inDefaultSubnets = (cache: { subnetGroupName?: string }): string | false =>
  (!("subnetGroupName" in cache) || cache.subnetGroupName === "default") && "`subnetGroupName` isn't set to a group of your own";

export const clusterSubnets = rule(Cluster, {
  ...ownSubnets,
  id: "aws-elasticache-cluster-subnets",
  title: "Cache clusters are in subnets of your own",
  controls: { "nist-800-53-r5": ["AC-4", "AC-4(21)", "SC-7", "SC-7(4)", "SC-7(5)", "SC-7(11)", "SC-7(16)", "SC-7(21)"] },
  equivalents: { checkov: ["CKV_AWS_323"], kics: ["8c849af7-a399-46f7-a34c-32d3dc96f1fc"], "cdk-nag": ["AwsSolutions-AEC1"] },
  pass: [{ subnetGroupName: "private" }, { replicationGroupId: "sessions" }],
  fail: [{}, { subnetGroupName: "default" }],
  unknown: [{ subnetGroupName: unknown }],
  check: (self) => !isMember(self) && inDefaultSubnets(self),
});

export const replicationGroupSubnets = rule(ReplicationGroup, {
  ...ownSubnets,
  id: "aws-elasticache-replication-group-subnets",
  title: "Replication groups are in subnets of your own",
  equivalents: { kics: ["8c849af7-a399-46f7-a34c-32d3dc96f1fc"], "cdk-nag": ["AwsSolutions-AEC1"] },
  pass: [{ subnetGroupName: "private" }, { globalReplicationGroupId: "sessions", subnetGroupName: "private" }],
  fail: [{}, { subnetGroupName: "default" }],
  unknown: [{ subnetGroupName: unknown }],
  check: inDefaultSubnets,
});

export const clusterPort = ownPort(Cluster, {
  id: "aws-elasticache-cluster-port",
  subject: "Cache clusters",
  equivalents: { kics: ["5d89db57-8b51-4b38-bb76-b9bd42bd40f0"], "cdk-nag": ["AwsSolutions-AEC5"] },
  see: `${guide}/accessing-elasticache.html`,
  usual: (cluster) => (isMember(cluster) ? undefined : cluster.engine === "memcached" ? 11211 : 6379),
  pass: [{ replicationGroupId: "sessions" }, { engine: "memcached", port: 6379 }],
  fail: [{ engine: "memcached", port: 11211 }],
});

export const replicationGroupPort = ownPort(ReplicationGroup, {
  id: "aws-elasticache-replication-group-port",
  subject: "Replication groups",
  equivalents: { kics: ["5d89db57-8b51-4b38-bb76-b9bd42bd40f0"], "cdk-nag": ["AwsSolutions-AEC5"] },
  see: `${guide}/accessing-elasticache.html`,
  usual: () => 6379,
});

// Encryption.

export const replicationGroupEncrypted = rule(ReplicationGroup, {
  id: "aws-elasticache-replication-group-encrypted",
  title: "Replication groups are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_29"],
    trivy: ["AVD-AWS-0045"],
    kics: ["76976de7-c7b1-4f64-a94f-90c1345914c2"],
    terrascan: ["AC_AWS_0466"],
    "cdk-nag": ["AwsSolutions-AEC3"],
  },
  why: "The disks, while they sync and swap, and the backups hold the data in the clear; it can't be turned on later.",
  fix: "Set `atRestEncryptionEnabled` to `true`.",
  see: `${guide}/at-rest-encryption.html`,
  pass: [{ atRestEncryptionEnabled: true }, { engine: "valkey" }, { globalReplicationGroupId: "sessions" }],
  fail: [{}, { engine: "redis", atRestEncryptionEnabled: false }, { engine: "valkey", atRestEncryptionEnabled: false }],
  unknown: [{ atRestEncryptionEnabled: unknown }, { engine: unknown }],
  check: (self) => !isSecondary(self) && !(self.atRestEncryptionEnabled ?? self.engine === "valkey") && "`atRestEncryptionEnabled` isn't on",
});

export const cacheCustomerKey = customerKey(AnyEncrypted, {
  id: "aws-elasticache-cache-customer-key",
  subject: "Caches",
  equivalents: { checkov: ["CKV_AWS_191"] },
  see: `${guide}/at-rest-encryption.html`,
  at: (cache) => cache.kmsKeyId,
});

export const replicationGroupTls = rule(ReplicationGroup, {
  id: "aws-elasticache-replication-group-tls",
  title: "Replication groups encrypt connections",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_30", "CKV_AWS_31"],
    trivy: ["AVD-AWS-0051"],
    kics: ["1afbb3fa-cf6c-4a3d-b730-95e9f4df343e"],
    terrascan: ["AC_AWS_0467"],
    regula: ["FG_R00105"],
  },
  why: "Anyone on the way can read and change what goes to and from the cache, the password too.",
  fix: "Set `transitEncryptionEnabled` to `true`, and `transitEncryptionMode` to `required` once all clients use TLS.",
  see: `${guide}/in-transit-encryption.html`,
  pass: [{ transitEncryptionEnabled: true }, { transitEncryptionEnabled: true, transitEncryptionMode: "required" }, { globalReplicationGroupId: "sessions" }],
  fail: [{}, { transitEncryptionEnabled: false }, { transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }],
  unknown: [{ transitEncryptionEnabled: unknown }],
  check: (self) => {
    if (isSecondary(self)) return;
    if (!self.transitEncryptionEnabled) return "`transitEncryptionEnabled` isn't on";
    return self.transitEncryptionMode === "preferred" && "`transitEncryptionMode` is `preferred`, which allows connections without TLS";
  },
});

// Up to date.

export const clusterEngine = rule(Cluster, {
  id: "aws-elasticache-cluster-engine",
  title: "Caches have an engine that knows users and encryption",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { kics: ["4bd15dd9-8d5e-4008-8532-27eb0c3706d3"], terrascan: ["AC_AWS_0103"] },
  why: "Memcached has no users, no passwords, no backups and no encryption at rest.",
  fix: "Use an `aws.elasticache.ReplicationGroup` of Valkey or Redis.",
  see: `${guide}/SelectEngine.html`,
  pass: [{ engine: "redis" }, { replicationGroupId: "sessions" }],
  fail: [{ engine: "memcached" }],
  unknown: [{ engine: unknown }],
  check: ({ engine }) => engine === "memcached" && "its engine is Memcached",
});

const supported = {
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "Redis 5 and older have reached their end, and get security fixes for a surcharge and a while only.",
  fix: "Set `engineVersion` to a current one.",
  see: `${guide}/engine-versions.html`,
} as const;

const endedVersion = (engine: string, version = ""): string | false => {
  const [, major] = /^(\d+)\./.exec(version) ?? [];
  return engine === "redis" && Number(major) < 6 && `its version ${version} of Redis has reached its end`;
};

export const clusterVersion = rule(Cluster, {
  ...supported,
  id: "aws-elasticache-cluster-version",
  title: "Redis clusters have a supported version",
  equivalents: { kics: ["254c932d-e3bf-44b2-bc9d-eb5fdb09f8d4"], terrascan: ["AC_AWS_0102"] },
  pass: [
    { engine: "redis" },
    { engine: "redis", engineVersion: "7.1" },
    { engine: "redis", engineVersion: "6.x" },
    { engine: "memcached", engineVersion: "1.6.22" },
  ],
  fail: [
    { engine: "redis", engineVersion: "5.0.6" },
    { engine: "redis", engineVersion: "2.8.24" },
  ],
  unknown: [{ engine: "redis", engineVersion: unknown }],
  check: ({ engine = "", engineVersion }) => endedVersion(engine, engineVersion),
});

export const replicationGroupVersion = rule(ReplicationGroup, {
  ...supported,
  id: "aws-elasticache-replication-group-version",
  title: "Replication groups have a supported version",
  equivalents: { kics: ["254c932d-e3bf-44b2-bc9d-eb5fdb09f8d4"], terrascan: ["AC_AWS_0102"] },
  pass: [{}, { engineVersion: "7.1" }, { engine: "valkey", engineVersion: "8.0" }],
  fail: [{ engineVersion: "5.0.6" }, { engine: "redis", engineVersion: "3.2.6" }],
  unknown: [{ engineVersion: unknown }],
  check: ({ engine = "redis", engineVersion }) => endedVersion(engine, engineVersion),
});

/** Clusters have it as a text, replication groups as a Boolean. */
interface Upgraded {
  readonly autoMinorVersionUpgrade?: boolean | string;
}

export const cacheMinorUpgrades = setting<Upgraded, boolean | string | undefined>(
  resource<Upgraded>("aws:elasticache/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup"),
  {
    id: "aws-elasticache-cache-minor-upgrades",
    title: "Caches get minor upgrades by themselves",
    severity: "medium",
    family: "supply-chain",
    preset: "recommended",
    controls: { "nist-800-53-r5": ["SI-2", "SI-2(2)", "SI-2(4)", "SI-2(5)"] },
    equivalents: { checkov: ["CKV_AWS_322"] },
    why: "Known vulnerabilities of the engine stay open until somebody upgrades it by hand.",
    see: `${guide}/VersionManagement.html`,
    at: (cache) => cache.autoMinorVersionUpgrade,
    good: [true, "true"],
    bad: [false, "false"],
    absent: "good",
  },
);

// Not losing data.

const redisBackups = {
  controls: {
    hipaa: hipaa.backup,
    "nist-800-53-r5": nist.backup,
  },
  equivalents: {
    checkov: ["CKV_AWS_134"],
    trivy: ["AVD-AWS-0050"],
    kics: ["8fdb08a0-a868-4fdf-9c27-ccab0237f1ab", "e93bbe63-a631-4c0f-b6ef-700d48441ff2"],
    "cdk-nag": [
      "HIPAA.Security-ElastiCacheRedisClusterAutomaticBackup",
      "NIST.800.53.R4-ElastiCacheRedisClusterAutomaticBackup",
      "NIST.800.53.R5-ElastiCacheRedisClusterAutomaticBackup",
    ],
  },
  see: `${guide}/backups-automatic.html`,
} as const;

export const clusterBackups = backupDays(Cluster, {
  id: "aws-elasticache-cluster-backups",
  subject: "Redis clusters",
  ...redisBackups,
  at: (cluster) => cluster.snapshotRetentionLimit,
  absent: 0,
  days: 1,
  unless: (cluster) => isMember(cluster) || cluster.engine === "memcached",
  pass: [{ engine: "memcached" }, { replicationGroupId: "sessions" }],
});

export const replicationGroupBackups = backupDays(ReplicationGroup, {
  id: "aws-elasticache-replication-group-backups",
  subject: "Replication groups",
  ...redisBackups,
  at: (group) => group.snapshotRetentionLimit,
  absent: 0,
  days: 1,
});

export const serverlessCacheBackups = backupDays(ServerlessCache, {
  id: "aws-elasticache-serverless-cache-backups",
  subject: "Serverless caches",
  see: `${guide}/backups-automatic.html`,
  at: (cache) => cache.snapshotRetentionLimit,
  absent: 0,
  days: 1,
  unless: (cache) => cache.engine === "memcached",
  pass: [{ engine: "memcached" }],
});

export const replicationGroupFailover = setting(ReplicationGroup, {
  id: "aws-elasticache-replication-group-failover",
  title: "Replication groups replace a failed primary by themselves",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_50"], kics: ["9b18fc19-7fb8-49b1-8452-9c757c70f926"], "cdk-nag": ["AwsSolutions-AEC4"] },
  why: "When the primary fails, the cache is gone until somebody acts.",
  see: `${guide}/AutoFailover.html`,
  at: (group) => group.automaticFailoverEnabled,
  good: [true],
  absent: "bad",
});

export const clusterZones = rule(Cluster, {
  id: "aws-elasticache-cluster-zones",
  title: "Memcached clusters are in several zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { kics: ["6db03a91-f933-4f13-ab38-a8b87a7de54d"], terrascan: ["AC_AWS_0104"] },
  why: "When the zone fails, the cache is gone until it is back.",
  fix: "Set `azMode` to `cross-az`, and `numCacheNodes` to two or more.",
  see: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html",
  pass: [{ engine: "redis" }, { engine: "memcached", numCacheNodes: 2, azMode: "cross-az" }],
  fail: [{ engine: "memcached" }, { engine: "memcached", azMode: "single-az" }],
  unknown: [{ engine: "memcached", azMode: unknown }],
  check: ({ engine, azMode }) => engine === "memcached" && azMode !== "cross-az" && "`azMode` isn't `cross-az`",
});
