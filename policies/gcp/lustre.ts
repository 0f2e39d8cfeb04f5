import type { InstanceArgs } from "@pulumi/gcp/lustre/instance";
import { customerKey, resource, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:lustre/instance:Instance");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-lustre-instance-customer-key",
  subject: "Managed Lustre instances",
  property: "kmsKey",
  key: ({ kmsKey }) => kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ kmsKey: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }],
  unknown: [{ kmsKey: unknown }],
});
