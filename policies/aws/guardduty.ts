import type { DetectorArgs } from "@pulumi/aws/guardduty/detector";
import type { DetectorFeatureArgs } from "@pulumi/aws/guardduty/detectorFeature";
import type { FilterArgs } from "@pulumi/aws/guardduty/filter";
import type { OrganizationConfigurationArgs } from "@pulumi/aws/guardduty/organizationConfiguration";
import type { OrganizationConfigurationFeatureArgs } from "@pulumi/aws/guardduty/organizationConfigurationFeature";
import { each, from, resource, rule, setting, some, unknown } from "../../lib/rule";

const Detector = resource<DetectorArgs>("aws:guardduty/detector:Detector");
const DetectorFeature = resource<DetectorFeatureArgs>("aws:guardduty/detectorFeature:DetectorFeature");
const Filter = resource<FilterArgs>("aws:guardduty/filter:Filter");
const OrganizationConfiguration = resource<OrganizationConfigurationArgs>("aws:guardduty/organizationConfiguration:OrganizationConfiguration");
const OrganizationFeature = resource<OrganizationConfigurationFeatureArgs>("aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature");

export const detectorEnabled = setting(Detector, {
  id: "aws-guardduty-detector-enabled",
  title: "GuardDuty detectors are on",
  severity: "medium",
  family: "logging",
  preset: "recommended",
  equivalents: { checkov: ["CKV_AWS_238", "CKV2_AWS_3"], kics: ["704dadd3-54fc-48ac-b6a0-02f170011473"], terrascan: ["AC_AWS_0131"] },
  why: "A detector that is off finds nothing, while the program says that it looks.",
  see: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html",
  at: (detector) => detector.enable,
  good: [true],
  absent: "good",
});

export const detectorFeature = setting(DetectorFeature, {
  id: "aws-guardduty-detector-feature",
  title: "GuardDuty looks at all that its features cover",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "A feature that is off finds nothing in buckets, clusters, functions or databases.",
  see: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html",
  at: (feature) => feature.status,
  good: ["ENABLED"],
  bad: ["DISABLED"],
  absent: "bad",
});

export const detectorSources = rule(Detector, {
  id: "aws-guardduty-detector-sources",
  title: "GuardDuty detectors leave no source out",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "A source that is off finds nothing in buckets, clusters or volumes.",
  fix: "Set `enable` to `true` for each source in `datasources`, or use `aws.guardduty.DetectorFeature`.",
  see: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html",
  pass: [
    {},
    { datasources: { s3Logs: { enable: true }, kubernetes: { auditLogs: { enable: true } } } },
    { datasources: { malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: { enable: true } } } } },
  ],
  fail: [
    { datasources: { s3Logs: { enable: false } } },
    { datasources: { kubernetes: { auditLogs: { enable: false } } } },
    { datasources: { malwareProtection: { scanEc2InstanceWithFindings: { ebsVolumes: { enable: false } } } } },
  ],
  unknown: [{ datasources: { s3Logs: { enable: unknown } } }],
  check: ({ datasources }) =>
    each(
      [
        { source: "s3Logs", read: () => datasources?.s3Logs?.enable },
        { source: "kubernetes.auditLogs", read: () => datasources?.kubernetes?.auditLogs?.enable },
        { source: "malwareProtection", read: () => datasources?.malwareProtection?.scanEc2InstanceWithFindings?.ebsVolumes?.enable },
      ],
      ({ source, read }) => read() === false && `\`datasources.${source}\` is off`,
    ),
});

export const filterArchive = rule(Filter, {
  id: "aws-guardduty-filter-archive",
  title: "GuardDuty archives no severe findings unseen",
  severity: "medium",
  family: "logging",
  preset: "strict",
  why: "A finding that a filter archives is neither shown nor sent on.",
  fix: "Let the filter match findings of a low severity only, or set `action` to `NOOP`.",
  see: "https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html",
  pass: [
    { action: "NOOP" },
    { action: "ARCHIVE", findingCriteria: { criterions: [{ field: "severity", lessThan: "4" }] } },
    { action: "ARCHIVE", findingCriteria: { criterions: [{ field: "type", equals: ["Recon:EC2/Portscan"] }] } },
  ],
  fail: [{ action: "ARCHIVE", findingCriteria: { criterions: [{ field: "severity", greaterThanOrEqual: "7" }] } }],
  unknown: [{ action: unknown }],
  check: ({ action, findingCriteria }) =>
    action === "ARCHIVE" &&
    each(
      findingCriteria?.criterions,
      ({ field, greaterThan, greaterThanOrEqual }) => field === "severity" && Number(greaterThan ?? greaterThanOrEqual) >= 4 && "it archives severe findings",
    ),
});

const organizations = "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html";

export const organizationMembers = setting(OrganizationConfiguration, {
  id: "aws-guardduty-organization-members",
  title: "GuardDuty is on in the organization's accounts",
  severity: "medium",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_3"] },
  why: "Accounts without GuardDuty are where nobody notices an intruder.",
  see: organizations,
  at: (organization) => organization.autoEnableOrganizationMembers,
  good: ["ALL", "NEW"],
  bad: ["NONE"],
  absent: "bad",
});

export const detectorOrganization = rule(Detector, {
  id: "aws-guardduty-detector-organization",
  title: "GuardDuty's detector covers the accounts that the organization adds",
  severity: "low",
  family: "logging",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_3"] },
  why: "A new account has no GuardDuty until somebody thinks of it.",
  fix: "In the delegated administrator's account add an `aws.guardduty.OrganizationConfiguration` with `autoEnableOrganizationMembers` set to `ALL`.",
  see: organizations,
  related: { organization: from(OrganizationConfiguration, "detectorId") },
  pass: [{ organization: [{ autoEnableOrganizationMembers: "ALL" }] }, { organization: [{ autoEnableOrganizationMembers: "NEW" }] }],
  fail: [{}, { organization: [{ autoEnableOrganizationMembers: "NONE" }] }],
  unknown: [{ organization: [unknown] }, { organization: [{ autoEnableOrganizationMembers: unknown }] }],
  check: ({ organization }) =>
    !some(organization, ({ autoEnableOrganizationMembers: members }) => members === "ALL" || members === "NEW") &&
    "no OrganizationConfiguration turns GuardDuty on in new accounts",
});

export const organizationFeature = setting(OrganizationFeature, {
  id: "aws-guardduty-organization-feature",
  title: "GuardDuty's features are on in the organization's accounts",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "A feature that is off finds nothing in buckets, clusters, functions or databases.",
  see: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html",
  at: (feature) => feature.autoEnable,
  good: ["ALL", "NEW"],
  bad: ["NONE"],
  absent: "bad",
});
