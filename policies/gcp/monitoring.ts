import type { AlertPolicyArgs } from "@pulumi/gcp/monitoring/alertPolicy";
import type { NotificationChannelArgs } from "@pulumi/gcp/monitoring/notificationChannel";
import type { UptimeCheckConfigArgs } from "@pulumi/gcp/monitoring/uptimeCheckConfig";
import { each, isSecret, resource, rule, secret, unknown } from "../../lib/rule";

const AlertPolicy = resource<AlertPolicyArgs>("gcp:monitoring/alertPolicy:AlertPolicy");
const NotificationChannel = resource<NotificationChannelArgs>("gcp:monitoring/notificationChannel:NotificationChannel");
const UptimeCheck = resource<UptimeCheckConfigArgs>("gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig");

export const alertNotification = rule(AlertPolicy, {
  id: "gcp-monitoring-alert-notification",
  title: "Alert policies tell somebody",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "An alert that is turned off, or has no notification channel, is seen only by whoever happens to look.",
  fix: "Name `notificationChannels`, and leave `enabled` on.",
  see: "https://cloud.google.com/monitoring/support/notification-options",
  pass: [{ notificationChannels: ["projects/p/notificationChannels/1"] }],
  fail: [{}, { notificationChannels: [] }, { enabled: false, notificationChannels: ["projects/p/notificationChannels/1"] }],
  unknown: [{ notificationChannels: unknown }],
  check: function* ({ enabled, notificationChannels }) {
    if (enabled === false) yield "is turned off";
    if (!notificationChannels?.length) yield "has no notification channel";
  },
});

const sensitive = ["auth_token", "password", "service_key"] as const;

export const channelSecret = rule(NotificationChannel, {
  id: "gcp-monitoring-channel-secret",
  title: "Notification channels keep tokens and passwords out of their labels",
  severity: "high",
  family: "secrets",
  preset: "recommended",
  why: "Labels are in plain text in the state and in previews.",
  fix: "Move the value to `sensitiveLabels`.",
  see: "https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.notificationChannels",
  pass: [{ labels: { channel_name: "#alerts" }, sensitiveLabels: { authToken: secret("made up") } }, { labels: { auth_token: secret("made up") } }],
  fail: [{ labels: { auth_token: "made up" } }, { labels: { username: "web", password: "made up" } }],
  unknown: [{ labels: unknown }],
  check: ({ labels }) => each(sensitive, (label) => labels?.[label] && !isSecret(labels, label) && `\`labels.${label}\` is in plain text`),
});

export const uptimeTls = rule(UptimeCheck, {
  id: "gcp-monitoring-uptime-tls",
  title: "Uptime checks use HTTPS",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "A check over HTTP sends its headers and passwords in the open, and says nothing of the certificate that visitors need.",
  fix: "Set `httpCheck.useSsl` and `httpCheck.validateSsl` to `true`.",
  see: "https://cloud.google.com/monitoring/uptime-checks",
  pass: [{}, { httpCheck: { useSsl: true, validateSsl: true } }, { tcpCheck: { port: 5432 } }],
  fail: [{ httpCheck: {} }, { httpCheck: { useSsl: true } }],
  unknown: [{ httpCheck: { useSsl: unknown } }],
  check: ({ httpCheck }) => httpCheck && (!httpCheck.useSsl ? "checks over HTTP" : !httpCheck.validateSsl && "doesn't check the certificate"),
});
