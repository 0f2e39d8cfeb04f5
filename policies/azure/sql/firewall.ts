import type { FirewallRuleArgs } from "@pulumi/azure-native/sql/firewallRule";
import * as azure from "../../../lib/cloud/azure-firewall";
import { resource } from "../../../lib/rule";

const FirewallRule = resource<FirewallRuleArgs>("azure-native:sql:FirewallRule");
const subject = "SQL servers";

export const firewallOpen = azure.firewallOpen(FirewallRule, {
  id: "azure-sql-firewall-open",
  subject,
  controls: { "cis-azure-1.3": ["6.3"] },
  equivalents: {
    checkov: ["CKV_AZURE_11", "CKV2_AZURE_34"],
    trivy: ["AVD-AZU-0029"],
    kics: ["25c0ea09-f1c5-4380-b055-3b83863f2bb8", "6a3201a5-1630-494b-b294-3129d06b0eca", "d7ba74da-2da0-4d4b-83c8-2fd72a3f6c28"],
    terrascan: ["AC_AZURE_0380"],
    regula: ["FG_R00192"],
  },
  see: "https://learn.microsoft.com/azure/azure-sql/database/firewall-configure",
});

export const firewallRange = azure.firewallRange(FirewallRule, {
  id: "azure-sql-firewall-range",
  subject,
  equivalents: { terrascan: ["AC_AZURE_0280"] },
  see: "https://learn.microsoft.com/azure/azure-sql/database/firewall-configure",
});

export const firewallAzure = azure.firewallAzure(FirewallRule, {
  id: "azure-sql-firewall-azure",
  subject,
  equivalents: { checkov: ["CKV2_AZURE_6"], terrascan: ["AC_AZURE_0381"], regula: ["FG_R00221"] },
  see: "https://learn.microsoft.com/azure/azure-sql/database/network-access-controls-overview",
});
