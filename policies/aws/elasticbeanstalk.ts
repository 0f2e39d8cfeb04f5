import type { EnvironmentArgs } from "@pulumi/aws/elasticbeanstalk/environment";
import type { Unwrap } from "@pulumi/pulumi/output";
import { resource, rule, some, unknown } from "../../lib/rule";
import type { Meta, Rule } from "../../lib/rule/rule";

type Settings = Unwrap<EnvironmentArgs>["settings"];

const Environment = resource<EnvironmentArgs>("aws:elasticbeanstalk/environment:Environment");
const options = "https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html";

const setTo = (namespace: string, name: string, value: string): { settings: NonNullable<Settings> } => ({ settings: [{ namespace, name, value }] });

interface OptionSpec extends Omit<Meta, "severity" | "preset" | "fix" | "see"> {
  readonly namespace: string;
  readonly name: string;
  /** The value that is asked for; any one that isn't empty if it is left out. */
  readonly value?: string;
  readonly fix?: string;
}

/** A rule that asks for one of the environment's options. */
const optionSet = ({ namespace, name, value, ...meta }: OptionSpec): Rule =>
  rule(Environment, {
    fix: `Set \`${name}\` of \`${namespace}\` to \`${value}\`.`,
    ...meta,
    severity: "low",
    preset: "strict",
    see: options,
    pass: [setTo(namespace, name, value ?? "vpc-12345678")],
    fail: [{}, setTo(namespace, name, value === undefined ? "" : "other"), setTo("aws:elasticbeanstalk:application", name, value ?? "vpc-12345678")],
    unknown: [{ settings: unknown }, { settings: [{ namespace, name, value: unknown }] }],
    check: ({ settings }) =>
      !some(
        settings,
        (setting) => setting.namespace === namespace && setting.name === name && (value === undefined ? setting.value : setting.value?.toLowerCase() === value),
      ) && `\`${name}\` of \`${namespace}\` isn't ${value === undefined ? "set" : `\`${value}\``}`,
  });

export const environmentHealth = optionSet({
  id: "aws-elasticbeanstalk-environment-health",
  title: "Elastic Beanstalk reports the health of environments in detail",
  family: "logging",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": ["AU-12(3)", "AU-14a", "AU-14b", "CA-2(2)", "CA-7", "CA-7b", "PM-14a.1", "PM-14b", "PM-31", "SC-6", "SC-36(1)(a)", "SI-2", "SI-2a"],
  },
  equivalents: {
    checkov: ["CKV_AWS_312"],
    "cdk-nag": ["HIPAA.Security-ElasticBeanstalkEnhancedHealthReportingEnabled", "NIST.800.53.R5-ElasticBeanstalkEnhancedHealthReportingEnabled"],
  },
  why: "Basic reports tell that instances fail, but neither why nor how requests fare.",
  namespace: "aws:elasticbeanstalk:healthreporting:system",
  name: "SystemType",
  value: "enhanced",
});

export const environmentUpdates = optionSet({
  id: "aws-elasticbeanstalk-environment-updates",
  title: "Elastic Beanstalk updates the platform of environments by itself",
  family: "supply-chain",
  controls: { hipaa: ["164.308(a)(5)(ii)(A)"], "nist-800-53-r5": ["SI-2", "SI-2(2)", "SI-2(4)", "SI-2(5)", "SI-2c", "SI-2d"] },
  equivalents: {
    checkov: ["CKV_AWS_340"],
    "cdk-nag": ["AwsSolutions-EB3", "HIPAA.Security-ElasticBeanstalkManagedUpdatesEnabled", "NIST.800.53.R5-ElasticBeanstalkManagedUpdatesEnabled"],
  },
  why: "Fixes of known faults wait until somebody thinks of them.",
  namespace: "aws:elasticbeanstalk:managedactions",
  name: "ManagedActionsEnabled",
  value: "true",
});

export const environmentVpc = optionSet({
  id: "aws-elasticbeanstalk-environment-vpc",
  title: "Elastic Beanstalk environments run in a VPC that they name",
  family: "network",
  equivalents: { "cdk-nag": ["AwsSolutions-EB1"] },
  why: "In the account's default VPC every instance has a public address.",
  fix: "Set `VPCId` of `aws:ec2:vpc` to a VPC.",
  namespace: "aws:ec2:vpc",
  name: "VPCId",
});

export const environmentLogs = optionSet({
  id: "aws-elasticbeanstalk-environment-logs",
  title: "Elastic Beanstalk keeps the logs of instances in S3",
  family: "logging",
  equivalents: { "cdk-nag": ["AwsSolutions-EB4"] },
  why: "With the instance its logs are gone.",
  namespace: "aws:elasticbeanstalk:hostmanager",
  name: "LogPublicationControl",
  value: "true",
});
