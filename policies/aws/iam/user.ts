import type { AccessKeyArgs } from "@pulumi/aws/iam/accessKey";
import type { GroupArgs } from "@pulumi/aws/iam/group";
import type { GroupMembershipArgs } from "@pulumi/aws/iam/groupMembership";
import type { GroupPolicyArgs } from "@pulumi/aws/iam/groupPolicy";
import type { GroupPolicyAttachmentArgs } from "@pulumi/aws/iam/groupPolicyAttachment";
import type { PolicyArgs } from "@pulumi/aws/iam/policy";
import type { UserArgs } from "@pulumi/aws/iam/user";
import type { UserGroupMembershipArgs } from "@pulumi/aws/iam/userGroupMembership";
import type { UserLoginProfileArgs } from "@pulumi/aws/iam/userLoginProfile";
import type { UserPolicyArgs } from "@pulumi/aws/iam/userPolicy";
import type { UserPolicyAttachmentArgs } from "@pulumi/aws/iam/userPolicyAttachment";
import type { UserArgs as IdentityStoreUserArgs } from "@pulumi/aws/identitystore/user";
import { hipaa, pci } from "../../../lib/cloud/aws-controls";
import { policyText, type Statement, statementsOf } from "../../../lib/cloud/iam-policy";
import { from, resource, rule, setting, some, to, unknown } from "../../../lib/rule";
import { allow, withMfa } from "./statements";

const AccessKey = resource<AccessKeyArgs>("aws:iam/accessKey:AccessKey");
const Group = resource<GroupArgs>("aws:iam/group:Group");
const GroupMembership = resource<GroupMembershipArgs>("aws:iam/groupMembership:GroupMembership");
const GroupPolicy = resource<GroupPolicyArgs>("aws:iam/groupPolicy:GroupPolicy");
const GroupPolicyAttachment = resource<GroupPolicyAttachmentArgs>("aws:iam/groupPolicyAttachment:GroupPolicyAttachment");
const Policy = resource<PolicyArgs>("aws:iam/policy:Policy");
const User = resource<UserArgs>("aws:iam/user:User");
const UserGroupMembership = resource<UserGroupMembershipArgs>("aws:iam/userGroupMembership:UserGroupMembership");
const UserLoginProfile = resource<UserLoginProfileArgs>("aws:iam/userLoginProfile:UserLoginProfile");
const UserPolicy = resource<UserPolicyArgs>("aws:iam/userPolicy:UserPolicy");
const UserPolicyAttachment = resource<UserPolicyAttachmentArgs>("aws:iam/userPolicyAttachment:UserPolicyAttachment");

const bestPractices = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html";

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

export const groupUsers = rule(resource<Partial<Pick<GroupMembershipArgs, "users">>>("aws:iam/group:Group", "aws:iam/groupMembership:GroupMembership"), {
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
    checkov: ["CKV2_AWS_14", "CKV2_AWS_21"],
    kics: ["fc101ca7-c9dd-4198-a1eb-0fbe92e80044"],
    "cdk-nag": ["HIPAA.Security-IAMGroupHasUsers", "NIST.800.53.R4-IAMGroupHasUsers", "PCI.DSS.321-IAMGroupHasUsers"],
  },
  why: "A group without users is a forgotten set of rights, ready for the first one put into it.",
  fix: "Put users into the group by an `aws.iam.GroupMembership`, or remove it.",
  see: bestPractices,
  related: { memberships: from(UserGroupMembership, "groups"), lists: from(GroupMembership, "group") },
  pass: [{ memberships: [{ user: "alice" }] }, { lists: [{}] }, { users: ["alice"] }, { users: [unknown] }],
  fail: [{}, { users: [] }],
  unknown: [{ users: unknown }],
  check: (self) =>
    "users" in self ? !self.users?.length && "it puts no users into its group" : !self.memberships.length && !self.lists.length && "it has no users",
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
