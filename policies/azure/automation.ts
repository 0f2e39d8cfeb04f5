import type { AutomationAccountArgs } from "@pulumi/azure-native/automation/automationAccount";
import type { VariableArgs } from "@pulumi/azure-native/automation/variable";
import { diagnosticLogs, managedIdentity } from "../../lib/cloud/azure";
import { customerKey, resource, setting } from "../../lib/rule";

const Account = resource<AutomationAccountArgs>("azure-native:automation:AutomationAccount");
const Variable = resource<VariableArgs>("azure-native:automation:Variable");

export const accountCustomerKey = customerKey(Account, {
  id: "azure-automation-account-customer-key",
  subject: "Automation accounts",
  see: "https://learn.microsoft.com/azure/automation/automation-secure-asset-encryption",
  at: (account) => account.encryption?.keyVaultProperties?.keyName,
});

export const accountIdentity = managedIdentity(Account, {
  id: "azure-automation-account-identity",
  subject: "Automation accounts",
  equivalents: { checkov: ["CKV2_AZURE_36"] },
  see: "https://learn.microsoft.com/azure/automation/enable-managed-identity-for-automation",
});

export const accountLocalAuth = setting(Account, {
  id: "azure-automation-account-local-auth",
  title: "Automation accounts refuse keys",
  severity: "medium",
  family: "identity",
  preset: "strict",
  why: "With the account's key anyone registers a machine that then receives its jobs, and their secrets.",
  see: "https://learn.microsoft.com/azure/automation/disable-local-authentication",
  at: (account) => account.disableLocalAuth,
  good: [true],
  absent: "bad",
});

export const accountLogs = diagnosticLogs(Account, {
  id: "azure-automation-account-logs",
  subject: "Automation accounts",
  category: "AuditEvent",
  see: "https://learn.microsoft.com/azure/automation/automation-manage-send-joblogs-log-analytics",
});

export const accountPublicNetwork = setting(Account, {
  id: "azure-automation-account-public-network",
  title: "Automation accounts disable public network access",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_24"] },
  why: "From the public network one leaked webhook or key is enough to start jobs.",
  fix: "Set `publicNetworkAccess` to `false` and use private endpoints.",
  see: "https://learn.microsoft.com/azure/automation/how-to/private-link-security",
  at: (account) => account.publicNetworkAccess,
  good: [false],
  bad: [true],
  absent: "bad",
});

export const variableEncrypted = setting(Variable, {
  id: "azure-automation-variable-encrypted",
  title: "Variables of automation accounts are encrypted",
  severity: "medium",
  family: "secrets",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_73"] },
  why: "Everyone who may look at the account reads its plain variables.",
  see: "https://learn.microsoft.com/azure/automation/shared-resources/variables",
  at: (variable) => variable.isEncrypted,
  good: [true],
  absent: "bad",
});
