import type { OrganizationArgs } from "@pulumi/aws/workmail/organization";
import { customerKey, resource } from "../../lib/rule";

export const organizationCustomerKey = customerKey(resource<OrganizationArgs>("aws:workmail/organization:Organization"), {
  id: "aws-workmail-organization-customer-key",
  subject: "WorkMail organizations",
  see: "https://docs.aws.amazon.com/workmail/latest/adminguide/data-protection.html",
  at: (organization) => organization.kmsKeyArn,
});
