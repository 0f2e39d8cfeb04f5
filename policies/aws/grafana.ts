import type { WorkspaceArgs } from "@pulumi/aws/grafana/workspace";
import type { WorkspaceApiKeyArgs } from "@pulumi/aws/grafana/workspaceApiKey";
import type { WorkspaceServiceAccountArgs } from "@pulumi/aws/grafana/workspaceServiceAccount";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const ApiKey = resource<WorkspaceApiKeyArgs>("aws:grafana/workspaceApiKey:WorkspaceApiKey");
const ServiceAccount = resource<WorkspaceServiceAccountArgs>("aws:grafana/workspaceServiceAccount:WorkspaceServiceAccount");
const Workspace = resource<WorkspaceArgs>("aws:grafana/workspace:Workspace");

export const workspaceCustomerKey = customerKey(Workspace, {
  id: "aws-grafana-workspace-customer-key",
  subject: "Grafana workspaces",
  see: "https://docs.aws.amazon.com/grafana/latest/userguide/data-protection.html",
  at: (workspace) => workspace.kmsKeyId,
});

export const workspacePublic = rule(Workspace, {
  id: "aws-grafana-workspace-public",
  title: "Grafana workspaces are reached from known networks only",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "From the internet one leaked credential is enough to read all that the workspace shows.",
  fix: "Set `networkAccessControl` to the prefix lists and VPC endpoints from which the workspace is used.",
  see: "https://docs.aws.amazon.com/grafana/latest/userguide/AMG-configure-nac.html",
  pass: [{ networkAccessControl: { prefixListIds: ["pl-1"], vpceIds: [] } }],
  fail: [{}],
  unknown: [{ networkAccessControl: unknown }],
  check: ({ networkAccessControl }) => !networkAccessControl && "`networkAccessControl` isn't set",
});

const admins = {
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Who has the token can let others in and read the credentials of all data sources.",
  absent: "bad",
} as const;

export const workspaceApiKeyRole = setting(ApiKey, {
  ...admins,
  id: "aws-grafana-workspace-api-key-role",
  title: "API keys of Grafana workspaces are no administrators",
  see: "https://docs.aws.amazon.com/grafana/latest/APIReference/API_CreateWorkspaceApiKey.html",
  at: (key) => key.keyRole,
  good: ["VIEWER", "EDITOR"],
  bad: ["ADMIN"],
});

export const workspaceServiceAccountRole = setting(ServiceAccount, {
  ...admins,
  id: "aws-grafana-workspace-service-account-role",
  title: "Service accounts of Grafana workspaces are no administrators",
  see: "https://docs.aws.amazon.com/grafana/latest/userguide/service-accounts.html",
  at: (account) => account.grafanaRole,
  good: ["VIEWER", "EDITOR"],
  bad: ["ADMIN"],
});
