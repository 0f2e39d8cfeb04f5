import type { SlackChannelConfigurationArgs } from "@pulumi/aws/chatbot/slackChannelConfiguration";
import { resource, rule, setting, some, unknown } from "../../lib/rule";

const ChannelConfiguration = resource<Pick<SlackChannelConfigurationArgs, "guardrailPolicyArns" | "userAuthorizationRequired">>(
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
  "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
);

const permissions = "https://docs.aws.amazon.com/chatbot/latest/adminguide/understanding-permissions.html";

export const channelGuardrails = rule(ChannelConfiguration, {
  id: "aws-chatbot-channel-guardrails",
  title: "Chat channels have guardrails on what is done from them",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  why: "Without guardrails the channel's only limit is `AdministratorAccess`, and whoever is in the channel can use all of its role.",
  fix: "Set `guardrailPolicyArns` to policies of what is needed, such as `ReadOnlyAccess`.",
  see: permissions,
  pass: [{ guardrailPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }],
  fail: [{}, { guardrailPolicyArns: [] }, { guardrailPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }],
  unknown: [{ guardrailPolicyArns: [unknown] }],
  check: ({ guardrailPolicyArns }) =>
    (!some(guardrailPolicyArns) && "`guardrailPolicyArns` names no policy") ||
    (some(guardrailPolicyArns, (arn) => arn.endsWith(":policy/AdministratorAccess")) && "its guardrail is `AdministratorAccess`"),
});

export const channelUserRoles = setting(ChannelConfiguration, {
  id: "aws-chatbot-channel-user-roles",
  title: "Chat channels ask users for roles of their own",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "All who are in the channel share one role, and the trail doesn't say who used it.",
  see: permissions,
  at: (channel) => channel.userAuthorizationRequired,
  good: [true],
  absent: "bad",
});
