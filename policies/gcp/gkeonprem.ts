import type { BareMetalClusterArgs } from "@pulumi/gcp/gkeonprem/bareMetalCluster";
import { resource, setting } from "../../lib/rule";

const BareMetalCluster = resource<BareMetalClusterArgs>("gcp:gkeonprem/bareMetalCluster:BareMetalCluster");

export const bareMetalBinaryAuthorization = setting(BareMetalCluster, {
  id: "gcp-gkeonprem-bare-metal-binary-authorization",
  title: "Clusters on bare metal run only images that Binary Authorization admits",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Without a policy any image may be run, also one that no build of yours made.",
  see: "https://cloud.google.com/binary-authorization/docs/overview",
  at: ({ binaryAuthorization }) => binaryAuthorization?.evaluationMode,
  good: ["PROJECT_SINGLETON_POLICY_ENFORCE"],
  bad: ["DISABLED"],
  absent: "bad",
});
