import type { DiagnosticSettingArgs } from "@pulumi/azure-native/monitor/diagnosticSetting";
import type { BlobContainerArgs } from "@pulumi/azure-native/storage/blobContainer";
import type { QueueArgs } from "@pulumi/azure-native/storage/queue";
import type { StorageAccountArgs } from "@pulumi/azure-native/storage/storageAccount";
import type { TableArgs } from "@pulumi/azure-native/storage/table";
import { logs } from "../../../lib/cloud/azure";
import { every, from, resource, rule, some, unknown } from "../../../lib/rule";
import type { ResourceType } from "../../../lib/rule/relation";
import type { Equivalents } from "../../../lib/rule/rule";

const BlobContainer = resource<BlobContainerArgs>("azure-native:storage:BlobContainer");
const DiagnosticSetting = resource<DiagnosticSettingArgs>("azure-native:monitor:DiagnosticSetting");
const Queue = resource<QueueArgs>("azure-native:storage:Queue");
const StorageAccount = resource<StorageAccountArgs>("azure-native:storage:StorageAccount");
const Table = resource<TableArgs>("azure-native:storage:Table");

const requests = ["StorageRead", "StorageWrite", "StorageDelete"];

/** The rule that asks for the logs of one of an account's services, where the account holds something of it. */
const requestLogs = (service: "blob" | "queue" | "table", held: ResourceType<Pick<TableArgs, "accountName">>, equivalents: Equivalents) => {
  const resourceUri = `/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a/${service}Services/default`;
  const all = requests.map((category) => ({ category, enabled: true }));
  return rule(StorageAccount, {
    id: `azure-storage-account-${service}-logs`,
    title: `Storage accounts log reads, writes and deletions in ${service}s`,
    severity: "low",
    family: "logging",
    preset: "strict",
    controls: service === "queue" ? { "cis-azure-1.3": ["3.3"] } : {},
    equivalents,
    why: "Without these logs nobody can tell afterwards who read or changed the data.",
    fix: `Add an \`azure-native.monitor.DiagnosticSetting\` for the account's \`/${service}Services/default\` with \`StorageRead\`, \`StorageWrite\` and \`StorageDelete\`.`,
    see: `https://learn.microsoft.com/azure/storage/${service}s/monitor-${service}-storage`,
    related: { settings: from(DiagnosticSetting, "resourceUri"), held: from(held, "accountName") },
    pass: [
      {},
      { held: [{}], settings: [{ resourceUri, logs: all }] },
      { held: [{}], settings: [{ resourceUri, logs: [{ categoryGroup: "allLogs", enabled: true }] }] },
    ],
    fail: [
      { held: [{}] },
      { held: [{}], settings: [{ resourceUri, logs: all.slice(1) }] },
      { held: [{}], settings: [{ resourceUri: resourceUri.replace(service, "file"), logs: all }] },
    ],
    unknown: [{ held: [{}], settings: [{ resourceUri: unknown, logs: all }] }],
    check: ({ held, settings }) =>
      some(held, () => true) &&
      !every(requests, (category) =>
        some(settings, (setting) => logs(setting, category) && setting.resourceUri?.toLowerCase().includes(`/${service}services/`)),
      ) &&
      `no DiagnosticSetting logs all requests to its ${service}s`,
  });
};

export const accountBlobLogs = requestLogs("blob", BlobContainer, { checkov: ["CKV2_AZURE_21"], trivy: ["AVD-AZU-0057"] });

export const accountQueueLogs = requestLogs("queue", Queue, {
  checkov: ["CKV_AZURE_33"],
  trivy: ["AVD-AZU-0009"],
  kics: ["43f6e60c-9cdb-4e77-864d-a66595d26518"],
  regula: ["FG_R00440"],
});

export const accountTableLogs = requestLogs("table", Table, { checkov: ["CKV2_AZURE_20"] });
