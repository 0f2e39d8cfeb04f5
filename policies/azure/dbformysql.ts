import type { ConfigurationArgs } from "@pulumi/azure-native/dbformysql/configuration";
import type { FirewallRuleArgs } from "@pulumi/azure-native/dbformysql/firewallRule";
import type { ServerArgs } from "@pulumi/azure-native/dbformysql/server";
import type { SingleServerArgs } from "@pulumi/azure-native/dbformysql/singleServer";
import type { SingleServerFirewallRuleArgs } from "@pulumi/azure-native/dbformysql/singleServerFirewallRule";
import { privateEndpoint } from "../../lib/cloud/azure";
import {
  flexibleServerCustomerKey,
  flexibleServerGeoBackup,
  flexibleServerPrivateEndpoint,
  flexibleServerPublicNetwork,
  parameterSsl,
  parameterTls,
  singleServerDoubleEncryption,
  singleServerGeoBackup,
  singleServerPublicNetwork,
  singleServerSsl,
  singleServerTls,
} from "../../lib/cloud/azure-database";
import { firewallAzure, firewallOpen, firewallRange } from "../../lib/cloud/azure-firewall";
import { resource } from "../../lib/rule";

const Configuration = resource<ConfigurationArgs>("azure-native:dbformysql:Configuration");
const FirewallRule = resource<FirewallRuleArgs | SingleServerFirewallRuleArgs>(
  "azure-native:dbformysql:FirewallRule",
  "azure-native:dbformysql:SingleServerFirewallRule",
);
const Server = resource<ServerArgs>("azure-native:dbformysql:Server");
const SingleServer = resource<SingleServerArgs>("azure-native:dbformysql:SingleServer");

export const serverCustomerKey = flexibleServerCustomerKey(Server, {
  id: "azure-dbformysql-server-customer-key",
  subject: "MySQL servers",
  equivalents: { checkov: ["CKV2_AZURE_16", "CKV_AZURE_96"] },
  see: "https://learn.microsoft.com/azure/mysql/flexible-server/concepts-customer-managed-key",
});

export const serverGeoBackup = flexibleServerGeoBackup(Server, {
  id: "azure-dbformysql-server-geo-backup",
  subject: "MySQL servers",
  equivalents: { checkov: ["CKV_AZURE_94"] },
  see: "https://learn.microsoft.com/azure/mysql/flexible-server/concepts-backup-restore",
});

export const serverPublicNetwork = flexibleServerPublicNetwork(Server, {
  id: "azure-dbformysql-server-public-network",
  subject: "MySQL servers",
  equivalents: { checkov: ["CKV_AZURE_53"] },
  see: "https://learn.microsoft.com/azure/mysql/flexible-server/concepts-networking",
});

export const serverPrivateEndpoint = flexibleServerPrivateEndpoint(Server, {
  id: "azure-dbformysql-server-private-endpoint",
  subject: "MySQL servers",
  equivalents: { checkov: ["CKV2_AZURE_56"] },
  see: "https://learn.microsoft.com/azure/mysql/flexible-server/concepts-networking-private-link",
});

export const configurationSsl = parameterSsl(Configuration, {
  id: "azure-dbformysql-configuration-ssl",
  subject: "MySQL servers",
  controls: { "cis-azure-1.3": ["4.3.2"] },
  see: "https://learn.microsoft.com/azure/mysql/flexible-server/how-to-connect-tls-ssl",
});

export const configurationTls = parameterTls(Configuration, {
  id: "azure-dbformysql-configuration-tls",
  subject: "MySQL servers",
  see: "https://learn.microsoft.com/azure/mysql/flexible-server/how-to-connect-tls-ssl",
  name: "tls_version",
});

export const firewallruleOpen = firewallOpen(FirewallRule, {
  id: "azure-dbformysql-firewallrule-open",
  subject: "MySQL servers",
  equivalents: { checkov: ["CKV_AZURE_11"] },
  see: "https://learn.microsoft.com/azure/mysql/flexible-server/concepts-networking-public",
});

export const firewallruleAzure = firewallAzure(FirewallRule, {
  id: "azure-dbformysql-firewallrule-azure",
  subject: "MySQL servers",
  equivalents: { regula: ["FG_R00222"] },
  see: "https://learn.microsoft.com/azure/mysql/flexible-server/concepts-networking-public",
});

export const firewallruleRange = firewallRange(FirewallRule, {
  id: "azure-dbformysql-firewallrule-range",
  subject: "MySQL servers",
  see: "https://learn.microsoft.com/azure/mysql/flexible-server/concepts-networking-public",
});

export const singleserverSsl = singleServerSsl(SingleServer, {
  id: "azure-dbformysql-singleserver-ssl",
  subject: "MySQL single servers",
  controls: { "cis-azure-1.3": ["4.3.2"] },
  equivalents: {
    checkov: ["CKV_AZURE_28"],
    kics: ["73e42469-3a86-4f39-ad78-098f325b4e9f", "90120147-f2e7-4fda-bb21-6fa9109afd63", "c3f2e1d0-b9a8-7c6d-5e4f-3210fedcba98"],
    terrascan: ["AC_AZURE_0131"],
    regula: ["FG_R00225"],
  },
  see: "https://learn.microsoft.com/previous-versions/azure/mysql/single-server/concepts-ssl-connection-security",
});

export const singleserverTls = singleServerTls(SingleServer, {
  id: "azure-dbformysql-singleserver-tls",
  subject: "MySQL single servers",
  equivalents: { checkov: ["CKV_AZURE_54"], kics: ["c2a1d4e6-f789-4b0c-9e12-3456789abcde"] },
  see: "https://learn.microsoft.com/previous-versions/azure/mysql/single-server/concepts-ssl-connection-security",
});

export const singleserverPublicNetwork = singleServerPublicNetwork(SingleServer, {
  id: "azure-dbformysql-singleserver-public-network",
  subject: "MySQL single servers",
  equivalents: { checkov: ["CKV_AZURE_53"], kics: ["f118890b-2468-42b1-9ce9-af35146b425b"] },
  see: "https://learn.microsoft.com/previous-versions/azure/mysql/single-server/concepts-data-access-security-private-link",
});

export const singleserverGeoBackup = singleServerGeoBackup(SingleServer, {
  id: "azure-dbformysql-singleserver-geo-backup",
  subject: "MySQL single servers",
  equivalents: { checkov: ["CKV_AZURE_94"] },
  see: "https://learn.microsoft.com/previous-versions/azure/mysql/single-server/concepts-backup",
});

export const singleserverDoubleEncryption = singleServerDoubleEncryption(SingleServer, {
  id: "azure-dbformysql-singleserver-double-encryption",
  subject: "MySQL single servers",
  equivalents: { checkov: ["CKV_AZURE_96"] },
  see: "https://learn.microsoft.com/previous-versions/azure/mysql/single-server/concepts-infrastructure-double-encryption",
});

export const singleserverPrivateEndpoint = privateEndpoint(SingleServer, {
  id: "azure-dbformysql-singleserver-private-endpoint",
  subject: "MySQL single servers",
  equivalents: { checkov: ["CKV2_AZURE_44"] },
  see: "https://learn.microsoft.com/previous-versions/azure/mysql/single-server/concepts-data-access-security-private-link",
});
