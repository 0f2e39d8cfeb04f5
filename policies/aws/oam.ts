import type { SinkPolicyArgs } from "@pulumi/aws/oam/sinkPolicy";
import { policyText, statementsOf } from "../../lib/cloud/iam-policy";
import { resource, rule, some, unknown } from "../../lib/rule";

const policy = (Principal: unknown, Condition?: object) => ({
  policy: policyText({ Effect: "Allow", Principal, Action: ["oam:CreateLink", "oam:UpdateLink"], Resource: "*", Condition }),
});

export const sinkPolicyOpen = rule(resource<SinkPolicyArgs>("aws:oam/sinkPolicy:SinkPolicy"), {
  id: "aws-oam-sink-policy-open",
  title: "Monitoring accounts take links from known accounts only",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  why: "Anyone with an AWS account can fill the monitoring account with metrics, logs and traces of their own.",
  fix: "Name the accounts in `Principal`, or add a condition on `aws:PrincipalOrgID`.",
  see: "https://docs.aws.amazon.com/OAM/latest/APIReference/API_PutSinkPolicy.html",
  pass: [policy({ AWS: ["111122223333"] }), policy("*", { "ForAnyValue:StringEquals": { "aws:PrincipalOrgID": "o-abcdefghij" } })],
  fail: [policy("*"), policy("*", { "ForAllValues:StringEquals": { "oam:ResourceTypes": ["AWS::Logs::LogGroup"] } })],
  unknown: [{ policy: unknown }, policy(unknown)],
  check: ({ policy }) => some(statementsOf(policy), (statement) => statement.isPublic) && "its policy takes links from anyone",
});
