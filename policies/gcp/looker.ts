import type { InstanceArgs } from "@pulumi/gcp/looker/instance";
import { customerKey, resource, setting } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:looker/instance:Instance");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-looker-instance-customer-key",
  subject: "Looker instances",
  at: ({ encryptionConfig }) => encryptionConfig?.kmsKeyName,
  see: "https://cloud.google.com/looker/docs/looker-core-cmek",
});

export const instancePrivate = setting(Instance, {
  id: "gcp-looker-instance-private",
  title: "Looker instances have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Everyone on the internet can reach the sign-in page of the instance and its API.",
  fix: "Set `publicIpEnabled` to `false`, and `privateIpEnabled` or `pscEnabled` to `true`.",
  see: "https://cloud.google.com/looker/docs/looker-core-networking-options",
  at: ({ publicIpEnabled }) => publicIpEnabled,
  good: [false],
  absent: "bad",
});
