import type { DomainArgs } from "@pulumi/aws/codeartifact/domain";
import type { DomainPermissionsArgs } from "@pulumi/aws/codeartifact/domainPermissions";
import type { RepositoryPermissionsPolicyArgs } from "@pulumi/aws/codeartifact/repositoryPermissionsPolicy";
import { statementsOf } from "../../lib/cloud/iam-policy";
import { customerKey, resource, rule, some, unknown } from "../../lib/rule";

const Domain = resource<DomainArgs>("aws:codeartifact/domain:Domain");
const Policy = resource<Pick<DomainPermissionsArgs & RepositoryPermissionsPolicyArgs, "policyDocument">>(
  "aws:codeartifact/domainPermissions:DomainPermissions",
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy",
);

export const domainCustomerKey = customerKey(Domain, {
  id: "aws-codeartifact-domain-customer-key",
  subject: "Packages in CodeArtifact domains",
  equivalents: { checkov: ["CKV_AWS_221"] },
  see: "https://docs.aws.amazon.com/codeartifact/latest/ug/domain-create.html",
  at: (domain) => domain.encryptionKey,
});

const policy = (Principal: unknown, Condition?: object) => ({
  policyDocument: JSON.stringify({ Statement: [{ Effect: "Allow", Principal, Action: "codeartifact:PublishPackageVersion", Resource: "*", Condition }] }),
});

export const policyPublic = rule(Policy, {
  id: "aws-codeartifact-policy-public",
  title: "CodeArtifact is open to known accounts only",
  severity: "high",
  family: "supply-chain",
  preset: "recommended",
  why: "Every AWS account can then read your packages, or publish ones that your builds take.",
  fix: "Name the accounts in the policy's `Principal`, or the organization in a condition on `aws:PrincipalOrgID`.",
  see: "https://docs.aws.amazon.com/codeartifact/latest/ug/repo-policies.html",
  pass: [policy({ AWS: "arn:aws:iam::111122223333:root" }), policy("*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })],
  fail: [policy("*"), policy({ AWS: ["111122223333", "*"] })],
  unknown: [{ policyDocument: unknown }],
  check: ({ policyDocument }) => some(statementsOf(policyDocument), (statement) => statement.isPublic) && "its policy lets in every account",
});
