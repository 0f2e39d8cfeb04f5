import type { ExternalAccessRuleArgs } from "@pulumi/gcp/vmwareengine/externalAccessRule";
import type { NetworkPolicyArgs } from "@pulumi/gcp/vmwareengine/networkPolicy";
import { isAnywhere, portInRange } from "../../lib/cloud/network";
import { resource, rule, setting, some, unknown } from "../../lib/rule";

const ExternalAccessRule = resource<ExternalAccessRuleArgs>("gcp:vmwareengine/externalAccessRule:ExternalAccessRule");
const NetworkPolicy = resource<NetworkPolicyArgs>("gcp:vmwareengine/networkPolicy:NetworkPolicy");

/** SSH, RPC, SMB, ESXi, SQL Server, Oracle, MySQL, RDP, PostgreSQL, VNC, WinRM, Redis, MongoDB. */
const sensitivePorts = [22, 135, 445, 902, 1433, 1521, 3306, 3389, 5432, 5900, 5985, 5986, 6379, 27017];

export const externalAccessOpen = rule(ExternalAccessRule, {
  id: "gcp-vmwareengine-external-access-open",
  title: "VMware Engine workloads don't open the ports of administration and databases to the whole internet",
  severity: "high",
  family: "public-access",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "Everyone on the internet can reach the workload and try passwords and flaws on it.",
  fix: "Name only your own ranges in `sourceIpRanges`.",
  see: "https://cloud.google.com/vmware-engine/docs/reference/rest/v1/projects.locations.networkPolicies.externalAccessRules",
  pass: [
    { action: "ALLOW", sourceIpRanges: [{ ipAddressRange: "203.0.113.0/24" }] },
    { action: "DENY", sourceIpRanges: [{ ipAddressRange: "0.0.0.0/0" }] },
    { action: "ALLOW", sourceIpRanges: [{ ipAddressRange: "0.0.0.0/0" }], destinationPorts: ["443", "8443"] },
    { action: "ALLOW", ipProtocol: "icmp", sourceIpRanges: [{ ipAddressRange: "0.0.0.0/0" }] },
  ],
  fail: [
    { action: "ALLOW", sourceIpRanges: [{ ipAddressRange: "0.0.0.0/0" }], destinationPorts: ["22"] },
    { action: "ALLOW", sourceIpRanges: [{ ipAddressRange: "10.0.0.0/8" }, { ipAddressRange: "0.0.0.0/0" }], destinationPorts: ["0-65535"] },
    { action: "ALLOW", sourceIpRanges: [{ ipAddressRange: "0.0.0.0/0" }] },
  ],
  unknown: [{ action: "ALLOW", sourceIpRanges: [{ ipAddressRange: unknown }] }],
  check: (self) =>
    self.action === "ALLOW" &&
    some(self.sourceIpRanges, ({ ipAddressRange }) => isAnywhere(ipAddressRange)) &&
    self.ipProtocol?.toLowerCase() !== "icmp" &&
    (!some(self.destinationPorts) || some(self.destinationPorts, (range) => some(sensitivePorts, (port) => portInRange(range, port)))) &&
    "it lets the whole internet in",
});

export const networkPolicyExternalIp = setting(NetworkPolicy, {
  id: "gcp-vmwareengine-network-policy-external-ip",
  title: "VMware Engine workloads have no public addresses",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  why: "A workload with a public address can be reached from the internet when an access rule is wrong.",
  see: "https://cloud.google.com/vmware-engine/docs/reference/rest/v1/projects.locations.networkPolicies",
  at: ({ externalIp }) => externalIp?.enabled,
  good: [false],
  absent: "good",
});
