import type { VoiceConnectorArgs } from "@pulumi/aws/chime/voiceConnector";
import type { VoiceConnectorLoggingArgs } from "@pulumi/aws/chime/voiceConnectorLogging";
import { resource, setting } from "../../lib/rule";

export const voiceConnectorEncryption = setting(resource<VoiceConnectorArgs>("aws:chime/voiceConnector:VoiceConnector"), {
  id: "aws-chime-voice-connector-encryption",
  title: "Chime voice connectors encrypt calls",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Calls and who makes them pass through the network in plain text.",
  see: "https://docs.aws.amazon.com/chime-sdk/latest/ag/create-voicecon.html",
  at: (connector) => connector.requireEncryption,
  good: [true],
  absent: "bad",
});

export const voiceConnectorLogs = setting(resource<VoiceConnectorLoggingArgs>("aws:chime/voiceConnectorLogging:VoiceConnectorLogging"), {
  id: "aws-chime-voice-connector-logs",
  title: "Chime voice connectors log SIP messages",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without logs nobody can tell afterwards who called at your cost.",
  see: "https://docs.aws.amazon.com/chime-sdk/latest/ag/monitoring-cloudwatch.html",
  at: (logging) => logging.enableSipLogs,
  good: [true],
  absent: "bad",
});
