import type { SettingsArgs } from "@pulumi/gcp/iap/settings";
import { resource, setting } from "../../lib/rule";

const Settings = resource<SettingsArgs>("gcp:iap/settings:Settings");

export const settingsOptions = setting(Settings, {
  id: "gcp-iap-settings-options",
  title: "Identity-Aware Proxy lets no request through unchecked",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Requests of the method OPTIONS reach the application without anyone having signed in.",
  see: "https://cloud.google.com/iap/docs/customizing",
  at: ({ accessSettings }) => accessSettings?.corsSettings?.allowHttpOptions,
  good: [false],
  absent: "good",
});
