import type { ResourcePolicyArgs } from "@pulumi/aws/amp/resourcePolicy";
import type { WorkspaceArgs } from "@pulumi/aws/amp/workspace";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { customerKey, resource, rule, unknown } from "../../lib/rule";

const ResourcePolicy = resource<ResourcePolicyArgs>("aws:amp/resourcePolicy:ResourcePolicy");
const Workspace = resource<WorkspaceArgs>("aws:amp/workspace:Workspace");

export const resourcePolicyPublic = noPublicPolicy(ResourcePolicy, {
  id: "aws-amp-resource-policy-public",
  subject: "Prometheus workspaces",
  why: "Anyone with an AWS account can read the workspace's metrics, or write false ones.",
  see: "https://docs.aws.amazon.com/prometheus/latest/APIReference/API_PutResourcePolicy.html",
  at: (resourcePolicy) => resourcePolicy.policyDocument,
  action: "aps:QueryMetrics",
});

export const workspaceCustomerKey = customerKey(Workspace, {
  id: "aws-amp-workspace-customer-key",
  subject: "Prometheus workspaces",
  see: "https://docs.aws.amazon.com/prometheus/latest/userguide/encryption-at-rest-Amazon-Service-Prometheus.html",
  at: (workspace) => workspace.kmsKeyArn,
});

export const workspaceLogs = rule(Workspace, {
  id: "aws-amp-workspace-logs",
  title: "Prometheus workspaces log their alerts and rules",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "An alert that fails stays unnoticed without logs.",
  fix: "Set `loggingConfiguration` to a log group of CloudWatch.",
  see: "https://docs.aws.amazon.com/prometheus/latest/userguide/CW-logs.html",
  pass: [{ loggingConfiguration: { logGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:amp:*" } }],
  fail: [{}],
  unknown: [{ loggingConfiguration: unknown }],
  check: ({ loggingConfiguration }) => !loggingConfiguration && "`loggingConfiguration` isn't set",
});
