import type { DirectoryArgs } from "@pulumi/aws/directoryservice/directory";
import type { LogSubscriptionArgs } from "@pulumi/aws/directoryservice/logSubscription";
import type { RadiusSettingsArgs } from "@pulumi/aws/directoryservice/radiusSettings";
import type { TrustArgs } from "@pulumi/aws/directoryservice/trust";
import { secretArgument } from "../../lib/cloud/secret-argument";
import { from, resource, rule, setting, some, unknown } from "../../lib/rule";

const Directory = resource<DirectoryArgs>("aws:directoryservice/directory:Directory");
const LogSubscription = resource<LogSubscriptionArgs>("aws:directoryservice/logSubscription:LogSubscription");
const RadiusSettings = resource<RadiusSettingsArgs>("aws:directoryservice/radiusSettings:RadiusSettings");
const Trust = resource<TrustArgs>("aws:directoryservice/trust:Trust");

const radius = "https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_mfa.html";
const trusts = "https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_setup_trust.html";

export const trustSecret = secretArgument(Trust, {
  id: "aws-directoryservice-trust-secret",
  subject: "Passwords of trusts between directories",
  see: trusts,
  at: (trust) => trust.trustPassword,
});

export const directoryLogs = rule(Directory, {
  id: "aws-directoryservice-directory-logs",
  title: "Microsoft directories forward their security logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without the logs nobody can tell afterwards who signed in, and who tried.",
  fix: "Give the directory an `aws.directoryservice.LogSubscription`.",
  see: "https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_enable_log_forwarding.html",
  related: { subscriptions: from(LogSubscription, "directoryId") },
  pass: [{ type: "SimpleAD" }, {}, { type: "MicrosoftAD", subscriptions: [{}] }],
  fail: [{ type: "MicrosoftAD" }],
  unknown: [{ type: "MicrosoftAD", subscriptions: [unknown] }],
  check: ({ type, subscriptions }) => type === "MicrosoftAD" && !some(subscriptions) && "no LogSubscription refers to it",
});

export const radiusProtocol = setting(RadiusSettings, {
  id: "aws-directoryservice-radius-protocol",
  title: "Directories ask RADIUS servers by MS-CHAPv2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "The older protocols send the password in a form from which it can be had.",
  see: radius,
  at: (settings) => settings.authenticationProtocol,
  good: ["MS-CHAPv2"],
  bad: ["PAP", "CHAP", "MS-CHAPv1"],
  absent: "bad",
});

export const trustSelective = setting(Trust, {
  id: "aws-directoryservice-trust-selective",
  title: "Trusts between directories let in chosen users only",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Every user of the other directory may sign in to every computer of this one.",
  see: trusts,
  at: (trust) => trust.selectiveAuth,
  good: ["Enabled"],
  bad: ["Disabled"],
  absent: "bad",
  unless: ({ trustDirection }) => trustDirection === "One-Way: Incoming",
  pass: [{ trustDirection: "One-Way: Incoming" }],
});
