import type { ConfigArgs } from "@pulumi/gcp/dataform/config";
import type { RepositoryArgs } from "@pulumi/gcp/dataform/repository";
import { customerKey, resource, unknown } from "../../lib/rule";

const Repository = resource<RepositoryArgs>("gcp:dataform/repository:Repository");
const Config = resource<ConfigArgs>("gcp:dataform/config:Config");

export const repositoryCustomerKey = customerKey(Repository, {
  id: "gcp-dataform-repository-customer-key",
  subject: "Dataform repositories",
  property: "kmsKeyName",
  key: ({ kmsKeyName }) => kmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ kmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }],
  unknown: [{ kmsKeyName: unknown }],
});

export const configCustomerKey = customerKey(Config, {
  id: "gcp-dataform-config-customer-key",
  subject: "New Dataform repositories",
  property: "defaultKmsKeyName",
  key: ({ defaultKmsKeyName }) => defaultKmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ defaultKmsKeyName: "projects/p/locations/europe-west1/keyRings/r/cryptoKeys/k" }],
  unknown: [{ defaultKmsKeyName: unknown }],
});
