import type { BrokerArgs } from "@pulumi/aws/mq/broker";
import type { ConfigurationArgs } from "@pulumi/aws/mq/configuration";
import type { Unwrap } from "@pulumi/pulumi/output";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Broker = resource<BrokerArgs>("aws:mq/broker:Broker");
const WithEngine = resource<Pick<ConfigurationArgs, "engineType" | "engineVersion">>("aws:mq/broker:Broker", "aws:mq/configuration:Configuration");

const loggingGuide = "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/configure-logging-monitoring-activemq.html";

export const brokerPublic = setting(Broker, {
  id: "aws-mq-broker-public",
  title: "Amazon MQ brokers have no public address",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_69"], trivy: ["AVD-AWS-0072"], kics: ["4eb5f791-c861-4afd-9f94-f2a6a3fe49cb"], terrascan: ["AC_AWS_0175"] },
  why: "Everyone on the internet reaches the broker, and only a password keeps them out.",
  see: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/using-amazon-mq-securely.html",
  at: ({ publiclyAccessible }) => publiclyAccessible,
  good: [false],
  bad: [true],
  absent: "good",
});

export const brokerLogs = setting(Broker, {
  id: "aws-mq-broker-logs",
  title: "Amazon MQ brokers write general logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_48"], trivy: ["AVD-AWS-0071"], kics: ["31245f98-a6a9-4182-9fc1-45482b9d030a"], terrascan: ["AC_AWS_0174"] },
  why: "What goes wrong in the broker leaves no trace.",
  see: loggingGuide,
  at: ({ logs }) => logs?.general,
  good: [true],
  absent: "bad",
});

const isRabbit = (broker: Unwrap<BrokerArgs>): boolean => broker.engineType?.toLowerCase() === "rabbitmq";

export const brokerAuditLogs = setting(Broker, {
  id: "aws-mq-broker-audit-logs",
  title: "ActiveMQ brokers write audit logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_197"], trivy: ["AVD-AWS-0070"] },
  why: "Who did what in the broker's console or by JMX leaves no trace.",
  see: loggingGuide,
  at: ({ logs }) => logs?.audit,
  good: [true],
  absent: "bad",
  unless: isRabbit,
  pass: [{ engineType: "RabbitMQ", logs: { general: true } }],
});

export const brokerCustomerKey = customerKey(Broker, {
  id: "aws-mq-broker-customer-key",
  subject: "Amazon MQ brokers",
  equivalents: { checkov: ["CKV_AWS_209"], kics: ["3db3f534-e3a3-487f-88c7-0a9fbf64b702"] },
  see: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/data-protection.html",
  at: ({ encryptionOptions }) => encryptionOptions?.kmsKeyId,
  fail: [{ encryptionOptions: { useAwsOwnedKey: false } }],
});

export const brokerMinorUpgrades = setting(Broker, {
  id: "aws-mq-broker-minor-upgrades",
  title: "Amazon MQ brokers get minor versions by themselves",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_207"] },
  why: "Fixes of known faults wait until somebody thinks of them.",
  see: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/upgrading-brokers.html",
  at: ({ autoMinorVersionUpgrade }) => autoMinorVersionUpgrade,
  good: [true],
  absent: "bad",
});

/** The first version of each engine that AWS still supports. */
const supported: Readonly<Record<string, readonly [number, number]>> = { activemq: [5, 18], rabbitmq: [3, 13] };

const isBefore = (version: string, [major, minor]: readonly [number, number]): boolean => {
  const [first = 0, second = Number.POSITIVE_INFINITY] = version.split(".").map(Number);
  return first < major || (first === major && second < minor);
};

export const engineVersion = rule(WithEngine, {
  id: "aws-mq-engine-version",
  title: "Amazon MQ runs supported versions of its engines",
  severity: "medium",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_208"] },
  why: "Faults of a version out of support are known and stay open.",
  fix: "Set `engineVersion` to a supported version.",
  see: "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/activemq-version-management.html",
  pass: [
    { engineType: "ActiveMQ", engineVersion: "5.18" },
    { engineType: "ActiveMQ", engineVersion: "5.19.1" },
    { engineType: "RABBITMQ", engineVersion: "4.2" },
    { engineType: "RabbitMQ", engineVersion: "3.13" },
  ],
  fail: [
    { engineType: "ActiveMQ", engineVersion: "5.17.6" },
    { engineType: "RabbitMQ", engineVersion: "3.12.13" },
  ],
  unknown: [{ engineType: "ActiveMQ", engineVersion: unknown }],
  check: ({ engineType, engineVersion }) => {
    const first = supported[engineType?.toLowerCase()];
    return first && engineVersion && isBefore(engineVersion, first) && `\`engineVersion\` is \`${engineVersion}\``;
  },
});
