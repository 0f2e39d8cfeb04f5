import type { MethodArgs } from "@pulumi/aws/apigateway/method";
import type { MethodSettingsArgs } from "@pulumi/aws/apigateway/methodSettings";
import { given, resource, rule, setting, unknown } from "../../../lib/rule";

const Method = resource<MethodArgs>("aws:apigateway/method:Method");
const MethodSettings = resource<MethodSettingsArgs>("aws:apigateway/methodSettings:MethodSettings");

const loggingGuide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html";
const cachingGuide = "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html";

export const methodAuthorization = rule(Method, {
  id: "aws-apigateway-method-authorization",
  title: "Methods of REST APIs ask who calls",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_59"],
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
