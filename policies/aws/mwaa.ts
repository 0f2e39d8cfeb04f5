import type { EnvironmentArgs } from "@pulumi/aws/mwaa/environment";
import type { Unwrap } from "@pulumi/pulumi/output";
import { customerKey, each, resource, rule, setting, unknown } from "../../lib/rule";

const Environment = resource<EnvironmentArgs>("aws:mwaa/environment:Environment");

export const environmentPublic = setting(Environment, {
  id: "aws-mwaa-environment-public",
  title: "MWAA environments have a private web server",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_66"] },
  why: "From the internet one leaked credential is enough to change workflows and to read their connections.",
  see: "https://docs.aws.amazon.com/mwaa/latest/userguide/configuring-networking.html",
  at: (environment) => environment.webserverAccessMode,
  good: ["PRIVATE_ONLY"],
  bad: ["PUBLIC_ONLY", "PUBLIC_AND_PRIVATE"],
  absent: "good",
});

export const environmentCustomerKey = customerKey(Environment, {
  id: "aws-mwaa-environment-customer-key",
  subject: "MWAA environments",
  see: "https://docs.aws.amazon.com/mwaa/latest/userguide/custom-keys-certs.html",
  at: (environment) => environment.kmsKey,
});

type Logs = NonNullable<Unwrap<EnvironmentArgs>["loggingConfiguration"]>;

const logging = {
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without logs nobody can tell afterwards what ran, and who started it.",
  see: "https://docs.aws.amazon.com/mwaa/latest/userguide/monitoring-airflow.html",
} as const;

const isOn = { good: [true], absent: "bad" } as const;

export const environmentSchedulerLogs = setting(Environment, {
  ...logging,
  ...isOn,
  id: "aws-mwaa-environment-scheduler-logs",
  title: "MWAA environments log what the schedulers do",
  equivalents: { checkov: ["CKV_AWS_242"] },
  at: (environment) => environment.loggingConfiguration?.schedulerLogs?.enabled,
});

export const environmentWorkerLogs = setting(Environment, {
  ...logging,
  ...isOn,
  id: "aws-mwaa-environment-worker-logs",
  title: "MWAA environments log what the workers do",
  equivalents: { checkov: ["CKV_AWS_243"] },
  at: (environment) => environment.loggingConfiguration?.workerLogs?.enabled,
});

export const environmentWebserverLogs = setting(Environment, {
  ...logging,
  ...isOn,
  id: "aws-mwaa-environment-webserver-logs",
  title: "MWAA environments log what the web servers do",
  equivalents: { checkov: ["CKV_AWS_244"] },
  at: (environment) => environment.loggingConfiguration?.webserverLogs?.enabled,
});

const kinds = ["dagProcessingLogs", "schedulerLogs", "taskLogs", "webserverLogs", "workerLogs"] as const satisfies readonly (keyof Logs)[];
const allAt = (logLevel: string) => Object.fromEntries(kinds.map((kind) => [kind, { enabled: true, logLevel }])) as Logs;

export const environmentLogLevels = rule(Environment, {
  ...logging,
  id: "aws-mwaa-environment-log-levels",
  title: "MWAA environments keep all logs, from the level of information",
  equivalents: { "cdk-nag": ["Additional-MWAAAllLoggingInfo"] },
  fix: "Set `enabled` to `true` and `logLevel` to `INFO` for each kind of logs in `loggingConfiguration`.",
  pass: [{ loggingConfiguration: allAt("INFO") }, { loggingConfiguration: { ...allAt("DEBUG"), taskLogs: {} } }],
  fail: [{}, { loggingConfiguration: allAt("WARNING") }, { loggingConfiguration: { ...allAt("INFO"), taskLogs: { enabled: false } } }],
  unknown: [{ loggingConfiguration: unknown }],
  check: ({ loggingConfiguration }) =>
    each(kinds, (kind) => {
      const { enabled = kind === "taskLogs", logLevel = "INFO" } = loggingConfiguration?.[kind] ?? {};
      if (!enabled) return `\`loggingConfiguration.${kind}\` isn't on`;
      return !/^(info|debug)$/i.test(logLevel) && `\`loggingConfiguration.${kind}.logLevel\` is \`${logLevel}\``;
    }),
});
