import type { OrganizationConfigurationArgs } from "@pulumi/aws/detective/organizationConfiguration";
import { resource, setting } from "../../lib/rule";

const OrganizationConfiguration = resource<OrganizationConfigurationArgs>("aws:detective/organizationConfiguration:OrganizationConfiguration");

export const organizationAccounts = setting(OrganizationConfiguration, {
  id: "aws-detective-organization-accounts",
  title: "Detective is on in new accounts of the organization",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Records of before somebody looks into an incident are missing for accounts that were never added.",
  see: "https://docs.aws.amazon.com/detective/latest/userguide/accounts-orgs-transition.html",
  at: (organization) => organization.autoEnable,
  good: [true],
  absent: "bad",
});
