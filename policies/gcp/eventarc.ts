import type { ChannelArgs } from "@pulumi/gcp/eventarc/channel";
import type { GoogleApiSourceArgs } from "@pulumi/gcp/eventarc/googleApiSource";
import type { GoogleChannelConfigArgs } from "@pulumi/gcp/eventarc/googleChannelConfig";
import type { MessageBusArgs } from "@pulumi/gcp/eventarc/messageBus";
import type { PipelineArgs } from "@pulumi/gcp/eventarc/pipeline";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const Encrypted = resource<ChannelArgs | GoogleApiSourceArgs | GoogleChannelConfigArgs | MessageBusArgs | PipelineArgs>(
  "gcp:eventarc/channel:Channel",
  "gcp:eventarc/googleApiSource:GoogleApiSource",
  "gcp:eventarc/googleChannelConfig:GoogleChannelConfig",
  "gcp:eventarc/messageBus:MessageBus",
  "gcp:eventarc/pipeline:Pipeline",
);
const Logged = resource<GoogleApiSourceArgs | MessageBusArgs | PipelineArgs>(
  "gcp:eventarc/googleApiSource:GoogleApiSource",
  "gcp:eventarc/messageBus:MessageBus",
  "gcp:eventarc/pipeline:Pipeline",
);

export const channelCustomerKey = customerKey(Encrypted, {
  id: "gcp-eventarc-channel-customer-key",
  subject: "Eventarc channels, buses and pipelines",
  at: ({ cryptoKeyName }) => cryptoKeyName,
  see: "https://cloud.google.com/eventarc/docs/use-cmek",
});

export const channelLogging = rule(Logged, {
  id: "gcp-eventarc-channel-logging",
  title: "Eventarc buses, pipelines and sources log",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without logs nobody can tell which events were lost or sent elsewhere.",
  fix: "Set `loggingConfig.logSeverity` to a severity other than `NONE`.",
  see: "https://cloud.google.com/eventarc/docs/reference/rest/v1/projects.locations.messageBuses",
  pass: [{ loggingConfig: { logSeverity: "INFO" } }],
  fail: [{}, { loggingConfig: { logSeverity: "NONE" } }],
  unknown: [{ loggingConfig: { logSeverity: unknown } }],
  check: ({ loggingConfig }) => /^(NONE|LOG_SEVERITY_UNSPECIFIED)?$/.test(loggingConfig?.logSeverity ?? "") && "it doesn't log",
});
