import type { FunctionArgs } from "@pulumi/aws/lambda/function";
import type { FunctionUrlArgs } from "@pulumi/aws/lambda/functionUrl";
import type { LayerVersionPermissionArgs } from "@pulumi/aws/lambda/layerVersionPermission";
import type { PermissionArgs } from "@pulumi/aws/lambda/permission";
import { hipaa } from "../../../lib/cloud/aws-controls";
import { from, resource, rule, setting, some, unknown } from "../../../lib/rule";

const Function = resource<FunctionArgs>("aws:lambda/function:Function");
const FunctionUrl = resource<FunctionUrlArgs>("aws:lambda/functionUrl:FunctionUrl");
const Permission = resource<PermissionArgs>("aws:lambda/permission:Permission");

const policyGuide = "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html";
const urlGuide = "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

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
