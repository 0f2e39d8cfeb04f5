import type { ConnectionArgs } from "@pulumi/gcp/developerconnect/connection";
import { customerKey, resource, unknown } from "../../lib/rule";

const Connection = resource<ConnectionArgs>("gcp:developerconnect/connection:Connection");

export const connectionCustomerKey = customerKey(Connection, {
  id: "gcp-developerconnect-connection-customer-key",
  subject: "Developer Connect connections",
  property: "cryptoKeyConfig.keyReference",
  key: ({ cryptoKeyConfig }) => cryptoKeyConfig?.keyReference,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ cryptoKeyConfig: { keyReference: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } }],
  unknown: [{ cryptoKeyConfig: { keyReference: unknown } }],
});
