import type { BareMetalClusterArgs } from "@pulumi/gcp/gkeonprem/bareMetalCluster";
import { resource, rule, unknown } from "../../lib/rule";

const BareMetalCluster = resource<BareMetalClusterArgs>("gcp:gkeonprem/bareMetalCluster:BareMetalCluster");

export const bareMetalBinaryAuthorization = rule(BareMetalCluster, {
  id: "gcp-gkeonprem-bare-metal-binary-authorization",
  title: "Clusters on bare metal run only images that Binary Authorization admits",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Without a policy any image may be run, also one that no build of yours made.",
  fix: "Set `binaryAuthorization.evaluationMode` to `PROJECT_SINGLETON_POLICY_ENFORCE`.",
  see: "https://cloud.google.com/binary-authorization/docs/overview",
  pass: [{ binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" } }],
  fail: [{}, { binaryAuthorization: { evaluationMode: "DISABLED" } }],
  unknown: [{ binaryAuthorization: { evaluationMode: unknown } }],
  check: ({ binaryAuthorization }) =>
    binaryAuthorization?.evaluationMode !== "PROJECT_SINGLETON_POLICY_ENFORCE" && "no Binary Authorization policy applies to it",
});
