import type { CloudHsmClusterArgs } from "@pulumi/azure-native/hardwaresecuritymodules/cloudHsmCluster";
import { noPublicNetwork } from "../../lib/cloud/azure";
import { resource } from "../../lib/rule";

const Cluster = resource<CloudHsmClusterArgs>("azure-native:hardwaresecuritymodules:CloudHsmCluster");

export const clusterPublicNetwork = noPublicNetwork(Cluster, {
  id: "azure-hardwaresecuritymodules-cluster-public-network",
  subject: "Cloud HSM clusters",
  see: "https://learn.microsoft.com/azure/cloud-hsm/network-security",
});
