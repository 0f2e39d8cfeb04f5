import { hipaa, pci } from "../../../lib/cloud/aws-controls";
import type { Statement } from "../../../lib/cloud/iam-policy";
import { some } from "../../../lib/rule";
import { isRestrictable, isWriting } from "./access-levels";
import { hasAction, isUnlimited, policyRule } from "./policy-rule";
import { allow, withMfa } from "./statements";

export const policyAdministrator = policyRule({
  id: "aws-iam-policy-administrator",
  title: "IAM policies don't allow everything",
  severity: "high",
  preset: "recommended",
  controls: {
    "cis-aws-1.4": ["1.16"],
    hipaa: hipaa.leastPrivilege,
    "nist-800-53-r5": ["AC-2(1)", "AC-2(6)", "AC-2i.2", "AC-3", "AC-4(28)", "AC-5b", "AC-6", "AC-24", "CM-5(1)(a)", "CM-6a", "CM-9b", "MP-2", "SC-23(3)"],
    "pci-dss-3.2.1": pci.leastPrivilege,
  },
  equivalents: {
    checkov: ["CKV_AWS_1", "CKV_AWS_62"],
    kics: [
      "2f37c4a3-58b9-4afe-8a87-d7f1d2286f84",
      "132a8c31-9837-4203-9fd1-15ca210c7b73",
      "575a2155-6af1-4026-b1af-d5bc8fe2a904",
      "b1ffa705-19a3-4b73-b9d0-0c97d0663842",
    ],
    terrascan: ["AC_AWS_0143", "AC_AWS_0144", "AC_AWS_0146", "AC_AWS_0147", "AC_AWS_0474"],
    regula: ["FG_R00092"],
    "cdk-nag": [
      "HIPAA.Security-IAMPolicyNoStatementsWithAdminAccess",
      "NIST.800.53.R4-IAMPolicyNoStatementsWithAdminAccess",
      "NIST.800.53.R5-IAMPolicyNoStatementsWithAdminAccess",
      "PCI.DSS.321-IAMPolicyNoStatementsWithAdminAccess",
    ],
  },
  why: "Whoever gets hold of one such identity owns the account.",
  fix: "Name the actions and resources that are needed.",
  finding: "it allows all actions on all resources",
  is: (statements) => some(statements, (statement) => statement.allows && statement.isForAllResources && hasAction(statement, /^\*(:\*)?$/)),
  pass: [allow("s3:*"), allow("*", "arn:aws:s3:::logs/*")],
  fail: [allow("*"), allow(["s3:GetObject", "*:*"]), allow("*", "*", { Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } } })],
});

export const policyAllActions = policyRule({
  id: "aws-iam-policy-all-actions",
  title: "IAM policies name the actions that they allow",
  severity: "medium",
  preset: "strict",
  controls: {
    "cis-aws-1.4": ["1.16"],
    hipaa: hipaa.leastPrivilege,
    "nist-800-53-r5": ["AC-3", "AC-5b", "AC-6(2)", "AC-6(10)", "CM-5(1)(a)"],
    "pci-dss-3.2.1": ["7.1.2", "7.1.3", "7.2.1", "7.2.2"],
  },
  equivalents: { checkov: ["CKV_AWS_49", "CKV_AWS_63"] },
  why: "Allowing every action lets the identity delete, publish and give away what it only had to use.",
  fix: "Name the actions that are needed.",
  finding: "it allows all actions",
  is: (statements) => some(statements, (statement) => statement.allows && hasAction(statement, /^\*(:\*)?$/)),
  pass: [allow("s3:*"), allow(["s3:Get*", "s3:List*"], "arn:aws:s3:::logs/*")],
  fail: [allow("*", "arn:aws:s3:::logs/*"), allow(["*"])],
});

export const policyServiceActions = policyRule({
  id: "aws-iam-policy-service-actions",
  title: "IAM policies allow no service's every action",
  severity: "low",
  preset: "strict",
  controls: {
    "cis-aws-1.4": ["1.16"],
    hipaa: hipaa.leastPrivilege,
    "nist-800-53-r5": ["AC-3", "AC-5b", "AC-6(2)", "AC-6(10)", "CM-5(1)(a)"],
    "pci-dss-3.2.1": ["7.1.2", "7.1.3", "7.2.1", "7.2.2"],
  },
  equivalents: {
    trivy: ["AVD-AWS-0057", "AVD-AWS-0114", "AVD-AWS-0120"],
    "cdk-nag": [
      "HIPAA.Security-IAMPolicyNoStatementsWithFullAccess",
      "NIST.800.53.R5-IAMPolicyNoStatementsWithFullAccess",
      "PCI.DSS.321-IAMPolicyNoStatementsWithFullAccess",
    ],
  },
  why: "All actions of a service include those that delete, publish and administer, and the ones that AWS adds later.",
  fix: "Name the actions that are needed.",
  finding: "it allows all actions of a service",
  is: (statements) => some(statements, (statement) => statement.allows && (statement.notActions.length > 0 || hasAction(statement, /^(\*|[\w-]+:\*)$/))),
  pass: [allow(["s3:Get*", "s3:List*"], "arn:aws:s3:::logs/*")],
  fail: [allow("s3:*", "arn:aws:s3:::logs/*"), allow("*"), { Effect: "Allow", NotAction: "iam:*", Resource: "*" }],
});

export const policyAllResources = policyRule({
  id: "aws-iam-policy-all-resources",
  title: "IAM policies name the resources that they are for",
  severity: "low",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_355", "CKV_AWS_356"] },
  why: "The identity reaches everything of the kind in the account, not only what it works on.",
  fix: "Name the resources' ARNs in `Resource`.",
  finding: "it allows actions on all resources that could be limited to some",
  is: (statements) => some(statements, (statement) => isUnlimited(statement) && (statement.notActions.length > 0 || some(statement.actions, isRestrictable))),
  pass: [
    allow("s3:GetObject", "arn:aws:s3:::logs/*"),
    allow(["s3:ListAllMyBuckets", "ec2:DescribeInstances"]),
    allow(["ssmmessages:*", "lambda:listFunctions"]),
  ],
  fail: [allow("s3:GetObject"), allow(["sts:GetCallerIdentity", "ec2:Describe*"])],
});

export const policyWrite = policyRule({
  id: "aws-iam-policy-write",
  title: "IAM policies allow writing to named resources only",
  severity: "medium",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_111", "CKV_AWS_290"] },
  why: "The identity can change or delete everything of the kind in the account.",
  fix: "Name the resources' ARNs in `Resource`, or add a condition.",
  finding: "it allows writing to all resources",
  is: (statements) =>
    some(
      statements,
      (statement) =>
        isUnlimited(statement) && (statement.notActions.length > 0 || some(statement.actions, (action) => isRestrictable(action) && isWriting(action))),
    ),
  pass: [
    allow("s3:Get*"),
    allow("s3:PutObject", "arn:aws:s3:::logs/*"),
    allow("cloudwatch:PutMetricData"),
    allow("s3:PutObject", "*", withMfa),
    allow(["iam:*", "s3:PutBucketPolicy"]),
    allow("ec2:CreateTags"),
  ],
  fail: [allow("s3:PutObject"), allow("s3:*"), allow(["s3:Get*", "ec2:TerminateInstances"])],
});

const isForAllBuckets = (statement: Statement): boolean =>
  statement.isForAllResources || some(statement.resources, (resource) => /^arn:aws[\w-]*:s3:::\*/.test(resource));

export const policyAllBuckets = policyRule({
  id: "aws-iam-policy-all-buckets",
  title: "IAM policies don't allow all of S3",
  severity: "medium",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0345"] },
  why: "The identity can read, publish and delete every bucket of the account.",
  fix: "Name the actions of S3 and the buckets that are needed.",
  finding: "it allows all actions of S3 on all buckets",
  is: (statements) => some(statements, (statement) => isUnlimited(statement) && hasAction(statement, /^(\*|s3:?\*)$/i)),
  pass: [allow("s3:Get*"), allow("s3:*", "arn:aws:s3:::logs/*")],
  fail: [allow("s3:*"), allow("*")],
});

export const policyListBuckets = policyRule({
  id: "aws-iam-policy-list-buckets",
  title: "IAM policies allow listing named buckets only",
  severity: "low",
  preset: "strict",
  equivalents: { regula: ["FG_R00218", "FG_R00220"] },
  why: "The names of all buckets and objects tell an intruder where to go on.",
  fix: "Name the buckets in `Resource`.",
  finding: "it allows to list all buckets",
  is: (statements) =>
    some(
      statements,
      (statement) => statement.allows && some(["s3:ListAllMyBuckets", "s3:ListBucket"], (action) => statement.covers(action)) && isForAllBuckets(statement),
    ),
  pass: [allow("s3:ListBucket", "arn:aws:s3:::logs")],
  fail: [allow("s3:List*"), allow("s3:ListBucket", "arn:aws:s3:::*")],
});
