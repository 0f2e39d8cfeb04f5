import type { CapacityProviderArgs } from "@pulumi/aws/lambda/capacityProvider";
import type { CodeSigningConfigArgs } from "@pulumi/aws/lambda/codeSigningConfig";
import type { EventSourceMappingArgs } from "@pulumi/aws/lambda/eventSourceMapping";
import type { FunctionArgs } from "@pulumi/aws/lambda/function";
import type { Unwrap } from "@pulumi/pulumi/output";
import { hipaa, nist } from "../../../lib/cloud/aws-controls";
import { unmaintained } from "../../../lib/cloud/function-runtime";
import { holdsCredential } from "../../../lib/cloud/plain-secret";
import { customerKey, each, given, isSecret, resource, rule, secret, setting, unknown } from "../../../lib/rule";

const Function = resource<FunctionArgs>("aws:lambda/function:Function");
const EventSourceMapping = resource<EventSourceMappingArgs>("aws:lambda/eventSourceMapping:EventSourceMapping");

const isImage = (self: Unwrap<FunctionArgs>): boolean => self.packageType === "Image";
const image = { packageType: "Image", imageUri: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:1" };

const signingGuide = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html";
const configurationGuide = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-functions.html";

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
