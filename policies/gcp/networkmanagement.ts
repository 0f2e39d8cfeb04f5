import type { OrganizationVpcFlowLogsConfigArgs } from "@pulumi/gcp/networkmanagement/organizationVpcFlowLogsConfig";
import type { VpcFlowLogsConfigArgs } from "@pulumi/gcp/networkmanagement/vpcFlowLogsConfig";
import { resource, rule, unknown } from "../../lib/rule";

const FlowLogs = resource<VpcFlowLogsConfigArgs | OrganizationVpcFlowLogsConfigArgs>(
  "gcp:networkmanagement/vpcFlowLogsConfig:VpcFlowLogsConfig",
  "gcp:networkmanagement/organizationVpcFlowLogsConfig:OrganizationVpcFlowLogsConfig",
);

export const flowLogsEnabled = rule(FlowLogs, {
  id: "gcp-networkmanagement-flow-logs-enabled",
  title: "Configurations of flow logs are on",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "A configuration that is off says that traffic is logged when it isn't.",
  fix: "Leave `state` out, or set it to `ENABLED`.",
  see: "https://cloud.google.com/vpc/docs/flow-logs",
  pass: [{}, { state: "ENABLED" }],
  fail: [{ state: "DISABLED" }],
  unknown: [{ state: unknown }],
  check: ({ state }) => state === "DISABLED" && "it is off",
});
