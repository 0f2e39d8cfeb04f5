import type { ConfigurationSetArgs } from "@pulumi/aws/ses/configurationSet";
import type { IdentityPolicyArgs } from "@pulumi/aws/ses/identityPolicy";
import type { ConfigurationSetArgs as ConfigurationSetV2Args } from "@pulumi/aws/sesv2/configurationSet";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { resource, setting } from "../../lib/rule";

const ConfigurationSet = resource<Pick<ConfigurationSetArgs | ConfigurationSetV2Args, "deliveryOptions">>(
  "aws:ses/configurationSet:ConfigurationSet",
  "aws:sesv2/configurationSet:ConfigurationSet",
);
const IdentityPolicy = resource<Pick<IdentityPolicyArgs, "policy">>(
  "aws:ses/identityPolicy:IdentityPolicy",
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy",
);

export const configurationSetTls = setting(ConfigurationSet, {
  id: "aws-ses-configuration-set-tls",
  title: "SES sends mail by TLS only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_365"] },
  why: "To a server that offers no TLS, or seems to, mail goes in the open.",
  see: "https://docs.aws.amazon.com/ses/latest/dg/security-protocols.html",
  at: ({ deliveryOptions }) => deliveryOptions?.tlsPolicy,
  good: ["Require"],
  bad: ["Optional"],
  absent: "bad",
});

export const identityPolicyPublic = noPublicPolicy(IdentityPolicy, {
  id: "aws-ses-identity-policy-public",
  subject: "SES identities",
  equivalents: { kics: ["34b921bd-90a0-402e-a0a5-dc73371fd963"] },
  why: "Anyone with an AWS account can send mail in your name.",
  see: "https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policies.html",
  at: ({ policy }) => policy,
  action: "ses:*",
});
