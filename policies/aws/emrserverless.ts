import type { ApplicationArgs } from "@pulumi/aws/emrserverless/application";
import { customerKey, resource } from "../../lib/rule";

export const applicationLogsCustomerKey = customerKey(resource<ApplicationArgs>("aws:emrserverless/application:Application"), {
  id: "aws-emrserverless-application-logs-customer-key",
  subject: "Logs of EMR Serverless applications",
  see: "https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/jobs-log-encryption.html",
  at: (application) => application.monitoringConfiguration?.managedPersistenceMonitoringConfiguration?.encryptionKeyArn,
  unless: ({ monitoringConfiguration }) => monitoringConfiguration?.managedPersistenceMonitoringConfiguration?.enabled === false,
  pass: [{ monitoringConfiguration: { managedPersistenceMonitoringConfiguration: { enabled: false } } }],
});
