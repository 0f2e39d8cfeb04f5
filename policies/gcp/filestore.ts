import type { InstanceArgs } from "@pulumi/gcp/filestore/instance";
import { someAnywhere } from "../../lib/cloud/network";
import { customerKey, resource, rule, setting, some, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:filestore/instance:Instance");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-filestore-instance-customer-key",
  subject: "Filestore instances",
  at: ({ kmsKeyName }) => kmsKeyName,
  unless: ({ tier }) => /^(STANDARD|PREMIUM|BASIC_.*)$/.test(tier ?? ""),
  see: "https://cloud.google.com/filestore/docs/cmek",
  pass: [{ tier: "BASIC_SSD" }],
  fail: [{ tier: "ZONAL" }],
});

export const instanceExport = rule(Instance, {
  id: "gcp-filestore-instance-export",
  title: "Filestore shares are not exported to every address",
  severity: "medium",
  family: "network",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Every machine that reaches the instance can mount the share, and as root read and change all files.",
  fix: "Name only the ranges of the clients in `fileShares.nfsExportOptions[].ipRanges`.",
  see: "https://cloud.google.com/filestore/docs/reference/rest/v1/projects.locations.instances",
  pass: [{}, { fileShares: { name: "s", capacityGb: 1024, nfsExportOptions: [{ ipRanges: ["10.0.0.0/24"] }] } }],
  fail: [{ fileShares: { name: "s", capacityGb: 1024, nfsExportOptions: [{ ipRanges: ["10.0.0.0/24"] }, { ipRanges: ["0.0.0.0/0"] }] } }],
  unknown: [{ fileShares: { name: "s", capacityGb: 1024, nfsExportOptions: [{ ipRanges: [unknown] }] } }],
  check: ({ fileShares }) => some(fileShares?.nfsExportOptions, ({ ipRanges }) => someAnywhere(ipRanges)) && "its share is exported to every address",
});

export const instanceRootSquash = rule(Instance, {
  id: "gcp-filestore-instance-root-squash",
  title: "Filestore clients are not root on the share",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Root on any client may read and change the files of all users.",
  fix: "Set `squashMode` of each of the `fileShares.nfsExportOptions` to `ROOT_SQUASH`.",
  see: "https://cloud.google.com/filestore/docs/reference/rest/v1/projects.locations.instances",
  pass: [{ fileShares: { name: "s", capacityGb: 1024, nfsExportOptions: [{ squashMode: "ROOT_SQUASH" }] } }],
  fail: [{ fileShares: { name: "s", capacityGb: 1024 } }, { fileShares: { name: "s", capacityGb: 1024, nfsExportOptions: [{ ipRanges: ["10.0.0.1"] }] } }],
  unknown: [{ fileShares: { name: "s", capacityGb: 1024, nfsExportOptions: [{ squashMode: unknown }] } }],
  check: ({ fileShares }) =>
    (!fileShares?.nfsExportOptions?.length || some(fileShares.nfsExportOptions, ({ squashMode }) => squashMode !== "ROOT_SQUASH")) &&
    "root on a client is root on its share",
});

export const instanceDeletionProtection = setting(Instance, {
  id: "gcp-filestore-instance-deletion-protection",
  title: "Filestore instances are protected against deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "A mistaken change or command deletes the instance with all its files.",
  see: "https://cloud.google.com/filestore/docs/reference/rest/v1/projects.locations.instances",
  at: ({ deletionProtectionEnabled }) => deletionProtectionEnabled,
  good: [true],
  absent: "bad",
});
