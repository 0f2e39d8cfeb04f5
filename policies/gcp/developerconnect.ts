import type { ConnectionArgs } from "@pulumi/gcp/developerconnect/connection";
import { customerKey, resource } from "../../lib/rule";

const Connection = resource<ConnectionArgs>("gcp:developerconnect/connection:Connection");

export const connectionCustomerKey = customerKey(Connection, {
  id: "gcp-developerconnect-connection-customer-key",
  subject: "Developer Connect connections",
  at: ({ cryptoKeyConfig }) => cryptoKeyConfig?.keyReference,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});
