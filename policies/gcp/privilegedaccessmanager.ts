import type { EntitlementArgs } from "@pulumi/gcp/privilegedaccessmanager/entitlement";
import { resource, rule, unknown } from "../../lib/rule";

const Entitlement = resource<EntitlementArgs>("gcp:privilegedaccessmanager/entitlement:entitlement");

export const entitlementApproval = rule(Entitlement, {
  id: "gcp-privilegedaccessmanager-entitlement-approval",
  title: "Privileged access needs an approval",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Whoever takes over an eligible account gives itself the privileges without anyone else.",
  fix: "Set `approvalWorkflow.manualApprovals` to the people who approve.",
  see: "https://cloud.google.com/iam/docs/pam-overview",
  pass: [{ approvalWorkflow: { manualApprovals: { steps: [{ approvers: { principals: ["group:leads@example.com"] } }] } } }],
  fail: [{}],
  unknown: [{ approvalWorkflow: unknown }],
  check: ({ approvalWorkflow }) => !approvalWorkflow && "grants need no approval",
});
