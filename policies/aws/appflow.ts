import type { ConnectorProfileArgs } from "@pulumi/aws/appflow/connectorProfile";
import type { FlowArgs } from "@pulumi/aws/appflow/flow";
import { customerKey, resource } from "../../lib/rule";

const guide = "https://docs.aws.amazon.com/appflow/latest/userguide/data-protection.html";

export const connectorProfileCustomerKey = customerKey(resource<ConnectorProfileArgs>("aws:appflow/connectorProfile:ConnectorProfile"), {
  id: "aws-appflow-connector-profile-customer-key",
  subject: "Credentials of AppFlow connectors",
  equivalents: {
    checkov: ["CKV_AWS_264"],
    "pulumi-compliance": ["aws-appflow-connectorprofile-configure-customer-managed-key", "awsnative-appflow-connectorprofile-configure-customer-managed-key"],
  },
  see: guide,
  at: ({ kmsArn }) => kmsArn,
});

export const flowCustomerKey = customerKey(resource<FlowArgs>("aws:appflow/flow:Flow"), {
  id: "aws-appflow-flow-customer-key",
  subject: "AppFlow flows",
  equivalents: {
    checkov: ["CKV_AWS_263"],
    "pulumi-compliance": ["aws-appflow-flow-configure-customer-managed-key", "awsnative-appflow-flow-configure-customer-managed-key"],
  },
  see: guide,
  at: ({ kmsArn }) => kmsArn,
});
