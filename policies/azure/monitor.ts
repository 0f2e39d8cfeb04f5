import type { ActivityLogAlertArgs } from "@pulumi/azure-native/monitor/activityLogAlert";
import type { DiagnosticSettingArgs } from "@pulumi/azure-native/monitor/diagnosticSetting";
import type { SubscriptionDiagnosticSettingArgs } from "@pulumi/azure-native/monitor/subscriptionDiagnosticSetting";
import { logs, same } from "../../lib/cloud/azure";
import { all, each, option, resource, rule, Stack, some, unknown } from "../../lib/rule";

const ActivityLogAlert = resource<ActivityLogAlertArgs>("azure-native:monitor:ActivityLogAlert");
const DiagnosticSetting = resource<DiagnosticSettingArgs>("azure-native:monitor:DiagnosticSetting");
const SubscriptionDiagnosticSetting = resource<SubscriptionDiagnosticSettingArgs>("azure-native:monitor:SubscriptionDiagnosticSetting");

const requests = ["StorageRead", "StorageWrite", "StorageDelete"];
const on = (...categories: string[]) => categories.map((category) => ({ category, enabled: true }));

export const settingStorageRequests = rule(DiagnosticSetting, {
  id: "azure-monitor-setting-storage-requests",
  title: "Diagnostic settings of storage services log reads, writes and deletions",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "cis-azure-1.3": ["3.3"] },
  equivalents: {
    checkov: ["CKV_AZURE_33"],
    trivy: ["AVD-AZU-0009"],
    kics: ["43f6e60c-9cdb-4e77-864d-a66595d26518"],
    regula: ["FG_R00440"],
  },
  why: "A log that leaves a kind of request out doesn't tell who did what.",
  fix: "Enable `StorageRead`, `StorageWrite` and `StorageDelete` in `logs`, or the category group `allLogs`.",
  see: "https://learn.microsoft.com/azure/storage/blobs/monitor-blob-storage",
  pass: [{}, { logs: on(...requests) }, { logs: on("AuditEvent") }, { logs: [{ categoryGroup: "allLogs", enabled: true }] }],
  fail: [{ logs: on("StorageRead") }, { logs: [...on("StorageRead", "StorageDelete"), { category: "StorageWrite", enabled: false }] }],
  unknown: [{ logs: [...on("StorageRead"), unknown] }],
  check: (self) =>
    some(self.logs, ({ category }) => same(category, ...requests)) && each(requests, (category) => !logs(self, category) && `\`${category}\` isn't logged`),
});

const activities = ["Administrative", "Security", "Alert", "Policy"];

export const subscriptionsettingCategories = rule(SubscriptionDiagnosticSetting, {
  id: "azure-monitor-subscriptionsetting-categories",
  title: "Activity logs are exported with all categories that tell of changes and threats",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AZURE_38"],
    trivy: ["AVD-AZU-0033"],
    kics: ["4d522e7b-f938-4d51-a3b1-974ada528bd3"],
    regula: ["FG_R00341"],
  },
  why: "What isn't exported is gone after 90 days, and no search or alert sees it.",
  fix: "Enable `Administrative`, `Security`, `Alert` and `Policy` in `logs`.",
  see: "https://learn.microsoft.com/azure/azure-monitor/platform/activity-log",
  pass: [{ logs: on(...activities) }, { logs: [{ categoryGroup: "allLogs", enabled: true }] }],
  fail: [
    {},
    { logs: on("Administrative", "Security", "Alert") },
    { logs: [...on("Administrative", "Security", "Alert"), { category: "Policy", enabled: false }] },
  ],
  unknown: [{ logs: unknown }],
  check: (self) => each(activities, (category) => !logs(self, category) && `\`${category}\` isn't exported`),
});

const operations = [
  "Microsoft.Authorization/policyAssignments/write",
  "Microsoft.Authorization/policyAssignments/delete",
  "Microsoft.Network/networkSecurityGroups/write",
  "Microsoft.Network/networkSecurityGroups/delete",
  "Microsoft.Security/securitySolutions/write",
  "Microsoft.Security/securitySolutions/delete",
  "Microsoft.Sql/servers/firewallRules/write",
  "Microsoft.Sql/servers/firewallRules/delete",
];
const alertOn = (operation: string) => ({
  condition: {
    allOf: [
      { field: "category", equals: "Administrative" },
      { field: "operationName", equals: operation },
    ],
  },
});

interface Condition {
  readonly field?: string;
  readonly equals?: string;
  readonly containsAny?: readonly string[];
}

const watches = ({ field, equals, containsAny }: Condition, operation: string) =>
  same(field, "operationName") && (same(equals, operation) || some(containsAny, (part) => same(part, operation)));

export const alertOperations = rule(Stack, {
  id: "azure-monitor-alert-operations",
  title: "Stacks with activity log alerts watch all changes to the guards of a subscription",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Who takes a policy or a firewall rule away does so before the attack; the alert is the last chance to notice.",
  fix: "Add an `azure-native.monitor.ActivityLogAlert` whose condition has the operation as `operationName`.",
  see: "https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-activity-log-alert-rule",
  options: { operations: option.Array(option.String(), { default: operations, description: "The operations that must raise an alert." }) },
  related: { alerts: all(ActivityLogAlert) },
  pass: [{}, { alerts: operations.map(alertOn) }, { alerts: [{ condition: { allOf: [{ field: "operationName", containsAny: operations }] } }] }],
  fail: [{ alerts: operations.slice(1).map(alertOn) }, { alerts: operations.map((operation) => ({ ...alertOn(operation), enabled: false })) }],
  unknown: [{ alerts: [...operations.slice(1).map(alertOn), unknown] }],
  check: ({ alerts }, { options }) =>
    alerts.length > 0 &&
    each(
      options.operations,
      (operation) =>
        !some(
          alerts,
          ({ enabled, condition }) =>
            enabled !== false &&
            some(condition?.allOf, ({ field, equals, containsAny, anyOf }) =>
              some([{ field, equals, containsAny }, ...(anyOf ?? [])], (leaf) => watches(leaf, operation)),
            ),
        ) && `no alert watches \`${operation}\``,
    ),
});
