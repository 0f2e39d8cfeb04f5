import type { EfsLocationArgs } from "@pulumi/aws/datasync/efsLocation";
import type { LocationHdfsArgs } from "@pulumi/aws/datasync/locationHdfs";
import type { LocationObjectStorageArgs } from "@pulumi/aws/datasync/locationObjectStorage";
import { each, isSecret, resource, rule, secret, setting, unknown } from "../../lib/rule";

const EfsLocation = resource<EfsLocationArgs>("aws:datasync/efsLocation:EfsLocation");
const LocationHdfs = resource<LocationHdfsArgs>("aws:datasync/locationHdfs:LocationHdfs");
const LocationObjectStorage = resource<LocationObjectStorageArgs>("aws:datasync/locationObjectStorage:LocationObjectStorage");

const guide = "https://docs.aws.amazon.com/datasync/latest/userguide";

export const efsLocationTls = setting(EfsLocation, {
  id: "aws-datasync-efs-location-tls",
  title: "DataSync encrypts connections to EFS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Anyone on the way can read and change the files that are copied.",
  see: `${guide}/create-efs-location.html`,
  at: (location) => location.inTransitEncryption,
  good: ["TLS1_2"],
  bad: ["NONE"],
  absent: "bad",
});

const hdfsProtections = ["dataTransferProtection", "rpcProtection"] as const;

export const hdfsLocationTls = rule(LocationHdfs, {
  id: "aws-datasync-hdfs-location-tls",
  title: "DataSync encrypts connections to Hadoop",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Anyone on the way can read the files that are copied.",
  fix: "Leave `qopConfiguration` out, or set its protections to `PRIVACY`.",
  see: `${guide}/create-hdfs-location.html`,
  pass: [{}, { qopConfiguration: { dataTransferProtection: "PRIVACY", rpcProtection: "PRIVACY" } }],
  fail: [{ qopConfiguration: { dataTransferProtection: "INTEGRITY" } }, { qopConfiguration: { rpcProtection: "DISABLED" } }],
  unknown: [{ qopConfiguration: { rpcProtection: unknown } }],
  check: ({ qopConfiguration = {} }) =>
    each(hdfsProtections, (input) => {
      const protection = qopConfiguration[input] ?? "PRIVACY";
      return protection !== "PRIVACY" && `\`qopConfiguration.${input}\` is \`${protection}\``;
    }),
});

export const objectStorageSecret = rule(LocationObjectStorage, {
  id: "aws-datasync-object-storage-secret",
  title: "Locations of DataSync have no secret keys in plain text",
  severity: "critical",
  family: "secrets",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_295"] },
  why: "Whoever can read the program or the stack's state can read the object storage.",
  fix: "Make `secretKey` a Pulumi secret, from a configuration or a store of secrets.",
  see: `${guide}/create-object-location.html`,
  pass: [{}, { secretKey: secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY") }],
  fail: [{ secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" }],
  unknown: [{ secretKey: unknown }],
  check: (self) => !isSecret(self, "secretKey") && self.secretKey && "`secretKey` is in plain text",
});
