import type { ConfigArgs } from "@pulumi/gcp/identityplatform/config";
import { resource, rule, unknown } from "../../lib/rule";

const Config = resource<ConfigArgs>("gcp:identityplatform/config:Config");

export const configMfa = rule(Config, {
  id: "gcp-identityplatform-config-mfa",
  title: "Identity Platform lets users have a second factor",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "With a password alone a stolen or guessed one is enough to take over an account.",
  fix: "Set `mfa.state` to `ENABLED` or `MANDATORY`.",
  see: "https://cloud.google.com/identity-platform/docs/web/mfa",
  pass: [{ mfa: { state: "ENABLED" } }, { mfa: { state: "MANDATORY" } }],
  fail: [{}, { mfa: { state: "DISABLED" } }],
  unknown: [{ mfa: { state: unknown } }],
  check: ({ mfa }) => !/^(ENABLED|MANDATORY)$/.test(mfa?.state ?? "") && "multi-factor authentication is off",
});

export const configAnonymous = rule(Config, {
  id: "gcp-identityplatform-config-anonymous",
  title: "Identity Platform signs nobody in anonymously",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Rules that ask only for a signed-in user let everyone in.",
  fix: "Set `signIn.anonymous.enabled` to `false`.",
  see: "https://firebase.google.com/docs/auth/web/anonymous-auth",
  pass: [{}, { signIn: { anonymous: { enabled: false } } }],
  fail: [{ signIn: { anonymous: { enabled: true } } }],
  unknown: [{ signIn: { anonymous: { enabled: unknown } } }],
  check: ({ signIn }) => signIn?.anonymous?.enabled && "it signs in anonymous users",
});

export const configRequestLogging = rule(Config, {
  id: "gcp-identityplatform-config-request-logging",
  title: "Identity Platform logs requests",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without logs nobody sees that passwords are being tried.",
  fix: "Set `monitoring.requestLogging.enabled` to `true`.",
  see: "https://cloud.google.com/identity-platform/docs/activity-logging",
  pass: [{ monitoring: { requestLogging: { enabled: true } } }],
  fail: [{}, { monitoring: { requestLogging: { enabled: false } } }],
  unknown: [{ monitoring: { requestLogging: { enabled: unknown } } }],
  check: ({ monitoring }) => !monitoring?.requestLogging?.enabled && "requests aren't logged",
});
