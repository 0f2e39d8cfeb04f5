import type { SettingsArgs } from "@pulumi/gcp/iap/settings";
import { resource, rule, unknown } from "../../lib/rule";

const Settings = resource<SettingsArgs>("gcp:iap/settings:Settings");

export const settingsOptions = rule(Settings, {
  id: "gcp-iap-settings-options",
  title: "Identity-Aware Proxy lets no request through unchecked",
  severity: "low",
  family: "access-control",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-3"] },
  why: "Requests of the method OPTIONS reach the application without anyone having signed in.",
  fix: "Leave `accessSettings.corsSettings.allowHttpOptions` out, or set it to `false`.",
  see: "https://cloud.google.com/iap/docs/customizing",
  pass: [{}, { accessSettings: { corsSettings: { allowHttpOptions: false } } }],
  fail: [{ accessSettings: { corsSettings: { allowHttpOptions: true } } }],
  unknown: [{ accessSettings: { corsSettings: { allowHttpOptions: unknown } } }],
  check: ({ accessSettings }) => accessSettings?.corsSettings?.allowHttpOptions && "requests of the method `OPTIONS` aren't checked",
});
