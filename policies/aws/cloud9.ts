import type { EnvironmentEC2Args } from "@pulumi/aws/cloud9/environmentEC2";
import { resource, setting } from "../../lib/rule";

export const environmentSsm = setting(resource<EnvironmentEC2Args>("aws:cloud9/environmentEC2:EnvironmentEC2"), {
  id: "aws-cloud9-environment-ssm",
  title: "Cloud9 environments are reached through AWS Systems Manager",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { "cdk-nag": ["AwsSolutions-C91"] },
  why: "An environment that is reached by SSH has a public address and an open port.",
  see: "https://docs.aws.amazon.com/cloud9/latest/user-guide/ec2-ssm.html",
  at: (environment) => environment.connectionType,
  good: ["CONNECT_SSM"],
  bad: ["CONNECT_SSH"],
  absent: "bad",
});
