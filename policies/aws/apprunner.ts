import type { ServiceArgs } from "@pulumi/aws/apprunner/service";
import { customerKey, resource } from "../../lib/rule";

export const serviceCustomerKey = customerKey(resource<ServiceArgs>("aws:apprunner/service:Service"), {
  id: "aws-apprunner-service-customer-key",
  subject: "App Runner services",
  see: "https://docs.aws.amazon.com/apprunner/latest/dg/security-data-protection-encryption.html",
  at: ({ encryptionConfiguration }) => encryptionConfiguration?.kmsKey,
});
