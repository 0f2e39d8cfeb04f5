import type { ConfigArgs } from "@pulumi/gcp/dataform/config";
import type { RepositoryArgs } from "@pulumi/gcp/dataform/repository";
import { customerKey, resource } from "../../lib/rule";

const Repository = resource<RepositoryArgs>("gcp:dataform/repository:Repository");
const Config = resource<ConfigArgs>("gcp:dataform/config:Config");

export const repositoryCustomerKey = customerKey(Repository, {
  id: "gcp-dataform-repository-customer-key",
  subject: "Dataform repositories",
  at: ({ kmsKeyName }) => kmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});

export const configCustomerKey = customerKey(Config, {
  id: "gcp-dataform-config-customer-key",
  subject: "New Dataform repositories",
  at: ({ defaultKmsKeyName }) => defaultKmsKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});
