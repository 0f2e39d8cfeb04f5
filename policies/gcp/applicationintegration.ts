import type { ClientArgs } from "@pulumi/gcp/applicationintegration/client";
import { customerKey, resource, unknown } from "../../lib/rule";

const Client = resource<ClientArgs>("gcp:applicationintegration/client:Client");

export const clientCustomerKey = customerKey(Client, {
  id: "gcp-applicationintegration-client-customer-key",
  subject: "Application Integration regions",
  property: "cloudKmsConfig",
  key: ({ cloudKmsConfig }) => cloudKmsConfig?.key,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ cloudKmsConfig: { kmsLocation: "europe-west1", kmsRing: "r", key: "k" } }],
  unknown: [{ cloudKmsConfig: unknown }],
});
