import { resource, rule, unknown } from "../../lib/rule";

const CustomModule = resource<{ readonly enablementState?: string }>("gcp:securitycenter/*CustomModule:*");

export const moduleEnabled = rule(CustomModule, {
  id: "gcp-securitycenter-module-enabled",
  title: "Custom modules of Security Command Center are on",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SI-4"] },
  why: "A module that is off finds nothing, while the program says that it looks.",
  fix: "Leave `enablementState` out, or set it to `ENABLED`.",
  see: "https://cloud.google.com/security-command-center/docs/custom-modules-sha-overview",
  pass: [{}, { enablementState: "ENABLED" }],
  fail: [{ enablementState: "DISABLED" }],
  unknown: [{ enablementState: unknown }],
  check: ({ enablementState }) => enablementState === "DISABLED" && "it is off",
});
