import type { DomainArgs } from "@pulumi/aws/opensearch/domain";
import { pci } from "../../../lib/cloud/aws-controls";
import { resource, rule, some, unknown } from "../../../lib/rule";

/** The domains of both modules differ in nothing that is judged here. */
const Domain = resource<DomainArgs>("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain");

const guide = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide";

type Logs = readonly { readonly logType: string; readonly enabled?: boolean }[] | undefined;

const publishes = (logs: Logs, wanted: RegExp): boolean => some(logs, ({ logType, enabled = true }) => wanted.test(logType) && enabled);
const publishing = (logType: string, enabled?: boolean) => ({
  logType,
  cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:search",
  ...(enabled !== undefined && { enabled }),
});

export const domainLogs = rule(Domain, {
  id: "aws-opensearch-domain-logs",
  title: "OpenSearch domains send logs to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"],
    "nist-800-53-r5": ["AU-10"],
    "pci-dss-3.2.1": pci.auditLogs,
  },
  equivalents: { checkov: ["CKV_AWS_84"], trivy: ["AVD-AWS-0042"], kics: ["a1120ee4-a712-42d9-8fb5-22595fed643b", "acb6b4e2-a086-4f35-aefd-4db6ea51ada2"] },
  why: "Nobody can tell what went wrong in the domain.",
  fix: "Set `logPublishingOptions`.",
  see: `${guide}/createdomain-configure-slow-logs.html`,
  pass: [{ logPublishingOptions: [publishing("INDEX_SLOW_LOGS")] }, { logPublishingOptions: [publishing("ES_APPLICATION_LOGS", true)] }],
  fail: [{}, { logPublishingOptions: [publishing("INDEX_SLOW_LOGS", false)] }],
  unknown: [{ logPublishingOptions: unknown }],
  check: ({ logPublishingOptions }) => !publishes(logPublishingOptions, /./) && "it publishes no logs",
});

export const domainErrorLog = rule(Domain, {
  id: "aws-opensearch-domain-error-log",
  title: "OpenSearch domains send their error log to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"],
    "nist-800-53-r5": ["AU-10"],
    "pci-dss-3.2.1": pci.auditLogs,
  },
  equivalents: {
    "cdk-nag": [
      "HIPAA.Security-OpenSearchErrorLogsToCloudWatch",
      "NIST.800.53.R5-OpenSearchErrorLogsToCloudWatch",
      "PCI.DSS.321-OpenSearchErrorLogsToCloudWatch",
    ],
  },
  why: "Errors and warnings of the engine, a failed sign-in among them, go unnoticed.",
  fix: "Add `ES_APPLICATION_LOGS` to `logPublishingOptions`.",
  see: `${guide}/createdomain-configure-slow-logs.html`,
  pass: [{ logPublishingOptions: [publishing("ES_APPLICATION_LOGS")] }],
  fail: [{}, { logPublishingOptions: [publishing("INDEX_SLOW_LOGS")] }, { logPublishingOptions: [publishing("ES_APPLICATION_LOGS", false)] }],
  unknown: [{ logPublishingOptions: [unknown] }],
  check: ({ logPublishingOptions }) => !publishes(logPublishingOptions, /^ES_APPLICATION_LOGS$/) && "it doesn't publish its error log",
});

export const domainAuditLog = rule(Domain, {
  id: "aws-opensearch-domain-audit-log",
  title: "OpenSearch domains send their audit log to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_317"] },
  why: "Nobody can tell who signed in, and read or changed what.",
  fix: "Add `AUDIT_LOGS` to `logPublishingOptions`.",
  see: `${guide}/audit-logs.html`,
  pass: [{ logPublishingOptions: [publishing("INDEX_SLOW_LOGS"), publishing("AUDIT_LOGS")] }],
  fail: [{}, { logPublishingOptions: [publishing("INDEX_SLOW_LOGS")] }, { logPublishingOptions: [publishing("AUDIT_LOGS", false)] }],
  unknown: [{ logPublishingOptions: [unknown] }],
  check: ({ logPublishingOptions }) => !publishes(logPublishingOptions, /^AUDIT_LOGS$/) && "it doesn't publish its audit log",
});

const slowLogs = [/^INDEX_SLOW_LOGS$/, /^SEARCH_SLOW_LOGS$/];

export const domainSlowLogs = rule(Domain, {
  id: "aws-opensearch-domain-slow-logs",
  title: "OpenSearch domains send their slow logs to CloudWatch",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { kics: ["e979fcbc-df6c-422d-9458-c33d65e71c45"], terrascan: ["AC_AWS_0105"], "cdk-nag": ["AwsSolutions-OS9"] },
  why: "Nobody can tell which queries bring the domain to a halt.",
  fix: "Add `INDEX_SLOW_LOGS` and `SEARCH_SLOW_LOGS` to `logPublishingOptions`.",
  see: `${guide}/createdomain-configure-slow-logs.html`,
  pass: [{ logPublishingOptions: [publishing("INDEX_SLOW_LOGS"), publishing("SEARCH_SLOW_LOGS")] }],
  fail: [{}, { logPublishingOptions: [publishing("INDEX_SLOW_LOGS")] }, { logPublishingOptions: [publishing("SEARCH_SLOW_LOGS")] }],
  unknown: [{ logPublishingOptions: [publishing("INDEX_SLOW_LOGS"), unknown] }],
  check: ({ logPublishingOptions }) => some(slowLogs, (log) => !publishes(logPublishingOptions, log)) && "it doesn't publish both slow logs",
});
