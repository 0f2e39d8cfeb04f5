import type { FirewallRuleArgs } from "@pulumi/azure-native/sql/firewallRule";
import { option, resource, rule, unknown } from "../../../lib/rule";

const FirewallRule = resource<FirewallRuleArgs>("azure-native:sql:FirewallRule");

/** How many addresses a firewall rule admits; none where it isn't a range of IPv4. */
function addressesIn(start: string | undefined, end: string | undefined): number {
  const number = (address: string | undefined) => (address ?? "").split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = number(end) - number(start) + 1;
  return Number.isNaN(size) ? 0 : size;
}

const isAzure = (start: string | undefined, end: string | undefined) => start === "0.0.0.0" && end === "0.0.0.0";
const half = 2 ** 31;

export const firewallOpen = rule(FirewallRule, {
  id: "azure-sql-firewall-open",
  title: "SQL servers aren't open to the whole internet",
  severity: "critical",
  family: "public-access",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["6.3"] },
  equivalents: {
    checkov: ["CKV_AZURE_11", "CKV2_AZURE_34"],
    trivy: ["AVD-AZU-0029"],
    kics: ["25c0ea09-f1c5-4380-b055-3b83863f2bb8", "6a3201a5-1630-494b-b294-3129d06b0eca", "d7ba74da-2da0-4d4b-83c8-2fd72a3f6c28"],
    terrascan: ["AC_AZURE_0380"],
    regula: ["FG_R00192"],
  },
  why: "Anyone on the internet can try passwords and known weaknesses on the server.",
  fix: "Admit only the addresses that need access, or use a private endpoint.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/firewall-configure",
  pass: [
    { startIpAddress: "203.0.113.1", endIpAddress: "203.0.113.9" },
    { startIpAddress: "0.0.0.0", endIpAddress: "0.0.0.0" },
  ],
  fail: [
    { startIpAddress: "0.0.0.0", endIpAddress: "255.255.255.255" },
    { startIpAddress: "1.0.0.0", endIpAddress: "223.255.255.255" },
  ],
  unknown: [{ startIpAddress: "0.0.0.0", endIpAddress: unknown }],
  check: ({ startIpAddress: start, endIpAddress: end }) => addressesIn(start, end) >= half && `it admits \`${start}\` to \`${end}\``,
});

export const firewallRange = rule(FirewallRule, {
  id: "azure-sql-firewall-range",
  title: "Firewall rules of SQL servers admit small ranges",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { terrascan: ["AC_AZURE_0280"] },
  why: "Each address more is one more place from which to try passwords.",
  fix: "Admit only the addresses that need access.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/firewall-configure",
  options: { addresses: option.Integer({ default: 256, minimum: 1, description: "The most addresses that one rule may admit." }) },
  pass: [{ startIpAddress: "203.0.113.0", endIpAddress: "203.0.113.255" }],
  fail: [{ startIpAddress: "203.0.112.0", endIpAddress: "203.0.113.255" }],
  unknown: [{ startIpAddress: unknown, endIpAddress: "203.0.113.255" }],
  check: ({ startIpAddress, endIpAddress }, { options }) => {
    const admitted = addressesIn(startIpAddress, endIpAddress);
    return admitted > options.addresses && `it admits ${admitted} addresses`;
  },
});

export const firewallAzure = rule(FirewallRule, {
  id: "azure-sql-firewall-azure",
  title: "Firewall rules of SQL servers don't admit all of Azure",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_6"], terrascan: ["AC_AZURE_0381"], regula: ["FG_R00221"] },
  why: "The rule admits every machine in Azure, also those of other customers.",
  fix: "Remove the rule for `0.0.0.0` and use virtual network rules or a private endpoint.",
  see: "https://learn.microsoft.com/azure/azure-sql/database/network-access-controls-overview",
  pass: [{ startIpAddress: "203.0.113.1", endIpAddress: "203.0.113.9" }],
  fail: [{ startIpAddress: "0.0.0.0", endIpAddress: "0.0.0.0" }],
  unknown: [{ startIpAddress: unknown }],
  check: ({ startIpAddress, endIpAddress }) => isAzure(startIpAddress, endIpAddress) && "it admits all of Azure",
});
