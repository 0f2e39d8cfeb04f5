import type { GrafanaArgs } from "@pulumi/azure-native/dashboard/grafana";
import { noPublicNetworkAt } from "../../lib/cloud/azure";
import { resource, setting } from "../../lib/rule";

const Grafana = resource<GrafanaArgs>("azure-native:dashboard:Grafana");

export const grafanaKeys = setting(Grafana, {
  id: "azure-dashboard-grafana-keys",
  title: "Managed Grafana workspaces accept Entra ID identities only, no keys",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "A key is shared and doesn't tell who used it.",
  see: "https://learn.microsoft.com/azure/managed-grafana/how-to-create-api-keys",
  at: (grafana) => grafana.properties?.apiKey,
  good: ["Disabled"],
  bad: ["Enabled"],
  absent: "good",
});

export const grafanaPublicNetwork = noPublicNetworkAt(Grafana, {
  id: "azure-dashboard-grafana-public-network",
  subject: "Managed Grafana workspaces",
  see: "https://learn.microsoft.com/azure/managed-grafana/how-to-set-up-private-access",
  at: (grafana) => grafana.properties?.publicNetworkAccess,
});
