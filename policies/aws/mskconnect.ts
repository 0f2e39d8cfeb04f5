import type { ConnectorArgs } from "@pulumi/aws/mskconnect/connector";
import { resource, setting } from "../../lib/rule";

const Connector = resource<ConnectorArgs>("aws:mskconnect/connector:Connector");

export const connectorTls = setting(Connector, {
  id: "aws-mskconnect-connector-tls",
  title: "MSK connectors talk to their cluster by TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Records cross the network in the open, and anyone on the way can read them.",
  see: "https://docs.aws.amazon.com/MSKC/latest/mskc/API_KafkaClusterEncryptionInTransit.html",
  at: ({ kafkaClusterEncryptionInTransit }) => kafkaClusterEncryptionInTransit?.encryptionType,
  good: ["TLS"],
  bad: ["PLAINTEXT"],
  absent: "bad",
});
