import type { ClientArgs } from "@pulumi/gcp/applicationintegration/client";
import { customerKey, resource } from "../../lib/rule";

const Client = resource<ClientArgs>("gcp:applicationintegration/client:Client");

export const clientCustomerKey = customerKey(Client, {
  id: "gcp-applicationintegration-client-customer-key",
  subject: "Application Integration regions",
  at: ({ cloudKmsConfig }) => cloudKmsConfig?.key,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});
