import { each, rule, unknown } from "../../../lib/rule";
import { Firewall, rulesIn } from "./traffic";

export const ruleLogging = rule(Firewall, {
  id: "gcp-firewall-rule-logging",
  title: "Firewall rules log the connections that they allow or deny",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without the log nobody can tell afterwards who connected, and who was turned away.",
  fix: "Set `logConfig` on a firewall rule, and `enableLogging` on a rule of a policy.",
  see: "https://cloud.google.com/firewall/docs/firewall-rules-logging",
  pass: [
    { logConfig: { metadata: "INCLUDE_ALL_METADATA" } },
    { disabled: true },
    { enableLogging: true, action: "allow", match: {} },
    { action: "goto_next", match: {} },
    { rules: [{ enableLogging: true, action: "deny", match: {} }] },
  ],
  fail: [{}, { enableLogging: false, action: "allow", match: {} }, { rules: [{ action: "deny", match: {} }] }],
  unknown: [{ enableLogging: unknown, action: "allow", match: {} }],
  check: (self) =>
    each(
      rulesIn(self),
      ({ disabled, action, logConfig, enableLogging }) => !disabled && action !== "goto_next" && !logConfig && !enableLogging && "it logs no connections",
    ),
});
