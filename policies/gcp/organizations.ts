import type { ContactArgs } from "@pulumi/gcp/essentialcontacts/contact";
import type { FolderArgs } from "@pulumi/gcp/organizations/folder";
import type { ProjectArgs } from "@pulumi/gcp/organizations/project";
import type { IAMAuditConfigArgs } from "@pulumi/gcp/projects/iamauditConfig";
import { all, every, from, resource, rule, Stack, setting, some, unknown } from "../../lib/rule";

const Contact = resource<ContactArgs>("gcp:essentialcontacts/contact:Contact");
const Folder = resource<FolderArgs>("gcp:organizations/folder:Folder");
const Project = resource<ProjectArgs>("gcp:organizations/project:Project");
const AuditConfig = resource<IAMAuditConfigArgs>("gcp:projects/iAMAuditConfig:IAMAuditConfig");

export const projectDefaultNetwork = setting(Project, {
  id: "gcp-organizations-project-default-network",
  title: "Projects have no default network",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_GCP_27"], trivy: ["AVD-GCP-0010"], kics: ["59571246-3f62-4965-a96f-c7d97e269351"], terrascan: ["AC_GCP_0010"] },
  why: "The default network has subnets in all regions, and firewall rules that let SSH and RDP in from anywhere.",
  fix: "Set `autoCreateNetwork` to `false`, and create the networks that you need.",
  see: "https://cloud.google.com/vpc/docs/vpc#default-network",
  at: (self) => self.autoCreateNetwork,
  good: [false],
  absent: "bad",
});

export const projectAuditLogging = rule(Project, {
  id: "gcp-organizations-project-audit-logging",
  title: "Projects log the access to data of all services and all users",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["2.1"] },
  equivalents: {
    checkov: ["CKV2_GCP_5"],
    trivy: ["AVD-GCP-0079"],
    kics: ["89fe890f-b480-460c-8b6b-7d8b1468adb4"],
    terrascan: ["AC_GCP_0009"],
  },
  why: "Without data access logs, nobody can tell who read or changed what.",
  fix: "Give the project a `gcp.projects.IAMAuditConfig` for `allServices`, without `exemptedMembers`.",
  see: "https://cloud.google.com/logging/docs/audit/configure-data-access",
  related: { audits: from(AuditConfig, "project") },
  pass: [{ audits: [{ service: "allServices", auditLogConfigs: [{ logType: "ADMIN_READ" }, { logType: "DATA_READ", exemptedMembers: [] }] }] }],
  fail: [
    {},
    { audits: [{ service: "storage.googleapis.com", auditLogConfigs: [{ logType: "DATA_READ" }] }] },
    { audits: [{ service: "allServices", auditLogConfigs: [{ logType: "DATA_READ", exemptedMembers: ["user:jane@example.com"] }] }] },
  ],
  unknown: [{ audits: [unknown] }],
  check: ({ audits }) =>
    !some(audits, ({ service, auditLogConfigs }) => service === "allServices" && every(auditLogConfigs, ({ exemptedMembers }) => !exemptedMembers?.length)) &&
    "no IAMAuditConfig for all services and all users refers to it",
});

export const folderDeletion = setting(Folder, {
  id: "gcp-organizations-folder-deletion",
  title: "Folders are protected from deletion",
  severity: "low",
  family: "resilience",
  preset: "strict",
  why: "The policies and grants of a folder are gone with it.",
  fix: "Leave `deletionProtection` on.",
  see: "https://cloud.google.com/resource-manager/docs/creating-managing-folders",
  at: (self) => self.deletionProtection,
  good: [true],
  absent: "good",
});

export const stackSecurityContact = rule(Stack, {
  id: "gcp-organizations-stack-security-contact",
  title: "A stack with essential contacts has one for security",
  severity: "low",
  family: "logging",
  preset: "strict",
  why: "Google writes to the organisation's owners instead, who may not read it, when it finds a leaked key or an intrusion.",
  fix: "Add `SECURITY` to the `notificationCategorySubscriptions` of a `gcp.essentialcontacts.Contact`.",
  see: "https://cloud.google.com/resource-manager/docs/managing-notification-contacts",
  related: { contacts: all(Contact) },
  pass: [
    {},
    { contacts: [{ notificationCategorySubscriptions: ["BILLING", "SECURITY"] }] },
    { contacts: [unknown, { notificationCategorySubscriptions: ["ALL"] }] },
  ],
  fail: [{ contacts: [{ notificationCategorySubscriptions: ["BILLING"] }] }],
  unknown: [{ contacts: [{ notificationCategorySubscriptions: [unknown] }] }],
  check: ({ contacts }) =>
    contacts.length > 0 &&
    !some(contacts, ({ notificationCategorySubscriptions }) => some(notificationCategorySubscriptions, (category) => /^(ALL|SECURITY)$/.test(category))) &&
    "has no essential contact for security",
});
