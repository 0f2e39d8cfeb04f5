import type { BrokerArgs } from "@pulumi/azure-native/iotoperationsmq/broker";
import { resource, setting } from "../../lib/rule";

const Broker = resource<BrokerArgs>("azure-native:iotoperationsmq:Broker");

export const brokerEncryption = setting(Broker, {
  id: "azure-iotoperationsmq-broker-encryption",
  title: "MQTT brokers of IoT Operations encrypt their internal traffic",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Messages and credentials can be read by whatever else runs in the cluster's network.",
  see: "https://learn.microsoft.com/azure/iot-operations/manage-mqtt-broker/howto-encrypt-internal-traffic",
  at: (broker) => broker.encryptInternalTraffic,
  good: [true],
  absent: "good",
});
