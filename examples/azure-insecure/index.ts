import * as azure from "@pulumi/azure-native";

const group = new azure.resources.ResourceGroup("shop");

const invoices = new azure.storage.StorageAccount("invoices", {
  resourceGroupName: group.name,
  kind: azure.storage.Kind.StorageV2,
  sku: { name: azure.storage.SkuName.Standard_LRS },
  allowBlobPublicAccess: true,
  enableHttpsTrafficOnly: false,
  minimumTlsVersion: azure.storage.MinimumTlsVersion.TLS1_0,
});

const images = new azure.containerregistry.Registry("images", {
  resourceGroupName: group.name,
  sku: { name: azure.containerregistry.SkuName.Basic },
  adminUserEnabled: true,
});

const bastion = new azure.network.NetworkSecurityGroup("bastion", {
  resourceGroupName: group.name,
  securityRules: [
    {
      name: "ssh",
      priority: 100,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "22",
    },
  ],
});

const orders = new azure.sql.Server("orders", {
  resourceGroupName: group.name,
  administratorLogin: "orders",
  version: "12.0",
  minimalTlsVersion: "1.0",
  publicNetworkAccess: "Enabled",
});
new azure.sql.FirewallRule("everyone", {
  resourceGroupName: group.name,
  serverName: orders.name,
  startIpAddress: "0.0.0.0",
  endIpAddress: "255.255.255.255",
});

const vault = new azure.keyvault.Vault("secrets", {
  resourceGroupName: group.name,
  properties: {
    tenantId: "11111111-2222-3333-4444-555555555555",
    sku: { family: "A", name: "standard" },
    enableSoftDelete: true,
  },
});

export const endpoints = invoices.primaryEndpoints;
export const registry = images.loginServer;
export const rules = bastion.id;
export const uri = vault.properties.vaultUri;
