import type { RoleArgs } from "@pulumi/aws/iam/role";
import { policyText, type Statement, statementsOf } from "../../../lib/cloud/iam-policy";
import { every, resource, rule, some, unknown } from "../../../lib/rule";
import { withMfa } from "./statements";

const Role = resource<RoleArgs>("aws:iam/role:Role");

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
