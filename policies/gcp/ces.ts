import type { AppArgs } from "@pulumi/gcp/ces/app";
import { resource, setting } from "../../lib/rule";

const App = resource<AppArgs>("gcp:ces/app:App");

export const appLogging = setting(App, {
  id: "gcp-ces-app-logging",
  title: "Conversational agents log sessions",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without a log of the conversations nobody can tell afterwards what was asked and answered, and misuse stays unseen.",
  see: "https://cloud.google.com/dialogflow/cx/docs/concept/agent-settings",
  at: ({ loggingSettings }) => loggingSettings?.cloudLoggingSettings?.enableCloudLogging,
  good: [true],
  absent: "bad",
});
