import type { GraphQLApiArgs } from "@pulumi/aws/appsync/graphQLApi";
import type { WebAclAssociationArgs } from "@pulumi/aws/wafv2/webAclAssociation";
import { from, given, resource, rule, setting, some, unknown } from "../../lib/rule";

const GraphQLApi = resource<GraphQLApiArgs>("aws:appsync/graphQLApi:GraphQLApi");
const WebAclAssociation = resource<WebAclAssociationArgs>("aws:wafv2/webAclAssociation:WebAclAssociation");

const monitoring = "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html";

export const apiLogs = given(GraphQLApi, {
  id: "aws-appsync-api-logs",
  title: "AppSync APIs write logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_193"], "cdk-nag": ["AwsSolutions-ASC3"] },
  why: "Who asked for what leaves no trace.",
  fix: "Set `logConfig`, with `cloudwatchLogsRoleArn` and `fieldLogLevel`.",
  see: monitoring,
  pass: [{ logConfig: { cloudwatchLogsRoleArn: "arn:aws:iam::111122223333:role/logs", fieldLogLevel: "NONE" } }],
  at: ({ logConfig }) => logConfig,
});

export const apiFieldLogs = setting(GraphQLApi, {
  id: "aws-appsync-api-field-logs",
  title: "AppSync APIs log how fields are resolved",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_194"] },
  why: "A request that fails in one of its resolvers can't be explained.",
  see: monitoring,
  at: ({ logConfig }) => logConfig?.fieldLogLevel,
  good: ["ERROR", "ALL", "INFO", "DEBUG"],
  bad: ["NONE"],
  absent: "bad",
});

export const apiTracing = setting(GraphQLApi, {
  id: "aws-appsync-api-tracing",
  title: "AppSync APIs are traced by X-Ray",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-AppSyncTracing"] },
  why: "Where a request went and failed can't be followed across services.",
  see: "https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html",
  at: ({ xrayEnabled }) => xrayEnabled,
  good: [true],
  absent: "bad",
});

export const apiFirewall = rule(GraphQLApi, {
  id: "aws-appsync-api-firewall",
  title: "AppSync APIs are behind AWS WAF",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_33"] },
  why: "Nothing holds off floods of requests and known attacks.",
  fix: "Give the API an `aws.wafv2.WebAclAssociation`.",
  see: "https://docs.aws.amazon.com/appsync/latest/devguide/WAF-Integration.html",
  related: { firewalls: from(WebAclAssociation, "resourceArn") },
  pass: [{ firewalls: [{ resourceArn: "arn:aws:appsync:eu-west-1:111122223333:apis/a" }] }, { visibility: "PRIVATE" }],
  fail: [{}],
  unknown: [{ firewalls: [unknown] }],
  check: ({ visibility, firewalls }) => visibility !== "PRIVATE" && !some(firewalls) && "no WebAclAssociation refers to it",
});
