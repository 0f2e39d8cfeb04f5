import type { DiagnosticSettingArgs } from "@pulumi/azure-native/monitor/diagnosticSetting";
import type { WebAppArgs } from "@pulumi/azure-native/web/webApp";
import type { WebAppDiagnosticLogsConfigurationArgs } from "@pulumi/azure-native/web/webAppDiagnosticLogsConfiguration";
import type { WebAppDiagnosticLogsConfigurationSlotArgs } from "@pulumi/azure-native/web/webAppDiagnosticLogsConfigurationSlot";
import type { WebAppSlotArgs } from "@pulumi/azure-native/web/webAppSlot";
import type { Unwrap } from "@pulumi/pulumi/output";
import { logs as sends } from "../../../lib/cloud/azure";
import { from, resource, rule, some, unknown } from "../../../lib/rule";
import type { Meta, Rule } from "../../../lib/rule/rule";

const DiagnosticSetting = resource<DiagnosticSettingArgs>("azure-native:monitor:DiagnosticSetting");
const Logs = resource<WebAppDiagnosticLogsConfigurationArgs>("azure-native:web:WebAppDiagnosticLogsConfiguration");
const Site = resource<WebAppArgs & Pick<WebAppSlotArgs, "slot">>("azure-native:web:WebApp", "azure-native:web:WebAppSlot");
const SlotLogs = resource<WebAppDiagnosticLogsConfigurationSlotArgs>("azure-native:web:WebAppDiagnosticLogsConfigurationSlot");

type SiteConfig = Exclude<Unwrap<WebAppArgs>["siteConfig"], undefined>;
type LogsConfig = Unwrap<WebAppDiagnosticLogsConfigurationArgs>;

/** A rule that asks for a log of the site, in `siteConfig` or in a configuration of its own. */
const siteLog = ({
  inline,
  apart,
  category,
  example,
  ...meta
}: Omit<Meta, "fix" | "severity" | "family" | "preset"> & {
  inline: keyof SiteConfig & `${string}Enabled`;
  apart(logs: LogsConfig): unknown;
  /** The same log's category in a diagnostic setting, if it has one. */
  category?: string;
  example: Partial<LogsConfig>;
}): Rule =>
  rule(Site, {
    ...meta,
    severity: "low",
    family: "logging",
    preset: "strict",
    fix: `Set \`siteConfig.${inline}\` to \`true\`.`,
    related: { logs: from(Logs, "name"), slotLogs: from(SlotLogs, "slot"), diagnostics: from(DiagnosticSetting, "resourceUri") },
    pass: [
      { siteConfig: { [inline]: true } },
      { logs: [example] },
      { slot: "staging", slotLogs: [example] },
      ...(category ? [{ diagnostics: [{ logs: [{ category, enabled: true }] }] }] : []),
    ],
    fail: [{}, { siteConfig: { [inline]: false } }, { logs: [{}] }, { slot: "staging", logs: [example] }],
    unknown: [{ siteConfig: unknown }, { logs: [unknown] }],
    check: ({ siteConfig, slot, logs, slotLogs, diagnostics }) =>
      !siteConfig?.[inline] &&
      !some(slot === undefined ? logs : slotLogs, apart) &&
      !(category && some(diagnostics, (setting) => sends(setting, category))) &&
      `\`siteConfig.${inline}\` is off`,
  });

export const appDetailedErrors = siteLog({
  id: "azure-web-app-detailed-errors",
  title: "Web apps keep the details of errors",
  equivalents: { checkov: ["CKV_AZURE_65"] },
  why: "Without the details of failed requests, an attack on the app looks like any other error.",
  see: "https://learn.microsoft.com/azure/app-service/troubleshoot-diagnostic-logs",
  inline: "detailedErrorLoggingEnabled",
  apart: (logs) => logs.detailedErrorMessages?.enabled,
  example: { detailedErrorMessages: { enabled: true } },
});

export const appFailedRequests = siteLog({
  id: "azure-web-app-failed-requests",
  title: "Web apps trace failed requests",
  equivalents: { checkov: ["CKV_AZURE_66"] },
  why: "Without a trace, nobody can tell what a failed request tried to do.",
  see: "https://learn.microsoft.com/azure/app-service/troubleshoot-diagnostic-logs",
  inline: "requestTracingEnabled",
  apart: (logs) => logs.failedRequestsTracing?.enabled,
  example: { failedRequestsTracing: { enabled: true } },
});

export const appHttpLogs = siteLog({
  id: "azure-web-app-http-logs",
  title: "Web apps log requests",
  equivalents: { checkov: ["CKV_AZURE_63"] },
  why: "Without a log of requests nobody can tell afterwards who did what with the app.",
  see: "https://learn.microsoft.com/azure/app-service/troubleshoot-diagnostic-logs",
  inline: "httpLoggingEnabled",
  apart: ({ httpLogs }) => httpLogs?.fileSystem?.enabled || httpLogs?.azureBlobStorage?.enabled,
  category: "AppServiceHTTPLogs",
  example: { httpLogs: { fileSystem: { enabled: true } } },
});
