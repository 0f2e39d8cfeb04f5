import type { FirewallRuleArgs } from "@pulumi/azure-native/mongocluster/firewallRule";
import type { MongoClusterArgs } from "@pulumi/azure-native/mongocluster/mongoCluster";
import { noPublicNetworkAt } from "../../lib/cloud/azure";
import { firewallOpen } from "../../lib/cloud/azure-firewall";
import { resource } from "../../lib/rule";

const Cluster = resource<MongoClusterArgs>("azure-native:mongocluster:MongoCluster");
const FirewallRule = resource<FirewallRuleArgs>("azure-native:mongocluster:FirewallRule");

export const clusterPublicNetwork = noPublicNetworkAt(Cluster, {
  id: "azure-mongocluster-cluster-public-network",
  subject: "DocumentDB clusters",
  see: "https://learn.microsoft.com/azure/documentdb/how-to-private-link",
  at: (cluster) => cluster.properties?.publicNetworkAccess,
});

export const firewallruleOpen = firewallOpen(FirewallRule, {
  id: "azure-mongocluster-firewallrule-open",
  subject: "DocumentDB clusters",
  see: "https://learn.microsoft.com/azure/documentdb/how-to-configure-firewall",
  first: (rule) => rule.properties?.startIpAddress,
  last: (rule) => rule.properties?.endIpAddress,
});
