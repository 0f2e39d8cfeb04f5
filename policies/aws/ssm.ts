import type { DocumentArgs } from "@pulumi/aws/ssm/document";
import type { ParameterArgs } from "@pulumi/aws/ssm/parameter";
import type { ServiceSettingArgs } from "@pulumi/aws/ssm/serviceSetting";
import type { Unwrap } from "@pulumi/pulumi/output";
import { nist } from "../../lib/cloud/aws-controls";
import { isRecord, json } from "../../lib/cloud/json";
import { holdsCredential } from "../../lib/cloud/plain-secret";
import { customerKey, every, resource, rule, setting, unknown } from "../../lib/rule";

const Document = resource<DocumentArgs>("aws:ssm/document:Document");
const Parameter = resource<ParameterArgs>("aws:ssm/parameter:Parameter");
const ServiceSetting = resource<ServiceSettingArgs>("aws:ssm/serviceSetting:ServiceSetting");

export const documentPublic = rule(Document, {
  id: "aws-ssm-document-public",
  title: "Documents of Systems Manager are shared with known accounts only",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: {
    "nist-800-53-r5": nist.boundary,
  },
  equivalents: { checkov: ["CKV_AWS_303"] },
  why: "Every AWS account can read the document, and what it tells of your hosts.",
  fix: "List accounts in `permissions.account_ids` instead of `All`.",
  see: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html",
  pass: [{}, { permissions: { type: "Share", account_ids: "111122223333" } }],
  fail: [{ permissions: { type: "Share", account_ids: "All" } }, { permissions: { type: "Share", account_ids: "all" } }],
  unknown: [{ permissions: { type: "Share", account_ids: unknown } }],
  check: ({ permissions }) => permissions?.account_ids?.toLowerCase() === "all" && "everyone may use it",
});

export const documentSharing = rule(ServiceSetting, {
  id: "aws-ssm-document-sharing",
  title: "Accounts share no documents of Systems Manager with everyone",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  why: "One mistaken permission publishes a document, and what it tells of your hosts.",
  fix: "Set `settingValue` to `Disable`.",
  see: "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html#block-public-access",
  pass: [
    { settingId: "/ssm/documents/console/public-sharing-permission", settingValue: "Disable" },
    { settingId: "/ssm/parameter-store/high-throughput-enabled", settingValue: "true" },
  ],
  fail: [{ settingId: "arn:aws:ssm:us-east-1:111122223333:servicesetting/ssm/documents/console/public-sharing-permission", settingValue: "Enable" }],
  unknown: [{ settingId: "/ssm/documents/console/public-sharing-permission", settingValue: unknown }],
  check: ({ settingId, settingValue }) =>
    settingId?.endsWith("/ssm/documents/console/public-sharing-permission") && settingValue !== "Disable" && "documents may be shared with everyone",
});

// Preferences of Session Manager are the inputs of a document, in JSON or in YAML, where each is on a line of its own.

type Document = Unwrap<DocumentArgs>;

function preference({ content, documentFormat }: Document, name: string): string {
  if (documentFormat === "YAML") return new RegExp(`(?:^|\\s)${name}:[ \\t]*["']?([^"'\\s#]*)`).exec(content)?.[1] ?? "";
  const document = json(content);
  const value = isRecord(document) && isRecord(document.inputs) ? document.inputs[name] : undefined;
  return String(value ?? "");
}

/** Forwarding of ports and SSH has no such preferences. */
const isShell = (document: Document): boolean => document.documentType === "Session" && !/["']?sessionType["']?\s*:\s*["']?Port\b/.test(document.content);

const session = (inputs: object, sessionType = "Standard_Stream") => ({
  documentType: "Session",
  content: JSON.stringify({ schemaVersion: "1.0", sessionType, inputs }),
});
const yaml = (...inputs: string[]) => ({
  documentType: "Session",
  documentFormat: "YAML",
  content: ["schemaVersion: '1.0'", "sessionType: Standard_Stream", "inputs:", ...inputs.map((input) => `  ${input}`)].join("\n"),
});

export const sessionEncryption = rule(Document, {
  id: "aws-ssm-session-encryption",
  title: "Sessions of Session Manager are encrypted with an AWS KMS key",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_112"], kics: ["ce60cc6b-6831-4bd7-84a2-cc7f8ee71433"] },
  why: "Without a key the session has TLS only, and its use can't be told or stopped by a key's policy.",
  fix: "Set `kmsKeyId` in the document's `inputs`.",
  see: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html",
  pass: [
    session({ kmsKeyId: "alias/sessions" }),
    yaml("kmsKeyId: alias/sessions", "runAsEnabled: true"),
    session({ portNumber: "22" }, "Port"),
    { documentType: "Command", content: "{}" },
  ],
  fail: [session({}), session({ kmsKeyId: "" }), yaml("kmsKeyId: ''", "runAsEnabled: true"), yaml("runAsEnabled: true")],
  unknown: [{ documentType: "Session", content: unknown }],
  check: (document) => isShell(document) && !preference(document, "kmsKeyId") && "`kmsKeyId` names no key for its sessions",
});

export const sessionLogging = rule(Document, {
  id: "aws-ssm-session-logging",
  title: "Sessions of Session Manager are logged, and the logs encrypted",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_113"] },
  why: "Nothing tells what somebody did on a host, or whoever reads the log sees what was typed and shown.",
  fix: "Set `cloudWatchLogGroupName` and `cloudWatchEncryptionEnabled`, or `s3BucketName` and `s3EncryptionEnabled`, in the document's `inputs`.",
  see: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html",
  pass: [
    session({ s3BucketName: "sessions", s3EncryptionEnabled: true }),
    session({ cloudWatchLogGroupName: "sessions", cloudWatchEncryptionEnabled: true }),
    yaml("s3BucketName: sessions", "s3EncryptionEnabled: true"),
    session({ portNumber: "22" }, "Port"),
  ],
  fail: [
    session({}),
    session({ s3BucketName: "", s3EncryptionEnabled: true }),
    session({ s3BucketName: "sessions", s3EncryptionEnabled: false }),
    yaml("cloudWatchLogGroupName: 'sessions'", "cloudWatchEncryptionEnabled: false"),
  ],
  unknown: [{ documentType: "Session", content: unknown }],
  check: (document) => {
    if (!isShell(document)) return false;
    const logs = [
      { to: preference(document, "s3BucketName"), encrypted: preference(document, "s3EncryptionEnabled") },
      { to: preference(document, "cloudWatchLogGroupName"), encrypted: preference(document, "cloudWatchEncryptionEnabled") },
    ].filter(({ to }) => to);
    if (logs.length === 0) return "its sessions are logged nowhere";
    return every(logs, ({ encrypted }) => encrypted !== "true") && "the log of its sessions needn't be encrypted";
  },
});

export const parameterCustomerKey = customerKey(Parameter, {
  id: "aws-ssm-parameter-customer-key",
  subject: "Secure parameters",
  equivalents: { checkov: ["CKV_AWS_337"] },
  see: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
  at: (parameter) => parameter.keyId,
  unless: ({ type }) => type === "String" || type === "StringList",
  pass: [{ type: "String" }],
});

export const parameterSecure = setting(Parameter, {
  id: "aws-ssm-parameter-secure",
  title: "Parameters are secure strings",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_34"] },
  why: "Whoever may list parameters can read the value.",
  see: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
  at: (parameter) => parameter.type,
  good: ["SecureString"],
  bad: ["String", "StringList"],
  absent: "bad",
});

export const parameterCredentials = rule(Parameter, {
  id: "aws-ssm-parameter-credentials",
  title: "Parameters in plain text hold no credentials",
  severity: "high",
  family: "secrets",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_384"] },
  why: "Whoever may list parameters can use the credential.",
  fix: "Set `type` to `SecureString`, and give `value` from a Pulumi secret; then replace the credential.",
  see: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
  pass: [
    { type: "String", value: "eu-west-1" },
    { type: "SecureString", value: "AKIAIOSFODNN7EXAMPLE" },
  ],
  fail: [
    { type: "String", value: "AKIAIOSFODNN7EXAMPLE" },
    { type: "String", insecureValue: "-----BEGIN PRIVATE KEY-----\nMIIEvwIBADANBgkqhkiG9w0BAQEFAASCu7Zx0Vb3kQm9TfYpW2rLh8NcD5sGj1Eo\n" },
  ],
  unknown: [{ type: "String", value: unknown }],
  check: ({ type, value, insecureValue }) =>
    type !== "SecureString" && (holdsCredential(insecureValue) || holdsCredential(value)) && "its value holds a credential",
});
