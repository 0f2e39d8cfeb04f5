import type { PolicyArgs } from "@pulumi/aws/iam/policy";
import type { RoleArgs } from "@pulumi/aws/iam/role";
import type { PermissionSetInlinePolicyArgs } from "@pulumi/aws/ssoadmin/permissionSetInlinePolicy";
import type { Unwrap } from "@pulumi/pulumi/output";
import { policyText, type Statement, statementsOf } from "../../../lib/cloud/iam-policy";
import { resource, rule, some, unknown } from "../../../lib/rule";
import type { Meta } from "../../../lib/rule/rule";

type HolderArgs = Partial<Pick<PolicyArgs, "policy"> & Pick<RoleArgs, "inlinePolicies"> & Pick<PermissionSetInlinePolicyArgs, "inlinePolicy">>;

/** The policies of identities: managed, inline on a role, user or group, and inline on a permission set. */
const PolicyHolder = resource<HolderArgs>(
  "aws:iam/policy:Policy",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
  "aws:iam/role:Role",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
);

const someDocument = ({ policy, inlinePolicy, inlinePolicies }: Unwrap<HolderArgs>, is: (statements: readonly Statement[]) => boolean): boolean =>
  some([policy, inlinePolicy], (document) => is(statementsOf(document))) || some(inlinePolicies, (inline) => is(statementsOf(inline.policy)));

/** Whether a statement allows what it does with all resources and on no condition. */
export const isUnlimited = (statement: Statement): boolean => statement.allows && statement.isForAllResources && !statement.hasConditions;

type PolicyRule = Pick<Meta, "id" | "title" | "severity" | "preset" | "controls" | "equivalents" | "why" | "fix"> & {
  finding: string;
  is(statements: readonly Statement[]): boolean;
  pass: object[];
  fail: object[];
};

/** A rule on what a policy allows; the cases are statements of its own. */
export const policyRule = ({ finding, is, pass, fail, ...meta }: PolicyRule) =>
  rule(PolicyHolder, {
    ...meta,
    family: "access-control",
    see: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
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

/** Whether a statement names an action that fits a pattern. */
export const hasAction = (statement: Statement, pattern: RegExp): boolean => some(statement.actions, (action) => pattern.test(action));
