import type { AccountArgs } from "@pulumi/aws/macie2/account";
import type { OrganizationConfigurationArgs } from "@pulumi/aws/macie2/organizationConfiguration";
import { resource, setting } from "../../lib/rule";

const Account = resource<AccountArgs>("aws:macie2/account:Account");
const OrganizationConfiguration = resource<OrganizationConfigurationArgs>("aws:macie2/organizationConfiguration:OrganizationConfiguration");

export const accountEnabled = setting(Account, {
  id: "aws-macie2-account-enabled",
  title: "Macie looks for sensitive data",
  severity: "low",
  family: "logging",
  preset: "recommended",
  why: "While it is paused Macie finds nothing, and the program says that it looks.",
  see: "https://docs.aws.amazon.com/macie/latest/user/suspend-macie.html",
  at: (account) => account.status,
  good: ["ENABLED"],
  bad: ["PAUSED"],
  absent: "good",
});

export const organizationAccounts = setting(OrganizationConfiguration, {
  id: "aws-macie2-organization-accounts",
  title: "Macie is on in new accounts of the organization",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "New accounts are where nobody has looked yet.",
  see: "https://docs.aws.amazon.com/macie/latest/user/accounts-mgmt-ao-integrate.html",
  at: (organization) => organization.autoEnable,
  good: [true],
  absent: "bad",
});
