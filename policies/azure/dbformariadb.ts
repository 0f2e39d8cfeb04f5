import type { ServerArgs } from "@pulumi/azure-native/dbformariadb/server";
import { privateEndpoint } from "../../lib/cloud/azure";
import { singleServerGeoBackup, singleServerPublicNetwork, singleServerSsl, singleServerTls } from "../../lib/cloud/azure-database";
import { resource } from "../../lib/rule";

const Server = resource<ServerArgs>("azure-native:dbformariadb:Server");
const subject = "MariaDB servers";

export const serverSsl = singleServerSsl(Server, {
  id: "azure-dbformariadb-server-ssl",
  subject,
  equivalents: { checkov: ["CKV_AZURE_47"] },
  see: "https://learn.microsoft.com/previous-versions/azure/mariadb/concepts-ssl-connection-security",
});

export const serverTls = singleServerTls(Server, {
  id: "azure-dbformariadb-server-tls",
  subject,
  equivalents: { checkov: ["CKV2_AZURE_37"], kics: ["8f0e6b2d-3c9a-4f1e-8d2a-7b6c5d4e3f21"] },
  see: "https://learn.microsoft.com/previous-versions/azure/mariadb/howto-tls-configurations",
});

export const serverPublicNetwork = singleServerPublicNetwork(Server, {
  id: "azure-dbformariadb-server-public-network",
  subject,
  equivalents: { checkov: ["CKV_AZURE_48"], kics: ["7f0a8696-7159-4337-ad0d-8a3ab4a78195"] },
  see: "https://learn.microsoft.com/previous-versions/azure/mariadb/concepts-data-access-security-private-link",
});

export const serverGeoBackup = singleServerGeoBackup(Server, {
  id: "azure-dbformariadb-server-geo-backup",
  subject,
  equivalents: { checkov: ["CKV_AZURE_129"], kics: ["0a70d5f3-1ecd-4c8e-9292-928fc9a8c4f1"] },
  see: "https://learn.microsoft.com/previous-versions/azure/mariadb/concepts-backup",
});

export const serverPrivateEndpoint = privateEndpoint(Server, {
  id: "azure-dbformariadb-server-private-endpoint",
  subject,
  equivalents: { checkov: ["CKV2_AZURE_43"] },
  see: "https://learn.microsoft.com/previous-versions/azure/mariadb/concepts-data-access-security-private-link",
});
