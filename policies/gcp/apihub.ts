import type { ApiHubInstanceArgs } from "@pulumi/gcp/apihub/apiHubInstance";
import { customerKey, resource } from "../../lib/rule";

const ApiHubInstance = resource<ApiHubInstanceArgs>("gcp:apihub/apiHubInstance:ApiHubInstance");

export const instanceCustomerKey = customerKey(ApiHubInstance, {
  id: "gcp-apihub-instance-customer-key",
  subject: "API hub instances",
  at: ({ config }) => config?.cmekKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});
