import type { BranchRuleArgs } from "@pulumi/gcp/securesourcemanager/branchRule";
import type { InstanceArgs } from "@pulumi/gcp/securesourcemanager/instance";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Instance = resource<InstanceArgs>("gcp:securesourcemanager/instance:Instance");
const BranchRule = resource<BranchRuleArgs>("gcp:securesourcemanager/branchRule:BranchRule");

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-securesourcemanager-instance-customer-key",
  subject: "Secure Source Manager instances",
  at: ({ kmsKey }) => kmsKey,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});

export const instancePrivate = setting(Instance, {
  id: "gcp-securesourcemanager-instance-private",
  title: "Secure Source Manager instances are private",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "A public instance shows its sign-in page and its Git endpoint to the whole internet.",
  see: "https://cloud.google.com/secure-source-manager/docs/reference/rest/v1/projects.locations.instances",
  at: ({ privateConfig }) => privateConfig?.isPrivate,
  good: [true],
  absent: "bad",
});

export const branchRuleApproval = rule(BranchRule, {
  id: "gcp-securesourcemanager-branch-rule-approval",
  title: "Branch rules ask for an approved pull request",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Whoever may push puts code on the branch that nobody else has seen.",
  fix: "Set `requirePullRequest` to `true` and `minimumApprovalsCount` to 1 or more, and leave `disabled` out.",
  see: "https://cloud.google.com/secure-source-manager/docs/reference/rest/v1/projects.locations.repositories.branchRules",
  pass: [{ includePattern: "main", requirePullRequest: true, minimumApprovalsCount: 1 }],
  fail: [
    { includePattern: "main" },
    { includePattern: "main", requirePullRequest: true },
    { includePattern: "main", requirePullRequest: true, minimumApprovalsCount: 1, disabled: true },
  ],
  unknown: [{ includePattern: "main", requirePullRequest: unknown }],
  check: (self) => (self.disabled || !self.requirePullRequest || !self.minimumApprovalsCount) && "it asks for no approved pull request",
});
