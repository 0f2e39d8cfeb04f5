import type { BillingAccountBucketConfigArgs } from "@pulumi/gcp/logging/billingAccountBucketConfig";
import type { BillingAccountSinkArgs } from "@pulumi/gcp/logging/billingAccountSink";
import type { FolderBucketConfigArgs } from "@pulumi/gcp/logging/folderBucketConfig";
import type { FolderSettingsArgs } from "@pulumi/gcp/logging/folderSettings";
import type { FolderSinkArgs } from "@pulumi/gcp/logging/folderSink";
import type { MetricArgs } from "@pulumi/gcp/logging/metric";
import type { OrganizationBucketConfigArgs } from "@pulumi/gcp/logging/organizationBucketConfig";
import type { OrganizationSettingsArgs } from "@pulumi/gcp/logging/organizationSettings";
import type { OrganizationSinkArgs } from "@pulumi/gcp/logging/organizationSink";
import type { ProjectBucketConfigArgs } from "@pulumi/gcp/logging/projectBucketConfig";
import type { ProjectExclusionArgs } from "@pulumi/gcp/logging/projectExclusion";
import type { ProjectSinkArgs } from "@pulumi/gcp/logging/projectSink";
import type { AlertPolicyArgs } from "@pulumi/gcp/monitoring/alertPolicy";
import type { BucketArgs } from "@pulumi/gcp/storage/bucket";
import { all, customerKey, every, from, option, resource, rule, Stack, setting, some, to, unknown } from "../../lib/rule";
import type { Meta, Rule } from "../../lib/rule/rule";

const Sink = resource<ProjectSinkArgs | FolderSinkArgs | OrganizationSinkArgs | BillingAccountSinkArgs>(
  "gcp:logging/projectSink:ProjectSink",
  "gcp:logging/folderSink:FolderSink",
  "gcp:logging/organizationSink:OrganizationSink",
  "gcp:logging/billingAccountSink:BillingAccountSink",
);
const ParentSink = resource<FolderSinkArgs | OrganizationSinkArgs>("gcp:logging/folderSink:FolderSink", "gcp:logging/organizationSink:OrganizationSink");
const BucketConfig = resource<ProjectBucketConfigArgs | FolderBucketConfigArgs | OrganizationBucketConfigArgs | BillingAccountBucketConfigArgs>(
  "gcp:logging/projectBucketConfig:ProjectBucketConfig",
  "gcp:logging/folderBucketConfig:FolderBucketConfig",
  "gcp:logging/organizationBucketConfig:OrganizationBucketConfig",
  "gcp:logging/billingAccountBucketConfig:BillingAccountBucketConfig",
);
const ProjectBucketConfig = resource<ProjectBucketConfigArgs>("gcp:logging/projectBucketConfig:ProjectBucketConfig");
const Settings = resource<FolderSettingsArgs | OrganizationSettingsArgs>(
  "gcp:logging/folderSettings:FolderSettings",
  "gcp:logging/organizationSettings:OrganizationSettings",
);
const Exclusion = resource<ProjectExclusionArgs>(
  "gcp:logging/projectExclusion:ProjectExclusion",
  "gcp:logging/folderExclusion:FolderExclusion",
  "gcp:logging/organizationExclusion:OrganizationExclusion",
  "gcp:logging/billingAccountExclusion:BillingAccountExclusion",
);
const Metric = resource<MetricArgs>("gcp:logging/metric:Metric");
const AlertPolicy = resource<AlertPolicyArgs>("gcp:monitoring/alertPolicy:AlertPolicy");
const Bucket = resource<BucketArgs>("gcp:storage/bucket:Bucket");

export const sinkBucketLock = rule(Sink, {
  id: "gcp-logging-sink-bucket-lock",
  title: "Log sinks write to Cloud Storage buckets with a locked retention policy",
  severity: "medium",
  family: "logging",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["2.3"] },
  equivalents: { checkov: ["CKV2_GCP_4"], regula: ["FG_R00393"] },
  why: "Who can delete objects of the bucket can remove the traces of what they did.",
  fix: "Set `retentionPolicy` of the bucket, with `isLocked`.",
  see: "https://cloud.google.com/storage/docs/bucket-lock",
  related: { buckets: to("destination", Bucket) },
  pass: [{}, { buckets: [{ retentionPolicy: { isLocked: true, retentionPeriod: "31536000" } }] }],
  fail: [{ buckets: [{}] }, { buckets: [{ retentionPolicy: { isLocked: false, retentionPeriod: "31536000" } }] }],
  unknown: [{ buckets: [unknown] }, { buckets: [{ retentionPolicy: { isLocked: unknown } }] }],
  check: ({ buckets }) => some(buckets, ({ retentionPolicy }) => !retentionPolicy?.isLocked) && "the retention policy of its bucket isn't locked",
});

export const stackAllLogs = rule(Stack, {
  id: "gcp-logging-stack-all-logs",
  title: "A stack with log sinks has one for all logs",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "What no sink takes along is gone after the log bucket's retention, and lies where the intruder is.",
  fix: "Add a sink without a `filter`.",
  see: "https://cloud.google.com/logging/docs/export/configure_export_v2",
  related: { sinks: all(Sink) },
  pass: [{}, { sinks: [{ filter: "severity >= ERROR" }, {}] }, { sinks: [unknown, { filter: "" }] }],
  fail: [{ sinks: [{ filter: "severity >= ERROR" }] }, { sinks: [{ disabled: true }] }, { sinks: [{ exclusions: [{ name: "a", filter: "b" }] }] }],
  unknown: [{ sinks: [{ filter: unknown }] }],
  check: ({ sinks }) =>
    sinks.length > 0 && !some(sinks, ({ filter, disabled, exclusions }) => !filter && !disabled && !exclusions?.length) && "has no sink for all logs",
});

export const sinkChildren = setting(ParentSink, {
  id: "gcp-logging-sink-children",
  title: "Log sinks of folders and organisations take the logs of all projects below",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Only what happens to the folder or organisation itself is exported, and nothing of the projects where the work is done.",
  see: "https://cloud.google.com/logging/docs/export/aggregated_sinks",
  at: (self) => self.includeChildren,
  good: [true],
  absent: "bad",
});

const auditLog = /cloudaudit\.googleapis\.com/;

export const exclusionAudit = rule(Exclusion, {
  id: "gcp-logging-exclusion-audit",
  title: "Log exclusions keep audit logs",
  severity: "medium",
  family: "logging",
  preset: "strict",
  why: "Entries that are excluded are never stored, so nobody can tell who did what.",
  fix: "Take audit logs out of the exclusion's `filter`.",
  see: "https://cloud.google.com/logging/docs/routing/overview#exclusions",
  pass: [{ filter: 'resource.type="gce_instance" AND severity<ERROR' }, { disabled: true, filter: 'logName:"cloudaudit.googleapis.com"' }],
  fail: [{ filter: 'logName:"cloudaudit.googleapis.com%2Fdata_access"' }],
  unknown: [{ filter: unknown }],
  check: ({ filter, disabled }) => auditLog.test(filter ?? "") && !disabled && "excludes audit logs",
});

export const bucketRetention = rule(BucketConfig, {
  id: "gcp-logging-bucket-retention",
  title: "Log buckets keep logs long enough",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Intrusions are often noticed after months; the logs that explain them must still be there.",
  fix: "Set `retentionDays` to 365 or more.",
  see: "https://cloud.google.com/logging/docs/buckets#custom-retention",
  options: { days: option.Integer({ default: 365, minimum: 1, description: "The shortest retention, in days." }) },
  // Google keeps the bucket `_Required` for 400 days, which can't be changed.
  pass: [{ retentionDays: 365 }, { bucketId: "_Required" }],
  fail: [{}, { retentionDays: 30 }],
  unknown: [{ retentionDays: unknown }],
  check: ({ bucketId, retentionDays = 30 }, { options: { days } }) =>
    retentionDays < days && bucketId !== "_Required" && `keeps logs for ${retentionDays} days only`,
});

export const bucketLock = rule(ProjectBucketConfig, {
  id: "gcp-logging-bucket-lock",
  title: "Log buckets are locked",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Without the lock, an intruder with enough permissions shortens the retention or deletes the bucket.",
  fix: "Set `locked` to `true`, once the retention is right: it can't be taken back.",
  see: "https://cloud.google.com/logging/docs/buckets#locking-logs-buckets",
  pass: [{ locked: true }, { bucketId: "_Required" }],
  fail: [{}, { locked: false }],
  unknown: [{ locked: unknown }],
  check: ({ bucketId, locked }) => bucketId !== "_Required" && !locked && "isn't locked",
});

export const bucketCustomerKey = customerKey(BucketConfig, {
  id: "gcp-logging-bucket-customer-key",
  subject: "Log buckets",
  at: (self) => self.cmekSettings?.kmsKeyName,
  see: "https://cloud.google.com/logging/docs/routing/managed-encryption-storage",
});

export const settingsCustomerKey = customerKey(Settings, {
  id: "gcp-logging-settings-customer-key",
  subject: "New log buckets of a folder or organisation",
  at: (self) => self.kmsKeyName,
  see: "https://cloud.google.com/logging/docs/default-settings",
});

interface AlertSpec extends Pick<Meta, "id"> {
  /** What people should hear of. */
  readonly changes: string;
  /** What the filter of an alert must speak of. */
  readonly terms: readonly RegExp[];
  /** A filter that does. */
  readonly filter: string;
}

const audit = 'protoPayload.serviceName="example.googleapis.com"';

/** A rule that asks for an alert, by a log metric or straight from the log, where a stack has alerts on audit logs at all. */
const alert = ({ id, changes, terms, filter }: AlertSpec): Rule => {
  const tells = (text: string | undefined) => text !== undefined && every(terms, (term) => term.test(text));
  const readsAudit = (text: string | undefined) => text !== undefined && /protoPayload|cloudaudit/.test(text);
  const threshold = (name: string) => ({ conditions: [{ conditionThreshold: { filter: `metric.type="logging.googleapis.com/user/${name}"` } }] });
  return rule(Stack, {
    id,
    title: `A stack with alerts on audit logs has one for changes of ${changes}`,
    severity: "low",
    family: "logging",
    preset: "strict",
    why: "Such changes are rare and serious, and an intruder's are noticed only if somebody is told.",
    fix: `Add a \`gcp.logging.Metric\` and a \`gcp.monitoring.AlertPolicy\` on it, with a filter such as \`${filter}\`.`,
    see: "https://cloud.google.com/logging/docs/alerting/monitoring-logs",
    related: { metrics: all(Metric, { alerts: from(AlertPolicy, "conditions") }), policies: all(AlertPolicy) },
    pass: [
      {},
      { metrics: [{ name: "errors", filter: "severity >= ERROR" }] },
      { metrics: [{ filter, alerts: [{}] }] },
      { metrics: [{ name: "changes", filter }], policies: [threshold("changes")] },
      { policies: [{ conditions: [{ conditionMatchedLog: { filter } }] }] },
    ],
    fail: [
      { metrics: [{ filter: audit, alerts: [{}] }] },
      { metrics: [{ name: "changes", filter }], policies: [threshold("others")] },
      { policies: [{ conditions: [{ conditionMatchedLog: { filter: audit } }] }] },
    ],
    unknown: [{ metrics: [{ filter: audit }, { filter: unknown }] }],
    check: ({ metrics, policies }) => {
      const somePolicy = (is: (text: string | undefined) => boolean, kind: "conditionThreshold" | "conditionMatchedLog") =>
        some(policies, ({ conditions }) => some(conditions, (condition) => is(condition[kind]?.filter)));
      if (!some(metrics, (metric) => readsAudit(metric.filter)) && !somePolicy(readsAudit, "conditionMatchedLog")) return false;
      const isTold =
        somePolicy(tells, "conditionMatchedLog") ||
        some(
          metrics,
          (metric) =>
            tells(metric.filter) && (metric.alerts.length > 0 || somePolicy((text) => text?.includes(`/user/${metric.name}"`) ?? false, "conditionThreshold")),
        );
      return !isTold && `has no alert for changes of ${changes}`;
    },
  });
};

export const stackAlertOwnership = alert({
  id: "gcp-logging-stack-alert-ownership",
  changes: "a project's owners",
  terms: [/cloudresourcemanager\.googleapis\.com/, /roles\/owner|ProjectOwnership/],
  filter: 'protoPayload.serviceName="cloudresourcemanager.googleapis.com" AND protoPayload.serviceData.policyDelta.bindingDeltas.role="roles/owner"',
});

export const stackAlertAudit = alert({
  id: "gcp-logging-stack-alert-audit",
  changes: "the audit configuration",
  terms: [/SetIamPolicy/, /auditConfigDeltas/],
  filter: 'protoPayload.methodName="SetIamPolicy" AND protoPayload.serviceData.policyDelta.auditConfigDeltas:*',
});

export const stackAlertRoles = alert({
  id: "gcp-logging-stack-alert-roles",
  changes: "custom roles",
  terms: [/iam_role|google\.iam\.admin\.v1\.\w*Role/],
  filter: 'resource.type="iam_role" AND protoPayload.methodName=~"(Create|Update|Delete)Role"',
});

export const stackAlertFirewall = alert({
  id: "gcp-logging-stack-alert-firewall",
  changes: "firewall rules",
  terms: [/gce_firewall_rule|compute\.firewalls/],
  filter: 'resource.type="gce_firewall_rule" AND protoPayload.methodName=~"compute.firewalls"',
});

export const stackAlertRoutes = alert({
  id: "gcp-logging-stack-alert-routes",
  changes: "routes",
  terms: [/gce_route|compute\.routes/],
  filter: 'resource.type="gce_route" AND protoPayload.methodName=~"compute.routes"',
});

export const stackAlertNetworks = alert({
  id: "gcp-logging-stack-alert-networks",
  changes: "networks",
  terms: [/gce_network\b|compute\.networks/],
  filter: 'resource.type="gce_network" AND protoPayload.methodName=~"compute.networks"',
});

export const stackAlertStorage = alert({
  id: "gcp-logging-stack-alert-storage",
  changes: "who may use a bucket",
  terms: [/gcs_bucket|storage\.googleapis\.com/, /storage\.setIamPermissions/],
  filter: 'resource.type="gcs_bucket" AND protoPayload.methodName="storage.setIamPermissions"',
});

export const stackAlertDatabases = alert({
  id: "gcp-logging-stack-alert-databases",
  changes: "Cloud SQL instances",
  terms: [/cloudsql\.instances\.(update|\*)|cloudsql\.instances"/],
  filter: 'protoPayload.methodName="cloudsql.instances.update"',
});
