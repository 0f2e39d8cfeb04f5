import type { JobTemplateArgs } from "@pulumi/aws/emrcontainers/jobTemplate";
import { customerKey, resource } from "../../lib/rule";

export const jobTemplateCustomerKey = customerKey(resource<JobTemplateArgs>("aws:emrcontainers/jobTemplate:JobTemplate"), {
  id: "aws-emrcontainers-job-template-customer-key",
  subject: "EMR on EKS job templates",
  see: "https://docs.aws.amazon.com/emr-on-eks/latest/APIReference/API_CreateJobTemplate.html",
  at: (template) => template.kmsKeyArn,
});
