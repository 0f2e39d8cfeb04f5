import type { ApplicationArgs } from "@pulumi/aws/qbusiness/application";
import { customerKey, resource } from "../../lib/rule";

export const applicationCustomerKey = customerKey(resource<ApplicationArgs>("aws:qbusiness/application:Application"), {
  id: "aws-qbusiness-application-customer-key",
  subject: "Amazon Q Business applications",
  see: "https://docs.aws.amazon.com/amazonq/latest/qbusiness-ug/data-encryption.html",
  at: (application) => application.encryptionConfiguration?.kmsKeyId,
});
