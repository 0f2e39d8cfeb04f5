import type { IdentityPoolArgs } from "@pulumi/aws/cognito/identityPool";
import type { UserPoolArgs } from "@pulumi/aws/cognito/userPool";
import { each, option, resource, rule, setting, unknown } from "../../lib/rule";

const IdentityPool = resource<IdentityPoolArgs>("aws:cognito/identityPool:IdentityPool");
const UserPool = resource<UserPoolArgs>("aws:cognito/userPool:UserPool");

const mfaGuide = "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html";

export const identityPoolGuests = setting(IdentityPool, {
  id: "aws-cognito-identity-pool-guests",
  title: "Identity pools give no credentials to guests",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_366"], "cdk-nag": ["AwsSolutions-COG7"] },
  why: "Anyone on the internet gets AWS credentials, and may do what the guests' role may.",
  see: "https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html",
  at: ({ allowUnauthenticatedIdentities }) => allowUnauthenticatedIdentities,
  good: [false],
  bad: [true],
  absent: "good",
});

export const userPoolMfa = setting(UserPool, {
  id: "aws-cognito-user-pool-mfa",
  title: "User pools offer a second factor",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["ec28bf61-a474-4dbe-b414-6dd3a067d6f0"] },
  why: "A stolen or guessed password is enough to sign in, and users can't do anything about it.",
  see: mfaGuide,
  at: ({ mfaConfiguration }) => mfaConfiguration,
  good: ["OPTIONAL", "ON"],
  bad: ["OFF"],
  absent: "bad",
});

export const userPoolMfaRequired = setting(UserPool, {
  id: "aws-cognito-user-pool-mfa-required",
  title: "User pools ask everyone for a second factor",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-COG2"] },
  why: "A stolen or guessed password is enough to sign in as a user who didn't care for a second factor.",
  see: mfaGuide,
  at: ({ mfaConfiguration }) => mfaConfiguration,
  good: ["ON"],
  bad: ["OPTIONAL", "OFF"],
  absent: "bad",
});

export const userPoolThreatProtection = setting(UserPool, {
  id: "aws-cognito-user-pool-threat-protection",
  title: "User pools look for stolen passwords and strange sign-ins",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Nobody notices passwords from leaks being tried, or a sign-in from another continent.",
  see: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html",
  at: ({ userPoolAddOns }) => userPoolAddOns?.advancedSecurityMode,
  good: ["ENFORCED", "AUDIT"],
  bad: ["OFF"],
  absent: "bad",
});

export const userPoolTier = setting(UserPool, {
  id: "aws-cognito-user-pool-tier",
  title: "User pools have the feature plan that protects against threats",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-COG8"] },
  why: "Only the Plus plan has threat protection.",
  see: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html",
  at: ({ userPoolTier }) => userPoolTier,
  good: ["PLUS"],
  bad: ["LITE", "ESSENTIALS"],
  absent: "bad",
});

const strong = { minimumLength: 12, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true };

export const userPoolPasswords = rule(UserPool, {
  id: "aws-cognito-user-pool-passwords",
  title: "User pools ask for passwords that can't be guessed",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-COG1"] },
  why: "Short and simple passwords are guessed.",
  fix: "Set `passwordPolicy.minimumLength` to 8 or more and its four `require` settings to `true`, or leave `passwordPolicy` out.",
  see: "https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html",
  options: { length: option.Integer({ default: 8, minimum: 6, maximum: 99, description: "The fewest characters of a password." }) },
  pass: [{}, { passwordPolicy: strong }, { passwordPolicy: { ...strong, minimumLength: 8 } }],
  fail: [
    { passwordPolicy: { ...strong, minimumLength: 6 } },
    { passwordPolicy: { ...strong, requireSymbols: false } },
    { passwordPolicy: { ...strong, requireNumbers: undefined } },
    { passwordPolicy: { ...strong, minimumLength: unknown, requireUppercase: false } },
  ],
  unknown: [{ passwordPolicy: unknown }, { passwordPolicy: { ...strong, minimumLength: unknown } }],
  *check({ passwordPolicy: policy }, { options }) {
    if (!policy) return;
    yield* each(
      ["requireLowercase", "requireUppercase", "requireNumbers", "requireSymbols"] as const,
      (what) => !policy[what] && `\`passwordPolicy.${what}\` isn't on`,
    );
    const { minimumLength = 8 } = policy;
    if (minimumLength < options.length) yield `\`passwordPolicy.minimumLength\` is ${minimumLength}`;
  },
});
