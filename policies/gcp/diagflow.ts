import type { AgentArgs } from "@pulumi/gcp/diagflow/agent";
import type { ConversationProfileArgs } from "@pulumi/gcp/diagflow/conversationProfile";
import type { CxAgentArgs } from "@pulumi/gcp/diagflow/cxAgent";
import type { CxWebhookArgs } from "@pulumi/gcp/diagflow/cxWebhook";
import { resource, rule, setting, unknown } from "../../lib/rule";

const Agent = resource<AgentArgs>("gcp:diagflow/agent:Agent");
const CxAgent = resource<CxAgentArgs>("gcp:diagflow/cxAgent:CxAgent");
const CxWebhook = resource<CxWebhookArgs>("gcp:diagflow/cxWebhook:CxWebhook");
const ConversationProfile = resource<ConversationProfileArgs>("gcp:diagflow/conversationProfile:ConversationProfile");

export const agentLogging = setting(Agent, {
  id: "gcp-diagflow-agent-logging",
  title: "Dialogflow agents log conversations",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  equivalents: { checkov: ["CKV2_GCP_29"] },
  why: "Without a log of the conversations nobody can tell afterwards what was asked and answered, and misuse stays unseen.",
  see: "https://cloud.google.com/dialogflow/es/docs/agents-settings",
  at: ({ enableLogging }) => enableLogging,
  good: [true],
  absent: "bad",
});

export const cxAgentLogging = rule(CxAgent, {
  id: "gcp-diagflow-cx-agent-logging",
  title: "Dialogflow CX agents log conversations",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  equivalents: { checkov: ["CKV2_GCP_30"] },
  why: "Without a log of the conversations nobody can tell afterwards what was asked and answered, and misuse stays unseen.",
  fix: "Set `advancedSettings.loggingSettings.enableStackdriverLogging` to `true`.",
  see: "https://cloud.google.com/dialogflow/cx/docs/concept/agent-settings",
  pass: [{ advancedSettings: { loggingSettings: { enableStackdriverLogging: true } } }, { enableStackdriverLogging: true }],
  fail: [{}, { enableStackdriverLogging: false }, { advancedSettings: { loggingSettings: { enableStackdriverLogging: false } } }],
  unknown: [{ advancedSettings: { loggingSettings: { enableStackdriverLogging: unknown } } }],
  check: (self) => !self.advancedSettings?.loggingSettings?.enableStackdriverLogging && !self.enableStackdriverLogging && "conversations aren't logged",
});

export const cxWebhookLogging = setting(CxWebhook, {
  id: "gcp-diagflow-cx-webhook-logging",
  title: "Dialogflow CX webhooks log conversations",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  equivalents: { checkov: ["CKV2_GCP_31"] },
  why: "Without a log of the conversations nobody can tell afterwards what was asked and answered, and misuse stays unseen.",
  see: "https://cloud.google.com/dialogflow/cx/docs/concept/agent-settings",
  at: ({ enableStackdriverLogging }) => enableStackdriverLogging,
  good: [true],
  absent: "bad",
});

export const conversationProfileLogging = setting(ConversationProfile, {
  id: "gcp-diagflow-conversation-profile-logging",
  title: "Dialogflow conversation profiles log events",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without a log of the conversations nobody can tell afterwards what was asked and answered, and misuse stays unseen.",
  see: "https://cloud.google.com/agent-assist/docs/conversation-profile",
  at: ({ loggingConfig }) => loggingConfig?.enableStackdriverLogging,
  good: [true],
  absent: "bad",
});
