import type { AcceleratorArgs } from "@pulumi/aws/globalaccelerator/accelerator";
import { resource, setting } from "../../lib/rule";

const Accelerators = resource<AcceleratorArgs>(
  "aws:globalaccelerator/accelerator:Accelerator",
  "aws:globalaccelerator/customRoutingAccelerator:CustomRoutingAccelerator",
);

export const acceleratorFlowLogs = setting(Accelerators, {
  id: "aws-globalaccelerator-accelerator-flow-logs",
  title: "Global accelerators have flow logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_75"], kics: ["96e8183b-e985-457b-90cd-61c0503a3369"], terrascan: ["AC_AWS_0471"] },
  why: "Without them nobody can tell afterwards who talked to your service.",
  see: "https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html",
  at: (accelerator) => accelerator.attributes?.flowLogsEnabled,
  good: [true],
  absent: "bad",
});
