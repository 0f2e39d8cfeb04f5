import type { AppServicePlanArgs } from "@pulumi/azure-native/web/appServicePlan";
import type { WebAppArgs } from "@pulumi/azure-native/web/webApp";
import type { WebAppAzureStorageAccountsArgs } from "@pulumi/azure-native/web/webAppAzureStorageAccounts";
import type { WebAppSlotArgs } from "@pulumi/azure-native/web/webAppSlot";
import type { Unwrap } from "@pulumi/pulumi/output";
import { same } from "../../../lib/cloud/azure";
import { each, from, resource, rule, setting, some, to, unknown } from "../../../lib/rule";

const App = resource<WebAppArgs>("azure-native:web:WebApp");
const Mounts = resource<WebAppAzureStorageAccountsArgs>("azure-native:web:WebAppAzureStorageAccounts", "azure-native:web:WebAppAzureStorageAccountsSlot");
const Plan = resource<AppServicePlanArgs>("azure-native:web:AppServicePlan");
const Site = resource<WebAppArgs & Pick<WebAppSlotArgs, "slot">>("azure-native:web:WebApp", "azure-native:web:WebAppSlot");
const StorageMounts = resource<WebAppAzureStorageAccountsArgs>("azure-native:web:WebAppAzureStorageAccounts");

type SiteConfig = Exclude<Unwrap<WebAppArgs>["siteConfig"], undefined>;

/** Whether one of a site's mounts is a share of Azure Files. */
const hasFiles = (mounts: SiteConfig["azureStorageAccounts"]) => some(Object.values(mounts ?? {}), ({ type }) => same(type, "AzureFiles"));

export const appAlwaysOn = setting(Site, {
  id: "azure-web-app-always-on",
  title: "Web apps are always on",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_214"] },
  why: "An app that nobody calls for a while is unloaded: its background work stops, and the next user waits.",
  see: "https://learn.microsoft.com/azure/app-service/configure-common",
  at: (site) => site.siteConfig?.alwaysOn,
  good: [true],
  absent: "bad",
  unless: ({ kind }) => kind?.toLowerCase().includes("functionapp"),
  pass: [{ kind: "functionapp,linux" }],
});

export const appAzureFiles = rule(App, {
  id: "azure-web-app-azure-files",
  title: "Web apps keep their files in Azure Files",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_88"] },
  why: "What a container writes to its own disk is lost when the app moves to another machine, and can't be backed up apart from the app.",
  fix: "Mount a share of the type `AzureFiles` by `siteConfig.azureStorageAccounts`.",
  see: "https://learn.microsoft.com/azure/app-service/configure-connect-to-azure-storage",
  related: { mounts: from(StorageMounts, "name") },
  pass: [{ siteConfig: { azureStorageAccounts: { files: { type: "AzureFiles" } } } }, { mounts: [{ properties: { files: { type: "AzureFiles" } } }] }],
  fail: [{}, { siteConfig: { azureStorageAccounts: { files: { type: "AzureBlob" } } } }],
  unknown: [{ siteConfig: unknown }, { mounts: [unknown] }],
  check: ({ siteConfig, mounts }) =>
    !some([() => hasFiles(siteConfig?.azureStorageAccounts), () => some(mounts, ({ properties }) => hasFiles(properties))], (has) => has()) &&
    "it mounts no share of Azure Files",
});

export const appHealthCheck = rule(Site, {
  id: "azure-web-app-health-check",
  title: "Web apps are checked to be healthy",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_213"] },
  why: "Users are still sent to an instance that no longer answers.",
  fix: "Set `siteConfig.healthCheckPath` to a path that answers when the app works.",
  see: "https://learn.microsoft.com/azure/app-service/monitor-instances-health-check",
  pass: [{ siteConfig: { healthCheckPath: "/health" } }],
  fail: [{}, { siteConfig: { healthCheckPath: "" } }],
  unknown: [{ siteConfig: { healthCheckPath: unknown } }],
  check: ({ siteConfig }) => !siteConfig?.healthCheckPath && "`siteConfig.healthCheckPath` isn't set",
});

export const appHttp2 = setting(Site, {
  id: "azure-web-app-http2",
  title: "Web apps speak HTTP/2",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AZURE_18", "CKV_AZURE_67"],
    trivy: ["AVD-AZU-0005"],
    kics: ["525b53be-62ed-4244-b4df-41aecfcb4071", "70111098-7f85-48f0-b1b4-e4261cf5f61b", "ace823d1-4432-4dee-945b-cdf11a5a6bd0"],
  },
  why: "HTTP/1.1 is slower, and open to smuggled requests that HTTP/2 doesn't know.",
  see: "https://learn.microsoft.com/azure/app-service/configure-common",
  at: (site) => site.siteConfig?.http20Enabled,
  good: [true],
  absent: "bad",
});

export const appInstances = rule(Site, {
  id: "azure-web-app-instances",
  title: "Web apps may run on more than one instance of their plan",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_212"] },
  why: "Where the plan scales app by app, the app is gone while its only instance is replaced.",
  fix: "Set `siteConfig.numberOfWorkers` to at least 2.",
  see: "https://learn.microsoft.com/azure/app-service/manage-scale-per-app",
  related: { plans: to("serverFarmId", Plan) },
  pass: [
    {},
    { siteConfig: { numberOfWorkers: 2 } },
    { siteConfig: { numberOfWorkers: 1 }, plans: [{ perSiteScaling: false }] },
    { siteConfig: { numberOfWorkers: 2 }, plans: [{ perSiteScaling: true }] },
    { plans: [{}] },
  ],
  fail: [
    { siteConfig: { numberOfWorkers: 1 } },
    { siteConfig: { numberOfWorkers: 1 }, plans: [{ perSiteScaling: true }] },
    { plans: [{ perSiteScaling: true }] },
  ],
  unknown: [{ siteConfig: { numberOfWorkers: unknown } }, { siteConfig: { numberOfWorkers: 1 }, plans: [unknown] }],
  check: ({ siteConfig, plans }) => {
    const workers = siteConfig?.numberOfWorkers;
    if (workers !== undefined && workers > 1) return false;
    const isLimited = some(plans) ? some(plans, ({ perSiteScaling }) => perSiteScaling) : workers !== undefined;
    return isLimited && `\`siteConfig.numberOfWorkers\` is ${workers ?? "not set, which means 1"}`;
  },
});

export const mountsAzureFiles = rule(Mounts, {
  id: "azure-web-mounts-azure-files",
  title: "Storage that web apps mount is of Azure Files",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_88"] },
  why: "An app can only read what is mounted from blobs; what it writes stays on its own disk and is lost when it moves.",
  fix: "Give each mount the type `AzureFiles`.",
  see: "https://learn.microsoft.com/azure/app-service/configure-connect-to-azure-storage",
  pass: [{}, { properties: { files: { type: "AzureFiles" } } }],
  fail: [{ properties: { files: { type: "AzureFiles" }, media: { type: "AzureBlob" } } }],
  unknown: [{ properties: unknown }, { properties: { files: { type: unknown } } }],
  check: ({ properties }) => each(Object.keys(properties ?? {}), (name) => same(properties?.[name]?.type, "AzureBlob") && `its mount \`${name}\` is of blobs`),
});
