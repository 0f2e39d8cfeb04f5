import * as azure from "@pulumi/azure-native";

const group = new azure.resources.ResourceGroup("shop");

const invoices = new azure.storage.StorageAccount("invoices", {
  resourceGroupName: group.name,
  kind: azure.storage.Kind.StorageV2,
  sku: { name: azure.storage.SkuName.Standard_ZRS },
  allowBlobPublicAccess: false,
  allowSharedKeyAccess: false,
  enableHttpsTrafficOnly: true,
  minimumTlsVersion: azure.storage.MinimumTlsVersion.TLS1_2,
  publicNetworkAccess: azure.storage.PublicNetworkAccess.Disabled,
  networkRuleSet: { defaultAction: azure.storage.DefaultAction.Deny, bypass: azure.storage.Bypass.AzureServices },
});
new azure.storage.BlobServiceProperties("invoices", {
  resourceGroupName: group.name,
  accountName: invoices.name,
  blobServicesName: "default",
  deleteRetentionPolicy: { enabled: true, days: 14 },
  containerDeleteRetentionPolicy: { enabled: true, days: 14 },
  isVersioningEnabled: true,
});

const images = new azure.containerregistry.Registry("images", {
  resourceGroupName: group.name,
  sku: { name: azure.containerregistry.SkuName.Premium },
  adminUserEnabled: false,
  anonymousPullEnabled: false,
  publicNetworkAccess: azure.containerregistry.PublicNetworkAccess.Disabled,
});

const application = new azure.network.NetworkSecurityGroup("application", {
  resourceGroupName: group.name,
  securityRules: [
    {
      name: "https",
      priority: 100,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "10.0.0.0/16",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "443",
    },
  ],
});

const orders = new azure.sql.Server("orders", {
  resourceGroupName: group.name,
  version: "12.0",
  minimalTlsVersion: "1.2",
  publicNetworkAccess: "Disabled",
  identity: { type: azure.sql.IdentityType.SystemAssigned },
  administrators: {
    administratorType: azure.sql.AdministratorType.ActiveDirectory,
    azureADOnlyAuthentication: true,
    login: "database-administrators",
    principalType: azure.sql.PrincipalType.Group,
    sid: "66666666-7777-8888-9999-000000000000",
    tenantId: "11111111-2222-3333-4444-555555555555",
  },
});
new azure.sql.ServerBlobAuditingPolicy("orders", {
  resourceGroupName: group.name,
  serverName: orders.name,
  blobAuditingPolicyName: "default",
  state: "Enabled",
  isAzureMonitorTargetEnabled: true,
  retentionDays: 180,
});

const vault = new azure.keyvault.Vault("secrets", {
  resourceGroupName: group.name,
  properties: {
    tenantId: "11111111-2222-3333-4444-555555555555",
    sku: { family: "A", name: "standard" },
    enableSoftDelete: true,
    enablePurgeProtection: true,
    enableRbacAuthorization: true,
    publicNetworkAccess: "Disabled",
    networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
  },
});

export const endpoints = invoices.primaryEndpoints;
export const registry = images.loginServer;
export const rules = application.id;
export const uri = vault.properties.vaultUri;
