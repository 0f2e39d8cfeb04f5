import type { ApiPortalArgs } from "@pulumi/azure-native/appplatform/apiPortal";
import type { AppArgs } from "@pulumi/azure-native/appplatform/app";
import type { ServiceArgs } from "@pulumi/azure-native/appplatform/service";
import { given, resource, setting } from "../../lib/rule";

const ApiPortal = resource<ApiPortalArgs>("azure-native:appplatform:ApiPortal");
const App = resource<AppArgs>("azure-native:appplatform:App");
const Service = resource<ServiceArgs>("azure-native:appplatform:Service");

export const serviceNetwork = given(Service, {
  id: "azure-appplatform-service-network",
  title: "Azure Spring Apps services run in a virtual network",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_23"] },
  why: "Outside of a network, no network rules say what the apps may reach, or who may reach them.",
  fix: "Set `properties.networkProfile` with its `serviceRuntimeSubnetId` and `appSubnetId`, and a SKU other than `B0`.",
  see: "https://learn.microsoft.com/azure/spring-apps/enterprise/how-to-deploy-in-azure-virtual-network",
  at: (service) => service.properties?.networkProfile?.serviceRuntimeSubnetId,
  pass: [{ sku: { name: "S0", tier: "Standard" }, properties: { networkProfile: { serviceRuntimeSubnetId: "/subscriptions/s/subnets/runtime" } } }],
  fail: [{ sku: { name: "S0", tier: "Standard" }, properties: { networkProfile: { outboundType: "loadBalancer" } } }],
});

export const appHttps = setting(App, {
  id: "azure-appplatform-app-https",
  title: "Azure Spring Apps redirect HTTP to HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Whoever is on the way can read and change what is sent over HTTP.",
  see: "https://learn.microsoft.com/azure/spring-apps/enterprise/how-to-custom-domain",
  at: (app) => app.properties?.httpsOnly,
  good: [true],
  absent: "bad",
});

export const appBackendTls = setting(App, {
  id: "azure-appplatform-app-backend-tls",
  title: "Traffic to Azure Spring Apps is encrypted up to the app",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_55"] },
  why: "TLS ends at the ingress otherwise, and what goes on to the app is in plain text.",
  see: "https://learn.microsoft.com/azure/spring-apps/enterprise/how-to-enable-ingress-to-app-tls",
  at: (app) => app.properties?.enableEndToEndTLS,
  good: [true],
  absent: "bad",
});

export const apiPortalHttps = setting(ApiPortal, {
  id: "azure-appplatform-api-portal-https",
  title: "API portals of Azure Spring Apps redirect HTTP to HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_161"] },
  why: "Whoever is on the way can read and change what is sent over HTTP.",
  see: "https://learn.microsoft.com/azure/spring-apps/enterprise/how-to-use-enterprise-api-portal",
  at: (portal) => portal.properties?.httpsOnly,
  good: [true],
  absent: "bad",
});

export const apiPortalPublic = setting(ApiPortal, {
  id: "azure-appplatform-api-portal-public",
  title: "API portals of Azure Spring Apps have no public endpoint",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_162"] },
  why: "The portal tells anyone on the internet which APIs there are, and lets them try them.",
  see: "https://learn.microsoft.com/azure/spring-apps/enterprise/how-to-use-enterprise-api-portal",
  at: (portal) => portal.properties?.public,
  good: [false],
  absent: "good",
});
