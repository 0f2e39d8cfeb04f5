import type { DomainNameArgs } from "@pulumi/aws/apigateway/domainName";
import type { MethodArgs } from "@pulumi/aws/apigateway/method";
import type { MethodSettingsArgs } from "@pulumi/aws/apigateway/methodSettings";
import type { RestApiArgs } from "@pulumi/aws/apigateway/restApi";
import type { StageArgs } from "@pulumi/aws/apigateway/stage";
import type { UsagePlanArgs } from "@pulumi/aws/apigateway/usagePlan";
import type { WebAclAssociationArgs as RegionalAssociationArgs } from "@pulumi/aws/wafregional/webAclAssociation";
import type { WebAclAssociationArgs } from "@pulumi/aws/wafv2/webAclAssociation";
import { hipaa, nist, pci } from "../../lib/cloud/aws-controls";
import { rsaBits } from "../../lib/cloud/certificate";
import { policyText, statementsOf } from "../../lib/cloud/iam-policy";
import { from, given, resource, rule, setting, some, to, unknown } from "../../lib/rule";

const RestApi = resource<RestApiArgs>("aws:apigateway/restApi:RestApi");
const WithPolicy = resource<Pick<RestApiArgs, "policy">>("aws:apigateway/restApiPolicy:RestApiPolicy", "aws:apigateway/restApi:RestApi");
const Stage = resource<StageArgs>("aws:apigateway/stage:Stage");
const AnyStage = resource<Pick<StageArgs, "accessLogSettings">>("aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage");
const Method = resource<MethodArgs>("aws:apigateway/method:Method");
const MethodSettings = resource<MethodSettingsArgs>("aws:apigateway/methodSettings:MethodSettings");
const DomainName = resource<DomainNameArgs>("aws:apigateway/domainName:DomainName");
const UsagePlan = resource<UsagePlanArgs>("aws:apigateway/usagePlan:UsagePlan");
const Firewall = resource<WebAclAssociationArgs | RegionalAssociationArgs>(
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafregional/webAclAssociation:WebAclAssociation",
);

const loggingGuide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html";
const cachingGuide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html";

// Who may call.

export const methodAuthorization = rule(Method, {
  id: "aws-apigateway-method-authorization",
  title: "Methods of REST APIs ask who calls",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: {
    checkov: ["CKV2_AWS_70", "CKV_AWS_59"],
    trivy: ["AVD-AWS-0004"],
    kics: ["15ccec05-5476-4890-ad19-53991eba1db8"],
    terrascan: ["AC_AWS_0439"],
    "cdk-nag": ["AwsSolutions-APIG4"],
  },
  why: "Everyone who reaches the API may call what is behind it.",
  fix: "Set `authorization` to `AWS_IAM`, `COGNITO_USER_POOLS` or `CUSTOM`.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
  pass: [
    { authorization: "AWS_IAM", httpMethod: "GET" },
    { authorization: "NONE", httpMethod: "GET", apiKeyRequired: true },
    { authorization: "NONE", httpMethod: "OPTIONS" },
  ],
  fail: [
    { authorization: "NONE", httpMethod: "GET" },
    { authorization: "NONE", httpMethod: "ANY", apiKeyRequired: false },
  ],
  unknown: [{ authorization: unknown, httpMethod: "GET" }],
  // A browser asks with OPTIONS what it may do, and never says who it is.
  check: ({ authorization, httpMethod, apiKeyRequired }) => authorization === "NONE" && httpMethod !== "OPTIONS" && !apiKeyRequired && "it answers everyone",
});

export const methodApiKey = setting(Method, {
  id: "aws-apigateway-method-api-key",
  title: "Methods of REST APIs ask for an API key",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["671211c5-5d2a-4e97-8867-30fc28b02216"] },
  why: "Without keys there is no telling callers apart, and no limit for each.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  at: ({ apiKeyRequired }) => apiKeyRequired,
  good: [true],
  absent: "bad",
  unless: ({ httpMethod }) => httpMethod === "OPTIONS",
  pass: [{ httpMethod: "OPTIONS" }],
});

export const methodValidation = given(Method, {
  id: "aws-apigateway-method-validation",
  title: "REST APIs validate requests",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_53"], "cdk-nag": ["AwsSolutions-APIG2"] },
  why: "Malformed requests reach the program behind the API.",
  fix: "Set `requestValidatorId` to an `aws.apigateway.RequestValidator`.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
  at: ({ requestValidatorId }) => requestValidatorId,
  pass: [{ requestValidatorId: "a1b2c3" }],
});

const forAll = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };

export const restApiPolicyPublic = rule(WithPolicy, {
  id: "aws-apigateway-rest-api-policy-public",
  title: "Policies of REST APIs say who may call",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { kics: ["b161c11b-a59b-4431-9a29-4e19f63e6b27"], terrascan: ["AC_AWS_0440"] },
  why: "Everyone on the internet may call the API, and the policy that looks like a protection is none.",
  fix: "Name the accounts or roles in `Principal`, add a condition that says who may call, or deny all others.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html",
  pass: [
    {},
    { policy: policyText({ ...forAll, Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    { policy: policyText({ ...forAll, Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }) },
    { policy: policyText(forAll, { ...forAll, Effect: "Deny", Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }) },
  ],
  fail: [{ policy: policyText(forAll) }, { policy: policyText({ ...forAll, Principal: { AWS: ["*"] }, Action: "*" }) }],
  unknown: [{ policy: unknown }],
  check: ({ policy }) => {
    const statements = statementsOf(policy);
    return (
      some(statements, (statement) => statement.isPublic) &&
      !some(statements, (statement) => statement.denies && statement.isForAnyone && statement.hasConditions) &&
      "its policy lets anyone call"
    );
  },
});

export const restApiPrivate = setting(RestApi, {
  id: "aws-apigateway-rest-api-private",
  title: "REST APIs are reached from VPCs only",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["6b2739db-9c49-4db7-b980-7816e0c248c1"], terrascan: ["AC_AWS_0011"] },
  why: "Everyone on the internet reaches the API.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html",
  at: ({ endpointConfiguration }) => endpointConfiguration?.types,
  good: ["PRIVATE"],
  bad: ["EDGE", "REGIONAL"],
  absent: "bad",
});

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

// TLS.

export const domainNameTls = rule(DomainName, {
  id: "aws-apigateway-domain-name-tls",
  title: "Domain names of REST APIs need TLS 1.2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_206"],
    trivy: ["AVD-AWS-0005", "AVD-AWS-0112"],
    kics: ["4e1cc5d3-2811-4fb2-861c-ee9b3cb7f90b"],
    regula: ["FG_R00375"],
    "pulumi-compliance": ["aws-apigateway-domainname-configure-security-policy", "awsnative-apigateway-domainname-configure-security-policy"],
  },
  why: "TLS 1.0 and its ciphers have known weaknesses.",
  fix: "Set `securityPolicy` to `TLS_1_2`.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  pass: [{ securityPolicy: "TLS_1_2" }, { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }],
  fail: [{}, { securityPolicy: "TLS_1_0" }],
  unknown: [{ securityPolicy: unknown }],
  check: ({ securityPolicy }) =>
    securityPolicy === undefined ? "`securityPolicy` isn't set" : securityPolicy === "TLS_1_0" && "`securityPolicy` is `TLS_1_0`",
});

const WithCertificate = resource<Pick<DomainNameArgs, "certificateBody">>(
  "aws:apigateway/domainName:DomainName",
  "aws:acm/certificate:Certificate",
  "aws:iam/serverCertificate:ServerCertificate",
);

const certificate = (body: string): string => `-----BEGIN CERTIFICATE-----\n${body.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
const pem1024 = certificate(
  "MIIB9DCCAV2gAwIBAgIUHttgKIgXTn0BakNduUuo1Azn/p0wDQYJKoZIhvcNAQELBQAwDDEKMAgGA1UEAwwBYTAeFw0yNjExMjIwNzM3MjNaFw0yNjExMjMwNzM3MjNaMAwxCjAIBgNVBAMMAWEwgZ8wDQYJKoZIhvcNAQEBBQADgY0AMIGJAoGBALVn2EfCTLgZGfcNjtKTQvL1QKeukB/hi64fRDfPYq++pixqy2VbMbCN1JyWaN+4/VpYrB5hbV/DgkeNmqRXDxljJebA4Y0d+UL02LX/frnXhz4+0eeY/aVkGgRGrWUx79DQp3EhxyrQ5ofmXD5fPGkmYIt0c5R4UweAZeDID1XPAgMBAAGjUzBRMB0GA1UdDgQWBBTDc972XKbNZIaQgBLkzf3bKSHVQDAfBgNVHSMEGDAWgBTDc972XKbNZIaQgBLkzf3bKSHVQDAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4GBAI4y/Zuo/fDEv1s+3pkxZd4inlaQSVP6cG7nHGyKo8IyfT0w8asQw521+VcMyuX5L+JLwZmQW89JKME6t7QVN/G+xt/zV/DArio0ubuyN//eRxYPb3B//nEdlX3X86unP2bL4erdi58TQ4tT44rV+ggOy63MBV7gUU/dctGJCaQW",
);
const pem2048 = certificate(
  "MIIC+TCCAeGgAwIBAgIUEyUQddyy5T0bF9+iTuQWPIZbvMwwDQYJKoZIhvcNAQELBQAwDDEKMAgGA1UEAwwBYTAeFw0yNjExMjIwNzM3MjRaFw0yNjExMjMwNzM3MjRaMAwxCjAIBgNVBAMMAWEwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCSULr4EpuaXUdpAPOszbLhuTLmqpsieI5KlkF6zF97iM6wNirCnXHa/zL/+cTW7IfeKTHJgzYYVuw9BrxGd7jBJUeYZJkMBi2zeQNFaJzaZsj4yYUQvMXnNIUhZkRqtaIZA7RlGZU2IsddI75OHCz1yZzd5sqqGz1q62rS2F5WzNlZZe4wf4rT+cHgSldzsjGUb4dPrs/zdLMYJMcPRqEgT8OwUrJPRj+/4Twj7TnwMU0YE31sUVrILsF0IKuE5goOzCx94ZrLEep+/JmbuMRzP+lRdWxg7lqerWQeSB64iId+u+9PVw7INtlLNTjt4HnlUwrhIACo+5T9gV4m04ebAgMBAAGjUzBRMB0GA1UdDgQWBBTma+3HmWuFl2Y47vAX8xvpRAtDQTAfBgNVHSMEGDAWgBTma+3HmWuFl2Y47vAX8xvpRAtDQTAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQBHNSixRrBEHGojDPUii2MKfGEjZ+d8j6/a37sB2Qosxn1EEvqqHJQpCOb3Veh6ga5+dTB6ku3hCsspNl2efJDCSrIEc1fnU2guvvRbwNFItjZvc3D+NkQmAR5bWAkiku4E/sHctY75fUV2kDCn6x2fcXn6GMvMWkRaAHJSh7Zik8WwHr7BpKTNu9fMD+s4nl3mvP4a6whIBGXmiK2gcfWM9FPULmFuHIPggtRm/AKfhz/S3FM7y7lVvW0xiR/5NL+BuYp/X8Wg6mUfE9WYT4BVeJ2xEI12bNeWeN/BVsKQEv6q1gzLhulYOzAo9fStN0jYp6DGmbocGTNG2j8/tsqI",
);

export const certificateKey = rule(WithCertificate, {
  id: "aws-apigateway-certificate-key",
  title: "Certificates that are uploaded have RSA keys of 2048 bits or more",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  equivalents: { kics: ["874d68a3-bfbe-4a4b-aaa0-9e74d7da634b"] },
  why: "Shorter keys can be broken, and who has the key can pose as the server.",
  fix: "Make a certificate with a key of 2048 bits or more, or let AWS Certificate Manager make one.",
  see: "https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-prerequisites.html",
  pass: [{}, { certificateBody: "-----BEGIN CERTIFICATE-----" }, { certificateBody: pem2048 }],
  fail: [{ certificateBody: pem1024 }],
  unknown: [{ certificateBody: unknown }],
  check: ({ certificateBody }) => {
    const bits = rsaBits(certificateBody ?? "") ?? 2048;
    return bits < 2048 && `its certificate's key has ${bits} bits`;
  },
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

// Logs.

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

export const methodDataTrace = setting(MethodSettings, {
  id: "aws-apigateway-method-data-trace",
  title: "Logs of REST APIs leave out what is sent",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_276"] },
  why: "Whole requests and answers, passwords and personal data included, end up in a log.",
  see: loggingGuide,
  at: ({ settings }) => settings?.dataTraceEnabled,
  good: [false],
  bad: [true],
  absent: "good",
});

export const methodMetrics = setting(MethodSettings, {
  id: "aws-apigateway-method-metrics",
  title: "Methods of REST APIs have metrics",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { kics: ["081069cb-588b-4ce1-884c-2a1ce3029fe5"], terrascan: ["AC_AWS_0007"] },
  why: "Which method fails or is slow can't be told.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html",
  at: ({ settings }) => settings?.metricsEnabled,
  good: [true],
  absent: "bad",
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

// Caches.

export const methodCacheEncrypted = rule(MethodSettings, {
  id: "aws-apigateway-method-cache-encrypted",
  title: "Caches of REST APIs are encrypted at rest",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    "nist-800-53-r5": [
      "AU-9(3)",
      "CA-9(1)",
      "CM-3(6)",
      "CP-9d",
      "SC-7(10)",
      "SC-8(3)",
      "SC-8(4)",
      "SC-13",
      "SC-13a",
      "SC-28",
      "SC-28(1)",
      "SI-7(6)",
      "SI-19(4)",
    ],
    "pci-dss-3.2.1": ["3.4"],
  },
  equivalents: {
    checkov: ["CKV_AWS_308"],
    trivy: ["AVD-AWS-0002", "AVD-AWS-0110"],
    kics: ["b7c9a40c-23e4-4a2d-8d39-a3352f10f288"],
    "cdk-nag": [
      "HIPAA.Security-APIGWCacheEnabledAndEncrypted",
      "NIST.800.53.R4-APIGWCacheEnabledAndEncrypted",
      "NIST.800.53.R5-APIGWCacheEnabledAndEncrypted",
      "PCI.DSS.321-APIGWCacheEnabledAndEncrypted",
    ],
    awsguard: ["apigateway-method-cached-and-encrypted"],
  },
  why: "Answers lie in the open on the cache's disks.",
  fix: "Set `settings.cacheDataEncrypted` to `true`.",
  see: cachingGuide,
  pass: [
    { settings: {} },
    { settings: { cachingEnabled: true, cacheDataEncrypted: true } },
    { settings: { cachingEnabled: false, cacheDataEncrypted: false } },
  ],
  fail: [{ settings: { cachingEnabled: true } }, { settings: { cachingEnabled: true, cacheDataEncrypted: false } }],
  unknown: [{ settings: { cachingEnabled: true, cacheDataEncrypted: unknown } }],
  check: ({ settings }) => settings?.cachingEnabled && !settings.cacheDataEncrypted && "its cache isn't encrypted",
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

export const methodCache = setting(MethodSettings, {
  id: "aws-apigateway-method-cache",
  title: "Methods of REST APIs use the cache",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_225"], trivy: ["AVD-AWS-0190"] },
  why: "Every request reaches the program behind the API.",
  see: cachingGuide,
  at: ({ settings }) => settings?.cachingEnabled,
  good: [true],
  absent: "bad",
});

export const restApiCompression = rule(RestApi, {
  id: "aws-apigateway-rest-api-compression",
  title: "REST APIs compress answers",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { kics: ["ed35928e-195c-4405-a252-98ccb664ab7b"], terrascan: ["AC_AWS_0010"] },
  why: "Large answers are slow, and cost more to send.",
  fix: "Set `minimumCompressionSize` to a number of bytes from 0 to 10485760.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gzip-compression-decompression.html",
  pass: [{ minimumCompressionSize: "0" }, { minimumCompressionSize: "10485760" }],
  fail: [{}, { minimumCompressionSize: "-1" }, { minimumCompressionSize: "10485761" }],
  unknown: [{ minimumCompressionSize: unknown }],
  check: ({ minimumCompressionSize }) => {
    const bytes = Number(minimumCompressionSize ?? -1);
    return !(bytes >= 0 && bytes <= 10485760) && "it compresses nothing";
  },
});
