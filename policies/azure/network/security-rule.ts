import type { NetworkSecurityGroupArgs } from "@pulumi/azure-native/network/networkSecurityGroup";
import type { SecurityRuleArgs } from "@pulumi/azure-native/network/securityRule";
import { same } from "../../../lib/cloud/azure";
import { isAnywhere, isPrivateIpv4, isPublicIpv4, portInRange, prefixLength, someAnywhere } from "../../../lib/cloud/network";
import { each, find, option, resource, rule, some, unknown } from "../../../lib/rule";
import type { Meta } from "../../../lib/rule/rule";

const SecurityRules = resource<Partial<SecurityRuleArgs> & Pick<NetworkSecurityGroupArgs, "securityRules">>(
  "azure-native:network:NetworkSecurityGroup",
  "azure-native:network:SecurityRule",
);

/** A security rule, of its own or in its group. */
interface Traffic {
  readonly name?: string;
  readonly access?: string;
  readonly direction?: string;
  readonly protocol?: string;
  readonly sourceAddressPrefix?: string;
  readonly sourceAddressPrefixes?: readonly string[];
  readonly destinationAddressPrefix?: string;
  readonly destinationAddressPrefixes?: readonly string[];
  readonly destinationPortRange?: string;
  readonly destinationPortRanges?: readonly string[];
}

const admits = (traffic: Traffic, direction: "Inbound" | "Outbound") => same(traffic.access, "Allow") && same(traffic.direction, direction);
const ports = (traffic: Traffic, is: (range: string) => boolean) =>
  some(traffic.destinationPortRanges, is) || (traffic.destinationPortRange !== undefined && is(traffic.destinationPortRange));
const reaches = (traffic: Traffic, port: number) => ports(traffic, (range) => portInRange(range, port));
const reachesAllPorts = (traffic: Traffic) => ports(traffic, (range) => portInRange(range, 1) && portInRange(range, 65535));
const speaks = ({ protocol }: Traffic, ...protocols: string[]) => same(protocol, "*", ...protocols);
const sources = (traffic: Traffic, is: (range: string) => boolean) =>
  some(traffic.sourceAddressPrefixes, is) || (traffic.sourceAddressPrefix !== undefined && is(traffic.sourceAddressPrefix));
const fromAnywhere = (traffic: Traffic) => sources(traffic, isAnywhere);

/** What `say` finds in each security rule of a group, or in one that stands alone. */
const eachRule = (self: Traffic & { readonly securityRules?: readonly Traffic[] }, say: (traffic: Traffic) => string | false | undefined) =>
  each<Traffic>(self.securityRules ?? [self], (traffic) => {
    const found = say(traffic);
    return found && (self.securityRules ? `${traffic.name ? `its rule \`${traffic.name}\`` : "a rule of it"} ${found}` : found);
  });

const openTo = { name: "open", access: "Allow", direction: "Inbound", protocol: "Tcp", sourceAddressPrefix: "*", priority: 100 };

/** The rule against a port that is open to the whole internet. */
const closedPort = (port: number, service: string, protocols: ["Tcp"] | ["Tcp", "Udp"], meta: Omit<Meta, "family" | "title" | "fix" | "see">) =>
  rule(SecurityRules, {
    ...meta,
    title: `Network security groups don't open ${service} to the internet`,
    family: "network",
    fix: `Admit port ${port} only from addresses that need it${meta.severity === "critical" ? ", or use Azure Bastion" : ""}.`,
    see: "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
    pass: [
      {},
      { securityRules: [{ ...openTo, destinationPortRange: "443" }] },
      { securityRules: [{ ...openTo, destinationPortRange: `${port}`, access: "Deny" }] },
      { securityRules: [{ ...openTo, destinationPortRange: `${port}`, sourceAddressPrefix: "10.0.0.0/8" }] },
      { ...openTo, destinationPortRange: `${port}`, direction: "Outbound" },
    ],
    fail: [
      { securityRules: [{ ...openTo, destinationPortRange: `${port}` }] },
      { securityRules: [{ ...openTo, destinationPortRanges: ["443", `${port - 1}-${port + 1}`] }] },
      { ...openTo, destinationPortRange: "*", protocol: "*", sourceAddressPrefix: undefined, sourceAddressPrefixes: ["10.0.0.0/8", "0.0.0.0/0"] },
      { ...openTo, destinationPortRange: `${port}`, sourceAddressPrefix: "Internet", protocol: "tcp" },
    ],
    unknown: [{ ...openTo, destinationPortRange: unknown }, { securityRules: [{ ...openTo, destinationPortRange: `${port}`, sourceAddressPrefix: unknown }] }],
    check: (self) =>
      eachRule(self, (t) => admits(t, "Inbound") && speaks(t, ...protocols) && reaches(t, port) && fromAnywhere(t) && `opens port ${port} to the internet`),
  });

export const securityruleSsh = closedPort(22, "SSH", ["Tcp"], {
  id: "azure-network-securityrule-ssh",
  severity: "critical",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["6.2"] },
  equivalents: {
    checkov: ["CKV_AZURE_10"],
    trivy: ["AVD-AZU-0050"],
    kics: ["2ade1579-4b2c-4590-bebb-f99bf597f612", "3e3c175e-aadf-4e2b-a464-3fdac5748d24"],
    terrascan: ["AC_AZURE_0285"],
    regula: ["FG_R00191"],
  },
  why: "Anyone on the internet can try passwords, stolen keys and known weaknesses.",
});

export const securityruleRdp = closedPort(3389, "RDP", ["Tcp", "Udp"], {
  id: "azure-network-securityrule-rdp",
  severity: "critical",
  preset: "recommended",
  controls: { "cis-azure-1.3": ["6.1"] },
  equivalents: {
    checkov: ["CKV_AZURE_9"],
    trivy: ["AVD-AZU-0048"],
    kics: ["59cb3da7-f206-4ae6-b827-7abf0a9cab9d", "efbf6449-5ec5-4cfe-8f15-acc51e0d787c"],
    terrascan: ["AC_AZURE_0342"],
    regula: ["FG_R00190"],
  },
  why: "Anyone on the internet can try passwords and known weaknesses.",
});

export const securityruleHttp = closedPort(80, "plain HTTP", ["Tcp"], {
  id: "azure-network-securityrule-http",
  severity: "low",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_160"] },
  why: "What goes over plain HTTP can be read and changed on the way.",
});

export const securityruleUdp = rule(SecurityRules, {
  id: "azure-network-securityrule-udp",
  title: "Network security groups admit no UDP from the internet",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_77"], kics: ["a3b4c5d6-e7f8-9012-3456-7890abcdef12"] },
  why: "Services on UDP are misused to multiply attacks on others, with your address as their sender.",
  fix: "Admit UDP only from addresses that need it.",
  see: "https://learn.microsoft.com/azure/security/fundamentals/network-best-practices",
  pass: [{}, { securityRules: [openTo] }, { ...openTo, protocol: "Udp", sourceAddressPrefix: "10.0.0.0/8" }],
  fail: [{ securityRules: [{ ...openTo, protocol: "Udp" }] }, { ...openTo, protocol: "*" }],
  unknown: [{ ...openTo, protocol: unknown }],
  check: (self) => eachRule(self, (t) => admits(t, "Inbound") && speaks(t, "Udp") && fromAnywhere(t) && "admits UDP from the internet"),
});

export const securityruleIngress = rule(SecurityRules, {
  id: "azure-network-securityrule-ingress",
  title: "Network security groups don't open all ports to the internet",
  severity: "critical",
  family: "network",
  preset: "recommended",
  equivalents: { trivy: ["AVD-AZU-0047"], terrascan: ["AC_AZURE_0357"] },
  why: "Every service that listens, also by mistake, can be reached by anyone.",
  fix: "Admit the ports that are served, from the addresses that need them.",
  see: "https://learn.microsoft.com/azure/security/fundamentals/network-best-practices",
  pass: [{}, { ...openTo, destinationPortRange: "443" }, { ...openTo, destinationPortRange: "*", sourceAddressPrefix: "VirtualNetwork" }],
  fail: [{ ...openTo, destinationPortRange: "*" }, { securityRules: [{ ...openTo, destinationPortRanges: ["0-65535"] }] }],
  unknown: [{ ...openTo, destinationPortRange: "*", sourceAddressPrefix: unknown }],
  check: (self) => eachRule(self, (t) => admits(t, "Inbound") && reachesAllPorts(t) && fromAnywhere(t) && "opens all ports to the internet"),
});

export const securityruleEgress = rule(SecurityRules, {
  id: "azure-network-securityrule-egress",
  title: "Network security groups don't let everything out",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { trivy: ["AVD-AZU-0051"] },
  why: "Who got into a machine can send its data anywhere.",
  fix: "Allow the destinations and ports that are needed.",
  see: "https://learn.microsoft.com/azure/security/fundamentals/network-best-practices",
  pass: [{}, { access: "Allow", direction: "Outbound", destinationPortRange: "443", destinationAddressPrefix: "Storage" }],
  fail: [
    { access: "Allow", direction: "Outbound", destinationPortRange: "*", destinationAddressPrefix: "*" },
    { securityRules: [{ name: "out", access: "Allow", direction: "Outbound", protocol: "*", destinationAddressPrefixes: ["0.0.0.0/0"] }] },
  ],
  unknown: [{ access: "Allow", direction: "Outbound", destinationAddressPrefix: unknown }],
  check: (self) =>
    eachRule(
      self,
      (t) => admits(t, "Outbound") && (someAnywhere(t.destinationAddressPrefixes) || isAnywhere(t.destinationAddressPrefix)) && "lets traffic out to anywhere",
    ),
});

const sensitivePorts = {
  ports: option.Array(option.Integer({ minimum: 1, maximum: 65535 }), {
    default: [
      20, 21, 23, 25, 53, 110, 111, 135, 137, 138, 139, 161, 389, 445, 636, 1433, 1434, 1521, 2375, 2376, 2379, 2483, 2484, 3000, 3020, 3306, 4505, 4506, 5432,
      5500, 5601, 5900, 5984, 5985, 5986, 6379, 7001, 8020, 8140, 8888, 9000, 9042, 9160, 9200, 9300, 10250, 11211, 11214, 11215, 27017, 27018, 27019, 50070,
      61620, 61621,
    ],
    description: "The ports that only known machines may reach: of databases, caches, directories and administration.",
  }),
};

export const securityruleSensitivePorts = rule(SecurityRules, {
  id: "azure-network-securityrule-sensitive-ports",
  title: "Network security groups don't open sensitive ports to the internet",
  severity: "high",
  family: "network",
  preset: "recommended",
  equivalents: { trivy: ["AVD-AZU-0074"], kics: ["594c198b-4d79-41b8-9b36-fde13348b619"] },
  why: "Databases, caches and the like are made for private networks; open to anyone they are found within hours.",
  fix: "Admit the port only from addresses that need it.",
  see: "https://learn.microsoft.com/azure/security/fundamentals/network-best-practices",
  options: sensitivePorts,
  pass: [{}, { ...openTo, destinationPortRange: "443" }, { ...openTo, destinationPortRange: "5432", sourceAddressPrefix: "10.0.0.0/24" }],
  fail: [{ ...openTo, destinationPortRange: "5432" }, { securityRules: [{ ...openTo, destinationPortRange: "6000-7000" }] }],
  unknown: [{ ...openTo, destinationPortRange: unknown }],
  check: (self, { options }) =>
    eachRule(self, (t) => {
      if (!admits(t, "Inbound") || reachesAllPorts(t) || !fromAnywhere(t)) return false;
      const port = find(options.ports, (port) => reaches(t, port));
      return port !== undefined && `opens port ${port} to the internet`;
    }),
});

export const securityrulePrivateRange = rule(SecurityRules, {
  id: "azure-network-securityrule-private-range",
  title: "Network security groups open sensitive ports to small private ranges",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["c6c7b33d-d7f6-4ab8-8c82-ca0431ecdb7e"] },
  why: "Who got into any machine of a wide range can try all others.",
  fix: "Admit the port only from the subnets that need it.",
  see: "https://learn.microsoft.com/azure/security/fundamentals/network-best-practices",
  options: {
    ...sensitivePorts,
    prefixLength: option.Integer({ default: 16, minimum: 0, maximum: 32, description: "The widest range that is too wide, as its prefix length." }),
  },
  pass: [{}, { ...openTo, destinationPortRange: "5432", sourceAddressPrefix: "10.0.1.0/24" }],
  fail: [
    { ...openTo, destinationPortRange: "5432", sourceAddressPrefix: "10.0.0.0/8" },
    { securityRules: [{ ...openTo, destinationPortRange: "*", sourceAddressPrefix: "192.168.0.0/16" }] },
  ],
  unknown: [{ ...openTo, destinationPortRange: "5432", sourceAddressPrefix: unknown }],
  check: (self, { options }) =>
    eachRule(
      self,
      (t) =>
        admits(t, "Inbound") &&
        some(options.ports, (port) => reaches(t, port)) &&
        sources(t, (range) => isPrivateIpv4(range) && prefixLength(range) <= options.prefixLength) &&
        "opens sensitive ports to a wide private range",
    ),
});

export const securityrulePublicRange = rule(SecurityRules, {
  id: "azure-network-securityrule-public-range",
  title: "Network security groups open sensitive ports to no public range",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["e9dee01f-2505-4df2-b9bf-7804d1fd9082"] },
  why: "In a public range there are machines of others, which come and go.",
  fix: "Admit single addresses, or connect by VPN or a private endpoint.",
  see: "https://learn.microsoft.com/azure/security/fundamentals/network-best-practices",
  options: sensitivePorts,
  pass: [
    {},
    { ...openTo, destinationPortRange: "5432", sourceAddressPrefix: "203.0.113.7/32" },
    { ...openTo, destinationPortRange: "5432", sourceAddressPrefix: "10.0.0.0/28" },
  ],
  fail: [{ ...openTo, destinationPortRange: "5432", sourceAddressPrefix: "203.0.113.0/28" }],
  unknown: [{ ...openTo, destinationPortRange: "5432", sourceAddressPrefix: unknown }],
  check: (self, { options }) =>
    eachRule(
      self,
      (t) =>
        admits(t, "Inbound") &&
        some(options.ports, (port) => reaches(t, port)) &&
        sources(t, (range) => isPublicIpv4(range) && prefixLength(range) < 32) &&
        "opens sensitive ports to a public range",
    ),
});
