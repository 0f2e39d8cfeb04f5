import type { ApiManagementServiceArgs } from "@pulumi/azure-native/apimanagement/apiManagementService";
import type { BackendArgs } from "@pulumi/azure-native/apimanagement/backend";
import { noPublicNetworkAt, same } from "../../lib/cloud/azure";
import { each, resource, rule, unknown } from "../../lib/rule";

const Backend = resource<BackendArgs>("azure-native:apimanagement:Backend");
const Service = resource<ApiManagementServiceArgs>("azure-native:apimanagement:ApiManagementService");

export const backendHttps = rule(Backend, {
  id: "azure-apimanagement-backend-https",
  title: "Backends of API Management services are called over HTTPS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_215"] },
  why: "Whoever is on the way can read and change what is sent over HTTP.",
  fix: "Begin `url` with `https://`.",
  see: "https://learn.microsoft.com/azure/api-management/backends",
  pass: [{ url: "https://shop.example.com" }, { type: "Pool" }],
  fail: [{ url: "http://shop.example.com" }],
  unknown: [{ url: unknown }],
  check: ({ url }) => /^http:/i.test(url ?? "") && `\`url\` is \`${url}\``,
});

export const backendCertificate = rule(Backend, {
  id: "azure-apimanagement-backend-certificate",
  title: "API Management services check the certificates of their backends",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Without the check, anyone on the way can pose as the backend.",
  fix: "Leave `tls` out, or set its settings to `true`.",
  see: "https://learn.microsoft.com/azure/api-management/backends",
  pass: [{}, { tls: { validateCertificateChain: true, validateCertificateName: true } }],
  fail: [{ tls: { validateCertificateChain: false } }, { tls: { validateCertificateName: false } }],
  unknown: [{ tls: { validateCertificateChain: unknown } }],
  check: ({ tls }) => each(["validateCertificateChain", "validateCertificateName"] as const, (part) => tls?.[part] === false && `\`tls.${part}\` is off`),
});

export const serviceClientCertificates = rule(Service, {
  id: "azure-apimanagement-service-client-certificates",
  title: "API Management services of the consumption tier ask for client certificates",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_152"] },
  why: "A certificate tells the gateway who calls; a subscription key only tells who was given it.",
  fix: "Set `enableClientCertificate` to `true`.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-howto-mutual-certificates-for-clients",
  pass: [{ sku: { name: "Consumption", capacity: 0 }, enableClientCertificate: true }, { sku: { name: "Developer", capacity: 1 } }],
  fail: [{ sku: { name: "Consumption", capacity: 0 } }, { sku: { name: "Consumption", capacity: 0 }, enableClientCertificate: false }],
  unknown: [{ sku: { name: "Consumption" }, enableClientCertificate: unknown }],
  check: ({ sku, enableClientCertificate }) => same(sku?.name, "Consumption") && !enableClientCertificate && "`enableClientCertificate` is off",
});

const subnet = { subnetResourceId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/apim" };

export const serviceNetwork = rule(Service, {
  id: "azure-apimanagement-service-network",
  title: "API Management services are in a virtual network",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_107"] },
  why: "Outside of a network, backends must be open to the internet for the gateway to reach them.",
  fix: "Set `virtualNetworkType` to `Internal` or `External`, and `virtualNetworkConfiguration.subnetResourceId` to a subnet.",
  see: "https://learn.microsoft.com/azure/api-management/virtual-network-concepts",
  pass: [
    { virtualNetworkType: "Internal", virtualNetworkConfiguration: subnet },
    { virtualNetworkType: "External", virtualNetworkConfiguration: { subnetResourceId: unknown } },
  ],
  fail: [{}, { virtualNetworkType: "None" }, { virtualNetworkConfiguration: subnet }, { virtualNetworkType: "External" }],
  unknown: [{ virtualNetworkType: unknown, virtualNetworkConfiguration: subnet }],
  check: ({ virtualNetworkType: type, virtualNetworkConfiguration }) => {
    if (!virtualNetworkConfiguration) return "`virtualNetworkConfiguration` isn't set";
    return (type === undefined || same(type, "None")) && "`virtualNetworkType` is `None`";
  },
});

const gateway = "Microsoft.WindowsAzure.ApiManagement.Gateway.Security";
const weak = [
  `${gateway}.Protocols.Ssl30`,
  `${gateway}.Protocols.Tls10`,
  `${gateway}.Protocols.Tls11`,
  `${gateway}.Backend.Protocols.Ssl30`,
  `${gateway}.Backend.Protocols.Tls10`,
  `${gateway}.Backend.Protocols.Tls11`,
];

export const serviceTls = rule(Service, {
  id: "azure-apimanagement-service-tls",
  title: "API Management services require TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AZURE_173"] },
  why: "SSL 3.0, TLS 1.0 and TLS 1.1 have known weaknesses, and a client may be made to fall back to them.",
  fix: "Leave the protocols out of `customProperties`, or set them to `False`.",
  see: "https://learn.microsoft.com/azure/api-management/api-management-howto-manage-protocols-ciphers",
  pass: [{}, { customProperties: { [weak[1]!]: "False" } }],
  fail: [{ customProperties: { [weak[1]!]: "True" } }, { customProperties: { [weak[3]!]: "true" } }],
  unknown: [{ customProperties: { [weak[0]!]: unknown } }],
  check: ({ customProperties }) => each(weak, (property) => same(customProperties?.[property], "true") && `\`customProperties\` has \`${property}\` on`),
});

export const servicePublicNetwork = noPublicNetworkAt(Service, {
  id: "azure-apimanagement-service-public-network",
  subject: "API Management services",
  equivalents: { checkov: ["CKV_AZURE_174"] },
  see: "https://learn.microsoft.com/azure/api-management/private-endpoint",
  at: (service) => service.publicNetworkAccess,
  unless: (service) => same(service.virtualNetworkType, "Internal"),
  pass: [{ virtualNetworkType: "Internal" }],
});
