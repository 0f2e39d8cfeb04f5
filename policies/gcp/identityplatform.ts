import type { ConfigArgs } from "@pulumi/gcp/identityplatform/config";
import { resource, setting } from "../../lib/rule";

const Config = resource<ConfigArgs>("gcp:identityplatform/config:Config");

export const configMfa = setting(Config, {
  id: "gcp-identityplatform-config-mfa",
  title: "Identity Platform lets users have a second factor",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "With a password alone a stolen or guessed one is enough to take over an account.",
  fix: "Set `mfa.state` to `ENABLED` or `MANDATORY`.",
  see: "https://cloud.google.com/identity-platform/docs/web/mfa",
  at: ({ mfa }) => mfa?.state,
  good: ["ENABLED", "MANDATORY"],
  bad: ["DISABLED"],
  absent: "bad",
});

export const configAnonymous = setting(Config, {
  id: "gcp-identityplatform-config-anonymous",
  title: "Identity Platform signs nobody in anonymously",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Rules that ask only for a signed-in user let everyone in.",
  fix: "Set `signIn.anonymous.enabled` to `false`.",
  see: "https://firebase.google.com/docs/auth/web/anonymous-auth",
  at: ({ signIn }) => signIn?.anonymous?.enabled,
  good: [false],
  absent: "good",
});

export const configRequestLogging = setting(Config, {
  id: "gcp-identityplatform-config-request-logging",
  title: "Identity Platform logs requests",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without logs nobody sees that passwords are being tried.",
  see: "https://cloud.google.com/identity-platform/docs/activity-logging",
  at: ({ monitoring }) => monitoring?.requestLogging?.enabled,
  good: [true],
  absent: "bad",
});
