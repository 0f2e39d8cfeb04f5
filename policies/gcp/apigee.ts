import type { InstanceArgs } from "@pulumi/gcp/apigee/instance";
import type { OrganizationArgs } from "@pulumi/gcp/apigee/organization";
import type { TargetServerArgs } from "@pulumi/gcp/apigee/targetServer";
import { customerKey, resource, rule, setting, unknown } from "../../lib/rule";

const Organization = resource<OrganizationArgs>("gcp:apigee/organization:Organization");
const Instance = resource<InstanceArgs>("gcp:apigee/instance:Instance");
const TargetServer = resource<TargetServerArgs>("gcp:apigee/targetServer:TargetServer");

export const organizationCustomerKey = customerKey(Organization, {
  id: "gcp-apigee-organization-customer-key",
  subject: "Apigee organisations",
  at: ({ runtimeDatabaseEncryptionKeyName }) => runtimeDatabaseEncryptionKeyName,
  unless: ({ runtimeType, billingType }) => runtimeType === "HYBRID" || billingType === "EVALUATION",
  see: "https://cloud.google.com/kms/docs/compatible-services",
  pass: [{ runtimeType: "HYBRID" }, { billingType: "EVALUATION" }],
});

export const instanceCustomerKey = customerKey(Instance, {
  id: "gcp-apigee-instance-customer-key",
  subject: "Apigee instances",
  at: ({ diskEncryptionKeyName }) => diskEncryptionKeyName,
  see: "https://cloud.google.com/kms/docs/compatible-services",
});

export const targetServerTls = setting(TargetServer, {
  id: "gcp-apigee-target-server-tls",
  title: "Apigee reaches its target servers by TLS",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Requests go on to the target in the open, with the credentials and the data that Apigee had received by HTTPS.",
  see: "https://cloud.google.com/apigee/docs/api-platform/system-administration/options-configuring-tls",
  at: ({ sSlInfo }) => sSlInfo?.enabled,
  good: [true],
  absent: "bad",
});

export const targetServerCertificate = rule(TargetServer, {
  id: "gcp-apigee-target-server-certificate",
  title: "Apigee checks the certificates of its target servers",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Whoever gets between Apigee and the target can pose as the target.",
  fix: "Leave `sSlInfo.ignoreValidationErrors` out, and give a trust store that holds the target's certificate.",
  see: "https://cloud.google.com/apigee/docs/api-platform/system-administration/options-configuring-tls",
  pass: [{}, { sSlInfo: { enabled: true } }],
  fail: [{ sSlInfo: { enabled: true, ignoreValidationErrors: true } }],
  unknown: [{ sSlInfo: { enabled: true, ignoreValidationErrors: unknown } }],
  check: ({ sSlInfo }) => sSlInfo?.ignoreValidationErrors && "it may show any certificate",
});

export const instanceAccessLogging = setting(Instance, {
  id: "gcp-apigee-instance-access-logging",
  title: "Apigee instances log access",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without a log of its requests an attack on an API leaves no trace.",
  see: "https://cloud.google.com/apigee/docs/reference/apis/apigee/rest/v1/organizations.instances",
  at: ({ accessLoggingConfig }) => accessLoggingConfig?.enabled,
  good: [true],
  absent: "bad",
});
