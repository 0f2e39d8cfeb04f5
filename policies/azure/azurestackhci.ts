import type { SecuritySettingArgs } from "@pulumi/azure-native/azurestackhci/securitySetting";
import { resource, setting } from "../../lib/rule";

const SecuritySetting = resource<SecuritySettingArgs>("azure-native:azurestackhci:SecuritySetting");

export const settingSmbEncryption = setting(SecuritySetting, {
  id: "azure-azurestackhci-setting-smb-encryption",
  title: "Azure Local clusters encrypt the traffic between their machines",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Storage traffic in the clear can be read and changed by who is on the cluster's network.",
  see: "https://learn.microsoft.com/azure/azure-local/concepts/security-features",
  at: (settings) => settings.smbEncryptionForIntraClusterTrafficComplianceAssignment,
  good: ["ApplyAndAutoCorrect"],
  bad: ["Audit"],
  absent: "bad",
});
