import type { InstanceArgs } from "@pulumi/aws/rds/instance";
import { resource } from "../../../lib/rule";

/** Inputs that instances and clusters share. */
type Common = Pick<
  InstanceArgs,
  | "autoMinorVersionUpgrade"
  | "copyTagsToSnapshot"
  | "deletionProtection"
  | "engine"
  | "engineVersion"
  | "iamDatabaseAuthenticationEnabled"
  | "port"
  | "kmsKeyId"
>;

/** Databases as instances, and as clusters. */
export const AnyDatabase = resource<Common>("aws:rds/instance:Instance", "aws:rds/cluster:Cluster");

/** Instances of their own, and those of clusters. */
export const AnyInstance = resource<
  Pick<
    InstanceArgs,
    "publiclyAccessible" | "monitoringInterval" | "performanceInsightsEnabled" | "performanceInsightsKmsKeyId" | "autoMinorVersionUpgrade" | "caCertIdentifier"
  >
>("aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance");
