import type { ClusterArgs } from "@pulumi/aws/cloudhsmv2/cluster";
import { resource, setting } from "../../lib/rule";

export const clusterFips = setting(resource<ClusterArgs>("aws:cloudhsmv2/cluster:Cluster"), {
  id: "aws-cloudhsmv2-cluster-fips",
  title: "CloudHSM clusters run in FIPS mode",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-13"] },
  why: "Outside of FIPS mode keys may be used with algorithms that aren't validated.",
  see: "https://docs.aws.amazon.com/cloudhsm/latest/userguide/cluster-hsm-types.html",
  at: (cluster) => cluster.mode,
  good: ["FIPS"],
  bad: ["NON_FIPS"],
  absent: "good",
});
