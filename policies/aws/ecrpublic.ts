import type { RepositoryPolicyArgs } from "@pulumi/aws/ecrpublic/repositoryPolicy";
import { policyText, statementsOf } from "../../lib/cloud/iam-policy";
import { resource, rule, some, unknown } from "../../lib/rule";

const policy = (Principal: unknown, Action: unknown) => ({
  policy: policyText({ Effect: "Allow", Principal, Action }),
});

export const repositoryPolicyPush = rule(resource<RepositoryPolicyArgs>("aws:ecrpublic/repositoryPolicy:RepositoryPolicy"), {
  id: "aws-ecrpublic-repository-policy-push",
  title: "Public ECR repositories take images from known principals only",
  severity: "critical",
  family: "supply-chain",
  preset: "recommended",
  why: "Anyone with an AWS account can put an image of their own where yours are pulled from.",
  fix: "Name the accounts or roles in `Principal`, or add a condition that says who may push.",
  see: "https://docs.aws.amazon.com/AmazonECR/latest/public/public-repository-policies.html",
  pass: [policy({ AWS: "arn:aws:iam::111122223333:root" }, "ecr-public:PutImage"), policy("*", "ecr-public:DescribeImages")],
  fail: [policy("*", ["ecr-public:DescribeImages", "ecr-public:PutImage"]), policy({ AWS: "*" }, "ecr-public:*")],
  unknown: [{ policy: unknown }, policy(unknown, "ecr-public:PutImage")],
  check: ({ policy }) =>
    some(statementsOf(policy), (statement) => statement.isPublic && statement.covers("ecr-public:PutImage")) && "its policy lets anyone push",
});
