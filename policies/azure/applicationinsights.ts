import type { ComponentArgs } from "@pulumi/azure-native/applicationinsights/component";
import { noLocalAuth } from "../../lib/cloud/azure-settings";
import { resource } from "../../lib/rule";

const Component = resource<ComponentArgs>("azure-native:applicationinsights:Component");

export const componentLocalAuth = noLocalAuth(Component, {
  id: "azure-applicationinsights-component-local-auth",
  subject: "Application Insights components",
  see: "https://learn.microsoft.com/azure/azure-monitor/app/azure-ad-authentication",
});
