import type { InstanceArgs } from "@pulumi/gcp/lustre/instance";
import { customerKey, resource } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:lustre/instance:Instance");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-lustre-instance-customer-key",
  subject: "Managed Lustre instances",
  at: ({ kmsKey }) => kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});
