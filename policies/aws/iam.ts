import type { AnalyzerArgs } from "@pulumi/aws/accessanalyzer/analyzer";
import type { AccessKeyArgs } from "@pulumi/aws/iam/accessKey";
import type { AccountPasswordPolicyArgs } from "@pulumi/aws/iam/accountPasswordPolicy";
import type { GroupArgs } from "@pulumi/aws/iam/group";
import type { GroupMembershipArgs } from "@pulumi/aws/iam/groupMembership";
import type { GroupPolicyArgs } from "@pulumi/aws/iam/groupPolicy";
import type { GroupPolicyAttachmentArgs } from "@pulumi/aws/iam/groupPolicyAttachment";
import type { PolicyArgs } from "@pulumi/aws/iam/policy";
import type { PolicyAttachmentArgs } from "@pulumi/aws/iam/policyAttachment";
import type { RoleArgs } from "@pulumi/aws/iam/role";
import type { RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import type { RolePolicyAttachmentArgs } from "@pulumi/aws/iam/rolePolicyAttachment";
import type { RolePolicyAttachmentsExclusiveArgs } from "@pulumi/aws/iam/rolePolicyAttachmentsExclusive";
import type { UserArgs } from "@pulumi/aws/iam/user";
import type { UserGroupMembershipArgs } from "@pulumi/aws/iam/userGroupMembership";
import type { UserLoginProfileArgs } from "@pulumi/aws/iam/userLoginProfile";
import type { UserPolicyArgs } from "@pulumi/aws/iam/userPolicy";
import type { UserPolicyAttachmentArgs } from "@pulumi/aws/iam/userPolicyAttachment";
import type { UserArgs as IdentityStoreUserArgs } from "@pulumi/aws/identitystore/user";
import type { ManagedPolicyAttachmentArgs } from "@pulumi/aws/ssoadmin/managedPolicyAttachment";
import type { PermissionSetInlinePolicyArgs } from "@pulumi/aws/ssoadmin/permissionSetInlinePolicy";
import type { Unwrap } from "@pulumi/pulumi/output";
import { hipaa, pci } from "../../lib/cloud/aws-controls";
import { policyText, type Statement, statementsOf } from "../../lib/cloud/iam-policy";
import { all, every, from, option, resource, rule, Stack, setting, some, to, unknown } from "../../lib/rule";
import type { Meta } from "../../lib/rule/rule";

const AccessKey = resource<AccessKeyArgs>("aws:iam/accessKey:AccessKey");
const AccountPasswordPolicy = resource<AccountPasswordPolicyArgs>("aws:iam/accountPasswordPolicy:AccountPasswordPolicy");
const Analyzer = resource<AnalyzerArgs>("aws:accessanalyzer/analyzer:Analyzer");
const Group = resource<GroupArgs>("aws:iam/group:Group");
const GroupMembership = resource<GroupMembershipArgs>("aws:iam/groupMembership:GroupMembership");
const GroupPolicy = resource<GroupPolicyArgs>("aws:iam/groupPolicy:GroupPolicy");
const GroupPolicyAttachment = resource<GroupPolicyAttachmentArgs>("aws:iam/groupPolicyAttachment:GroupPolicyAttachment");
const Policy = resource<PolicyArgs>("aws:iam/policy:Policy");
const PolicyAttachment = resource<PolicyAttachmentArgs>("aws:iam/policyAttachment:PolicyAttachment");
const Role = resource<RoleArgs>("aws:iam/role:Role");
const RolePolicy = resource<RolePolicyArgs>("aws:iam/rolePolicy:RolePolicy");
const RolePolicyAttachment = resource<RolePolicyAttachmentArgs>("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
const User = resource<UserArgs>("aws:iam/user:User");
const UserGroupMembership = resource<UserGroupMembershipArgs>("aws:iam/userGroupMembership:UserGroupMembership");
const UserLoginProfile = resource<UserLoginProfileArgs>("aws:iam/userLoginProfile:UserLoginProfile");
const UserPolicy = resource<UserPolicyArgs>("aws:iam/userPolicy:UserPolicy");
const UserPolicyAttachment = resource<UserPolicyAttachmentArgs>("aws:iam/userPolicyAttachment:UserPolicyAttachment");

const bestPractices = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html";
const leastPrivilege = `${bestPractices}#grant-least-privilege` as const;

// What policies of identities allow: managed, inline on a role, user or group, and inline on a permission set.

type HolderArgs = Partial<Pick<PolicyArgs, "policy"> & Pick<RoleArgs, "inlinePolicies"> & Pick<PermissionSetInlinePolicyArgs, "inlinePolicy">>;

const PolicyHolder = resource<HolderArgs>(
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/role:Role",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
);

const allow = (action: string | string[], resource = "*", more: object = {}) => ({ Effect: "Allow", Action: action, Resource: resource, ...more });
const withMfa = { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } };

const someDocument = ({ policy, inlinePolicy, inlinePolicies }: Unwrap<HolderArgs>, is: (statements: readonly Statement[]) => boolean): boolean =>
  some([policy, inlinePolicy], (document) => is(statementsOf(document))) || some(inlinePolicies, (inline) => is(statementsOf(inline.policy)));

const isUnlimited = (statement: Statement): boolean => statement.allows && statement.isForAllResources && !statement.hasConditions;

type PolicyRule = Pick<Meta, "id" | "title" | "severity" | "preset" | "controls" | "equivalents" | "why" | "fix"> & {
  finding: string;
  is(statements: readonly Statement[]): boolean;
  pass: object[];
  fail: object[];
};

/** A rule on what a policy allows; the cases are statements of its own. */
const policyRule = ({ finding, is, pass, fail, ...meta }: PolicyRule) =>
  rule(PolicyHolder, {
    ...meta,
    family: "access-control",
    see: leastPrivilege,
    pass: [{}, { policy: policyText({ ...fail[0], Effect: "Deny" }) }, ...pass.map((statement) => ({ policy: policyText(statement) }))],
    fail: [
      { policy: policyText(fail[0]!) },
      { inlinePolicies: [{ policy: policyText(fail[0]!) }] },
      { inlinePolicy: policyText(fail[0]!) },
      ...fail.slice(1).map((statement) => ({ policy: policyText(statement) })),
    ],
    unknown: [{ policy: unknown }, { inlinePolicies: [{ policy: unknown }] }],
    check: (self) => someDocument(self, is) && finding,
  });

const hasAction = (statement: Statement, pattern: RegExp): boolean => some(statement.actions, (action) => pattern.test(action));
const coversOneOf = (actions: readonly string[]) => (statements: readonly Statement[]) =>
  some(statements, (statement) => isUnlimited(statement) && some(actions, (action) => statement.covers(action)));

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
  is: (statements) => some(statements, (statement) => isUnlimited(statement) && hasAction(statement, /^\*(:\*)?$/)),
  pass: [allow("s3:*"), allow("*", "arn:aws:s3:::logs/*"), allow("*", "*", withMfa)],
  fail: [allow("*"), allow(["s3:GetObject", "*:*"])],
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

/** Actions that AWS can't restrict to a resource, as far as they are common. */
const unrestrictable =
  /^(s3:(ListAllMyBuckets|GetAccountPublicAccessBlock)|ecr:GetAuthorizationToken|ecr-public:GetAuthorizationToken|sts:(GetCallerIdentity|GetServiceBearerToken|DecodeAuthorizationMessage)|cloudwatch:(PutMetricData|GetMetricData|GetMetricStatistics|ListMetrics)|xray:(Put|Get)\w+|ec2:Describe\w+|ec2:(Create|Delete)NetworkInterface|autoscaling:Describe\w+|elasticloadbalancing:Describe\w+|ssm:DescribeParameters|ssmmessages:\w+|ec2messages:\w+|kms:(CreateKey|GenerateRandom|ListKeys|ListAliases)|iam:(ListRoles|ListUsers|ListPolicies|ListAccountAliases|GetAccountSummary|GetAccountPasswordPolicy)|secretsmanager:(ListSecrets|GetRandomPassword)|tag:Get\w+|pricing:\w+|ce:Get\w+|organizations:(List|Describe)\w+|route53:(ListHostedZones|ListHostedZonesByName|GetHostedZoneCount)|acm:ListCertificates|logs:DescribeQueries|health:Describe\w+)$/i;

export const policyAllResources = policyRule({
  id: "aws-iam-policy-all-resources",
  title: "IAM policies name the resources that they are for",
  severity: "low",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_355", "CKV_AWS_356"] },
  why: "The identity reaches everything of the kind in the account, not only what it works on.",
  fix: "Name the resources' ARNs in `Resource`.",
  finding: "it allows actions on all resources that could be limited to some",
  is: (statements) =>
    some(
      statements,
      (statement) => isUnlimited(statement) && (statement.notActions.length > 0 || some(statement.actions, (action) => !unrestrictable.test(action))),
    ),
  pass: [allow("s3:GetObject", "arn:aws:s3:::logs/*"), allow(["s3:ListAllMyBuckets", "ec2:DescribeInstances"])],
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
        isUnlimited(statement) &&
        (statement.notActions.length > 0 ||
          some(
            statement.actions,
            (action) =>
              !unrestrictable.test(action) && !/:(Get|List|Describe|BatchGet|Search|Lookup|View|Query|Scan|Head|Check|Select|Read|Simulate)/i.test(action),
          )),
    ),
  pass: [allow("s3:Get*"), allow("s3:PutObject", "arn:aws:s3:::logs/*"), allow("cloudwatch:PutMetricData"), allow("s3:PutObject", "*", withMfa)],
  fail: [allow("s3:PutObject"), allow("s3:*"), allow(["s3:Get*", "ec2:TerminateInstances"])],
});

const credentials = [
  "chime:CreateApiKey",
  "codepipeline:PollForJobs",
  "cognito-identity:GetCredentialsForIdentity",
  "cognito-identity:GetOpenIdToken",
  "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
  "connect:GetFederationToken",
  "ec2:GetPasswordData",
  "gamelift:RequestUploadCredentials",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  "iam:UpdateAccessKey",
  "lightsail:GetInstanceAccessDetails",
  "lightsail:GetRelationalDatabaseMasterUserPassword",
  "rds-db:connect",
  "redshift:GetClusterCredentials",
  "sso:GetRoleCredentials",
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
  "sts:GetFederationToken",
  "sts:GetSessionToken",
];

export const policyCredentials = policyRule({
  id: "aws-iam-policy-credentials",
  title: "IAM policies don't hand out everyone's credentials",
  severity: "medium",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_107", "CKV_AWS_287"] },
  why: "The identity can get credentials of any other, and act as that one.",
  fix: "Name the roles or users whose credentials it needs in `Resource`.",
  finding: "it allows to get credentials of all identities",
  is: coversOneOf(credentials),
  pass: [allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/deploy"), allow("ecr:GetAuthorizationToken")],
  fail: [allow("iam:CreateAccessKey"), allow(["s3:GetObject", "sts:*"])],
});

export const policyExfiltration = policyRule({
  id: "aws-iam-policy-exfiltration",
  title: "IAM policies allow reading named secrets and objects only",
  severity: "medium",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_108", "CKV_AWS_288"] },
  why: "The identity can read every bucket, secret or parameter of the account.",
  fix: "Name the buckets, secrets or parameters in `Resource`.",
  finding: "it allows to read all objects, secrets or parameters",
  is: coversOneOf(["s3:GetObject", "secretsmanager:GetSecretValue", "ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"]),
  pass: [allow("s3:GetObject", "arn:aws:s3:::logs/*"), allow("ssm:DescribeParameters")],
  fail: [allow("s3:GetObject"), allow("secretsmanager:*"), allow("ssm:Get*")],
});

const permissionsManagement = [
  "acm-pca:CreatePermission",
  "codeartifact:PutRepositoryPermissionsPolicy",
  "ecr:SetRepositoryPolicy",
  "elasticfilesystem:PutFileSystemPolicy",
  "es:UpdateElasticsearchDomainConfig",
  "glacier:SetVaultAccessPolicy",
  "glue:PutResourcePolicy",
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreatePolicy",
  "iam:CreatePolicyVersion",
  "iam:CreateRole",
  "iam:CreateUser",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteUserPermissionsBoundary",
  "iam:PassRole",
  "iam:PutGroupPolicy",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "kms:CreateGrant",
  "kms:PutKeyPolicy",
  "lambda:AddLayerVersionPermission",
  "lambda:AddPermission",
  "logs:PutResourcePolicy",
  "organizations:AttachPolicy",
  "ram:CreateResourceShare",
  "s3:BypassGovernanceRetention",
  "s3:PutAccountPublicAccessBlock",
  "s3:PutBucketAcl",
  "s3:PutBucketPolicy",
  "s3:PutBucketPublicAccessBlock",
  "s3:PutObjectAcl",
  "secretsmanager:PutResourcePolicy",
  "sns:AddPermission",
  "sqs:AddPermission",
  "ssm:ModifyDocumentPermission",
];

export const policyPermissions = policyRule({
  id: "aws-iam-policy-permissions",
  title: "IAM policies allow managing named resources' permissions only",
  severity: "medium",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_109", "CKV_AWS_289"] },
  why: "The identity can open any resource of the kind to others, or give itself more rights.",
  fix: "Name the resources' ARNs in `Resource`, or add a condition.",
  finding: "it allows to manage the permissions of all resources",
  is: coversOneOf(permissionsManagement),
  pass: [allow("s3:*", "arn:aws:s3:::logs"), allow("s3:GetBucketPolicy")],
  fail: [allow("iam:*"), allow("s3:PutBucketPolicy")],
});

/** Sets of actions each of which suffices to get more rights than one has. */
const escalations = [
  ["iam:CreatePolicyVersion"],
  ["iam:SetDefaultPolicyVersion"],
  ["iam:CreateAccessKey"],
  ["iam:CreateLoginProfile"],
  ["iam:UpdateLoginProfile"],
  ["iam:AttachUserPolicy"],
  ["iam:AttachGroupPolicy"],
  ["iam:AttachRolePolicy"],
  ["iam:PutUserPolicy"],
  ["iam:PutGroupPolicy"],
  ["iam:PutRolePolicy"],
  ["iam:AddUserToGroup"],
  ["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"],
  ["iam:PassRole", "ec2:RunInstances"],
  ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
  ["iam:PassRole", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"],
  ["iam:PassRole", "glue:CreateDevEndpoint"],
  ["iam:PassRole", "cloudformation:CreateStack"],
  ["iam:PassRole", "datapipeline:CreatePipeline"],
  ["iam:PassRole", "codestar:CreateProject"],
  ["iam:PassRole", "sagemaker:CreateNotebookInstance"],
  ["iam:PassRole", "ecs:RunTask"],
  ["glue:UpdateDevEndpoint"],
  ["lambda:UpdateFunctionCode"],
  ["codestar:CreateProjectFromTemplate"],
];

export const policyEscalation = policyRule({
  id: "aws-iam-policy-escalation",
  title: "IAM policies leave no way to more rights",
  severity: "medium",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_110", "CKV_AWS_286"],
    kics: [
      "0a592060-8166-49f5-8e65-99ac6dce9871",
      "0c10d7da-85c4-4d62-b2a8-d6c104f1bd77",
      "0fd7d920-4711-46bd-aff2-d307d82cd8b7",
      "3dd96caa-0b5f-4a85-b929-acfac4646cc2",
      "04c686f1-e0cd-4812-88e1-4e038410074c",
      "5b4d4aee-ac94-4810-9611-833636e5916d",
      "6d23d87e-1c5b-4308-b224-92624300f29b",
      "6deb34e2-5d9c-499a-801b-ea6d9eda894f",
      "7c96920c-6fd0-449d-9a52-0aa431b6beaf",
      "7d544dad-8a6c-431c-84c1-5f07fe9afc0e",
      "8bfbf7ab-d5e8-4100-8618-798956e101e0",
      "8f3c16b3-354d-45db-8ad5-5066778a9485",
      "8f75840d-9ee7-42f3-b203-b40e3979eb12",
      "9a205ba3-0dd1-42eb-8d54-2ffec836b51a",
      "9b0ffadc-a61f-4c2a-b1e6-68fab60f6267",
      "9b877bd8-94b4-4c10-a060-8e0436cc09fa",
      "15e6ad8c-f420-49a6-bafb-074f5eb1ec74",
      "19ffbe31-9d72-4379-9768-431195eae328",
      "30b88745-eebe-4ecb-a3a9-5cf886e96204",
      "034d0aee-620f-4bf7-b7fb-efdf661fdb9e",
      "35ccf766-0e4d-41ed-9ec4-2dab155082b4",
      "43a41523-386a-4cb1-becb-42af6b414433",
      "70b42736-efee-4bce-80d5-50358ed94990",
      "70cb518c-d990-46f6-bc05-44a5041493d6",
      "78f1ec6f-5659-41ea-bd48-d0a142dce4f2",
      "94fbe150-27e3-4eba-9ca6-af32865e4503",
      "970ed7a2-0aca-4425-acf1-0453c9ecbca1",
      "1743f5f1-0bb0-4934-acef-c80baa5dadfa",
      "7782d4b3-e23e-432b-9742-d9528432e771",
      "8055dec2-efb8-4fe6-8837-d9bed6ff202a",
      "60263b4a-6801-4587-911d-919c37ed733b",
      "89561b03-cb35-44a9-a7e9-8356e71606f4",
      "113208f2-a886-4526-9ecc-f3218600e12c",
      "118281d0-6471-422e-a7c5-051bc667926e",
      "571254d8-aa6a-432e-9725-535d3ef04d69",
      "846646e3-2af1-428c-ac5d-271eccfa6faf",
      "33627268-1445-4385-988a-318fd9d1a512",
      "ad296c0d-8131-4d6b-b030-1b0e73a99ad3",
      "b8a31292-509d-4b61-bc40-13b167db7e9c",
      "b69247e5-7e73-464e-ba74-ec9b715c6e12",
      "be2aa235-bd93-4b68-978a-1cc65d49082f",
      "bf9d42c7-c2f9-4dfe-942c-c8cc8249a081",
      "c0c1e744-0f37-445e-924a-1846f0839f69",
      "c583f0f9-7dfd-476b-a056-f47c62b47b46",
      "d6047119-a0b2-4b59-a4f2-127a36fb685b",
      "db78d14b-10e5-4e6e-84b1-dace6327b1ec",
      "e77c89f6-9c85-49ea-b95b-5f960fe5be92",
      "e227091e-2228-4b40-b046-fc13650d8e88",
      "eb64f1e9-f67d-4e35-8a3c-3d6a2f9efea7",
      "ec49cbfd-fae4-45f3-81b1-860526d66e3f",
      "eda48c88-2b7d-4e34-b6ca-04c0194aee17",
      "ee49557d-750c-4cc1-aa95-94ab36cbefde",
      "eeb4d37a-3c59-4789-a00c-1509bc3af1e5",
      "f465fff1-0a0f-457d-aa4d-1bddb6f204ff",
      "f1173d8c-3264-4148-9fdb-61181e031b51",
      "f906113d-cdc0-415a-ba60-609cc6daaf4d",
      "fa62ac4f-f5b9-45b9-97c1-625c8b6253ca",
    ],
    terrascan: ["AC_AWS_0473"],
  },
  why: "With these actions on any resource the identity can make itself an administrator.",
  fix: "Name the identities or functions in `Resource`, or take the actions out.",
  finding: "it allows actions on all resources that lead to more rights",
  is: (statements) =>
    some(escalations, (actions) => every(actions, (action) => some(statements, (statement) => isUnlimited(statement) && statement.covers(action)))),
  pass: [allow("iam:PassRole"), allow(["lambda:CreateFunction", "lambda:InvokeFunction"]), allow("iam:AttachRolePolicy", "arn:aws:iam::111122223333:role/app")],
  fail: [allow("iam:CreatePolicyVersion"), allow(["iam:PassRole", "ec2:*"])],
});

export const policyIam = policyRule({
  id: "aws-iam-policy-iam",
  title: "IAM policies don't allow all of IAM",
  severity: "high",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_40"] },
  why: "Who administers IAM can give himself everything else.",
  fix: "Name the actions of IAM and the identities that are needed.",
  finding: "it allows all actions of IAM on all resources",
  is: (statements) => some(statements, (statement) => isUnlimited(statement) && hasAction(statement, /^(\*|iam:\*)$/i)),
  pass: [allow("s3:*"), allow("iam:*", "arn:aws:iam::111122223333:role/app"), allow("iam:Get*")],
  fail: [allow("iam:*"), allow(["s3*", "*"])],
});

export const policyPassRole = policyRule({
  id: "aws-iam-policy-pass-role",
  title: "IAM policies allow passing named roles only",
  severity: "medium",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0342"], kics: ["e39bee8c-fe54-4a3f-824d-e5e2d1cca40a"] },
  why: "The identity can start a machine or function with any role of the account, and act as that role.",
  fix: "Name the roles in `Resource`, or the service in a condition on `iam:PassedToService`.",
  finding: "it allows to pass all roles",
  is: coversOneOf(["iam:PassRole"]),
  pass: [
    allow("iam:PassRole", "arn:aws:iam::111122223333:role/app"),
    allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } }),
  ],
  fail: [allow("iam:PassRole"), allow("iam:Pass*")],
});

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

const isForAllBuckets = (statement: Statement): boolean =>
  statement.isForAllResources || some(statement.resources, (resource) => /^arn:aws[\w-]*:s3:::\*/.test(resource));

// Who gets policies, and which.

const Attachment = resource<
  Partial<
    Pick<PolicyAttachmentArgs, "policyArn"> &
      Pick<RolePolicyAttachmentsExclusiveArgs, "policyArns"> &
      Pick<ManagedPolicyAttachmentArgs, "managedPolicyArn"> &
      Pick<RoleArgs, "managedPolicyArns">
  >
>(
  "aws:iam/policyAttachment:PolicyAttachment",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
  "aws:iam/role:Role",
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
);

type AttachmentRule = Pick<Meta, "id" | "title" | "severity" | "controls" | "equivalents" | "why" | "fix"> & {
  name: RegExp;
  example: string;
  harmless: string;
};

/** A rule on an AWS managed policy that identities are given. */
const attachmentRule = ({ name, example, harmless, ...meta }: AttachmentRule) => {
  const isMeant = (arn: string | undefined) => arn !== undefined && /^arn:aws[\w-]*:iam::aws:policy\//.test(arn) && name.test(arn.slice(arn.indexOf("/") + 1));
  return rule(Attachment, {
    ...meta,
    family: "access-control",
    preset: "strict",
    see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
    pass: [{}, { policyArn: harmless }, { managedPolicyArns: [harmless] }],
    fail: [{ policyArn: example }, { policyArns: [example] }, { managedPolicyArn: example }, { managedPolicyArns: [harmless, example] }],
    unknown: [{ policyArn: unknown }, { managedPolicyArns: [unknown] }],
    check: ({ policyArn, policyArns, managedPolicyArn, managedPolicyArns }) =>
      (some([policyArn, managedPolicyArn], isMeant) || some(policyArns, isMeant) || some(managedPolicyArns, isMeant)) &&
      "it grants an AWS managed policy that it shouldn't",
  });
};

export const attachmentAdministrator = attachmentRule({
  id: "aws-iam-attachment-administrator",
  title: "No identity has AWS's AdministratorAccess",
  severity: "high",
  equivalents: { checkov: ["CKV_AWS_274", "CKV_AWS_275"] },
  why: "Whoever gets hold of the identity owns the account.",
  fix: "Attach a policy that allows what is needed.",
  name: /^AdministratorAccess$/,
  example: "arn:aws:iam::aws:policy/AdministratorAccess",
  harmless: "arn:aws:iam::aws:policy/ReadOnlyAccess",
});

export const attachmentIam = attachmentRule({
  id: "aws-iam-attachment-iam",
  title: "No identity has AWS's IAMFullAccess",
  severity: "high",
  equivalents: { checkov: ["CKV2_AWS_56"] },
  why: "Who administers IAM can give himself everything else.",
  fix: "Attach a policy that allows the actions of IAM that are needed.",
  name: /^IAMFullAccess$/,
  example: "arn:aws:iam::aws:policy/IAMFullAccess",
  harmless: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
});

export const attachmentManaged = attachmentRule({
  id: "aws-iam-attachment-managed",
  title: "Identities have policies of your own",
  severity: "low",
  equivalents: { "cdk-nag": ["AwsSolutions-IAM4"] },
  why: "AWS's policies are made for everybody, so they allow more than one program needs, and AWS changes them.",
  fix: "Attach a policy of your own that allows what is needed.",
  name: /./,
  example: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
  harmless: "arn:aws:iam::111122223333:policy/app",
});

export const identityInlinePolicies = rule(
  resource<Partial<Pick<RoleArgs, "inlinePolicies"> & Pick<RolePolicyArgs, "policy">>>(
    "aws:iam/role:Role",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/groupPolicy:GroupPolicy",
  ),
  {
    id: "aws-iam-identity-inline-policies",
    title: "Identities have managed policies, not inline ones",
    severity: "low",
    family: "access-control",
    preset: "strict",
    controls: {
      hipaa: hipaa.leastPrivilege,
      "nist-800-53-r5": ["AC-2(1)", "AC-2(6)", "AC-2i.2", "AC-3", "AC-4(28)", "AC-6", "AC-24", "CM-5(1)(a)", "CM-6a", "CM-9b", "MP-2", "SC-23(3)"],
      "pci-dss-3.2.1": pci.leastPrivilege,
    },
    equivalents: {
      "cdk-nag": ["HIPAA.Security-IAMNoInlinePolicy", "NIST.800.53.R4-IAMNoInlinePolicy", "NIST.800.53.R5-IAMNoInlinePolicy", "PCI.DSS.321-IAMNoInlinePolicy"],
    },
    why: "Inline policies have no versions, can't be shared, and are easily overlooked.",
    fix: "Make it an `aws.iam.Policy`, and attach that.",
    see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html",
    pass: [{}, { inlinePolicies: [] }],
    fail: [{ inlinePolicies: [{ name: "read", policy: policyText(allow("s3:GetObject")) }] }, { policy: policyText(allow("s3:GetObject")) }],
    unknown: [{ inlinePolicies: unknown }],
    check: (self) => ("policy" in self || (self.inlinePolicies?.length ?? 0) > 0) && "it is an inline policy, or has one",
  },
);

export const userPolicies = rule(
  resource<Partial<Pick<PolicyAttachmentArgs, "users"> & Pick<UserPolicyArgs, "user">>>(
    "aws:iam/policyAttachment:PolicyAttachment",
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  ),
  {
    id: "aws-iam-user-policies",
    title: "Users get rights by groups and roles only",
    severity: "low",
    family: "access-control",
    preset: "strict",
    controls: {
      "cis-aws-1.4": ["1.15"],
      hipaa: hipaa.leastPrivilege,
      "nist-800-53-r5": ["AC-2(1)", "AC-2(6)", "AC-2i.2", "AC-3", "AC-4(28)", "AC-6", "AC-24", "CM-5(1)(a)", "CM-6a", "CM-9b", "MP-2", "SC-23(3)", "SC-25"],
      "pci-dss-3.2.1": pci.leastPrivilege,
    },
    equivalents: {
      checkov: ["CKV_AWS_40"],
      trivy: ["AVD-AWS-0143"],
      kics: ["b4378389-a9aa-44ee-91e7-ef183f11079e"],
      terrascan: ["AC_AWS_0475", "AC_AWS_0476"],
      regula: ["FG_R00007"],
      "cdk-nag": ["HIPAA.Security-IAMUserNoPolicies", "NIST.800.53.R4-IAMUserNoPolicies", "NIST.800.53.R5-IAMUserNoPolicies", "PCI.DSS.321-IAMUserNoPolicies"],
      "pulumi-compliance": ["aws-iam-policy-attachment-only-attachment-through-groups", "aws-iam-user-policy-attachment-only-attachment-through-groups"],
    },
    why: "Rights of single users are hard to review, and stay when the person's work changes.",
    fix: "Attach the policy to a group or a role.",
    see: bestPractices,
    pass: [{}, { users: [] }],
    fail: [{ users: ["alice"] }, { user: "alice" }],
    unknown: [{ users: unknown }],
    check: (self) => ("user" in self || (self.users?.length ?? 0) > 0) && "it gives rights to users directly",
  },
);

export const roleConflicts = rule(Role, {
  id: "aws-iam-role-conflicts",
  title: "Roles get their policies in one way",
  severity: "low",
  family: "access-control",
  preset: "recommended",
  equivalents: { awsguard: ["iam-role-no-policy-management-conflicts"] },
  why: "`managedPolicyArns` and `inlinePolicies` of a role remove the policies that others attach, and those attach them again.",
  fix: "Leave `managedPolicyArns` and `inlinePolicies` out where attachments refer to the role.",
  see: "https://www.pulumi.com/registry/packages/aws/api-docs/iam/role/",
  related: { attachments: from(RolePolicyAttachment, "role"), sharedAttachments: from(PolicyAttachment, "roles"), policies: from(RolePolicy, "role") },
  pass: [{ managedPolicyArns: ["arn:aws:iam::111122223333:policy/app"] }, { attachments: [{}] }, { inlinePolicies: [{ policy: "{}" }], attachments: [{}] }],
  fail: [
    { managedPolicyArns: ["arn:aws:iam::111122223333:policy/app"], attachments: [{}] },
    { managedPolicyArns: ["arn:aws:iam::111122223333:policy/app"], sharedAttachments: [{}] },
    { inlinePolicies: [{ policy: "{}" }], policies: [{}] },
  ],
  *check({ managedPolicyArns, inlinePolicies, attachments, sharedAttachments, policies }) {
    if (managedPolicyArns?.length && (attachments.length || sharedAttachments.length)) yield "it has `managedPolicyArns`, and attachments that refer to it";
    if (inlinePolicies?.length && policies.length) yield "it has `inlinePolicies`, and a RolePolicy that refers to it";
  },
});

// Whom roles trust.

const trust = (principal: object | string, more: object = {}): { assumeRolePolicy: string } => ({
  assumeRolePolicy: policyText({ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole", ...more }),
});
const externalId = { Condition: { StringEquals: { "sts:ExternalId": "8f0c" } } };
const wholeAccount = /^(\d{12}|arn:aws[\w-]*:iam::\d{12}:root)$/;

export const roleTrustPublic = rule(Role, {
  id: "aws-iam-role-trust-public",
  title: "Roles trust known principals only",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_60", "CKV_AWS_283"], kics: ["12b7e704-37f0-4d1e-911a-44bf60c48c21"], regula: ["FG_R00219"] },
  why: "Anyone with an AWS account can take the role on, and use all its rights.",
  fix: "Name the accounts, roles or services in `Principal`, or add a condition that says who may call.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  pass: [
    trust({ Service: "lambda.amazonaws.com" }),
    trust({ AWS: "arn:aws:iam::111122223333:root" }),
    trust("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } } }),
    trust("*", { Effect: "Deny" }),
  ],
  fail: [trust("*"), trust({ AWS: ["arn:aws:iam::111122223333:root", "*"] }), trust({ AWS: "*" }, externalId)],
  unknown: [{ assumeRolePolicy: unknown }, trust({ AWS: unknown })],
  check: ({ assumeRolePolicy }) => some(statementsOf(assumeRolePolicy), (statement) => statement.isPublic) && "its trust policy lets anyone take it on",
});

export const roleTrustAccount = rule(Role, {
  id: "aws-iam-role-trust-account",
  title: "Roles trust named principals, not whole accounts",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_61"], kics: ["bcdcbdc6-a350-4855-ae7c-d1e6436f7c97"] },
  why: "Every identity of the account that may assume roles can take this one on.",
  fix: "Name the roles or users in `Principal`.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
  pass: [trust({ Service: "lambda.amazonaws.com" }), trust({ AWS: "arn:aws:iam::111122223333:role/deploy" })],
  fail: [trust({ AWS: "arn:aws:iam::111122223333:root" }), trust({ AWS: ["111122223333"] })],
  unknown: [trust({ AWS: unknown })],
  check: ({ assumeRolePolicy }) =>
    some(statementsOf(assumeRolePolicy), (statement) => statement.allows && some(statement.principals(), (principal) => wholeAccount.test(principal))) &&
    "its trust policy names a whole account",
});

export const roleTrustExternalId = rule(Role, {
  id: "aws-iam-role-trust-external-id",
  title: "Roles ask other accounts for an external id or a second factor",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["09c35abf-5852-4622-ac7a-b987b331232e"], regula: ["FG_R00255"] },
  why: "A third party that serves several customers can be tricked into using your role for another of them.",
  fix: "Add a condition on `sts:ExternalId` or `aws:MultiFactorAuthPresent`.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  pass: [
    trust({ Service: "lambda.amazonaws.com" }),
    trust({ AWS: "arn:aws:iam::111122223333:root" }, externalId),
    trust({ AWS: "arn:aws:iam::111122223333:root" }, withMfa),
    trust({ AWS: "arn:aws:iam::111122223333:role/deploy" }),
  ],
  fail: [trust({ AWS: "arn:aws:iam::111122223333:root" }), trust({ AWS: "*" })],
  unknown: [trust({ AWS: unknown })],
  check: ({ assumeRolePolicy }) =>
    some(
      statementsOf(assumeRolePolicy),
      (statement) =>
        statement.allows &&
        some(statement.principals(), (principal) => principal === "*" || wholeAccount.test(principal)) &&
        !some(statement.tests, ({ key }) => key === "sts:externalid" || key.startsWith("aws:multifactorauth")),
    ) && "its trust policy names an account, and asks for no external id or second factor",
});

const github = "token.actions.githubusercontent.com";
const workflow = (condition?: object) =>
  trust({ Federated: `arn:aws:iam::111122223333:oidc-provider/${github}` }, { Action: "sts:AssumeRoleWithWebIdentity", Condition: condition });

/** A subject starts with the repository; other claims are anyone's to choose. */
const namesRepository = ({ operator, key, values }: Statement["tests"][number]): boolean =>
  /^(foranyvalue:)?string(equals(ignorecase)?|like)$/.test(operator) &&
  values.length > 0 &&
  ((key === `${github}:sub` && every(values, (value) => /^(repo:[^*?/:]+\/|repository_owner(_id)?:[^*?:]+(:|$))/.test(value))) ||
    (/:(repository|repository_id|repository_owner|repository_owner_id)$/.test(key) && every(values, (value) => /^[^*?]+(\/.*)?$/.test(value))));

/** Told by the conditions first: the provider's ARN is often not known yet. */
const isForGithub = (statement: Statement): boolean =>
  some(statement.tests, ({ key }) => key.startsWith(`${github}:`)) || some(statement.principals("Federated"), (principal) => principal.endsWith(github));

export const roleTrustGithub = rule(Role, {
  id: "aws-iam-role-trust-github",
  title: "Roles for GitHub Actions trust named repositories only",
  severity: "critical",
  family: "identity",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_358", "CKV_AWS_393"] },
  why: "Every workflow on GitHub gets a token of the same issuer, so any repository of anyone can take the role on.",
  fix: "Add a condition on `token.actions.githubusercontent.com:sub` whose values start with `repo:` and your organisation.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html#idp_oidc_Create_GitHub",
  pass: [
    trust({ Service: "lambda.amazonaws.com" }),
    workflow({ StringLike: { [`${github}:sub`]: "repo:acme/*" } }),
    workflow({ StringEquals: { [`${github}:sub`]: ["repo:acme/shop:ref:refs/heads/main", "repo:acme/shop:environment:production"] } }),
    workflow({ StringEquals: { [`${github}:repository_owner`]: "acme" } }),
  ],
  fail: [
    workflow(),
    workflow({ StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" } }),
    workflow({ StringLike: { [`${github}:sub`]: "repo:*" } }),
    workflow({ StringLike: { [`${github}:sub`]: ["repo:acme/shop:*", "*"] } }),
    workflow({ StringLike: { [`${github}:sub`]: "environment:production:*" } }),
    workflow({ StringNotEquals: { [`${github}:sub`]: "repo:acme/shop:pull_request" } }),
    trust({ Federated: unknown }, { Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" } } }),
  ],
  unknown: [{ assumeRolePolicy: unknown }],
  check: ({ assumeRolePolicy }) =>
    some(statementsOf(assumeRolePolicy), (statement) => statement.allows && isForGithub(statement) && !some(statement.tests, namesRepository)) &&
    "its trust policy lets workflows of any repository take it on",
});

// Users, groups and their credentials.

export const userFederation = rule(resource<Partial<Pick<IdentityStoreUserArgs, "identityStoreId">>>("aws:iam/user:User", "aws:identitystore/user:User"), {
  id: "aws-iam-user-federation",
  title: "People sign in by IAM Identity Center, not as IAM users",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_273"], kics: ["4003118b-046b-4640-b200-b8c7a4c8b89f"] },
  why: "IAM users have credentials that last for ever, and that nobody withdraws when a person leaves.",
  fix: "Manage people in IAM Identity Center, and give programs roles.",
  see: `${bestPractices}#bp-users-federation-idp`,
  pass: [{ identityStoreId: "d-1234567890" }],
  fail: [{}],
  check: (self) => !("identityStoreId" in self) && "it is an IAM user",
});

export const userConsole = rule(User, {
  id: "aws-iam-user-console",
  title: "IAM users don't sign in to the console",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_22"], kics: ["9ec311bf-dfd9-421f-8498-0b063c8bc552"] },
  why: "A password of its own for AWS isn't covered by your organisation's sign-in rules.",
  fix: "Remove the `aws.iam.UserLoginProfile`, and let people sign in by IAM Identity Center.",
  see: `${bestPractices}#bp-users-federation-idp`,
  related: { profiles: from(UserLoginProfile, "user") },
  pass: [{}],
  fail: [{ profiles: [{ user: "alice" }] }],
  check: ({ profiles }) => profiles.length > 0 && "a UserLoginProfile refers to it",
});

export const userGroup = rule(User, {
  id: "aws-iam-user-group",
  title: "IAM users belong to a group",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: {
    hipaa: hipaa.leastPrivilege,
    "nist-800-53-r5": ["AC-2(1)", "AC-2(6)", "AC-2i.2", "AC-3", "AC-4(28)", "AC-6", "AC-24", "CM-5(1)(a)", "CM-6a", "CM-9b", "MP-2", "SC-23(3)"],
    "pci-dss-3.2.1": pci.leastPrivilege,
  },
  equivalents: {
    checkov: ["CKV2_AWS_21"],
    regula: ["FG_R00272"],
    "cdk-nag": [
      "HIPAA.Security-IAMUserGroupMembership",
      "NIST.800.53.R4-IAMUserGroupMembership",
      "NIST.800.53.R5-IAMUserGroupMembership",
      "PCI.DSS.321-IAMUserGroupMembership",
    ],
  },
  why: "Rights of single users are hard to review, and stay when the person's work changes.",
  fix: "Put the user into a group by an `aws.iam.UserGroupMembership`.",
  see: bestPractices,
  related: { memberships: from(UserGroupMembership, "user"), lists: from(GroupMembership, "users") },
  pass: [{ memberships: [{ groups: ["developers"] }] }, { lists: [{ users: ["alice"] }] }],
  fail: [{}],
  check: ({ memberships, lists }) => !memberships.length && !lists.length && "it belongs to no group",
});

export const groupUsers = rule(Group, {
  id: "aws-iam-group-users",
  title: "IAM groups have users",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: {
    hipaa: hipaa.leastPrivilege,
    "pci-dss-3.2.1": ["7.1.2", "7.1.3", "7.2.1", "7.2.2"],
  },
  equivalents: {
    checkov: ["CKV2_AWS_14"],
    kics: ["fc101ca7-c9dd-4198-a1eb-0fbe92e80044"],
    "cdk-nag": ["HIPAA.Security-IAMGroupHasUsers", "NIST.800.53.R4-IAMGroupHasUsers", "PCI.DSS.321-IAMGroupHasUsers"],
  },
  why: "A group without users is a forgotten set of rights, ready for the first one put into it.",
  fix: "Put users into the group by an `aws.iam.GroupMembership`, or remove it.",
  see: bestPractices,
  related: { memberships: from(UserGroupMembership, "groups"), lists: from(GroupMembership, "group") },
  pass: [{ memberships: [{ user: "alice" }] }, { lists: [{ users: ["alice"] }] }],
  fail: [{}, { lists: [{ users: [] }] }],
  unknown: [{ lists: [{ users: unknown }] }],
  check: ({ memberships, lists }) => !memberships.length && !some(lists, ({ users }) => some(users)) && "it has no users",
});

const asksForMfa = (statement: Statement): boolean => some(statement.tests, ({ key }) => key.startsWith("aws:multifactorauth"));
const groupPolicies = {
  policies: from(GroupPolicy, "group"),
  attachments: from(GroupPolicyAttachment, "group", { attached: to("policyArn", Policy) }),
};

interface Policies {
  policies: readonly { policy: unknown }[];
  attachments: readonly { attached: readonly { policy: unknown }[] }[];
}
const enforceMfa = ({ policies, attachments }: Policies): boolean =>
  some(policies, ({ policy }) => some(statementsOf(policy), asksForMfa)) ||
  some(attachments, ({ attached }) => some(attached, ({ policy }) => some(statementsOf(policy), asksForMfa)));

const denyWithoutMfa = policyText({
  Effect: "Deny",
  NotAction: "iam:*",
  Resource: "*",
  Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
});
const mfaGuide = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_examples_aws_my-sec-creds-self-manage.html";

export const groupMfa = rule(Group, {
  id: "aws-iam-group-mfa",
  title: "IAM groups ask for a second factor",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { trivy: ["AVD-AWS-0123"] },
  why: "A stolen password alone is enough to act as a user of the group.",
  fix: "Give the group a policy that denies what it allows where `aws:MultiFactorAuthPresent` is `false`.",
  see: mfaGuide,
  related: groupPolicies,
  pass: [{ policies: [{ policy: denyWithoutMfa }] }, { attachments: [{ attached: [{ policy: policyText(allow("s3:*", "*", withMfa)) }] }] }],
  fail: [{}, { policies: [{ policy: policyText(allow("s3:*")) }] }],
  unknown: [{ policies: [{ policy: unknown }] }, { attachments: [{ attached: [unknown] }] }],
  check: (self) => !enforceMfa(self) && "no policy of it asks for a second factor",
});

export const userMfa = rule(User, {
  id: "aws-iam-user-mfa",
  title: "IAM users who sign in to the console need a second factor",
  severity: "medium",
  family: "identity",
  preset: "strict",
  controls: { "cis-aws-1.4": ["1.4"] },
  equivalents: {
    trivy: ["AVD-AWS-0145"],
    kics: ["3ddfa124-6407-4845-a501-179f90c65097", "b5681959-6c09-4f55-b42b-c40fa12d03ec"],
    terrascan: ["AC_AWS_0151"],
    awsguard: ["mfa-enabled-for-iam-console-access"],
  },
  why: "A stolen password alone is enough to act as the user.",
  fix: "Give the user or its group a policy that denies everything where `aws:MultiFactorAuthPresent` is `false`.",
  see: mfaGuide,
  related: {
    profiles: from(UserLoginProfile, "user"),
    policies: from(UserPolicy, "user"),
    attachments: from(UserPolicyAttachment, "user", { attached: to("policyArn", Policy) }),
    memberships: from(UserGroupMembership, "user", { groups: to("groups", Group, groupPolicies) }),
    lists: from(GroupMembership, "users", { groups: to("group", Group, groupPolicies) }),
  },
  pass: [
    {},
    { profiles: [{}], policies: [{ policy: denyWithoutMfa }] },
    { profiles: [{}], attachments: [{ attached: [{ policy: denyWithoutMfa }] }] },
    { profiles: [{}], memberships: [{ groups: [{ policies: [{ policy: denyWithoutMfa }] }] }] },
    { profiles: [{}], lists: [{ groups: [{ attachments: [{ attached: [{ policy: denyWithoutMfa }] }] }] }] },
  ],
  fail: [{ profiles: [{}] }, { profiles: [{}], memberships: [{ groups: [{}] }] }],
  unknown: [{ profiles: [{}], memberships: [{ groups: [unknown] }] }],
  check: (self) =>
    self.profiles.length > 0 &&
    !enforceMfa(self) &&
    !some([...self.memberships, ...self.lists], ({ groups }) => some(groups, enforceMfa)) &&
    "it can sign in to the console, and no policy of it asks for a second factor",
});

export const userLoginProfile = rule(UserLoginProfile, {
  id: "aws-iam-user-login-profile",
  title: "First passwords of IAM users are long, and changed at once",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["b592ffd4-0577-44b6-bd35-8c5ee81b5918"], terrascan: ["AC_AWS_0148"] },
  why: "Whoever made the first password, or saw it on its way, can sign in as the user.",
  fix: "Set `passwordResetRequired` to `true`, and leave `passwordLength` at 14 or more.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_admin-change-user.html",
  pass: [{ passwordResetRequired: true }, { passwordResetRequired: true, passwordLength: 14 }],
  fail: [{}, { passwordResetRequired: true, passwordLength: 8 }],
  unknown: [{ passwordResetRequired: unknown }],
  *check({ passwordResetRequired, passwordLength }) {
    if (!passwordResetRequired) yield "the first password needn't be changed";
    if (passwordLength !== undefined && passwordLength < 14) yield `\`passwordLength\` is ${passwordLength}`;
  },
});

export const accessKeyRoot = rule(AccessKey, {
  id: "aws-iam-access-key-root",
  title: "The root user has no access keys",
  severity: "critical",
  family: "identity",
  preset: "recommended",
  controls: { "cis-aws-1.4": ["1.4"] },
  equivalents: { checkov: ["CKV_AWS_348"], trivy: ["AVD-AWS-0141"], kics: ["970d224d-b42a-416b-81f9-8f4dfe70c4bc"], terrascan: ["AC_AWS_0132"] },
  why: "The root user can do everything, and no policy limits it.",
  fix: "Remove the key, and use a role.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html",
  pass: [{ user: "deploy" }],
  fail: [{ user: "root" }, { user: "<root_account>" }],
  unknown: [{ user: unknown }],
  check: ({ user }) => /^(root|<?root_account>?)$/.test(user) && "it is a key of the root user",
});

export const accessKeyActive = setting(AccessKey, {
  id: "aws-iam-access-key-active",
  title: "Programs use roles, not access keys",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["7081f85c-b94d-40fd-8b45-a4f1cac75e46"], terrascan: ["AC_AWS_0133"] },
  why: "An access key lasts until somebody removes it, and the stack's state holds it.",
  fix: "Give the program a role, and remove the key, or set `status` to `Inactive`.",
  see: `${bestPractices}#bp-workloads-use-roles`,
  at: (self) => self.status,
  good: ["Inactive"],
  bad: ["Active"],
  absent: "bad",
});

export const userOneAccessKey = rule(User, {
  id: "aws-iam-user-one-access-key",
  title: "IAM users have at most one active access key",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "cis-aws-1.4": ["1.13"] },
  equivalents: { trivy: ["AVD-AWS-0167"], kics: ["3561130e-9c5f-485b-9e16-2764c82763e5"] },
  why: "Each further key is one more secret that can leak, and one more that nobody rotates.",
  fix: "Remove the keys that aren't in use, or set their `status` to `Inactive`.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
  related: { keys: from(AccessKey, "user") },
  pass: [{}, { keys: [{}] }, { keys: [{}, { status: "Inactive" }] }],
  fail: [{ keys: [{}, { status: "Active" }] }],
  unknown: [{ keys: [{}, { status: unknown }] }],
  check: ({ keys }) => keys.filter(({ status }) => status !== "Inactive").length > 1 && "it has more than one active access key",
});

// The account.

const passwordGuide = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html";
const strong: Unwrap<AccountPasswordPolicyArgs> = {
  maxPasswordAge: 90,
  minimumPasswordLength: 14,
  passwordReusePrevention: 24,
  requireLowercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
  requireUppercaseCharacters: true,
};

type CharactersRule = Pick<Meta, "id" | "controls" | "equivalents"> & {
  property: "requireLowercaseCharacters" | "requireNumbers" | "requireSymbols" | "requireUppercaseCharacters";
  what: string;
};

const charactersRule = ({ property, what, ...meta }: CharactersRule) =>
  rule(AccountPasswordPolicy, {
    ...meta,
    title: `The account's passwords need ${what}`,
    severity: "low",
    family: "identity",
    preset: "strict",
    why: "The fewer kinds of characters a password has, the sooner it is guessed.",
    fix: `Set \`${property}\` to \`true\`.`,
    see: passwordGuide,
    pass: [strong],
    fail: [{}, { ...strong, [property]: false }],
    unknown: [{ ...strong, [property]: unknown }],
    check: (self) => !self[property] && `\`${property}\` isn't on`,
  });

export const passwordPolicyLowercase = charactersRule({
  id: "aws-iam-password-policy-lowercase",
  property: "requireLowercaseCharacters",
  what: "a small letter",
  equivalents: {
    checkov: ["CKV_AWS_11"],
    trivy: ["AVD-AWS-0058"],
    kics: ["a1b2c3d4-e5f6-7890-ab12-cd34ef567890"],
    terrascan: ["AC_AWS_0134"],
    regula: ["FG_R00022"],
  },
});

export const passwordPolicyUppercase = charactersRule({
  id: "aws-iam-password-policy-uppercase",
  property: "requireUppercaseCharacters",
  what: "a capital letter",
  equivalents: {
    checkov: ["CKV_AWS_15"],
    trivy: ["AVD-AWS-0061"],
    kics: ["2c3d4ghwt-e5f6-7890-ab12-cd34ef567890"],
    terrascan: ["AC_AWS_0135"],
    regula: ["FG_R00021"],
  },
});

export const passwordPolicyNumber = charactersRule({
  id: "aws-iam-password-policy-number",
  property: "requireNumbers",
  what: "a digit",
  equivalents: {
    checkov: ["CKV_AWS_12"],
    trivy: ["AVD-AWS-0059"],
    kics: ["bts2c3d4-e5f6-7890-ab12-cd34ef567890"],
    terrascan: ["AC_AWS_0136"],
    regula: ["FG_R00024"],
  },
});

export const passwordPolicySymbol = charactersRule({
  id: "aws-iam-password-policy-symbol",
  property: "requireSymbols",
  what: "a symbol",
  equivalents: {
    checkov: ["CKV_AWS_14"],
    trivy: ["AVD-AWS-0060"],
    kics: ["bts2c3d4-e5f6-7890-ab12-cd34ef567890#iam_password_does_not_require_symbol"],
    terrascan: ["AC_AWS_0137"],
    regula: ["FG_R00023"],
  },
});

export const passwordPolicyLength = rule(AccountPasswordPolicy, {
  id: "aws-iam-password-policy-length",
  title: "The account's passwords are long",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  controls: { "cis-aws-1.4": ["1.8"] },
  equivalents: {
    checkov: ["CKV_AWS_10"],
    trivy: ["AVD-AWS-0063"],
    kics: ["1bc1c685-e593-450e-88fb-19db4c82aa1d", "9850d621-7485-44f7-8bdd-b3cf426315cf"],
    terrascan: ["AC_AWS_0141", "AC_AWS_0142"],
    regula: ["FG_R00025", "FG_R00086"],
    "pulumi-compliance": ["aws-iam-password-policy-minimum-password-length"],
  },
  why: "Short passwords are guessed; AWS's own default is eight characters.",
  fix: "Set `minimumPasswordLength` to 14 or more.",
  see: passwordGuide,
  options: { characters: option.Integer({ default: 14, minimum: 8, maximum: 128, description: "The fewest characters of a password." }) },
  pass: [strong],
  fail: [{}, { minimumPasswordLength: 13 }],
  unknown: [{ minimumPasswordLength: unknown }],
  check: ({ minimumPasswordLength = 8 }, { options }) =>
    minimumPasswordLength < options.characters && `passwords of ${minimumPasswordLength} characters are enough`,
});

export const passwordPolicyReuse = rule(AccountPasswordPolicy, {
  id: "aws-iam-password-policy-reuse",
  title: "The account's passwords aren't used again",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "cis-aws-1.4": ["1.9"] },
  equivalents: {
    checkov: ["CKV_AWS_13"],
    trivy: ["AVD-AWS-0056"],
    kics: ["89806cdc-9c2e-4bd1-a0dc-53f339bcfb2a"],
    terrascan: ["AC_AWS_0472"],
    regula: ["FG_R00002", "FG_R00088"],
    "pulumi-compliance": ["aws-iam-password-policy-prevent-reuse"],
  },
  why: "A password that leaked once comes back.",
  fix: "Set `passwordReusePrevention` to 24.",
  see: passwordGuide,
  options: { passwords: option.Integer({ default: 24, minimum: 1, maximum: 24, description: "How many former passwords are refused." }) },
  pass: [strong],
  fail: [{}, { passwordReusePrevention: 5 }],
  unknown: [{ passwordReusePrevention: unknown }],
  check: ({ passwordReusePrevention = 0 }, { options }) =>
    passwordReusePrevention < options.passwords && `${passwordReusePrevention} former passwords are refused`,
});

export const passwordPolicyExpiration = rule(AccountPasswordPolicy, {
  id: "aws-iam-password-policy-expiration",
  title: "The account's passwords expire",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_9"],
    trivy: ["AVD-AWS-0062"],
    kics: ["ce60d060-efb8-4bfd-9cf7-ff8945d00d90"],
    terrascan: ["AC_AWS_0138"],
    regula: ["FG_R00003"],
  },
  why: "A password that leaked unnoticed works for ever.",
  fix: "Set `maxPasswordAge` to 90 or less.",
  see: passwordGuide,
  options: { days: option.Integer({ default: 90, minimum: 1, maximum: 1095, description: "The most days that a password lasts." }) },
  pass: [strong],
  fail: [{}, { maxPasswordAge: 0 }, { maxPasswordAge: 180 }],
  unknown: [{ maxPasswordAge: unknown }],
  check: ({ maxPasswordAge }, { options }) =>
    !maxPasswordAge ? "passwords never expire" : maxPasswordAge > options.days && `passwords last ${maxPasswordAge} days`,
});

export const passwordPolicyChange = setting(AccountPasswordPolicy, {
  id: "aws-iam-password-policy-change",
  title: "IAM users can change their passwords",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["9ef7d25d-9764-4224-9968-fa321c56ef76"] },
  why: "A user who fears that a password leaked can do nothing about it.",
  see: passwordGuide,
  at: (self) => self.allowUsersToChangePassword,
  good: [true],
  absent: "good",
});

export const accountPasswordPolicy = rule(Stack, {
  id: "aws-iam-account-password-policy",
  title: "Accounts with console users have a password policy",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "AWS's own default accepts passwords of eight characters that never expire.",
  fix: "Add an `aws.iam.AccountPasswordPolicy`.",
  see: passwordGuide,
  related: { profiles: all(UserLoginProfile), policies: all(AccountPasswordPolicy) },
  pass: [{}, { profiles: [{}], policies: [strong] }],
  fail: [{ profiles: [{}] }],
  check: ({ profiles, policies }) => profiles.length > 0 && !policies.length && "it has users with passwords, and no AccountPasswordPolicy",
});

export const accountAccessAnalyzer = rule(Stack, {
  id: "aws-iam-account-access-analyzer",
  title: "Accounts have an access analyzer",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "cis-aws-1.4": ["1.20"] },
  equivalents: { trivy: ["AVD-AWS-0175"] },
  why: "Nobody notices that a resource is open to other accounts.",
  fix: "Add an `aws.accessanalyzer.Analyzer`.",
  see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html",
  related: { policies: all(AccountPasswordPolicy), analyzers: all(Analyzer) },
  pass: [{}, { policies: [strong], analyzers: [{ analyzerName: "account" }] }],
  fail: [{ policies: [strong] }],
  check: ({ policies, analyzers }) => policies.length > 0 && !analyzers.length && "it manages the account, and has no Analyzer",
});
