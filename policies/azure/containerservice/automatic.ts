import type { ManagedClusterArgs } from "@pulumi/azure-native/containerservice/managedCluster";
import type { Unwrap } from "@pulumi/pulumi/output";
import { same } from "../../../lib/cloud/azure";

type Cluster = Unwrap<ManagedClusterArgs>;

/** AKS Automatic clusters have much of what others are asked for, and it can't be turned off. */
export const isAutomatic = ({ sku }: Pick<Cluster, "sku">) => same(sku?.name, "Automatic");

/** The inputs of such a cluster. */
export const automatic = { sku: { name: "Automatic" } };
