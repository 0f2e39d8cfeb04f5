import type { VirtualMachineArgs } from "@pulumi/azure-native/compute/virtualMachine";
import type { FlowLogArgs } from "@pulumi/azure-native/network/flowLog";
import type { HubVirtualNetworkConnectionArgs } from "@pulumi/azure-native/network/hubVirtualNetworkConnection";
import type { NetworkInterfaceArgs } from "@pulumi/azure-native/network/networkInterface";
import type { SubnetArgs } from "@pulumi/azure-native/network/subnet";
import type { VirtualNetworkArgs } from "@pulumi/azure-native/network/virtualNetwork";
import type { VirtualNetworkPeeringArgs } from "@pulumi/azure-native/network/virtualNetworkPeering";
import { same } from "../../../lib/cloud/azure";
import { isPrivateIpv4, isPublicIpv4, isWithin } from "../../../lib/cloud/network";
import { each, every, from, option, resource, rule, setting, some, unknown } from "../../../lib/rule";

const FlowLog = resource<FlowLogArgs>("azure-native:network:FlowLog");
const HubVirtualNetworkConnection = resource<HubVirtualNetworkConnectionArgs>("azure-native:network:HubVirtualNetworkConnection");
const NetworkInterface = resource<NetworkInterfaceArgs>("azure-native:network:NetworkInterface");
const Subnets = resource<Partial<SubnetArgs> & Pick<VirtualNetworkArgs, "subnets">>("azure-native:network:Subnet", "azure-native:network:VirtualNetwork");
const VirtualMachine = resource<VirtualMachineArgs>("azure-native:compute:VirtualMachine");
const VirtualNetwork = resource<VirtualNetworkArgs>("azure-native:network:VirtualNetwork");
const VirtualNetworkPeering = resource<VirtualNetworkPeeringArgs>("azure-native:network:VirtualNetworkPeering");

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

export const virtualnetworkNearDns = rule(VirtualNetwork, {
  id: "azure-network-virtualnetwork-near-dns",
  title: "Virtual networks ask a DNS server in themselves or in a peered network",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { checkov: ["CKV_AZURE_183"] },
  why: "A server beyond a gateway is out of reach when the line fails, and then nothing in the network finds anything.",
  fix: "Name a server in the network's own address space, peer the network with the server's, or leave `dhcpOptions.dnsServers` out.",
  see: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-name-resolution-for-vms-and-role-instances",
  related: {
    peerings: from(VirtualNetworkPeering, "virtualNetworkName"),
    peers: from(VirtualNetworkPeering, "remoteVirtualNetwork"),
    hubs: from(HubVirtualNetworkConnection, "remoteVirtualNetwork"),
  },
  pass: [
    {},
    { addressSpace: { addressPrefixes: ["10.1.0.0/16", "10.0.0.0/24"] }, dhcpOptions: { dnsServers: ["10.7.0.4", "10.0.0.4"] } },
    { addressSpace: { addressPrefixes: ["10.1.0.0/16"] }, dhcpOptions: { dnsServers: ["168.63.129.16"] } },
    { addressSpace: { addressPrefixes: ["10.1.0.0/16"] }, dhcpOptions: { dnsServers: ["10.7.0.4"] }, virtualNetworkPeerings: [{}] },
    { addressSpace: { addressPrefixes: ["10.1.0.0/16"] }, dhcpOptions: { dnsServers: ["10.7.0.4"] }, hubs: [{}] },
  ],
  fail: [{ addressSpace: { addressPrefixes: ["10.1.0.0/16"] }, dhcpOptions: { dnsServers: ["10.2.0.4", "10.2.0.5"] } }],
  unknown: [
    { addressSpace: { addressPrefixes: unknown }, dhcpOptions: { dnsServers: ["10.7.0.4"] } },
    { addressSpace: { addressPrefixes: ["10.1.0.0/16"] }, dhcpOptions: { dnsServers: ["10.7.0.4"] }, peerings: [unknown] },
  ],
  check: ({ dhcpOptions, addressSpace, virtualNetworkPeerings, peerings, peers, hubs }) => {
    const isFar = (server: string) => isPrivateIpv4(server) && !some(addressSpace?.addressPrefixes, (range) => isWithin(server, range));
    return (
      some(dhcpOptions?.dnsServers) &&
      every(dhcpOptions?.dnsServers, isFar) &&
      !some([virtualNetworkPeerings, peerings, peers, hubs], (list) => some<object>(list)) &&
      "none of its DNS servers is in it, and it has no peering"
    );
  },
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
  equivalents: { checkov: ["CKV_AZURE_12"], trivy: ["AVD-AZU-0073"], kics: ["b90842e5-6779-44d4-9760-972f4c03ba1c"], terrascan: ["AC_AZURE_0418"] },
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
