import type { OrganizationArgs } from "@pulumi/aws/organizations/organization";
import { resource, rule, setting, some, unknown } from "../../lib/rule";

const Organization = resource<OrganizationArgs>("aws:organizations/organization:Organization");

export const organizationFeatures = setting(Organization, {
  id: "aws-organizations-organization-features",
  title: "Organizations have all features",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["5ba6229c-8057-433e-91d0-21cf13569ca9"] },
  why: "With consolidated billing alone no policy can limit what the accounts may do.",
  see: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_support-all-features.html",
  at: (organization) => organization.featureSet,
  good: ["ALL"],
  bad: ["CONSOLIDATED_BILLING"],
  absent: "good",
});

export const organizationPolicies = rule(Organization, {
  id: "aws-organizations-organization-policies",
  title: "Organizations have service control policies",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["5ba6229c-8057-433e-91d0-21cf13569ca9"] },
  why: "An account's administrator can turn off the trail, leave, or work in any region.",
  fix: "Add `SERVICE_CONTROL_POLICY` to `enabledPolicyTypes`.",
  see: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html",
  pass: [{ enabledPolicyTypes: ["SERVICE_CONTROL_POLICY"] }],
  fail: [{}, { enabledPolicyTypes: ["TAG_POLICY"] }],
  unknown: [{ enabledPolicyTypes: unknown }],
  check: ({ enabledPolicyTypes }) =>
    !some(enabledPolicyTypes, (type) => type === "SERVICE_CONTROL_POLICY") && "`enabledPolicyTypes` has no `SERVICE_CONTROL_POLICY`",
});
