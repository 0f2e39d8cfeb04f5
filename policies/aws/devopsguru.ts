import type { ServiceIntegrationArgs } from "@pulumi/aws/devopsguru/serviceIntegration";
import { customerKey, resource } from "../../lib/rule";

export const serviceIntegrationCustomerKey = customerKey(resource<ServiceIntegrationArgs>("aws:devopsguru/serviceIntegration:ServiceIntegration"), {
  id: "aws-devopsguru-service-integration-customer-key",
  subject: "Data of DevOps Guru",
  see: "https://docs.aws.amazon.com/devops-guru/latest/userguide/data-protection.html",
  at: (integration) => integration.kmsServerSideEncryption?.kmsKeyId,
});
