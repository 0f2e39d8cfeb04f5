import type { VirtualMachineArgs } from "@pulumi/azure-native/compute/virtualMachine";
import type { AzureFirewallArgs } from "@pulumi/azure-native/network/azureFirewall";
import type { FirewallPolicyArgs } from "@pulumi/azure-native/network/firewallPolicy";
import type { FlowLogArgs } from "@pulumi/azure-native/network/flowLog";
import type { NetworkInterfaceArgs } from "@pulumi/azure-native/network/networkInterface";
import type { NetworkSecurityGroupArgs } from "@pulumi/azure-native/network/networkSecurityGroup";
import type { SecurityRuleArgs } from "@pulumi/azure-native/network/securityRule";
import type { SubnetArgs } from "@pulumi/azure-native/network/subnet";
import type { VirtualNetworkArgs } from "@pulumi/azure-native/network/virtualNetwork";
import { same } from "../../lib/cloud/azure";
import { isAnywhere, isPrivateIpv4, isPublicIpv4, portInRange, prefixLength, someAnywhere } from "../../lib/cloud/network";
import { each, every, find, from, option, resource, rule, setting, some, to, unknown } from "../../lib/rule";
import type { Meta } from "../../lib/rule/rule";

const AzureFirewall = resource<AzureFirewallArgs>("azure-native:network:AzureFirewall");
const FirewallPolicy = resource<FirewallPolicyArgs>("azure-native:network:FirewallPolicy");
const FlowLog = resource<FlowLogArgs>("azure-native:network:FlowLog");
const NetworkInterface = resource<NetworkInterfaceArgs>("azure-native:network:NetworkInterface");
const SecurityRules = resource<Partial<SecurityRuleArgs> & Pick<NetworkSecurityGroupArgs, "securityRules">>(
  "azure-native:network:NetworkSecurityGroup",
  "azure-native:network:SecurityRule",
);
const Subnets = resource<Partial<SubnetArgs> & Pick<VirtualNetworkArgs, "subnets">>("azure-native:network:Subnet", "azure-native:network:VirtualNetwork");
const VirtualMachine = resource<VirtualMachineArgs>("azure-native:compute:VirtualMachine");
const VirtualNetwork = resource<VirtualNetworkArgs>("azure-native:network:VirtualNetwork");

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

export const interfaceForwarding = setting(NetworkInterface, {
  id: "azure-network-interface-forwarding",
  title: "Network interfaces don't forward IP packets",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_118"], trivy: ["AVD-AZU-0075"], kics: ["4216ebac-d74c-4423-b437-35025cb88af5"] },
  why: "A machine that forwards can take and pass on traffic that isn't meant for it.",
  fix: "Leave `enableIPForwarding` out, except on routers and firewalls.",
  see: "https://learn.microsoft.com/azure/virtual-network/virtual-network-network-interface",
  at: (self) => self.enableIPForwarding,
  good: [false],
  absent: "good",
});

export const interfacePublicAddress = rule(NetworkInterface, {
  id: "azure-network-interface-public-address",
  title: "Network interfaces have no public address",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_119"], trivy: ["AVD-AZU-0076"], kics: ["c1573577-e494-4417-8854-7e119368dc8b"] },
  why: "A machine with a public address is one wrong firewall rule away from the internet.",
  fix: "Leave `publicIPAddress` out and use a load balancer, a gateway or Azure Bastion.",
  see: "https://learn.microsoft.com/azure/security/fundamentals/network-best-practices",
  pass: [{}, { ipConfigurations: [{ name: "main" }] }],
  fail: [
    { ipConfigurations: [{ name: "main", publicIPAddress: { id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/a" } }] },
  ],
  unknown: [{ ipConfigurations: [{ publicIPAddress: unknown }] }],
  check: ({ ipConfigurations }) => some(ipConfigurations, ({ publicIPAddress }) => publicIPAddress) && "it has a public address",
});

export const interfaceSerialConsole = rule(NetworkInterface, {
  id: "azure-network-interface-serial-console",
  title: "Machines with a public address have no serial console",
  severity: "low",
  family: "public-access",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_39"] },
  why: "The console goes past all network rules; with a public address there are two ways in at once.",
  fix: "Take away the public address, or turn `diagnosticsProfile.bootDiagnostics` off, without which there is no console.",
  see: "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/serial-console-overview",
  related: { machines: from(VirtualMachine, "networkProfile") },
  pass: [
    {},
    { ipConfigurations: [{ publicIPAddress: {} }], machines: [{}] },
    { ipConfigurations: [{ name: "main" }], machines: [{ diagnosticsProfile: { bootDiagnostics: { enabled: true } } }] },
  ],
  fail: [{ ipConfigurations: [{ publicIPAddress: {} }], machines: [{ diagnosticsProfile: { bootDiagnostics: { enabled: true } } }] }],
  unknown: [{ ipConfigurations: [{ publicIPAddress: {} }], machines: [unknown] }],
  check: ({ ipConfigurations, machines }) =>
    some(ipConfigurations, ({ publicIPAddress }) => publicIPAddress) &&
    some(machines, ({ diagnosticsProfile }) => diagnosticsProfile?.bootDiagnostics?.enabled) &&
    "it has a public address, and its machine a serial console",
});

/** One DNS server alone is neither Azure's service nor safe from failing. */
const oneServer = (servers: readonly string[] | undefined) => servers?.length === 1 && !same(servers[0], "AzureProvidedDNS");

const DnsClients = resource<Partial<Pick<NetworkInterfaceArgs, "dnsSettings"> & Pick<VirtualNetworkArgs, "dhcpOptions">>>(
  "azure-native:network:VirtualNetwork",
  "azure-native:network:NetworkInterface",
);

export const dnsServers = rule(DnsClients, {
  id: "azure-network-dns-servers",
  title: "Networks with DNS servers of their own have two",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_182"] },
  why: "With a single server, its failure stops everything that looks up a name.",
  fix: "Name a second DNS server, or none.",
  see: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances",
  pass: [{}, { dhcpOptions: { dnsServers: ["10.0.0.4", "10.0.0.5"] } }, { dnsSettings: { dnsServers: ["AzureProvidedDNS"] } }],
  fail: [{ dhcpOptions: { dnsServers: ["10.0.0.4"] } }, { dnsSettings: { dnsServers: ["10.0.0.4"] } }],
  unknown: [{ dhcpOptions: { dnsServers: unknown } }],
  check: ({ dhcpOptions, dnsSettings }) => (oneServer(dhcpOptions?.dnsServers) || oneServer(dnsSettings?.dnsServers)) && "it has a single DNS server",
});

export const virtualnetworkLocalDns = rule(VirtualNetwork, {
  id: "azure-network-virtualnetwork-local-dns",
  title: "Virtual networks ask private DNS servers",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_183"] },
  why: "A public server learns the names of your machines, and its answers cross the internet unprotected.",
  fix: "Name servers with private addresses in `dhcpOptions.dnsServers`, or leave it out.",
  see: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances",
  pass: [{}, { dhcpOptions: { dnsServers: ["10.0.0.4", "168.63.129.16"] } }],
  fail: [{ dhcpOptions: { dnsServers: ["10.0.0.4", "8.8.8.8"] } }],
  unknown: [{ dhcpOptions: { dnsServers: [unknown] } }],
  check: ({ dhcpOptions }) =>
    each(dhcpOptions?.dnsServers, (server) => isPublicIpv4(server) && server !== "168.63.129.16" && `its DNS server \`${server}\` is a public one`),
});

export const virtualnetworkDdos = setting(VirtualNetwork, {
  id: "azure-network-virtualnetwork-ddos",
  title: "Virtual networks are protected from denial of service",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { kics: ["b4cc2c52-34a6-4b43-b57c-4bdeb4514a5a"] },
  why: "Azure's free protection guards its own platform, and steps in only at loads that a small service doesn't survive.",
  fix: "Set `enableDdosProtection` to `true` and `ddosProtectionPlan` to a plan.",
  see: "https://learn.microsoft.com/azure/ddos-protection/ddos-protection-overview",
  at: (self) => self.enableDdosProtection,
  good: [true],
  absent: "bad",
  pass: [{ enableDdosProtection: true, ddosProtectionPlan: { id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/ddosProtectionPlans/p" } }],
});

/** Azure forbids security groups on some subnets. */
const takesNoGroup = (name: string | undefined) => same(name, "GatewaySubnet", "AzureFirewallSubnet", "AzureFirewallManagementSubnet", "RouteServerSubnet");

export const subnetSecurityGroup = rule(Subnets, {
  id: "azure-network-subnet-security-group",
  title: "Subnets have a network security group",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AZURE_31"], kics: ["5c822443-e1ea-46b8-84eb-758ec602e844"], terrascan: ["AC_AZURE_0356"] },
  why: "Without a group everything in the network may reach everything in the subnet.",
  fix: "Set `networkSecurityGroup` to a group that admits what the subnet serves.",
  see: "https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works",
  pass: [
    { virtualNetworkName: "v", networkSecurityGroup: { id: "g" } },
    { virtualNetworkName: "v", subnetName: "GatewaySubnet" },
    { subnets: [{ name: "web", networkSecurityGroup: { id: "g" } }] },
    { addressPrefixes: [] },
  ],
  fail: [{ virtualNetworkName: "v", subnetName: "web" }, { subnets: [{ name: "web" }, { name: "GatewaySubnet" }] }],
  unknown: [{ virtualNetworkName: "v", networkSecurityGroup: unknown }, { subnets: [unknown] }],
  *check(self) {
    if ("virtualNetworkName" in self && !self.networkSecurityGroup && !takesNoGroup(self.subnetName ?? self.name)) yield "it has no network security group";
    yield* each(
      self.subnets,
      ({ name, networkSecurityGroup: group }) => !group && !takesNoGroup(name) && `its subnet \`${name}\` has no network security group`,
    );
  },
});

export const flowlogEnabled = setting(FlowLog, {
  id: "azure-network-flowlog-enabled",
  title: "Flow logs are on",
  severity: "medium",
  family: "logging",
  preset: "recommended",
  equivalents: { trivy: ["AVD-AZU-0073"], kics: ["b90842e5-6779-44d4-9760-972f4c03ba1c"], terrascan: ["AC_AZURE_0418"] },
  why: "Without it nobody can tell afterwards who talked to whom.",
  fix: "Set `enabled` to `true`.",
  see: "https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview",
  at: (self) => self.enabled,
  good: [true],
  absent: "good",
});

export const flowlogRetention = rule(FlowLog, {
  id: "azure-network-flowlog-retention",
  title: "Flow logs are kept for 90 days",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "cis-azure-1.3": ["6.4"] },
  equivalents: {
    checkov: ["CKV_AZURE_12"],
    trivy: ["AVD-AZU-0049"],
    kics: ["564b70f8-41cd-4690-aff8-bb53add86bc9", "7750fcca-dd03-4d38-b663-4b70289bcfd4"],
    terrascan: ["AC_AZURE_0419"],
    regula: ["FG_R00286"],
  },
  why: "Many break-ins are noticed only weeks later; by then the log must still be there.",
  fix: "Set `retentionPolicy` to enabled with 90 or more days, or to 0 days, which means forever.",
  see: "https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview",
  options: { days: option.Integer({ default: 90, minimum: 1, description: "The fewest days that flow logs are kept." }) },
  pass: [{ retentionPolicy: { enabled: true, days: 90 } }, { retentionPolicy: { enabled: true, days: 0 } }],
  fail: [{}, { retentionPolicy: { enabled: true, days: 89 } }, { retentionPolicy: { enabled: false, days: 90 } }],
  unknown: [{ retentionPolicy: { enabled: true, days: unknown } }],
  check: ({ retentionPolicy: policy }, { options }) => {
    if (!policy?.enabled) return "`retentionPolicy` is off";
    const days = policy.days ?? 0;
    return days > 0 && days < options.days && `it is kept for ${days} days only`;
  },
});

export const firewallPolicy = rule(AzureFirewall, {
  id: "azure-network-firewall-policy",
  title: "Azure firewalls have a firewall policy",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_219"] },
  why: "Only a policy has intrusion detection and inspects TLS, and one policy serves many firewalls alike.",
  fix: "Set `firewallPolicy` to the id of an `azure-native.network.FirewallPolicy`.",
  see: "https://learn.microsoft.com/azure/firewall-manager/policy-overview",
  pass: [{ firewallPolicy: { id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/firewallPolicies/p" } }],
  fail: [{}],
  unknown: [{ firewallPolicy: unknown }],
  check: ({ firewallPolicy }) => !firewallPolicy && "it has no `firewallPolicy`",
});

export const firewallThreatIntel = rule(AzureFirewall, {
  id: "azure-network-firewall-threat-intel",
  title: "Azure firewalls block known malicious addresses",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_216"] },
  why: "By default the firewall only reports traffic with addresses that are known for attacks.",
  fix: "Set `threatIntelMode` to `Deny`, on the firewall's policy if it has one.",
  see: "https://learn.microsoft.com/azure/firewall/threat-intel",
  related: { policies: to("firewallPolicy", FirewallPolicy) },
  pass: [{ threatIntelMode: "Deny" }, { firewallPolicy: { id: "elsewhere" } }, { firewallPolicy: { id: "p" }, policies: [{ threatIntelMode: "Deny" }] }],
  fail: [{}, { threatIntelMode: "Alert" }, { threatIntelMode: "Deny", firewallPolicy: { id: "p" }, policies: [{ threatIntelMode: "Alert" }] }],
  unknown: [{ threatIntelMode: unknown }, { firewallPolicy: { id: "p" }, policies: [unknown] }],
  check: ({ threatIntelMode, firewallPolicy, policies }) => {
    const denies = firewallPolicy ? every(policies, (policy) => same(policy.threatIntelMode, "Deny")) : same(threatIntelMode, "Deny");
    return !denies && (firewallPolicy ? "its policy's `threatIntelMode` isn't `Deny`" : "`threatIntelMode` isn't `Deny`");
  },
});

export const firewallpolicyIntrusion = setting(FirewallPolicy, {
  id: "azure-network-firewallpolicy-intrusion",
  title: "Firewall policies block intrusions",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_220"] },
  why: "Attacks that the firewall could recognise get through, at best with an alert.",
  fix: "Set `sku.tier` to `Premium` and `intrusionDetection.mode` to `Deny`.",
  see: "https://learn.microsoft.com/azure/firewall/premium-features",
  at: (self) => self.intrusionDetection?.mode,
  good: ["Deny"],
  bad: ["Alert"],
  absent: "bad",
});
