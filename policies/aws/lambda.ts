import type { CapacityProviderArgs } from "@pulumi/aws/lambda/capacityProvider";
import type { CodeSigningConfigArgs } from "@pulumi/aws/lambda/codeSigningConfig";
import type { EventSourceMappingArgs } from "@pulumi/aws/lambda/eventSourceMapping";
import type { FunctionArgs } from "@pulumi/aws/lambda/function";
import type { FunctionEventInvokeConfigArgs } from "@pulumi/aws/lambda/functionEventInvokeConfig";
import type { FunctionUrlArgs } from "@pulumi/aws/lambda/functionUrl";
import type { LayerVersionPermissionArgs } from "@pulumi/aws/lambda/layerVersionPermission";
import type { PermissionArgs } from "@pulumi/aws/lambda/permission";
import type { QueueArgs } from "@pulumi/aws/sqs/queue";
import type { Unwrap } from "@pulumi/pulumi/output";
import { hipaa, nist } from "../../lib/cloud/aws-controls";
import { unmaintained } from "../../lib/cloud/function-runtime";
import { holdsCredential } from "../../lib/cloud/plain-secret";
import { customerKey, each, from, given, isSecret, resource, rule, secret, setting, some, to, unknown } from "../../lib/rule";

const Function = resource<FunctionArgs>("aws:lambda/function:Function");
const FunctionUrl = resource<FunctionUrlArgs>("aws:lambda/functionUrl:FunctionUrl");
const EventInvokeConfig = resource<FunctionEventInvokeConfigArgs>("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig");
const EventSourceMapping = resource<EventSourceMappingArgs>("aws:lambda/eventSourceMapping:EventSourceMapping");
const Permission = resource<PermissionArgs>("aws:lambda/permission:Permission");
const Queue = resource<QueueArgs>("aws:sqs/queue:Queue");

const isImage = (self: Unwrap<FunctionArgs>): boolean => self.packageType === "Image";
const image = { packageType: "Image", imageUri: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:1" };

const policyGuide = "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html";
const signingGuide = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html";
const urlGuide = "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";
const configurationGuide = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-functions.html";

// Who may call.

const isNarrowed = (permission: object): boolean => some(["sourceArn", "sourceAccount", "principalOrgId"], (by) => by in permission);

export const permissionPublic = rule(Permission, {
  id: "aws-lambda-permission-public",
  title: "Lambda functions are called by known principals only",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": [
      "AC-2(6)",
      "AC-3",
      "AC-3(7)",
      "AC-4",
      "AC-4(21)",
      "AC-6",
      "AC-17(1)",
      "AC-17(4)(a)",
      "AC-17(9)",
      "AC-17(10)",
      "AC-17b",
      "AC-21",
      "MP-2",
      "SC-7",
      "SC-7(2)",
      "SC-7(3)",
      "SC-7(4)",
      "SC-7(7)",
      "SC-7(9)",
      "SC-7(9)(a)",
      "SC-7(11)",
      "SC-7(12)",
      "SC-7(16)",
      "SC-7(20)",
      "SC-7(21)",
      "SC-7(24)(b)",
      "SC-7(25)",
      "SC-7(26)",
      "SC-7(27)",
      "SC-7(28)",
      "SC-7a",
      "SC-7b",
      "SC-7c",
      "SC-25",
    ],
    "pci-dss-3.2.1": ["1.2", "1.2.1", "1.3", "1.3.1", "1.3.2", "1.3.4", "2.2.2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_301"],
    kics: ["1btsf2f9-af8c-4dfc-a0f1-a03adb70deb2", "ad9dabc7-7839-4bae-a957-aa9120013f39", "e08ed7eb-f3ef-494d-9d22-2e3db756a347"],
    regula: ["FG_R00276"],
    "cdk-nag": [
      "HIPAA.Security-LambdaFunctionPublicAccessProhibited",
      "NIST.800.53.R4-LambdaFunctionPublicAccessProhibited",
      "NIST.800.53.R5-NIST.800.53.R4-LambdaFunctionPublicAccessProhibited",
      "PCI.DSS.321-LambdaFunctionPublicAccessProhibited",
    ],
  },
  why: "Anyone with an AWS account can call the function.",
  fix: "Set `principal` to an account or a service, or set `principalOrgId`, `sourceArn` or `sourceAccount`.",
  see: policyGuide,
  pass: [
    { principal: "s3.amazonaws.com" },
    { principal: "111122223333" },
    { principal: "*", principalOrgId: "o-abcdefghij" },
    { principal: "*", sourceArn: unknown },
    { principal: "*", functionUrlAuthType: "NONE", action: "lambda:InvokeFunctionUrl" },
    { principal: "*", invokedViaFunctionUrl: true, action: "lambda:InvokeFunction" },
  ],
  fail: [{ principal: "*" }, { principal: "*", functionUrlAuthType: "AWS_IAM", action: "lambda:InvokeFunctionUrl" }],
  unknown: [{ principal: unknown }],
  // A function's address that is open to all has a rule of its own.
  check: (self) =>
    self.principal === "*" && !isNarrowed(self) && self.functionUrlAuthType !== "NONE" && !self.invokedViaFunctionUrl && "anyone may call the function",
});

export const permissionSource = rule(Permission, {
  id: "aws-lambda-permission-source",
  title: "AWS services call Lambda functions for known resources only",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_364"],
    trivy: ["AVD-AWS-0067"],
    regula: ["FG_R00499"],
    "pulumi-compliance": ["aws-lambda-permission-configure-source-arn"],
  },
  why: "The service calls the function for anyone's resources, also in other accounts.",
  fix: "Set `sourceArn` to the resource that calls, or `sourceAccount` to your account.",
  see: policyGuide,
  pass: [
    { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::uploads" },
    { principal: "events.amazonaws.com", sourceArn: unknown },
    { principal: "s3.amazonaws.com", sourceAccount: "111122223333" },
    { principal: "ses.amazonaws.com", principalOrgId: "o-abcdefghij" },
    { principal: "alexa-appkit.amazon.com", eventSourceToken: "amzn1.ask.skill" },
    { principal: "111122223333" },
  ],
  fail: [{ principal: "s3.amazonaws.com" }, { principal: "logs.eu-west-1.amazonaws.com" }],
  unknown: [{ principal: unknown }],
  check: (self) => !isNarrowed(self) && /\.amazonaws\.com(\.cn)?$/.test(self.principal) && `\`${self.principal}\` may call the function for anyone`,
});

export const permissionAction = setting(Permission, {
  id: "aws-lambda-permission-action",
  title: "Permissions of Lambda functions are for calling them",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["0ca1017d-3b80-423e-bb9c-6cd5898d34bd", "75ec6890-83af-4bf1-9f16-e83726df0bd0"] },
  why: "Who should only call the function can also read or change it.",
  see: policyGuide,
  at: ({ action }) => action,
  good: ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl", "lambda:InvokeAsync"],
  bad: ["lambda:*", "lambda:UpdateFunctionCode"],
  absent: "good",
});

export const permissionApi = rule(Permission, {
  id: "aws-lambda-permission-api",
  title: "Lambda functions are called by the API routes that need them",
  severity: "low",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["3ef8696c-e4ae-4872-92c7-520bb44dfe77"] },
  why: "Every route of the API, also one that somebody adds without asking for a sign-in, can call the function.",
  fix: "End `sourceArn` with the stage, method and path that call the function.",
  see: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html",
  pass: [
    { principal: "apigateway.amazonaws.com", sourceArn: "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/prod/GET/orders" },
    { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::uploads" },
  ],
  fail: [{ principal: "apigateway.amazonaws.com", sourceArn: "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/*/*" }],
  unknown: [{ principal: "apigateway.amazonaws.com", sourceArn: unknown }],
  check: ({ principal, sourceArn = "" }) =>
    principal === "apigateway.amazonaws.com" && /\/\*\/\*(\/\*)?$/.test(sourceArn) && "all routes of the API may call the function",
});

export const layerPermissionPublic = rule(resource<LayerVersionPermissionArgs>("aws:lambda/layerVersionPermission:LayerVersionPermission"), {
  id: "aws-lambda-layer-permission-public",
  title: "Lambda layers are for known accounts only",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "Anyone with an AWS account can download the layer.",
  fix: "Set `principal` to an account, or set `organizationId`.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html",
  pass: [{ principal: "111122223333" }, { principal: "*", organizationId: "o-abcdefghij" }],
  fail: [{ principal: "*" }],
  unknown: [{ principal: unknown }],
  check: (self) => self.principal === "*" && !("organizationId" in self) && "anyone may use the layer",
});

export const functionUrlAuthorization = setting(FunctionUrl, {
  id: "aws-lambda-function-url-authorization",
  title: "Addresses of Lambda functions ask callers to sign their requests",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_258"], "cdk-nag": ["Additional-LambdaFunctionUrlAuth"] },
  why: "Everyone on the internet may call it, and every fault in its code and every request that it answers is theirs to use and yours to pay.",
  see: urlGuide,
  at: ({ authorizationType }) => authorizationType,
  good: ["AWS_IAM"],
  bad: ["NONE"],
  absent: "bad",
});

const anyOrigin = { allowOrigins: ["*"], allowMethods: ["*"] };

export const functionUrlCors = rule(Function, {
  id: "aws-lambda-function-url-cors",
  title: "Addresses of Lambda functions don't take everything from every website",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_75"] },
  why: "Any website can call the function from its visitors' browsers, and read the answers.",
  fix: "Name the websites in `cors.allowOrigins`, or the methods in `cors.allowMethods`.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html",
  related: { urls: from(FunctionUrl, "functionName") },
  pass: [
    {},
    { urls: [{}] },
    { urls: [{ cors: { allowOrigins: ["https://example.com"], allowMethods: ["*"] } }] },
    { urls: [{ cors: { allowOrigins: ["*"], allowMethods: ["GET"] } }] },
  ],
  fail: [{ urls: [{ cors: anyOrigin }] }],
  unknown: [{ urls: [{ cors: { ...anyOrigin, allowMethods: unknown } }] }],
  check: ({ urls }) =>
    some(urls, ({ cors }) => some(cors?.allowOrigins, (origin) => origin === "*") && some(cors?.allowMethods, (method) => method === "*")) &&
    "its address takes all methods from all websites",
});

// What runs.

export const functionCodeSigning = given(Function, {
  id: "aws-lambda-function-code-signing",
  title: "Lambda functions run signed code only",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_272"] },
  why: "Whoever may update the function can run code that nobody approved.",
  fix: "Set `codeSigningConfigArn` to an `aws.lambda.CodeSigningConfig`.",
  see: signingGuide,
  at: ({ codeSigningConfigArn }) => codeSigningConfigArn,
  unless: isImage,
  pass: [{ codeSigningConfigArn: "arn:aws:lambda:eu-west-1:111122223333:code-signing-config:csc-1" }, image],
});

export const functionObjectVersion = rule(Function, {
  id: "aws-lambda-function-object-version",
  title: "Lambda functions name the version of the S3 object that holds their code",
  severity: "low",
  family: "supply-chain",
  preset: "strict",
  why: "Whoever can write to the bucket can put other code in the object's place, for the next deployment to take.",
  fix: "Turn on the bucket's versioning, and set `s3ObjectVersion`.",
  see: "https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html",
  pass: [{ s3Bucket: "builds", s3Key: "app.zip", s3ObjectVersion: "3HL4kqtJlcpXrof3vjVBH40Nrjfkd" }, { s3Key: "app.zip", s3ObjectVersion: unknown }, image],
  fail: [{ s3Bucket: "builds", s3Key: "app.zip" }],
  unknown: [{ s3Bucket: "builds", s3Key: unknown }],
  check: (self) => self.s3Key && !("s3ObjectVersion" in self) && "`s3ObjectVersion` isn't set",
});

export const codeSigningEnforced = setting(resource<CodeSigningConfigArgs>("aws:lambda/codeSigningConfig:CodeSigningConfig"), {
  id: "aws-lambda-code-signing-enforced",
  title: "Lambda refuses code that isn't signed as it should",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  why: "Lambda only warns, and runs code that nobody approved.",
  see: signingGuide,
  at: ({ policies }) => policies?.untrustedArtifactOnDeployment,
  good: ["Enforce"],
  bad: ["Warn"],
  absent: "bad",
});

export const functionRuntime = rule(Function, {
  id: "aws-lambda-function-runtime",
  title: "Lambda functions run on a maintained runtime",
  severity: "medium",
  family: "supply-chain",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_363"], "cdk-nag": ["AwsSolutions-L1", "Serverless-LambdaLatestVersion"] },
  why: "Faults of a deprecated runtime are known and stay open, and at some point the function can't be updated any more.",
  fix: "Set `runtime` to a supported version of the language.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
  pass: [image, {}, { runtime: "nodejs99.x" }],
  fail: [
    { runtime: "nodejs18.x" },
    { runtime: "nodejs8.10" },
    { runtime: "nodejs" },
    { runtime: "python2.7" },
    { runtime: "python3.9" },
    { runtime: "java8" },
    { runtime: "dotnet6" },
    { runtime: "dotnet5.0" },
    { runtime: "dotnetcore3.1" },
    { runtime: "ruby2.7" },
    { runtime: "go1.x" },
    { runtime: "provided" },
  ],
  unknown: [{ runtime: unknown }],
  check: ({ runtime }) => unmaintained("lambda", runtime),
});

const isCredential = (name: string, value: string): boolean => holdsCredential(value) || (name === "AWS_SECRET_ACCESS_KEY" && value.length === 40);

export const functionPlainSecrets = rule(Function, {
  id: "aws-lambda-function-plain-secrets",
  title: "Environment variables of Lambda functions hold no credentials in plain text",
  severity: "critical",
  family: "secrets",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_45"], kics: ["1402afd8-a95c-4e84-8b0b-6fb43758e6ce"] },
  why: "Whoever may read the program, its state or the function's configuration has the credential.",
  fix: "Keep the credential in AWS Secrets Manager, and let the function read it; for AWS itself, use the function's role.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
  pass: [{}, { environment: { variables: { STAGE: "prod", TABLE: "orders" } } }, { environment: { variables: { KEY: secret("AKIAIOSFODNN7EXAMPLE") } } }],
  fail: [
    { environment: { variables: { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE" } } },
    { environment: { variables: { AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" } } },
    { environment: { variables: { ID: unknown, KEY: "AKIAIOSFODNN7EXAMPLE" } } },
  ],
  unknown: [{ environment: { variables: { KEY: unknown } } }],
  check: ({ environment }) => {
    const variables = environment?.variables ?? {};
    return each(
      Object.keys(variables),
      (name) => !isSecret(variables, name) && isCredential(name, variables[name]!) && `\`environment.variables.${name}\` holds a credential`,
    );
  },
});

export const functionVariablesCustomerKey = customerKey(Function, {
  id: "aws-lambda-function-variables-customer-key",
  subject: "Environment variables of Lambda functions",
  equivalents: { checkov: ["CKV_AWS_173"], terrascan: ["AC_AWS_0483"] },
  see: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html",
  at: ({ kmsKeyArn }) => kmsKeyArn,
  unless: ({ environment }) => !Object.keys(environment?.variables ?? {}).length,
  pass: [{ environment: { variables: {} } }],
  fail: [{ environment: { variables: { STAGE: "prod" } } }],
});

export const functionCodeCustomerKey = customerKey(Function, {
  id: "aws-lambda-function-code-customer-key",
  subject: "Code packages of Lambda functions",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/encrypt-zip-package.html",
  at: ({ sourceKmsKeyArn }) => sourceKmsKeyArn,
  unless: isImage,
  pass: [image],
});

export const eventSourceFiltersCustomerKey = customerKey(EventSourceMapping, {
  id: "aws-lambda-event-source-filters-customer-key",
  subject: "Filters of Lambda event sources",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html",
  at: ({ kmsKeyArn }) => kmsKeyArn,
  unless: (self) => !("filterCriteria" in self),
  fail: [{ filterCriteria: { filters: [{ pattern: "{}" }] } }],
});

export const capacityProviderCustomerKey = customerKey(resource<CapacityProviderArgs>("aws:lambda/capacityProvider:CapacityProvider"), {
  id: "aws-lambda-capacity-provider-customer-key",
  subject: "Disks of Lambda's own instances",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances.html",
  at: ({ kmsKeyArn }) => kmsKeyArn,
});

// How it runs.

export const functionVpc = given(Function, {
  id: "aws-lambda-function-vpc",
  title: "Lambda functions run in a VPC",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": nist.inVpc,
    "pci-dss-3.2.1": ["1.2", "1.2.1", "1.3", "1.3.1", "1.3.2", "1.3.4", "2.2.2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_117"],
    terrascan: ["AC_AWS_0486"],
    "cdk-nag": ["HIPAA.Security-LambdaInsideVPC", "NIST.800.53.R4-LambdaInsideVPC", "NIST.800.53.R5-LambdaInsideVPC", "PCI.DSS.321-LambdaInsideVPC"],
  },
  why: "What the function sends goes to the internet, past your firewalls and flow logs.",
  fix: "Set `vpcConfig` with subnets and security groups.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
  at: ({ vpcConfig }) => vpcConfig?.subnetIds,
  pass: [{ vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] } }],
});

export const functionTracing = setting(Function, {
  id: "aws-lambda-function-tracing",
  title: "Lambda functions are traced by X-Ray",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_50"],
    trivy: ["AVD-AWS-0066", "AVD-AWS-0125"],
    kics: ["8152e0cf-d2f0-47ad-96d5-d003a76eabd1"],
    terrascan: ["AC_AWS_0163", "AC_AWS_0485"],
    "cdk-nag": ["Serverless-LambdaTracing"],
    "pulumi-compliance": [
      "aws-lambda-function-configure-tracing-config",
      "aws-lambda-function-enable-tracing-config",
      "awsnative-lambda-function-configure-tracing-config",
      "awsnative-lambda-function-enable-tracing-config",
    ],
  },
  why: "Where a request went and failed can't be followed across services.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html",
  at: ({ tracingConfig }) => tracingConfig?.mode,
  good: ["Active"],
  bad: ["PassThrough"],
  absent: "bad",
});

export const functionConcurrency = rule(Function, {
  id: "aws-lambda-function-concurrency",
  title: "Lambda functions have a limit of concurrent runs",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: { hipaa: ["164.312(b)"], "nist-800-53-r5": ["AU-12(3)", "AU-14a", "AU-14b", "CA-7", "CA-7b", "PM-14a.1", "PM-14b", "PM-31", "SC-6"] },
  equivalents: { checkov: ["CKV_AWS_115"], "cdk-nag": ["HIPAA.Security-LambdaConcurrency", "NIST.800.53.R5-LambdaConcurrency"] },
  why: "One function that is called too often takes the account's whole share, and stops all others.",
  fix: "Set `reservedConcurrentExecutions`.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  pass: [{ reservedConcurrentExecutions: 100 }, { reservedConcurrentExecutions: 0 }],
  fail: [{}, { reservedConcurrentExecutions: -1 }],
  unknown: [{ reservedConcurrentExecutions: unknown }],
  check: ({ reservedConcurrentExecutions = -1 }) => reservedConcurrentExecutions < 0 && "it has no limit of concurrent runs",
});

const failureQueue = { destinationConfig: { onFailure: { destination: "arn:aws:sqs:eu-west-1:111122223333:dead" } } };

export const functionDeadLetters = rule(Function, {
  id: "aws-lambda-function-dead-letters",
  title: "Lambda functions keep events that they fail on",
  severity: "low",
  family: "resilience",
  preset: "strict",
  controls: {
    hipaa: ["164.312(b)"],
    "nist-800-53-r5": nist.monitoring,
  },
  equivalents: { checkov: ["CKV_AWS_116"], "cdk-nag": ["HIPAA.Security-LambdaDLQ", "NIST.800.53.R5-LambdaDLQ", "Serverless-LambdaDLQ"] },
  why: "An event that the function fails on again and again is lost.",
  fix: "Set `deadLetterConfig.targetArn` to a queue, or give the function an `aws.lambda.FunctionEventInvokeConfig` with a destination on failure.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  related: { invocations: from(EventInvokeConfig, "functionName") },
  pass: [
    { deadLetterConfig: { targetArn: "arn:aws:sqs:eu-west-1:111122223333:dead" } },
    { deadLetterConfig: { targetArn: unknown } },
    { invocations: [failureQueue] },
  ],
  fail: [{}, { invocations: [{ maximumRetryAttempts: 0 }] }],
  unknown: [{ invocations: [unknown] }],
  check: ({ deadLetterConfig, invocations }) =>
    !deadLetterConfig && !some(invocations, ({ destinationConfig }) => destinationConfig?.onFailure) && "events that it fails on go nowhere",
});

export const invocationFailures = given(EventInvokeConfig, {
  id: "aws-lambda-invocation-failures",
  title: "Asynchronous calls of Lambda functions have a destination on failure",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-LambdaAsyncFailureDestination"] },
  why: "An event that the function fails on again and again is lost.",
  fix: "Set `destinationConfig.onFailure.destination` to a queue, a topic, an event bus or a function.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  at: ({ destinationConfig }) => destinationConfig?.onFailure?.destination,
  pass: [failureQueue],
});

export const eventSourceFailures = given(EventSourceMapping, {
  id: "aws-lambda-event-source-failures",
  title: "Streams that Lambda functions read have a destination on failure",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-LambdaEventSourceMappingDestination"] },
  why: "Records that the function fails on again and again are lost, or hold up those behind them.",
  fix: "Set `destinationConfig.onFailure.destinationArn` to a queue, a topic or a bucket.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html",
  at: ({ destinationConfig }) => destinationConfig?.onFailure?.destinationArn,
  // Queues keep what fails themselves, and have no position to start from.
  unless: (self) => "functionName" in self && !("startingPosition" in self),
  pass: [
    { destinationConfig: { onFailure: { destinationArn: "arn:aws:sqs:eu-west-1:111122223333:dead" } } },
    { functionName: "app", eventSourceArn: "arn:aws:sqs:eu-west-1:111122223333:orders" },
  ],
  fail: [{ functionName: "app", startingPosition: "LATEST" }],
});

export const eventSourceVisibility = rule(EventSourceMapping, {
  id: "aws-lambda-event-source-visibility",
  title: "Queues hide messages long enough for the Lambda functions that read them",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Additional-LambdaEventSourceSQSVisibilityTimeout"] },
  why: "A message comes back while the function still works on it, and is handled twice.",
  fix: "Set the queue's `visibilityTimeoutSeconds` to six times the function's `timeout`, or more.",
  see: "https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
  related: { sources: to("eventSourceArn", Queue), functions: to("functionName", Function) },
  pass: [{}, { sources: [{}], functions: [{}] }, { sources: [{ visibilityTimeoutSeconds: 180 }], functions: [{ timeout: 30 }] }],
  fail: [
    { sources: [{}], functions: [{ timeout: 6 }] },
    { sources: [{ visibilityTimeoutSeconds: 60 }], functions: [{ timeout: 30 }] },
  ],
  unknown: [{ sources: [{ visibilityTimeoutSeconds: unknown }], functions: [{ timeout: 30 }] }],
  check: ({ sources, functions }) =>
    some(sources, ({ visibilityTimeoutSeconds = 30 }) => some(functions, ({ timeout = 3 }) => visibilityTimeoutSeconds < 6 * timeout)) &&
    "its queue hides messages for less than six times the function's timeout",
});

export const functionMemory = given(Function, {
  id: "aws-lambda-function-memory",
  title: "Lambda functions say how much memory they need",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-LambdaDefaultMemorySize"] },
  why: "The default of 128 MB is too little for many programs, and slow.",
  fix: "Set `memorySize`.",
  see: configurationGuide,
  at: ({ memorySize }) => memorySize,
  pass: [{ memorySize: 512 }],
});

export const functionTimeout = given(Function, {
  id: "aws-lambda-function-timeout",
  title: "Lambda functions say how long they may run",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { "cdk-nag": ["Serverless-LambdaFunctionDefaultTimeout"] },
  why: "The default of 3 seconds is too short for many programs.",
  fix: "Set `timeout`.",
  see: configurationGuide,
  at: ({ timeout }) => timeout,
  pass: [{ timeout: 30 }],
});
