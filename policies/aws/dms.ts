import type { EndpointArgs } from "@pulumi/aws/dms/endpoint";
import type { InstanceProfileArgs } from "@pulumi/aws/dms/instanceProfile";
import type { ReplicationInstanceArgs } from "@pulumi/aws/dms/replicationInstance";
import type { S3EndpointArgs } from "@pulumi/aws/dms/s3endpoint";
import { hipaa, nist, pci } from "../../lib/cloud/aws-controls";
import { customerKey, namesKey, resource, rule, setting, unknown } from "../../lib/rule";

const Endpoint = resource<EndpointArgs>("aws:dms/endpoint:Endpoint");
const InstanceProfile = resource<InstanceProfileArgs>("aws:dms/instanceProfile:InstanceProfile");
const ReplicationInstance = resource<ReplicationInstanceArgs>("aws:dms/replicationInstance:ReplicationInstance");
const S3Endpoint = resource<S3EndpointArgs>("aws:dms/s3Endpoint:S3Endpoint");

const key = "arn:aws:kms:us-east-1:111122223333:key/mrk-1";
const guide = "https://docs.aws.amazon.com/dms/latest/userguide";

// Who can reach it.

const isPublic = {
  severity: "high",
  family: "public-access",
  preset: "recommended",
  why: "Anyone on the internet can then try exploits on a machine that holds the credentials of your databases.",
  see: `${guide}/CHAP_ReplicationInstance.PublicPrivate.html`,
} as const;

export const replicationInstancePublic = setting(ReplicationInstance, {
  ...isPublic,
  id: "aws-dms-replication-instance-public",
  title: "Replication instances have no public address",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": nist.notPublic,
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV_AWS_89"],
    kics: ["030d3b18-1821-45b4-9e08-50efbe7becbb", "bccb296f-362c-4b05-9221-86d1437a1016"],
    "cdk-nag": [
      "HIPAA.Security-DMSReplicationNotPublic",
      "NIST.800.53.R4-DMSReplicationNotPublic",
      "NIST.800.53.R5-DMSReplicationNotPublic",
      "PCI.DSS.321-DMSReplicationNotPublic",
    ],
  },
  at: (instance) => instance.publiclyAccessible,
  good: [false],
  absent: "good",
});

export const instanceProfilePublic = setting(InstanceProfile, {
  ...isPublic,
  severity: "medium",
  id: "aws-dms-instance-profile-public",
  title: "Instance profiles of migrations give no public address",
  at: (profile) => profile.publiclyAccessible,
  good: [false],
  absent: "bad",
});

// Encryption.

export const instanceCustomerKey = customerKey(
  resource<Pick<ReplicationInstanceArgs, "kmsKeyArn">>("aws:dms/replicationInstance:ReplicationInstance", "aws:dms/instanceProfile:InstanceProfile"),
  {
    id: "aws-dms-instance-customer-key",
    subject: "Replication instances",
    equivalents: { checkov: ["CKV_AWS_212"] },
    see: `${guide}/CHAP_Security.html`,
    at: (instance) => instance.kmsKeyArn,
  },
);

export const endpointCustomerKey = customerKey(Endpoint, {
  id: "aws-dms-endpoint-customer-key",
  subject: "Connection settings of database endpoints",
  equivalents: { checkov: ["CKV_AWS_296"] },
  see: `${guide}/CHAP_Security.html`,
  at: (endpoint) => endpoint.kmsKeyArn,
});

export const s3EndpointCustomerKey = rule(S3Endpoint, {
  id: "aws-dms-s3-endpoint-customer-key",
  title: "S3 endpoints are encrypted with an AWS KMS key of your own",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_298"] },
  why: "With AWS's key you can't decide who may decrypt, can't revoke it, and don't see its use in your audit log.",
  fix: "Set `serverSideEncryptionKmsKeyId` to an AWS KMS key of your own, and `encryptionMode` to `SSE_KMS`.",
  see: `${guide}/CHAP_Target.S3.html`,
  pass: [{ serverSideEncryptionKmsKeyId: key }, { kmsKeyArn: key }, { kmsKeyArn: unknown }],
  fail: [{}, { kmsKeyArn: "" }],
  check: (self) =>
    !namesKey(self, (endpoint) => endpoint.serverSideEncryptionKmsKeyId) &&
    !namesKey(self, (endpoint) => endpoint.kmsKeyArn) &&
    "`serverSideEncryptionKmsKeyId` names no key",
});

/** Engines whose connection has no `sslMode`: AWS's own services are always called by HTTPS, and some have settings of their own. */
const withoutMode = /^(azuredb|dynamodb|elasticsearch|kafka|kinesis|neptune|opensearch|redis|redshift|redshift-serverless|s3|timestream)$/;

export const endpointTls = rule(Endpoint, {
  id: "aws-dms-endpoint-tls",
  title: "Connections to database endpoints are encrypted",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV2_AWS_49"], kics: ["e6f7g8h9-i0j1-4klm-56no-7890pqrstu12"] },
  why: "Anyone on the way can read and change the data that is moved, and read the password.",
  fix: "Set `sslMode` to `verify-full`, or to the strictest one that the engine has.",
  see: `${guide}/CHAP_Security.SSL.html`,
  pass: [
    { engineName: "postgres", sslMode: "require" },
    { engineName: "aurora", sslMode: "verify-full" },
    { engineName: "s3" },
    { engineName: "kafka", kafkaSettings: { broker: "b:9094", securityProtocol: "ssl-encryption" } },
    { engineName: "redis", redisSettings: { sslSecurityProtocol: "ssl-encryption" } },
  ],
  fail: [
    { engineName: "postgres" },
    { engineName: "mysql", sslMode: "none" },
    { engineName: "redis", redisSettings: { sslSecurityProtocol: "plaintext" } },
    { engineName: "kafka", kafkaSettings: { broker: "b:9092", securityProtocol: "plaintext" } },
  ],
  unknown: [{ engineName: "mysql", sslMode: unknown }],
  check: ({ engineName = "", sslMode = "none", kafkaSettings, redisSettings }) => {
    if (redisSettings?.sslSecurityProtocol === "plaintext") return "`redisSettings.sslSecurityProtocol` is `plaintext`";
    if (kafkaSettings?.securityProtocol === "plaintext") return "`kafkaSettings.securityProtocol` is `plaintext`";
    return sslMode === "none" && !withoutMode.test(engineName) && "`sslMode` is `none`";
  },
});

// Up to date.

export const replicationInstanceMinorUpgrades = setting(ReplicationInstance, {
  id: "aws-dms-replication-instance-minor-upgrades",
  title: "Replication instances get minor upgrades by themselves",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_222"] },
  why: "Known vulnerabilities of the engine stay open until somebody upgrades it by hand.",
  see: `${guide}/CHAP_ReplicationInstance.EngineVersions.html`,
  at: (instance) => instance.autoMinorVersionUpgrade,
  good: [true],
  absent: "bad",
});
