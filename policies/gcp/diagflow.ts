import type { AgentArgs } from "@pulumi/gcp/diagflow/agent";
import type { ConversationProfileArgs } from "@pulumi/gcp/diagflow/conversationProfile";
import type { CxAgentArgs } from "@pulumi/gcp/diagflow/cxAgent";
import type { CxWebhookArgs } from "@pulumi/gcp/diagflow/cxWebhook";
import { resource, rule, unknown } from "../../lib/rule";

const Agent = resource<AgentArgs>("gcp:diagflow/agent:Agent");
const CxAgent = resource<CxAgentArgs>("gcp:diagflow/cxAgent:CxAgent");
const CxWebhook = resource<CxWebhookArgs>("gcp:diagflow/cxWebhook:CxWebhook");
const ConversationProfile = resource<ConversationProfileArgs>("gcp:diagflow/conversationProfile:ConversationProfile");

export const agentLogging = rule(Agent, {
  id: "gcp-diagflow-agent-logging",
  title: "Dialogflow agents log conversations",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  equivalents: { checkov: ["CKV2_GCP_29"] },
  why: "Without a log of the conversations nobody can tell afterwards what was asked and answered, and misuse stays unseen.",
  fix: "Set `enableLogging` to `true`.",
  see: "https://cloud.google.com/dialogflow/es/docs/agents-settings",
  pass: [{ enableLogging: true }],
  fail: [{}, { enableLogging: false }],
  unknown: [{ enableLogging: unknown }],
  check: ({ enableLogging }) => !enableLogging && "conversations aren't logged",
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
  check: ({ advancedSettings, enableStackdriverLogging }) =>
    !advancedSettings?.loggingSettings?.enableStackdriverLogging && !enableStackdriverLogging && "conversations aren't logged",
});

export const cxWebhookLogging = rule(CxWebhook, {
  id: "gcp-diagflow-cx-webhook-logging",
  title: "Dialogflow CX webhooks log conversations",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  equivalents: { checkov: ["CKV2_GCP_31"] },
  why: "Without a log of the conversations nobody can tell afterwards what was asked and answered, and misuse stays unseen.",
  fix: "Set `enableStackdriverLogging` to `true`.",
  see: "https://cloud.google.com/dialogflow/cx/docs/concept/agent-settings",
  pass: [{ enableStackdriverLogging: true }],
  fail: [{}, { enableStackdriverLogging: false }],
  unknown: [{ enableStackdriverLogging: unknown }],
  check: ({ enableStackdriverLogging }) => !enableStackdriverLogging && "what it is asked isn't logged",
});

export const conversationProfileLogging = rule(ConversationProfile, {
  id: "gcp-diagflow-conversation-profile-logging",
  title: "Dialogflow conversation profiles log events",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without a log of the conversations nobody can tell afterwards what was asked and answered, and misuse stays unseen.",
  fix: "Set `loggingConfig.enableStackdriverLogging` to `true`.",
  see: "https://cloud.google.com/agent-assist/docs/conversation-profile",
  pass: [{ loggingConfig: { enableStackdriverLogging: true } }],
  fail: [{}, { loggingConfig: { enableStackdriverLogging: false } }],
  unknown: [{ loggingConfig: { enableStackdriverLogging: unknown } }],
  check: ({ loggingConfig }) => !loggingConfig?.enableStackdriverLogging && "conversation events aren't logged",
});
