import type { ConnectionArgs } from "@pulumi/aws/glue/connection";
import type { CrawlerArgs } from "@pulumi/aws/glue/crawler";
import type { DataCatalogEncryptionSettingsArgs } from "@pulumi/aws/glue/dataCatalogEncryptionSettings";
import type { JobArgs } from "@pulumi/aws/glue/job";
import type { ResourcePolicyArgs } from "@pulumi/aws/glue/resourcePolicy";
import type { SecurityConfigurationArgs } from "@pulumi/aws/glue/securityConfiguration";
import { statementsOf } from "../../lib/cloud/iam-policy";
import { noPublicPolicy } from "../../lib/cloud/public-policy";
import { secretArgument } from "../../lib/cloud/secret-argument";
import { customerKey, each, resource, rule, secret, some, to, unknown } from "../../lib/rule";

const Connection = resource<ConnectionArgs>("aws:glue/connection:Connection");
const DataCatalogEncryptionSettings = resource<DataCatalogEncryptionSettingsArgs>("aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings");
const Job = resource<JobArgs>("aws:glue/job:Job");
const ResourcePolicy = resource<ResourcePolicyArgs>("aws:glue/resourcePolicy:ResourcePolicy");
const SecurityConfiguration = resource<SecurityConfigurationArgs>("aws:glue/securityConfiguration:SecurityConfiguration");
const WithSecurityConfiguration = resource<Pick<JobArgs & CrawlerArgs, "securityConfiguration">>(
  "aws:glue/job:Job",
  "aws:glue/crawler:Crawler",
  "aws:glue/devEndpoint:DevEndpoint",
);

const catalog = (catalogEncryptionMode: string, returnConnectionPasswordEncrypted: boolean) => ({
  dataCatalogEncryptionSettings: { encryptionAtRest: { catalogEncryptionMode }, connectionPasswordEncryption: { returnConnectionPasswordEncrypted } },
});

export const catalogEncryption = rule(DataCatalogEncryptionSettings, {
  id: "aws-glue-catalog-encryption",
  title: "The Glue Data Catalog is encrypted",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_94"], kics: ["01d50b14-e933-4c99-b314-6d08cd37ad35"] },
  why: "Whoever may read a connection of the catalog reads the database's password in plain text.",
  fix: "Set `catalogEncryptionMode` to `SSE-KMS` and `returnConnectionPasswordEncrypted` to `true`.",
  see: "https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html",
  pass: [catalog("SSE-KMS", true), catalog("SSE-KMS-WITH-SERVICE-ROLE", true)],
  fail: [catalog("DISABLED", true), catalog("SSE-KMS", false)],
  unknown: [{ dataCatalogEncryptionSettings: unknown }],
  *check({ dataCatalogEncryptionSettings }) {
    const { encryptionAtRest, connectionPasswordEncryption } = dataCatalogEncryptionSettings ?? {};
    if ((encryptionAtRest?.catalogEncryptionMode ?? "DISABLED") === "DISABLED") yield "its metadata isn't encrypted";
    if (!connectionPasswordEncryption?.returnConnectionPasswordEncrypted) yield "it returns passwords of connections in plain text";
  },
});

export const catalogCustomerKey = customerKey(DataCatalogEncryptionSettings, {
  id: "aws-glue-catalog-customer-key",
  subject: "Metadata of the Glue Data Catalog",
  see: "https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html",
  at: (settings) => settings.dataCatalogEncryptionSettings?.encryptionAtRest?.sseAwsKmsKeyId,
});

export const resourcePolicyPublic = noPublicPolicy(ResourcePolicy, {
  id: "aws-glue-resource-policy-public",
  subject: "Glue Data Catalogs",
  equivalents: { kics: ["d25edb51-07fb-4a73-97d4-41cecdc53a22"] },
  why: "Anyone with an AWS account can read or change the catalog.",
  see: "https://docs.aws.amazon.com/glue/latest/dg/security_iam_resource-based-policy-examples.html",
  at: (resourcePolicy) => resourcePolicy.policy,
  action: "glue:GetTable",
});

const policy = (...actions: unknown[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: actions, Resource: "*" },
  });

export const resourcePolicyActions = rule(ResourcePolicy, {
  id: "aws-glue-resource-policy-actions",
  title: "The Glue Data Catalog's policy names the actions that it allows",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { kics: ["d25edb51-07fb-4a73-97d4-41cecdc53a22"] },
  why: "Who may do everything with the catalog may delete it, or point its tables to other data.",
  fix: "Name the actions that are needed instead of `glue:*` or `*`.",
  see: "https://docs.aws.amazon.com/glue/latest/dg/security_iam_resource-based-policy-examples.html",
  pass: [{ policy: policy("glue:GetTable", "glue:GetTables") }, { policy: policy("glue:*").replace("Allow", "Deny") }],
  fail: [{ policy: policy("glue:GetTable", "glue:*") }, { policy: policy("*") }],
  unknown: [{ policy: unknown }, { policy: policy(unknown) }],
  check: ({ policy }) =>
    some(statementsOf(policy), ({ allows, actions }) => allows && some(actions, (action) => /^(glue:)?\*$/i.test(action))) && "its policy allows every action",
});

const modes = (s3: string, logs: string, bookmarks: string) => ({
  encryptionConfiguration: {
    s3Encryption: { s3EncryptionMode: s3 },
    cloudwatchEncryption: { cloudwatchEncryptionMode: logs },
    jobBookmarksEncryption: { jobBookmarksEncryptionMode: bookmarks },
  },
});
const securityConfigurations = "https://docs.aws.amazon.com/glue/latest/dg/console-security-configurations.html";

export const securityConfigurationEncryption = rule(SecurityConfiguration, {
  id: "aws-glue-security-configuration-encryption",
  title: "Glue security configurations encrypt data, logs and bookmarks",
  severity: "medium",
  family: "encryption-at-rest",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_99"], kics: ["ad5b4e97-2850-4adf-be17-1d293e0b85ee"], "cdk-nag": ["AwsSolutions-GL3"] },
  why: "What jobs write keeps parts of the data, and stays without a key of yours where encryption is off.",
  fix: "Set `s3EncryptionMode` and `cloudwatchEncryptionMode` to `SSE-KMS` and `jobBookmarksEncryptionMode` to `CSE-KMS`.",
  see: securityConfigurations,
  pass: [modes("SSE-KMS", "SSE-KMS", "CSE-KMS"), modes("SSE-S3", "SSE-KMS", "CSE-KMS")],
  fail: [
    modes("DISABLED", "SSE-KMS", "CSE-KMS"),
    modes("SSE-KMS", "DISABLED", "CSE-KMS"),
    modes("SSE-KMS", "SSE-KMS", "DISABLED"),
    { encryptionConfiguration: { s3Encryption: { s3EncryptionMode: "SSE-KMS" } } },
  ],
  unknown: [modes(unknown, "SSE-KMS", "CSE-KMS")],
  check: ({ encryptionConfiguration: encryption }) =>
    each(
      [
        { what: "data in Amazon S3", mode: () => encryption?.s3Encryption?.s3EncryptionMode },
        { what: "logs", mode: () => encryption?.cloudwatchEncryption?.cloudwatchEncryptionMode },
        { what: "job bookmarks", mode: () => encryption?.jobBookmarksEncryption?.jobBookmarksEncryptionMode },
      ],
      ({ what, mode }) => (mode() ?? "DISABLED") === "DISABLED" && `it doesn't encrypt ${what}`,
    ),
});

export const securityConfigurationAttached = rule(WithSecurityConfiguration, {
  id: "aws-glue-security-configuration-attached",
  title: "Glue jobs, crawlers and development endpoints have a security configuration",
  severity: "low",
  family: "encryption-at-rest",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_195"], "cdk-nag": ["AwsSolutions-GL1", "AwsSolutions-GL3"] },
  why: "Without one, logs and job bookmarks aren't encrypted with a key of yours.",
  fix: "Set `securityConfiguration` to the name of an `aws.glue.SecurityConfiguration`.",
  see: securityConfigurations,
  related: { attached: to("securityConfiguration", SecurityConfiguration) },
  pass: [{ securityConfiguration: "encrypted" }, { attached: [{}] }],
  fail: [{}],
  check: (self) => !some(self.attached) && !self.securityConfiguration && "`securityConfiguration` isn't set",
});

const url = { JDBC_CONNECTION_URL: "jdbc:postgresql://db.example.com/shop" };

export const connectionTls = rule(Connection, {
  id: "aws-glue-connection-tls",
  title: "Glue connections to databases and Kafka use TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Credentials and data pass through the network in plain text.",
  fix: 'Set `connectionProperties.JDBC_ENFORCE_SSL` to `"true"`, or leave `connectionProperties.KAFKA_SSL_ENABLED` out.',
  see: "https://docs.aws.amazon.com/glue/latest/dg/connection-properties.html",
  pass: [
    {},
    { connectionProperties: { ...url, JDBC_ENFORCE_SSL: "true" } },
    { connectionType: "KAFKA", connectionProperties: { KAFKA_BOOTSTRAP_SERVERS: "b-1:9094" } },
  ],
  fail: [
    { connectionProperties: url },
    { connectionProperties: { ...url, JDBC_ENFORCE_SSL: "false" } },
    { connectionType: "KAFKA", connectionProperties: { KAFKA_SSL_ENABLED: "false" } },
  ],
  unknown: [{ connectionProperties: unknown }],
  check: ({ connectionProperties }) =>
    connectionProperties &&
    ("JDBC_CONNECTION_URL" in connectionProperties && !/^true$/i.test(connectionProperties.JDBC_ENFORCE_SSL ?? "")
      ? "`connectionProperties.JDBC_ENFORCE_SSL` isn't on"
      : /^false$/i.test(connectionProperties.KAFKA_SSL_ENABLED ?? "") && "`connectionProperties.KAFKA_SSL_ENABLED` is off"),
});

export const connectionSecret = rule(Connection, {
  id: "aws-glue-connection-secret",
  title: "Glue connections take passwords from AWS Secrets Manager",
  severity: "low",
  family: "secrets",
  preset: "strict",
  why: "Whoever may read the connection reads the password, and nothing rotates it.",
  fix: "Set `connectionProperties.SECRET_ID` to a secret of AWS Secrets Manager instead of `PASSWORD`.",
  see: "https://docs.aws.amazon.com/glue/latest/dg/connection-properties-secrets-manager.html",
  pass: [{}, { connectionProperties: { ...url, SECRET_ID: unknown } }],
  fail: [{ connectionProperties: { PASSWORD: secret("hunter2") } }, { connectionProperties: { PASSWORD: unknown } }],
  unknown: [{ connectionProperties: unknown }],
  check: ({ connectionProperties }) => connectionProperties && "PASSWORD" in connectionProperties && "`connectionProperties` holds a password",
});

export const jobSourceToken = secretArgument(Job, {
  id: "aws-glue-job-source-token",
  subject: "Access tokens of Glue jobs",
  fix: "Set `sourceControlDetails.authStrategy` to `AWS_SECRETS_MANAGER` and `authToken` to the secret's name.",
  see: "https://docs.aws.amazon.com/glue/latest/dg/edit-job-add-source-control-integration.html",
  at: (job) => job.sourceControlDetails?.authToken,
  unless: ({ sourceControlDetails }) => sourceControlDetails?.authStrategy === "AWS_SECRETS_MANAGER",
  pass: [{ sourceControlDetails: { authStrategy: "AWS_SECRETS_MANAGER", authToken: "github" } }],
});
