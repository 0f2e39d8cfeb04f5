import type { IamAuditConfigArgs as FolderAuditConfigArgs } from "@pulumi/gcp/folder/iamAuditConfig";
import type { IamAuditConfigArgs as OrganizationAuditConfigArgs } from "@pulumi/gcp/organizations/iamAuditConfig";
import type { ApiKeyArgs } from "@pulumi/gcp/projects/apiKey";
import type { IAMAuditConfigArgs } from "@pulumi/gcp/projects/iamauditConfig";
import type { IAMPolicyArgs } from "@pulumi/gcp/projects/iampolicy";
import { isRecord, json } from "../../lib/cloud/json";
import { each, resource, rule, some, unknown } from "../../lib/rule";

const ApiKey = resource<ApiKeyArgs>("gcp:projects/apiKey:ApiKey");
const AuditConfig = resource<Partial<IAMAuditConfigArgs & FolderAuditConfigArgs & OrganizationAuditConfigArgs & IAMPolicyArgs>>(
  "gcp:projects/iAMAuditConfig:IAMAuditConfig",
  "gcp:folder/iamAuditConfig:IamAuditConfig",
  "gcp:organizations/iamAuditConfig:IamAuditConfig",
  "gcp:projects/iAMPolicy:IAMPolicy",
  "gcp:folder/iAMPolicy:IAMPolicy",
  "gcp:organizations/iAMPolicy:IAMPolicy",
);

interface Audit {
  readonly service?: string;
  readonly auditLogConfigs?: readonly { readonly logType?: string; readonly exemptedMembers?: readonly string[] }[];
}

/** What is logged of which service: of an audit configuration, or as an IAM policy says. */
const auditsOf = (self: Audit & { policyData?: string }): readonly Audit[] => {
  if (self.policyData === undefined) return [self];
  const policy = json(self.policyData);
  return isRecord(policy) && Array.isArray(policy.auditConfigs) ? policy.auditConfigs : [];
};

const policy = (...auditConfigs: Audit[]) => ({ policyData: JSON.stringify({ auditConfigs }) });

export const auditDataTypes = rule(AuditConfig, {
  id: "gcp-projects-audit-data-types",
  title: "Audit logs of all services tell of reading and writing data",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["2.1"] },
  equivalents: { regula: ["FG_R00389"] },
  why: "Without both kinds, nobody can tell who read, or who changed, the data.",
  fix: "Add entries for `DATA_READ` and `DATA_WRITE` to `auditLogConfigs`.",
  see: "https://cloud.google.com/logging/docs/audit/configure-data-access",
  pass: [
    { service: "allServices", auditLogConfigs: [{ logType: "DATA_READ" }, { logType: "DATA_WRITE" }] },
    { service: "storage.googleapis.com", auditLogConfigs: [{ logType: "DATA_READ" }] },
    policy(),
  ],
  fail: [
    { service: "allServices", auditLogConfigs: [{ logType: "ADMIN_READ" }, { logType: "DATA_READ" }] },
    policy({ service: "allServices", auditLogConfigs: [{ logType: "DATA_WRITE" }] }),
  ],
  unknown: [{ service: "allServices", auditLogConfigs: [unknown, { logType: "DATA_READ" }] }],
  check: (self) =>
    each(
      auditsOf(self),
      ({ service, auditLogConfigs }) =>
        service === "allServices" &&
        each(["DATA_READ", "DATA_WRITE"], (type) => !some(auditLogConfigs, ({ logType }) => logType === type) && `doesn't log \`${type}\``),
    ),
});

export const auditExemptions = rule(AuditConfig, {
  id: "gcp-projects-audit-exemptions",
  title: "Audit logs exempt nobody",
  severity: "medium",
  family: "logging",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["2.1"] },
  equivalents: { regula: ["FG_R00391"] },
  why: "What an exempted account does, or somebody in its name, leaves no trace.",
  fix: "Leave `exemptedMembers` out.",
  see: "https://cloud.google.com/logging/docs/audit/configure-data-access",
  pass: [
    { service: "allServices", auditLogConfigs: [{ logType: "DATA_READ", exemptedMembers: [] }] },
    policy({ service: "allServices", auditLogConfigs: [{ logType: "DATA_READ" }] }),
  ],
  fail: [
    { service: "allServices", auditLogConfigs: [unknown, { logType: "DATA_READ", exemptedMembers: ["user:jane@example.com"] }] },
    policy({ service: "allServices", auditLogConfigs: [{ logType: "DATA_READ", exemptedMembers: ["user:jane@example.com"] }] }),
  ],
  unknown: [{ service: "allServices", auditLogConfigs: [{ logType: "DATA_READ", exemptedMembers: unknown }] }],
  check: (self) =>
    each(auditsOf(self), ({ auditLogConfigs }) => some(auditLogConfigs, ({ exemptedMembers }) => exemptedMembers?.length) && "exempts members from audit logs"),
});

export const apiKeyTargets = rule(ApiKey, {
  id: "gcp-projects-api-key-targets",
  title: "API keys are only good for the APIs that need them",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  why: "Who finds the key, in a web page or an app, can use every API of the project that takes keys, at its cost.",
  fix: "Name the APIs in `restrictions.apiTargets`.",
  see: "https://cloud.google.com/docs/authentication/api-keys#adding-api-restrictions",
  pass: [{ restrictions: { apiTargets: [{ service: "maps-backend.googleapis.com" }] } }],
  fail: [{}, { restrictions: { browserKeyRestrictions: { allowedReferrers: ["example.com/*"] } } }, { restrictions: { apiTargets: [] } }],
  unknown: [{ restrictions: { apiTargets: unknown } }],
  check: ({ restrictions }) => !restrictions?.apiTargets?.length && "works for all APIs",
});

const callers = ["androidKeyRestrictions", "browserKeyRestrictions", "iosKeyRestrictions", "serverKeyRestrictions"] as const;

export const apiKeyCallers = rule(ApiKey, {
  id: "gcp-projects-api-key-callers",
  title: "API keys only work for known websites, apps or addresses",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why: "A key that works from anywhere is anybody's as soon as it leaks.",
  fix: "Set one of `restrictions.browserKeyRestrictions`, `androidKeyRestrictions`, `iosKeyRestrictions` and `serverKeyRestrictions`.",
  see: "https://cloud.google.com/docs/authentication/api-keys#adding-application-restrictions",
  pass: [{ restrictions: { browserKeyRestrictions: { allowedReferrers: ["example.com/*"] } } }],
  fail: [{}, { restrictions: { apiTargets: [{ service: "maps-backend.googleapis.com" }] } }],
  unknown: [{ restrictions: unknown }],
  check: ({ restrictions }) => !some(callers, (kind) => restrictions?.[kind] !== undefined) && "works from anywhere",
});
