import type { DiagnosticSettingArgs } from "@pulumi/azure-native/monitor/diagnosticSetting";
import type { AppServiceEnvironmentArgs } from "@pulumi/azure-native/web/appServiceEnvironment";
import type { AppServicePlanArgs } from "@pulumi/azure-native/web/appServicePlan";
import type { WebAppArgs } from "@pulumi/azure-native/web/webApp";
import type { WebAppAuthSettingsArgs } from "@pulumi/azure-native/web/webAppAuthSettings";
import type { WebAppAuthSettingsV2Args } from "@pulumi/azure-native/web/webAppAuthSettingsV2";
import type { WebAppAzureStorageAccountsArgs } from "@pulumi/azure-native/web/webAppAzureStorageAccounts";
import type { WebAppDiagnosticLogsConfigurationArgs } from "@pulumi/azure-native/web/webAppDiagnosticLogsConfiguration";
import type { WebAppDiagnosticLogsConfigurationSlotArgs } from "@pulumi/azure-native/web/webAppDiagnosticLogsConfigurationSlot";
import type { WebAppFtpAllowedArgs } from "@pulumi/azure-native/web/webAppFtpAllowed";
import type { WebAppScmAllowedArgs } from "@pulumi/azure-native/web/webAppScmAllowed";
import type { WebAppSlotArgs } from "@pulumi/azure-native/web/webAppSlot";
import type { Unwrap } from "@pulumi/pulumi/output";
import { same, logs as sends } from "../../lib/cloud/azure";
import { managedIdentity } from "../../lib/cloud/azure-settings";
import { each, from, option, resource, rule, setting, some, unknown } from "../../lib/rule";
import type { Meta, Rule } from "../../lib/rule/rule";

const App = resource<WebAppArgs>("azure-native:web:WebApp");
const AuthSettings = resource<Pick<WebAppAuthSettingsArgs, "enabled" | "name"> & Pick<WebAppAuthSettingsV2Args, "platform">>(
  "azure-native:web:WebAppAuthSettingsV2",
  "azure-native:web:WebAppAuthSettingsV2Slot",
  "azure-native:web:WebAppAuthSettings",
  "azure-native:web:WebAppAuthSettingsSlot",
);
const AppAuthSettings = resource<Pick<WebAppAuthSettingsArgs, "name">>("azure-native:web:WebAppAuthSettingsV2", "azure-native:web:WebAppAuthSettings");
const AuthSettingsV2 = resource<WebAppAuthSettingsV2Args>("azure-native:web:WebAppAuthSettingsV2", "azure-native:web:WebAppAuthSettingsV2Slot");
const DiagnosticSetting = resource<DiagnosticSettingArgs>("azure-native:monitor:DiagnosticSetting");
const Environment = resource<AppServiceEnvironmentArgs>("azure-native:web:AppServiceEnvironment");
const FtpAllowed = resource<WebAppFtpAllowedArgs>("azure-native:web:WebAppFtpAllowed");
const Logs = resource<WebAppDiagnosticLogsConfigurationArgs>("azure-native:web:WebAppDiagnosticLogsConfiguration");
const Mounts = resource<WebAppAzureStorageAccountsArgs>("azure-native:web:WebAppAzureStorageAccounts", "azure-native:web:WebAppAzureStorageAccountsSlot");
const Plan = resource<AppServicePlanArgs>("azure-native:web:AppServicePlan");
const ScmAllowed = resource<WebAppScmAllowedArgs>("azure-native:web:WebAppScmAllowed");
const Site = resource<WebAppArgs & Pick<WebAppSlotArgs, "slot">>("azure-native:web:WebApp", "azure-native:web:WebAppSlot");
const SlotLogs = resource<WebAppDiagnosticLogsConfigurationSlotArgs>("azure-native:web:WebAppDiagnosticLogsConfigurationSlot");
const StorageMounts = resource<WebAppAzureStorageAccountsArgs>("azure-native:web:WebAppAzureStorageAccounts");

type SiteConfig = Exclude<Unwrap<WebAppArgs>["siteConfig"], undefined>;
type LogsConfig = Unwrap<WebAppDiagnosticLogsConfigurationArgs>;

/** Whether one of a site's mounts is a share of Azure Files. */
const hasFiles = (mounts: SiteConfig["azureStorageAccounts"]) => some(Object.values(mounts ?? {}), ({ type }) => same(type, "AzureFiles"));

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

const numbersOf = (version: string) =>
  /^v?(\d+)(?:\.(\d+))?/i
    .exec(version)
    ?.slice(1)
    .map((part) => Number(part ?? 0));

const isOlder = (version: string, oldest: string) => {
  const [major = 0, minor = 0] = numbersOf(version) ?? [];
  const [oldestMajor = 0, oldestMinor = 0] = numbersOf(oldest) ?? [];
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
};

/** A rule that asks for a version of a language that is still supported, where a site says one. */
const language = ({
  name,
  oldest,
  version,
  image,
  good,
  bad,
  ...meta
}: Pick<Meta, "id" | "equivalents" | "see"> & {
  name: string;
  oldest: string;
  /** The version that `siteConfig` names. */
  version(site: SiteConfig): string | undefined;
  /** Finds the version in the name of a Linux or Windows image. */
  image: RegExp;
  good: readonly SiteConfig[];
  bad: readonly SiteConfig[];
}): Rule => {
  const cases = (configs: readonly SiteConfig[]) => configs.map((siteConfig) => ({ siteConfig })) as unknown as [{}, ...{}[]];
  return rule(Site, {
    ...meta,
    title: `Web apps run a recent version of ${name}`,
    severity: "low",
    family: "supply-chain",
    preset: "strict",
    why: "Weaknesses that are found in a version whose support has ended or ends soon stay in it, for everyone to use.",
    fix: `Choose ${name} ${oldest} or later.`,
    options: { oldest: option.String({ default: oldest, description: `The oldest version of ${name} that passes.` }) },
    pass: [{}, ...cases(good)],
    fail: cases(bad),
    unknown: [{ siteConfig: { linuxFxVersion: unknown } }],
    check: ({ siteConfig = {} }, { options }) =>
      each(
        [() => version(siteConfig), () => image.exec(siteConfig.linuxFxVersion ?? "")?.[1], () => image.exec(siteConfig.windowsFxVersion ?? "")?.[1]],
        (read) => {
          const given = read();
          return given && isOlder(given, options.oldest) && `it runs ${name} \`${given}\`, which is older than ${options.oldest}`;
        },
      ),
  });
};

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

export const appAuthentication = rule(App, {
  id: "azure-web-app-authentication",
  title: "Web apps have users signed in by App Service",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "cis-azure-1.3": ["9.1"] },
  equivalents: {
    checkov: ["CKV_AZURE_13", "CKV_AZURE_56"],
    trivy: ["AVD-AZU-0003"],
    kics: ["83130a07-235b-4a80-918b-a370e53f0bd9", "c7fc1481-2899-4490-bbd8-544a3a61a2f3", "e65a0733-94a0-4826-82f4-df529f4c593f"],
    regula: ["FG_R00345"],
  },
  why: "Without it, only the app's own code keeps strangers out.",
  fix: "Add an `azure-native.web.WebAppAuthSettingsV2` with the app's `name`.",
  see: "https://learn.microsoft.com/azure/app-service/overview-authentication-authorization",
  related: { settings: from(AppAuthSettings, "name") },
  pass: [{ settings: [{ name: "shop" }] }],
  fail: [{}],
  unknown: [{ settings: [unknown] }],
  check: ({ settings }) => !some(settings) && "it has no WebAppAuthSettingsV2",
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

export const appBasicPublishing = rule(App, {
  id: "azure-web-app-basic-publishing",
  title: "Web apps are deployed without publishing passwords",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "A publishing profile's password replaces the app's code for whoever finds it, and Entra ID doesn't know it.",
  fix: "Add an `azure-native.web.WebAppScmAllowed` and a `WebAppFtpAllowed` with the app's `name` and `allow: false`.",
  see: "https://learn.microsoft.com/azure/app-service/configure-basic-auth-disable",
  related: { scm: from(ScmAllowed, "name"), ftp: from(FtpAllowed, "name") },
  pass: [{ scm: [{ allow: false }], ftp: [{ allow: false }] }],
  fail: [{}, { scm: [{ allow: true }], ftp: [{ allow: false }] }, { scm: [{ allow: false }] }],
  unknown: [{ scm: [unknown], ftp: [{ allow: false }] }],
  check: ({ scm, ftp }) =>
    each(
      [
        () => !some(scm, ({ allow }) => allow === false) && "no WebAppScmAllowed turns publishing passwords off",
        () => !some(ftp, ({ allow }) => allow === false) && "no WebAppFtpAllowed turns FTP passwords off",
      ],
      (finding) => finding(),
    ),
});

export const appClientCertificates = rule(Site, {
  id: "azure-web-app-client-certificates",
  title: "Web apps require client certificates",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "cis-azure-1.3": ["9.4"] },
  equivalents: {
    checkov: ["CKV_AZURE_17"],
    trivy: ["AVD-AZU-0001"],
    kics: ["92302b47-b0cc-46cb-a28f-5610ecda140b", "a81573f9-3691-4d83-88a0-7d4af63e17a3", "9bb3c639-5edf-458c-8ee5-30c17c7d671d"],
    regula: ["FG_R00348"],
  },
  why: "Without them, every client on the network may speak to the app.",
  fix: "Set `clientCertEnabled` to `true` and `clientCertMode` to `Required`.",
  see: "https://learn.microsoft.com/azure/app-service/app-service-web-configure-tls-mutual-auth",
  pass: [{ clientCertEnabled: true }, { clientCertEnabled: true, clientCertMode: "Required" }],
  fail: [{}, { clientCertEnabled: false }, { clientCertEnabled: true, clientCertMode: "Optional" }],
  unknown: [{ clientCertEnabled: unknown }, { clientCertEnabled: true, clientCertMode: unknown }],
  check: ({ clientCertEnabled, clientCertMode = "Required" }) =>
    clientCertEnabled ? !same(clientCertMode, "Required") && `\`clientCertMode\` is \`${clientCertMode}\`` : "`clientCertEnabled` is off",
});

export const appCors = rule(Site, {
  id: "azure-web-app-cors",
  title: "Web apps name the origins that may call them from a browser",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_57", "CKV_AZURE_62"] },
  why: "With every origin allowed, any page that a user visits reads from the app what the user can.",
  fix: "Name the origins in `siteConfig.cors.allowedOrigins`, without `*`.",
  see: "https://learn.microsoft.com/azure/app-service/app-service-web-tutorial-rest-api",
  pass: [{}, { siteConfig: { cors: { allowedOrigins: ["https://example.com"] } } }],
  fail: [{ siteConfig: { cors: { allowedOrigins: ["https://example.com", "*"] } } }],
  unknown: [{ siteConfig: { cors: { allowedOrigins: [unknown] } } }],
  check: ({ siteConfig }) => some(siteConfig?.cors?.allowedOrigins, (origin) => origin === "*") && "`siteConfig.cors.allowedOrigins` has `*`",
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

export const appDotnetVersion = language({
  id: "azure-web-app-dotnet-version",
  name: ".NET",
  equivalents: { checkov: ["CKV_AZURE_80"] },
  see: "https://learn.microsoft.com/azure/app-service/language-support-policy",
  oldest: "8.0",
  // v4.0 is the .NET Framework 4.8, which is supported as long as Windows.
  version: ({ netFrameworkVersion }) => (netFrameworkVersion === "v4.0" ? undefined : netFrameworkVersion),
  image: /^dotnet(?:core|-isolated)?\|(.+)/i,
  good: [{ netFrameworkVersion: "v8.0" }, { netFrameworkVersion: "v4.0" }, { linuxFxVersion: "DOTNETCORE|10.0" }],
  bad: [{ netFrameworkVersion: "v6.0" }, { linuxFxVersion: "DOTNETCORE|3.1" }, { linuxFxVersion: "DOTNET-ISOLATED|7.0" }],
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

export const appFtps = setting(Site, {
  id: "azure-web-app-ftps",
  title: "Web apps accept no plain FTP",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AZURE_78"],
    trivy: ["AVD-AZU-0071"],
    kics: ["85da374f-b00f-4832-9d44-84a1ca1e89f8", "9dab0179-433d-4dff-af8f-0091025691df"],
  },
  why: "By FTP, the password that replaces the app's code goes over the network in the open.",
  see: "https://learn.microsoft.com/azure/app-service/deploy-ftp",
  at: (site) => site.siteConfig?.ftpsState,
  good: ["Disabled", "FtpsOnly"],
  bad: ["AllAllowed"],
  absent: "bad",
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

export const appHttps = setting(Site, {
  id: "azure-web-app-https",
  title: "Web apps accept HTTPS only",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["9.2"] },
  equivalents: {
    checkov: ["CKV_AZURE_14", "CKV_AZURE_70", "CKV_AZURE_153"],
    trivy: ["AVD-AZU-0004", "AVD-AZU-0072"],
    kics: ["11e9a948-c6c3-4a0f-8dcf-b5cf1763cdbe", "488847ff-6031-487c-bf42-98fd6ac5c9a0"],
    regula: ["FG_R00346"],
  },
  why: "Over plain HTTP, what users send and get, their sessions included, can be read and changed on the way.",
  see: "https://learn.microsoft.com/azure/app-service/configure-ssl-bindings#enforce-https",
  at: (site) => site.httpsOnly,
  good: [true],
  absent: "bad",
});

export const appIdentity = managedIdentity(Site, {
  id: "azure-web-app-identity",
  subject: "Web apps",
  controls: { "cis-azure-1.3": ["9.5"] },
  equivalents: {
    checkov: ["CKV_AZURE_16", "CKV_AZURE_71"],
    trivy: ["AVD-AZU-0002"],
    kics: ["b61cce4b-0cc4-472b-8096-15617a6d769b", "e9c133e5-c2dd-4b7b-8fff-40f2de367b56", "c87749b3-ff10-41f5-9df2-c421e8151759"],
    regula: ["FG_R00452"],
  },
  see: "https://learn.microsoft.com/azure/app-service/overview-managed-identity",
});

export const appJavaVersion = language({
  id: "azure-web-app-java-version",
  name: "Java",
  equivalents: { checkov: ["CKV_AZURE_83"] },
  see: "https://learn.microsoft.com/azure/app-service/language-support-policy",
  oldest: "17",
  version: ({ javaVersion }) => javaVersion?.replace(/^1\./, ""),
  image: /(?:^java\||-(?:java|jre))(\d+)[\d.]*$/i,
  good: [{ javaVersion: "17" }, { linuxFxVersion: "TOMCAT|10.1-java21" }, { linuxFxVersion: "JAVA|17-java17" }],
  bad: [{ javaVersion: "1.8" }, { javaVersion: "11" }, { linuxFxVersion: "JAVA|8-jre8" }, { windowsFxVersion: "java|11" }],
});

export const appPhpVersion = language({
  id: "azure-web-app-php-version",
  name: "PHP",
  equivalents: { checkov: ["CKV_AZURE_81"], trivy: ["AVD-AZU-0069"], kics: ["96fe318e-d631-4156-99fa-9080d57280ae"] },
  see: "https://learn.microsoft.com/azure/app-service/language-support-policy",
  oldest: "8.2",
  version: ({ phpVersion }) => (same(phpVersion, "off") ? undefined : phpVersion),
  image: /^php\|(.+)/i,
  good: [{ phpVersion: "8.3" }, { phpVersion: "Off" }, { linuxFxVersion: "PHP|8.4" }],
  bad: [{ phpVersion: "7.4" }, { linuxFxVersion: "PHP|8.1" }],
});

export const appPublicNetwork = rule(Site, {
  id: "azure-web-app-public-network",
  title: "Web apps disable public network access",
  severity: "low",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_221", "CKV_AZURE_222"] },
  why: "An app for internal use is tried by everyone on the internet.",
  fix: "Set `publicNetworkAccess` to `Disabled` and use private endpoints.",
  see: "https://learn.microsoft.com/azure/app-service/overview-private-endpoint",
  pass: [{ publicNetworkAccess: "Disabled" }, { siteConfig: { publicNetworkAccess: "Disabled" } }],
  fail: [{}, { publicNetworkAccess: "Enabled" }, { siteConfig: { publicNetworkAccess: "Enabled" } }],
  unknown: [{ publicNetworkAccess: unknown }],
  check: ({ publicNetworkAccess, siteConfig }) =>
    !same(publicNetworkAccess || siteConfig?.publicNetworkAccess, "Disabled") && "`publicNetworkAccess` isn't `Disabled`",
});

export const appPythonVersion = language({
  id: "azure-web-app-python-version",
  name: "Python",
  equivalents: { checkov: ["CKV_AZURE_82"], trivy: ["AVD-AZU-0070"], kics: ["cc4aaa9d-1070-461a-b519-04e00f42db8a"] },
  see: "https://learn.microsoft.com/azure/app-service/language-support-policy",
  oldest: "3.11",
  version: ({ pythonVersion }) => pythonVersion,
  image: /^python\|(.+)/i,
  good: [{ pythonVersion: "3.11" }, { linuxFxVersion: "PYTHON|3.13" }, { linuxFxVersion: "NODE|22-lts" }],
  bad: [{ pythonVersion: "3.4" }, { linuxFxVersion: "Python|3.10" }, { pythonVersion: "default" }],
});

export const appRemoteDebugging = setting(Site, {
  id: "azure-web-app-remote-debugging",
  title: "Web apps can't be debugged from afar",
  severity: "medium",
  family: "network",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_72", "CKV_AZURE_155"], kics: ["e3f7a9b0-c1d2-3e4f-5678-90abcdef1234"] },
  why: "A debugger reads and changes everything in the app, and its ports are open to the internet.",
  see: "https://learn.microsoft.com/azure/app-service/configure-common",
  at: (site) => site.siteConfig?.remoteDebuggingEnabled,
  good: [false],
  bad: [true],
  absent: "good",
});

export const appScmTls = setting(Site, {
  id: "azure-web-app-scm-tls",
  title: "Deployment sites of web apps require TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "TLS 1.0 and 1.1 have known weaknesses, and a client may be made to fall back to them.",
  see: "https://learn.microsoft.com/azure/app-service/overview-tls",
  at: (site) => site.siteConfig?.scmMinTlsVersion,
  good: ["1.2", "1.3"],
  bad: ["1.0", "1.1"],
  absent: "good",
});

export const appTls = setting(Site, {
  id: "azure-web-app-tls",
  title: "Web apps require TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["9.3"] },
  equivalents: {
    checkov: ["CKV_AZURE_15", "CKV_AZURE_145", "CKV_AZURE_154"],
    trivy: ["AVD-AZU-0006"],
    kics: ["b5c851d5-00f1-43dc-a8de-3218fd6f71be", "b7b9d1c7-2d3b-49b4-b867-ebbe68d0b643", "45fc717a-bd86-415c-bdd8-677901be1aa6"],
    regula: ["FG_R00347"],
  },
  why: "TLS 1.0 and 1.1 have known weaknesses, and a client may be made to fall back to them.",
  see: "https://learn.microsoft.com/azure/app-service/overview-tls",
  at: (site) => site.siteConfig?.minTlsVersion,
  good: ["1.2", "1.3"],
  bad: ["1.0", "1.1"],
  absent: "good",
});

export const authEnabled = rule(AuthSettings, {
  id: "azure-web-auth-enabled",
  title: "Authentication settings of web apps are on",
  severity: "medium",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_13", "CKV_AZURE_56"] },
  why: "Settings that are off look like protection and let everyone in.",
  fix: "Set `platform.enabled` to `true`; in settings of the first version, `enabled`.",
  see: "https://learn.microsoft.com/azure/app-service/overview-authentication-authorization",
  pass: [{ platform: { enabled: true } }, { enabled: true }],
  fail: [{}, { platform: { enabled: false } }, { enabled: false }],
  unknown: [{ platform: unknown }, { enabled: unknown }],
  check: ({ enabled, platform }) => !enabled && !platform?.enabled && "authentication is off",
});

export const authHttps = setting(AuthSettingsV2, {
  id: "azure-web-auth-https",
  title: "Users of web apps sign in over HTTPS only",
  severity: "high",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_70"] },
  why: "Over plain HTTP, the tokens of users who sign in can be read on the way.",
  see: "https://learn.microsoft.com/azure/app-service/configure-authentication-api-version",
  at: (settings) => settings.httpSettings?.requireHttps,
  good: [true],
  absent: "good",
});

export const environmentZones = setting(Environment, {
  id: "azure-web-environment-zones",
  title: "App Service environments are spread over availability zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_231"] },
  why: "In a single zone, its failure stops all apps.",
  see: "https://learn.microsoft.com/azure/reliability/reliability-app-service-environment",
  at: (environment) => environment.zoneRedundant,
  good: [true],
  absent: "bad",
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

export const planInstances = rule(Plan, {
  id: "azure-web-plan-instances",
  title: "App Service plans have more than one instance",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_212"] },
  why: "While the only instance is replaced, the apps are gone.",
  fix: "Set `sku.capacity` to at least 2.",
  see: "https://learn.microsoft.com/azure/reliability/reliability-app-service",
  pass: [{ sku: { name: "P1v3", capacity: 2 } }, { sku: { name: "Y1" } }, { sku: { name: "FC1" } }],
  fail: [{}, { sku: { name: "P1v3" } }, { sku: { name: "P1v3", capacity: 1 } }],
  unknown: [{ sku: { name: "P1v3", capacity: unknown } }],
  check: ({ sku }) => !/^(Y|FC)\d/i.test(sku?.name ?? "") && (sku?.capacity ?? 1) < 2 && "it has a single instance",
});

export const planSku = rule(Plan, {
  id: "azure-web-plan-sku",
  title: "App Service plans are of a tier for production",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_211"] },
  why: "Free, shared and basic plans don't scale by themselves, have no slots, and the first two share machines with strangers.",
  fix: "Choose a `sku` of the tier `Standard`, `PremiumV3` or `IsolatedV2`.",
  see: "https://learn.microsoft.com/azure/app-service/overview-hosting-plans",
  pass: [{ sku: { name: "P1v3", tier: "PremiumV3" } }, { sku: { name: "FC1", tier: "FlexConsumption" } }, { sku: { name: "Y1", tier: "Dynamic" } }],
  fail: [{}, { sku: { name: "B1", tier: "Basic" } }, { sku: { name: "F1" } }, { sku: { tier: "Shared" } }],
  unknown: [{ sku: { name: unknown } }],
  check: ({ sku }) => {
    const name = sku?.name ?? sku?.tier;
    return name ? /^([fdb]\d|free|shared|basic)/i.test(name) && `its \`sku\` is \`${name}\`` : "its `sku` isn't set, which means the free tier";
  },
});

export const planZones = setting(Plan, {
  id: "azure-web-plan-zones",
  title: "App Service plans are spread over availability zones",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_225"] },
  why: "In a single zone, its failure stops all apps.",
  see: "https://learn.microsoft.com/azure/reliability/reliability-app-service",
  at: (plan) => plan.zoneRedundant,
  good: [true],
  absent: "bad",
  unless: ({ sku }) => same(sku?.name, "Y1"),
  pass: [{ sku: { name: "Y1" } }],
});
