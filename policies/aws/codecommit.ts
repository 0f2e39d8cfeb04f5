import type { ApprovalRuleTemplateArgs } from "@pulumi/aws/codecommit/approvalRuleTemplate";
import type { ApprovalRuleTemplateAssociationArgs } from "@pulumi/aws/codecommit/approvalRuleTemplateAssociation";
import type { RepositoryArgs } from "@pulumi/aws/codecommit/repository";
import { isRecord, json } from "../../lib/cloud/json";
import { customerKey, from, option, resource, rule, some, unknown } from "../../lib/rule";

const ApprovalRuleTemplate = resource<ApprovalRuleTemplateArgs>("aws:codecommit/approvalRuleTemplate:ApprovalRuleTemplate");
const ApprovalRuleTemplateAssociation = resource<ApprovalRuleTemplateAssociationArgs>(
  "aws:codecommit/approvalRuleTemplateAssociation:ApprovalRuleTemplateAssociation",
);
const Repository = resource<RepositoryArgs>("aws:codecommit/repository:Repository");

const approvers = (...needed: number[]) => ({
  content: JSON.stringify({ Version: "2018-11-08", Statements: needed.map((NumberOfApprovalsNeeded) => ({ Type: "Approvers", NumberOfApprovalsNeeded })) }),
});

export const approvalCount = rule(ApprovalRuleTemplate, {
  id: "aws-codecommit-approval-count",
  title: "Approval rules of CodeCommit ask for two approvals",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_257"] },
  why: "With one, two people, or one with two accounts, can put anything into the code.",
  fix: "Set `NumberOfApprovalsNeeded` to 2 or more in `content`.",
  see: "https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-create-template.html",
  options: { approvals: option.Integer({ default: 2, minimum: 1, description: "The fewest approvals that a change needs." }) },
  pass: [approvers(2), approvers(1, 3)],
  fail: [approvers(1), approvers(), { content: "{}" }],
  unknown: [{ content: unknown }],
  check: ({ content }, { options }) => {
    const template = json(content);
    const statements = isRecord(template) && Array.isArray(template.Statements) ? (template.Statements as { NumberOfApprovalsNeeded?: number }[]) : [];
    return (
      !some(statements, ({ NumberOfApprovalsNeeded = 0 }) => NumberOfApprovalsNeeded >= options.approvals) &&
      `it asks for fewer than ${options.approvals} approvals`
    );
  },
});

export const repositoryApproval = rule(Repository, {
  id: "aws-codecommit-repository-approval",
  title: "CodeCommit repositories have an approval rule",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_37"] },
  why: "One person, or one stolen credential, can put anything into the code.",
  fix: "Give the repository an `aws.codecommit.ApprovalRuleTemplateAssociation`.",
  see: "https://docs.aws.amazon.com/codecommit/latest/userguide/approval-rule-templates.html",
  related: { rules: from(ApprovalRuleTemplateAssociation, "repositoryName") },
  pass: [{ rules: [{ approvalRuleTemplateName: "two" }] }],
  fail: [{}],
  unknown: [{ rules: [unknown] }],
  check: ({ rules }) => !some(rules, () => true) && "no ApprovalRuleTemplateAssociation refers to it",
});

export const repositoryCustomerKey = customerKey(Repository, {
  id: "aws-codecommit-repository-customer-key",
  subject: "CodeCommit repositories",
  see: "https://docs.aws.amazon.com/codecommit/latest/userguide/encryption.html",
  at: (repository) => repository.kmsKeyId,
});
