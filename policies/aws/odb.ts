import type { CloudAutonomousVmClusterArgs } from "@pulumi/aws/odb/cloudAutonomousVmCluster";
import { resource, setting } from "../../lib/rule";

export const vmClusterMtls = setting(resource<CloudAutonomousVmClusterArgs>("aws:odb/cloudAutonomousVmCluster:CloudAutonomousVmCluster"), {
  id: "aws-odb-vm-cluster-mtls",
  title: "Autonomous VM clusters ask clients for certificates",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "A password alone is enough for a client, from wherever the network lets it.",
  see: "https://docs.aws.amazon.com/odb/latest/APIReference/API_CreateCloudAutonomousVmCluster.html",
  at: (cluster) => cluster.isMtlsEnabledVmCluster,
  good: [true],
  absent: "bad",
});
