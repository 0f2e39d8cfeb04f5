import type { WebAppArgs } from "@pulumi/azure-native/web/webApp";
import type { WebAppAuthSettingsArgs } from "@pulumi/azure-native/web/webAppAuthSettings";
import type { WebAppAuthSettingsV2Args } from "@pulumi/azure-native/web/webAppAuthSettingsV2";
import type { WebAppFtpAllowedArgs } from "@pulumi/azure-native/web/webAppFtpAllowed";
import type { WebAppScmAllowedArgs } from "@pulumi/azure-native/web/webAppScmAllowed";
import type { WebAppSlotArgs } from "@pulumi/azure-native/web/webAppSlot";
import { same } from "../../../lib/cloud/azure";
import { managedIdentity } from "../../../lib/cloud/azure-settings";
import { each, from, resource, rule, setting, some, unknown } from "../../../lib/rule";

const App = resource<WebAppArgs>("azure-native:web:WebApp");
const AuthSettings = resource<Pick<WebAppAuthSettingsArgs, "enabled" | "name"> & Pick<WebAppAuthSettingsV2Args, "platform">>(
  "azure-native:web:WebAppAuthSettingsV2",
  "azure-native:web:WebAppAuthSettingsV2Slot",
  "azure-native:web:WebAppAuthSettings",
  "azure-native:web:WebAppAuthSettingsSlot",
);
const AppAuthSettings = resource<Pick<WebAppAuthSettingsArgs, "name">>("azure-native:web:WebAppAuthSettingsV2", "azure-native:web:WebAppAuthSettings");
const AuthSettingsV2 = resource<WebAppAuthSettingsV2Args>("azure-native:web:WebAppAuthSettingsV2", "azure-native:web:WebAppAuthSettingsV2Slot");
const FtpAllowed = resource<WebAppFtpAllowedArgs>("azure-native:web:WebAppFtpAllowed");
const ScmAllowed = resource<WebAppScmAllowedArgs>("azure-native:web:WebAppScmAllowed");
const Site = resource<WebAppArgs & Pick<WebAppSlotArgs, "slot">>("azure-native:web:WebApp", "azure-native:web:WebAppSlot");

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
