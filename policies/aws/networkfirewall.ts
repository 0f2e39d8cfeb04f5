import type { FirewallArgs } from "@pulumi/aws/networkfirewall/firewall";
import type { LoggingConfigurationArgs } from "@pulumi/aws/networkfirewall/loggingConfiguration";
import type { TlsInspectionConfigurationArgs } from "@pulumi/aws/networkfirewall/tlsInspectionConfiguration";
import { customerKey, from, resource, rule, setting, some, unknown } from "../../lib/rule";

const Encrypted = resource<Pick<FirewallArgs, "encryptionConfiguration">>(
  "aws:networkfirewall/firewall:Firewall",
  "aws:networkfirewall/firewallPolicy:FirewallPolicy",
  "aws:networkfirewall/ruleGroup:RuleGroup",
);
const Firewall = resource<FirewallArgs>("aws:networkfirewall/firewall:Firewall");
const LoggingConfiguration = resource<LoggingConfigurationArgs>("aws:networkfirewall/loggingConfiguration:LoggingConfiguration");
const TlsInspection = resource<TlsInspectionConfigurationArgs>("aws:networkfirewall/tlsInspectionConfiguration:TlsInspectionConfiguration");

const encryption = "https://docs.aws.amazon.com/network-firewall/latest/developerguide/kms-encryption-at-rest.html";

export const firewallKey = customerKey(Encrypted, {
  id: "aws-networkfirewall-firewall-key",
  subject: "Network firewalls, their policies and rule groups",
  equivalents: { checkov: ["CKV_AWS_345", "CKV_AWS_346"] },
  see: encryption,
  at: (firewall) => firewall.encryptionConfiguration?.keyId,
  unless: (firewall) => firewall.encryptionConfiguration?.type === "CUSTOMER_KMS",
  pass: [{ encryptionConfiguration: { type: "CUSTOMER_KMS" } }],
  fail: [{ encryptionConfiguration: { type: "AWS_OWNED_KMS_KEY" } }],
});

export const tlsinspectionKey = customerKey(TlsInspection, {
  id: "aws-networkfirewall-tlsinspection-key",
  subject: "TLS inspection configurations",
  see: encryption,
  at: (inspection) => inspection.encryptionConfigurations?.[0]?.keyId,
});

export const firewallLogging = rule(Firewall, {
  id: "aws-networkfirewall-firewall-logging",
  title: "Network firewalls log",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_63"] },
  why: "Without logs nobody sees what the firewall stopped, or let pass.",
  fix: "Add an `aws.networkfirewall.LoggingConfiguration` with the firewall's ARN as `firewallArn`.",
  see: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html",
  related: { logging: from(LoggingConfiguration, "firewallArn") },
  pass: [{ logging: [{}] }],
  fail: [{}],
  unknown: [{ logging: [unknown] }],
  check: ({ logging }) => !some(logging) && "no LoggingConfiguration refers to it",
});

export const firewallDeletionProtection = setting(Firewall, {
  id: "aws-networkfirewall-firewall-deletion-protection",
  title: "Network firewalls are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_344"] },
  why: "One wrong call takes the firewall away, and with it the network's way out.",
  see: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-settings.html",
  at: (firewall) => firewall.deleteProtection,
  good: [true],
  absent: "bad",
});
