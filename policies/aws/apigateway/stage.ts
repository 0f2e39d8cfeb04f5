import type { MethodSettingsArgs } from "@pulumi/aws/apigateway/methodSettings";
import type { RestApiArgs } from "@pulumi/aws/apigateway/restApi";
import type { StageArgs } from "@pulumi/aws/apigateway/stage";
import type { UsagePlanArgs } from "@pulumi/aws/apigateway/usagePlan";
import type { WebAclAssociationArgs as RegionalAssociationArgs } from "@pulumi/aws/wafregional/webAclAssociation";
import type { WebAclAssociationArgs } from "@pulumi/aws/wafv2/webAclAssociation";
import { hipaa, nist, pci } from "../../../lib/cloud/aws-controls";
import { from, given, resource, rule, setting, some, to, unknown } from "../../../lib/rule";

const RestApi = resource<RestApiArgs>("aws:apigateway/restApi:RestApi");
const Stage = resource<StageArgs>("aws:apigateway/stage:Stage");
const AnyStage = resource<Pick<StageArgs, "accessLogSettings">>("aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage");
const MethodSettings = resource<MethodSettingsArgs>("aws:apigateway/methodSettings:MethodSettings");
const UsagePlan = resource<UsagePlanArgs>("aws:apigateway/usagePlan:UsagePlan");
const Firewall = resource<WebAclAssociationArgs | RegionalAssociationArgs>(
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafregional/webAclAssociation:WebAclAssociation",
);

const loggingGuide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html";
const cachingGuide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html";

const isPrivate = ({ endpointConfiguration }: { endpointConfiguration?: { types: string } }): boolean => endpointConfiguration?.types === "PRIVATE";

export const stageFirewall = rule(Stage, {
  id: "aws-apigateway-stage-firewall",
  title: "Public REST APIs are behind AWS WAF",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AC-4(21)"], "pci-dss-3.2.1": ["6.6"] },
  equivalents: {
    checkov: ["CKV2_AWS_29"],
    kics: ["a186e82c-1078-4a7b-85d8-579561fde884"],
    "cdk-nag": ["AwsSolutions-APIG3", "NIST.800.53.R5-APIGWAssociatedWithWAF", "PCI.DSS.321-APIGWAssociatedWithWAF"],
  },
  why: "Nothing holds off floods of requests and known attacks.",
  fix: "Give the stage an `aws.wafv2.WebAclAssociation`.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html",
  related: { firewalls: from(Firewall, "resourceArn"), apis: to("restApi", RestApi) },
  pass: [
    { firewalls: [{ resourceArn: "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/prod" }] },
    { apis: [{ endpointConfiguration: { types: "PRIVATE" } }] },
  ],
  fail: [{}, { apis: [{ endpointConfiguration: { types: "REGIONAL" } }] }],
  unknown: [{ firewalls: [unknown] }, { apis: [unknown] }],
  check: ({ firewalls, apis }) => !some(firewalls) && !some(apis, isPrivate) && "no WebAclAssociation refers to it",
});

export const stageThrottling = rule(Stage, {
  id: "aws-apigateway-stage-throttling",
  title: "REST APIs limit how often they are called",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { kics: ["b3a59b8e-94a3-403e-b6e2-527abaf12034", "c999cf62-0920-40f8-8dda-0caccd66ed7e"], "cdk-nag": ["Serverless-APIGWDefaultThrottling"] },
  why: "One caller takes all requests of the account, and stops its other APIs.",
  fix: "Give the stage an `aws.apigateway.UsagePlan`, or throttling limits in `aws.apigateway.MethodSettings`.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
  related: { plans: from(UsagePlan, "apiStages"), methods: from(MethodSettings, "stageName") },
  pass: [{ plans: [{ name: "basic" }] }, { methods: [{ settings: { throttlingRateLimit: 100 } }] }],
  fail: [{}, { methods: [{ settings: { throttlingRateLimit: -1 } }] }, { methods: [{ settings: { metricsEnabled: true } }] }],
  unknown: [{ plans: [unknown] }],
  check: ({ plans, methods }) =>
    !some(plans) && !some(methods, ({ settings }) => (settings?.throttlingRateLimit ?? -1) >= 0) && "nothing limits how often it is called",
});

export const stageClientCertificate = given(Stage, {
  id: "aws-apigateway-stage-client-certificate",
  title: "REST APIs show a client certificate to what is behind them",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: {
    hipaa: hipaa.tls,
    "nist-800-53-r5": nist.clientCertificates,
    "pci-dss-3.2.1": ["2.3", "4.1", "8.2.1"],
  },
  equivalents: {
    checkov: ["CKV2_AWS_51"],
    kics: ["0b4869fc-a842-4597-aa00-1294df425440", "f27791a5-e2ae-4905-8910-6f995c576d09"],
    terrascan: ["AC_AWS_0013"],
    "cdk-nag": ["HIPAA.Security-APIGWSSLEnabled", "NIST.800.53.R5-APIGWSSLEnabled", "PCI.DSS.321-APIGWSSLEnabled"],
  },
  why: "The server behind the API can't tell its requests from those that go around it.",
  fix: "Set `clientCertificateId` to an `aws.apigateway.ClientCertificate`.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-client-side-ssl-authentication.html",
  at: ({ clientCertificateId }) => clientCertificateId,
  pass: [{ clientCertificateId: "a1b2c3" }],
});

const accessLogs = { destinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:api", format: '{"id":"$context.requestId"}' };

export const stageLogs = given(AnyStage, {
  id: "aws-apigateway-stage-logs",
  title: "Stages of APIs log requests",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_76", "CKV_AWS_95"],
    trivy: ["AVD-AWS-0001", "AVD-AWS-0113", "AVD-AWS-0116"],
    kics: ["1b6799eb-4a7a-4b04-9001-8cceb9999326", "625abc0e-f980-4ac9-a775-f7519ee34296", "bf4b48b9-fc1f-4552-984a-4becdb5bf503"],
    terrascan: ["AC_AWS_0014", "AC_AWS_0442"],
    "cdk-nag": ["AwsSolutions-APIG1", "Serverless-APIGWAccessLogging"],
    "pulumi-compliance": ["aws-apigatewayv2-stage-configure-access-logging", "aws-apigatewayv2-stage-enable-access-logging"],
  },
  why: "Who asked for what leaves no trace.",
  fix: "Set `accessLogSettings`, with a log group as `destinationArn`.",
  see: loggingGuide,
  at: ({ accessLogSettings }) => accessLogSettings,
  pass: [{ accessLogSettings: accessLogs }],
});

export const stageLogFormat = rule(AnyStage, {
  id: "aws-apigateway-stage-log-format",
  title: "Stages of APIs log requests as JSON",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-APIGWStructuredLogging"] },
  why: "Lines of free text can't be searched and counted by their parts.",
  fix: "Set `accessLogSettings.format` to a JSON object.",
  see: loggingGuide,
  pass: [{}, { accessLogSettings: accessLogs }],
  fail: [{ accessLogSettings: { ...accessLogs, format: "$context.identity.sourceIp $context.requestId" } }],
  unknown: [{ accessLogSettings: { format: unknown } }],
  // The variables in it needn't be quoted, so that it can't be parsed.
  check: ({ accessLogSettings }) => accessLogSettings && !/^\s*\{.*\}\s*$/s.test(accessLogSettings.format) && "its log's format is no JSON",
});

export const stageExecutionLogs = rule(Stage, {
  id: "aws-apigateway-stage-execution-logs",
  title: "REST APIs log how requests are handled",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": [
      "AC-4(26)",
      "AU-2b",
      "AU-3a",
      "AU-3b",
      "AU-3c",
      "AU-3d",
      "AU-3e",
      "AU-3f",
      "AU-6(3)",
      "AU-6(4)",
      "AU-6(6)",
      "AU-6(9)",
      "AU-8b",
      "AU-10",
      "AU-12(1)",
      "AU-12(2)",
      "AU-12(3)",
      "AU-12(4)",
      "AU-12a",
      "AU-12c",
      "AU-14(3)",
      "AU-14a",
      "AU-14b",
      "CA-7b",
      "CM-5(1)(b)",
      "IA-3(3)(b)",
      "MA-4(1)(a)",
      "PM-14a.1",
      "PM-14b",
      "PM-31",
      "SC-7(9)(b)",
      "SI-4(17)",
      "SI-7(8)",
    ],
    "pci-dss-3.2.1": pci.accessLogs,
  },
  equivalents: {
    checkov: ["CKV2_AWS_4"],
    kics: ["982aa526-6970-4c59-8b9b-2ce7e019fe36"],
    terrascan: ["AC_AWS_0012"],
    "cdk-nag": [
      "AwsSolutions-APIG6",
      "HIPAA.Security-APIGWExecutionLoggingEnabled",
      "NIST.800.53.R4-APIGWExecutionLoggingEnabled",
      "NIST.800.53.R5-APIGWExecutionLoggingEnabled",
      "PCI.DSS.321-APIGWExecutionLoggingEnabled",
    ],
  },
  why: "Why a request failed or was refused can't be told.",
  fix: "Give the stage an `aws.apigateway.MethodSettings` with the `loggingLevel` `ERROR` or `INFO`.",
  see: loggingGuide,
  related: { methods: from(MethodSettings, "stageName") },
  pass: [{ methods: [{ settings: { loggingLevel: "ERROR" } }] }, { methods: [{ settings: {} }, { settings: { loggingLevel: "INFO" } }] }],
  fail: [{}, { methods: [{ settings: { loggingLevel: "OFF" } }] }],
  unknown: [{ methods: [unknown] }],
  check: ({ methods }) => !some(methods, ({ settings }) => /^(ERROR|INFO)$/.test(settings?.loggingLevel ?? "OFF")) && "no MethodSettings of it log",
});

export const stageTracing = setting(Stage, {
  id: "aws-apigateway-stage-tracing",
  title: "REST APIs are traced by X-Ray",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { hipaa: ["164.312(b)"] },
  equivalents: {
    checkov: ["CKV_AWS_73"],
    trivy: ["AVD-AWS-0003", "AVD-AWS-0111"],
    kics: ["5813ef56-fa94-406a-b35d-977d4a56ff2b"],
    terrascan: ["AC_AWS_0015"],
    "cdk-nag": ["HIPAA.Security-APIGWXrayEnabled", "Serverless-APIGWXrayEnabled"],
  },
  why: "Where a request went and failed can't be followed across services.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html",
  at: ({ xrayTracingEnabled }) => xrayTracingEnabled,
  good: [true],
  absent: "bad",
});

export const stageCache = setting(Stage, {
  id: "aws-apigateway-stage-cache",
  title: "REST APIs have a cache",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_120"], awsguard: ["apigateway-stage-cached"] },
  why: "Every request reaches the program behind the API.",
  see: cachingGuide,
  at: ({ cacheClusterEnabled }) => cacheClusterEnabled,
  good: [true],
  absent: "bad",
});
