import type { AppArgs } from "@pulumi/gcp/ces/app";
import { resource, rule, unknown } from "../../lib/rule";

const App = resource<AppArgs>("gcp:ces/app:App");

export const appLogging = rule(App, {
  id: "gcp-ces-app-logging",
  title: "Conversational agents log sessions",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without a log of the conversations nobody can tell afterwards what was asked and answered, and misuse stays unseen.",
  fix: "Set `loggingSettings.cloudLoggingSettings.enableCloudLogging` to `true`.",
  see: "https://cloud.google.com/dialogflow/cx/docs/concept/agent-settings",
  pass: [{ loggingSettings: { cloudLoggingSettings: { enableCloudLogging: true } } }],
  fail: [{}, { loggingSettings: { cloudLoggingSettings: { enableCloudLogging: false } } }],
  unknown: [{ loggingSettings: { cloudLoggingSettings: { enableCloudLogging: unknown } } }],
  check: ({ loggingSettings }) => !loggingSettings?.cloudLoggingSettings?.enableCloudLogging && "sessions aren't logged",
});
