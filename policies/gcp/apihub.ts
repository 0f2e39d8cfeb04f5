import type { ApiHubInstanceArgs } from "@pulumi/gcp/apihub/apiHubInstance";
import { customerKey, resource, unknown } from "../../lib/rule";

const ApiHubInstance = resource<ApiHubInstanceArgs>("gcp:apihub/apiHubInstance:ApiHubInstance");

export const instanceCustomerKey = customerKey(ApiHubInstance, {
  id: "gcp-apihub-instance-customer-key",
  subject: "API hub instances",
  property: "config.cmekKeyName",
  key: ({ config }) => config?.cmekKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ config: { cmekKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" } }],
  unknown: [{ config: { cmekKeyName: unknown } }],
});
