import type { AnalyzerArgs } from "@pulumi/aws/accessanalyzer/analyzer";
import type { AccountPasswordPolicyArgs } from "@pulumi/aws/iam/accountPasswordPolicy";
import type { UserLoginProfileArgs } from "@pulumi/aws/iam/userLoginProfile";
import type { Unwrap } from "@pulumi/pulumi/output";
import { all, option, resource, rule, Stack, setting, unknown } from "../../../lib/rule";
import type { Meta } from "../../../lib/rule/rule";

const AccountPasswordPolicy = resource<AccountPasswordPolicyArgs>("aws:iam/accountPasswordPolicy:AccountPasswordPolicy");
const Analyzer = resource<AnalyzerArgs>("aws:accessanalyzer/analyzer:Analyzer");
const UserLoginProfile = resource<UserLoginProfileArgs>("aws:iam/userLoginProfile:UserLoginProfile");

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
