import type { PolicyAttachmentArgs } from "@pulumi/aws/iam/policyAttachment";
import type { RoleArgs } from "@pulumi/aws/iam/role";
import type { RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import type { RolePolicyAttachmentArgs } from "@pulumi/aws/iam/rolePolicyAttachment";
import type { RolePolicyAttachmentsExclusiveArgs } from "@pulumi/aws/iam/rolePolicyAttachmentsExclusive";
import type { UserPolicyArgs } from "@pulumi/aws/iam/userPolicy";
import type { ManagedPolicyAttachmentArgs } from "@pulumi/aws/ssoadmin/managedPolicyAttachment";
import { hipaa, pci } from "../../../lib/cloud/aws-controls";
import { policyText } from "../../../lib/cloud/iam-policy";
import { from, resource, rule, some, unknown } from "../../../lib/rule";
import type { Meta } from "../../../lib/rule/rule";
import { allow } from "./statements";

const PolicyAttachment = resource<PolicyAttachmentArgs>("aws:iam/policyAttachment:PolicyAttachment");
const Role = resource<RoleArgs>("aws:iam/role:Role");
const RolePolicy = resource<RolePolicyArgs>("aws:iam/rolePolicy:RolePolicy");
const RolePolicyAttachment = resource<RolePolicyAttachmentArgs>("aws:iam/rolePolicyAttachment:RolePolicyAttachment");

const bestPractices = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html";

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
