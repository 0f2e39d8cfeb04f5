import type { ConnectorArgs } from "@pulumi/aws/mskconnect/connector";
import { resource, rule, setting, some, unknown } from "../../lib/rule";

const Connector = resource<ConnectorArgs>("aws:mskconnect/connector:Connector");

export const connectorTls = setting(Connector, {
  id: "aws-mskconnect-connector-tls",
  title: "MSK connectors talk to the cluster by TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "The topics' records pass through the network in plain text.",
  see: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-connectors.html",
  at: (connector) => connector.kafkaClusterEncryptionInTransit?.encryptionType,
  good: ["TLS"],
  bad: ["PLAINTEXT"],
  absent: "bad",
});

export const connectorAuthentication = setting(Connector, {
  id: "aws-mskconnect-connector-authentication",
  title: "MSK connectors sign in to the cluster",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "A cluster that takes connectors without credentials takes anybody who reaches it.",
  see: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-connectors.html",
  at: (connector) => connector.kafkaClusterClientAuthentication?.authenticationType,
  good: ["IAM"],
  bad: ["NONE"],
  absent: "bad",
});

const logging = (destinations: object) => ({ logDelivery: { workerLogDelivery: destinations } });

export const connectorLogs = rule(Connector, {
  id: "aws-mskconnect-connector-logs",
  title: "MSK connectors keep their logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without logs nobody can tell afterwards what a connector did, and why it stopped.",
  fix: "Set `enabled` to `true` for a destination in `logDelivery.workerLogDelivery`.",
  see: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-connect-logging.html",
  pass: [logging({ cloudwatchLogs: { enabled: true } }), logging({ s3: { enabled: true }, firehose: { enabled: false } })],
  fail: [{}, logging({ cloudwatchLogs: { enabled: false } })],
  unknown: [{ logDelivery: unknown }],
  check: ({ logDelivery }) => {
    const { cloudwatchLogs, firehose, s3 } = logDelivery?.workerLogDelivery ?? {};
    return !some([cloudwatchLogs, firehose, s3], (destination) => destination?.enabled) && "its logs go nowhere";
  },
});
