import type { S3TableIntegrationArgs } from "@pulumi/aws/observabilityadmin/s3tableIntegration";
import { customerKey, resource } from "../../lib/rule";

export const s3TableIntegrationCustomerKey = customerKey(resource<S3TableIntegrationArgs>("aws:observabilityadmin/s3TableIntegration:S3TableIntegration"), {
  id: "aws-observabilityadmin-s3-table-integration-customer-key",
  subject: "Logs in tables of Amazon S3",
  see: "https://docs.aws.amazon.com/cloudwatch/latest/observabilityadmin/API_CreateS3TableIntegration.html",
  at: (integration) => integration.encryption?.kmsKeyArn,
});
