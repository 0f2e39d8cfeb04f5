import type { AuthorizerArgs } from "@pulumi/aws/iot/authorizer";
import type { DomainConfigurationArgs } from "@pulumi/aws/iot/domainConfiguration";
import type { LoggingOptionsArgs } from "@pulumi/aws/iot/loggingOptions";
import type { PolicyArgs } from "@pulumi/aws/iot/policy";
import type { ProvisioningTemplateArgs } from "@pulumi/aws/iot/provisioningTemplate";
import { policyText, statementsOf } from "../../lib/cloud/iam-policy";
import { resource, rule, setting, some, unknown } from "../../lib/rule";

const Authorizer = resource<AuthorizerArgs>("aws:iot/authorizer:Authorizer");
const DomainConfiguration = resource<DomainConfigurationArgs>("aws:iot/domainConfiguration:DomainConfiguration");
const LoggingOptions = resource<LoggingOptionsArgs>("aws:iot/loggingOptions:LoggingOptions");
const Policy = resource<PolicyArgs>("aws:iot/policy:Policy");
const ProvisioningTemplate = resource<ProvisioningTemplateArgs>("aws:iot/provisioningTemplate:ProvisioningTemplate");

const policy = (Action: unknown, Resource: unknown, Effect = "Allow") => ({
  policy: policyText({ Effect, Action, Resource }),
});

export const policyWildcard = rule(Policy, {
  id: "aws-iot-policy-wildcard",
  title: "IoT policies don't let devices do everything with everything",
  severity: "high",
  family: "access-control",
  preset: "recommended",
  why: "One device that is broken into can pose as all others, read what they send, and change their state.",
  fix: "Name the actions that devices need, and resources by policy variables such as `${iot:Connection.Thing.ThingName}`.",
  see: "https://docs.aws.amazon.com/iot-device-defender/latest/devguide/audit-chk-iot-policy-permissive.html",
  pass: [
    policy("iot:Connect", "arn:aws:iot:eu-west-1:111122223333:client/${iot:Connection.Thing.ThingName}"),
    policy(["iot:Connect"], "*"),
    policy("iot:*", "arn:aws:iot:eu-west-1:111122223333:topic/telemetry"),
    policy("iot:*", "*", "Deny"),
  ],
  fail: [policy("iot:*", "*"), policy(["iot:Connect", "*"], ["*"])],
  unknown: [{ policy: unknown }, policy(unknown, "*")],
  check: ({ policy }) =>
    some(
      statementsOf(policy),
      (statement) => statement.allows && statement.isForAllResources && some(statement.actions, (action) => /^(iot:)?\*$/i.test(action)),
    ) && "it allows everything on everything",
});

export const authorizerSigning = setting(Authorizer, {
  id: "aws-iot-authorizer-signing",
  title: "IoT authorizers check the signature of tokens",
  severity: "medium",
  family: "identity",
  preset: "recommended",
  why: "Anyone on the internet can have the authorizer's function run, as often as they like, with whatever token they like.",
  see: "https://docs.aws.amazon.com/iot/latest/developerguide/config-custom-auth.html",
  at: (authorizer) => authorizer.signingDisabled,
  good: [false],
  absent: "good",
});

export const domainTls = setting(DomainConfiguration, {
  id: "aws-iot-domain-tls",
  title: "IoT domains require TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  why: "TLS 1.0 and 1.1 are broken: their traffic can be read by who listens in.",
  see: "https://docs.aws.amazon.com/iot/latest/developerguide/transport-security.html",
  at: (domain) => domain.tlsConfig?.securityPolicy,
  good: ["IoTSecurityPolicy_TLS13_1_2_2022_10", "IoTSecurityPolicy_TLS13_1_3_2022_10", "IoTSecurityPolicy_TLS12_1_2_2022_10"],
  bad: ["IoTSecurityPolicy_TLS12_1_0_2016_01", "IoTSecurityPolicy_TLS12_1_0_2015_01"],
  absent: "good",
});

export const logs = rule(LoggingOptions, {
  id: "aws-iot-logs",
  title: "AWS IoT logs what devices do",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without logs nobody can tell afterwards which devices connected, and what they were refused.",
  fix: "Set `defaultLogLevel` to `INFO`, and leave `disableAllLogs` out.",
  see: "https://docs.aws.amazon.com/iot/latest/developerguide/configure-logging.html",
  pass: [{ defaultLogLevel: "INFO" }, { defaultLogLevel: "ERROR" }],
  fail: [{ defaultLogLevel: "DISABLED" }, { defaultLogLevel: "INFO", disableAllLogs: true }],
  unknown: [{ defaultLogLevel: unknown }],
  check: ({ defaultLogLevel, disableAllLogs }) => (disableAllLogs || defaultLogLevel === "DISABLED") && "all logs are off",
});

export const provisioningHook = rule(ProvisioningTemplate, {
  id: "aws-iot-provisioning-hook",
  title: "IoT provisioning templates check devices before they let them in",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Whoever takes the claim certificate out of one device can register as many as they like.",
  fix: "Set `preProvisioningHook` to a function that knows your devices.",
  see: "https://docs.aws.amazon.com/iot/latest/developerguide/pre-provisioning-hook.html",
  pass: [{ preProvisioningHook: { targetArn: "arn:aws:lambda:eu-west-1:111122223333:function:known" } }, { type: "JITP" }],
  fail: [{}, { type: "FLEET_PROVISIONING" }],
  unknown: [{ type: unknown }],
  check: ({ type, preProvisioningHook }) => type !== "JITP" && !preProvisioningHook && "`preProvisioningHook` isn't set",
});
