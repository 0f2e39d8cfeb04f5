import type { RegistryArgs } from "@pulumi/aws/agentregistry/registry";
import { customerKey, resource, rule, some, unknown } from "../../lib/rule";

const Registry = resource<RegistryArgs>("aws:agentregistry/registry:Registry");

export const registryCustomerKey = customerKey(Registry, {
  id: "aws-agentregistry-registry-customer-key",
  subject: "Agent registries",
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/registry-kms-key-policy.html",
  at: (registry) => registry.encryptionConfiguration?.kmsKeyArn,
});

export const registryApproval = rule(Registry, {
  id: "aws-agentregistry-registry-approval",
  title: "Agent registries have their records reviewed",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  why: "Whoever may submit a record can have agents use a tool that nobody has looked at.",
  fix: "Leave `approvalConfiguration.autoApprovalRules` out.",
  see: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/registry-create-manage.html",
  pass: [{}, { approvalConfiguration: { autoApprovalRules: [] } }],
  fail: [{ approvalConfiguration: { autoApprovalRules: ["APPROVE_ALL"] } }],
  unknown: [{ approvalConfiguration: unknown }],
  check: ({ approvalConfiguration }) =>
    some(approvalConfiguration?.autoApprovalRules, (approves) => approves === "APPROVE_ALL") && "it approves every record by itself",
});
