import type { OrganizationPolicyArgs as FolderPolicyArgs } from "@pulumi/gcp/folder/organizationPolicy";
import type { PolicyArgs as OrganizationPolicyArgs } from "@pulumi/gcp/organizations/policy";
import type { PolicyArgs } from "@pulumi/gcp/orgpolicy/policy";
import type { OrganizationPolicyArgs as ProjectPolicyArgs } from "@pulumi/gcp/projects/organizationPolicy";
import { each, resource, rule, setting, unknown } from "../../lib/rule";

const Policy = resource<PolicyArgs>("gcp:orgpolicy/policy:Policy");
const LegacyPolicy = resource<OrganizationPolicyArgs | FolderPolicyArgs | ProjectPolicyArgs>(
  "gcp:organizations/policy:Policy",
  "gcp:folder/organizationPolicy:OrganizationPolicy",
  "gcp:projects/organizationPolicy:OrganizationPolicy",
);

const why = "A constraint that is lifted here no longer protects anything below, whatever the organisation above has decided.";
const see = "https://cloud.google.com/resource-manager/docs/organization-policy/understanding-constraints";
const compute = "projects/p/policies/compute.requireOsLogin";

export const policyEnforced = rule(Policy, {
  id: "gcp-orgpolicy-policy-enforced",
  title: "Organisation policies enforce their constraints",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why,
  fix: "Set `enforce` to `TRUE`, limit the exception by a `condition`, or name the allowed values instead of `allowAll`.",
  see,
  pass: [
    { name: compute, spec: { rules: [{ enforce: "TRUE" }] } },
    { name: compute, spec: { rules: [{ enforce: "TRUE" }, { enforce: "FALSE", condition: { expression: "resource.matchTag('1/a', 'b')" } }] } },
    { name: "projects/p/policies/iam.allowedPolicyMemberDomains", spec: { rules: [{ values: { allowedValues: ["C1"] } }] } },
  ],
  fail: [
    { name: compute, spec: { rules: [{ enforce: "FALSE" }] } },
    { name: compute, spec: { rules: [unknown, { allowAll: "TRUE" }] } },
  ],
  unknown: [{ name: compute, spec: { rules: [{ enforce: unknown }] } }],
  check: ({ spec }) =>
    each(spec?.rules, ({ condition, enforce, allowAll }) => {
      if (condition) return false;
      if (enforce?.toUpperCase() === "FALSE") return "doesn't enforce its constraint";
      return allowAll?.toUpperCase() === "TRUE" && "allows all values";
    }),
});

export const policyReset = setting(Policy, {
  id: "gcp-orgpolicy-policy-reset",
  title: "Organisation policies don't reset what is decided above",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why,
  fix: "Leave `spec.reset` out.",
  see,
  at: (self) => self.spec?.reset,
  good: [false],
  absent: "good",
  pass: [{ spec: { rules: [{ enforce: "TRUE" }] } }],
});

export const policyDryRun = rule(Policy, {
  id: "gcp-orgpolicy-policy-dry-run",
  title: "Organisation policies are in force instead of only tried",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why: "A dry run only logs what the policy would have stopped.",
  fix: "Move `dryRunSpec` to `spec` once its log is empty.",
  see: "https://cloud.google.com/resource-manager/docs/organization-policy/dry-run-policy",
  pass: [{ spec: { rules: [] } }, { spec: { rules: [] }, dryRunSpec: { rules: [] } }],
  fail: [{ dryRunSpec: { rules: [] } }],
  unknown: [{ dryRunSpec: unknown }],
  check: ({ spec, dryRunSpec }) => dryRunSpec && !spec && "is only tried",
});

export const legacyEnforced = rule(LegacyPolicy, {
  id: "gcp-orgpolicy-legacy-enforced",
  title: "Organisation policies of the first version enforce their constraints",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why,
  fix: "Set `booleanPolicy.enforced` to `true`, or name the allowed values in `listPolicy`.",
  see,
  pass: [{ booleanPolicy: { enforced: true } }, { listPolicy: { allow: { values: ["C1"] } } }, { listPolicy: { deny: { all: true } } }],
  fail: [{ booleanPolicy: { enforced: false } }, { listPolicy: { allow: { all: true } } }],
  unknown: [{ booleanPolicy: { enforced: unknown } }, { listPolicy: { allow: { all: unknown } } }],
  check: ({ booleanPolicy, listPolicy }) => {
    if (booleanPolicy?.enforced === false) return "doesn't enforce its constraint";
    return listPolicy?.allow?.all && "allows all values";
  },
});
