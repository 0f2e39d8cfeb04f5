import type { TargetArgs } from "@pulumi/gcp/clouddeploy/target";
import { resource, rule, setting, some, unknown } from "../../lib/rule";

const Target = resource<TargetArgs>("gcp:clouddeploy/target:Target");

export const targetApproval = setting(Target, {
  id: "gcp-clouddeploy-target-approval",
  title: "Cloud Deploy targets wait for an approval",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Without an approval, whoever may create a release puts it into production alone.",
  see: "https://cloud.google.com/deploy/docs/promote-release",
  at: ({ requireApproval }) => requireApproval,
  good: [true],
  absent: "bad",
});

export const targetServiceAccount = rule(Target, {
  id: "gcp-clouddeploy-target-service-account",
  title: "Cloud Deploy runs as a service account of its own",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "A default service account is shared by all workloads of the project and may hold the Editor role on it: whoever takes over one takes over all.",
  fix: "Set `serviceAccount` of each of the `executionConfigs` to a service account that has only the roles that are needed.",
  see: "https://cloud.google.com/deploy/docs/cloud-deploy-service-account",
  pass: [{ executionConfigs: [{ usages: ["RENDER", "DEPLOY"], serviceAccount: "worker@p.iam.gserviceaccount.com" }] }],
  fail: [{}, { executionConfigs: [{ usages: ["RENDER"], serviceAccount: "worker@p.iam.gserviceaccount.com" }, { usages: ["DEPLOY"] }] }],
  unknown: [{ executionConfigs: [{ usages: ["RENDER", "DEPLOY"], serviceAccount: unknown }] }],
  check: ({ executionConfigs }) =>
    (!executionConfigs?.length || some(executionConfigs, ({ serviceAccount }) => !serviceAccount)) && "it deploys as the default service account",
});
