import type { DatabaseArgs } from "@pulumi/azure-native/redisenterprise/database";
import type { RedisEnterpriseArgs } from "@pulumi/azure-native/redisenterprise/redisEnterprise";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { customerKey, resource, setting } from "../../lib/rule";

const Cluster = resource<RedisEnterpriseArgs>("azure-native:redisenterprise:RedisEnterprise");
const Database = resource<DatabaseArgs>("azure-native:redisenterprise:Database");

export const clusterCustomerKey = customerKey(Cluster, {
  id: "azure-redisenterprise-cluster-customer-key",
  subject: "Managed Redis clusters",
  see: "https://learn.microsoft.com/azure/redis/how-to-encryption",
  at: (cluster) => cluster.encryption?.customerManagedKeyEncryption?.keyEncryptionKeyUrl,
});

export const clusterPublicNetwork = noPublicNetwork(Cluster, {
  id: "azure-redisenterprise-cluster-public-network",
  subject: "Managed Redis clusters",
  see: "https://learn.microsoft.com/azure/redis/private-link",
});

export const databaseSsl = setting(Database, {
  id: "azure-redisenterprise-database-ssl",
  title: "Managed Redis databases refuse connections without TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "Without TLS, keys and data can be read and changed on their way.",
  see: "https://learn.microsoft.com/azure/redis/tls-configuration",
  at: (database) => database.clientProtocol,
  good: ["Encrypted"],
  bad: ["Plaintext"],
  absent: "good",
});
