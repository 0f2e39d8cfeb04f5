import type { FirewallArgs } from "@pulumi/gcp/compute/firewall";
import type { NetworkFirewallPolicyRuleArgs } from "@pulumi/gcp/compute/networkFirewallPolicyRule";
import type { NetworkFirewallPolicyWithRulesArgs } from "@pulumi/gcp/compute/networkFirewallPolicyWithRules";
import { addressesIn, isAnywhere, isPrivate, portInRange, someAnywhere } from "../../lib/cloud/network";
import { each, find, option, resource, rule, some, unknown } from "../../lib/rule";
import type { Meta } from "../../lib/rule/rule";
import { numbered } from "../../lib/rule/scanners";

type AnyFirewallArgs = Partial<FirewallArgs> & Partial<NetworkFirewallPolicyRuleArgs> & Partial<NetworkFirewallPolicyWithRulesArgs>;

/** VPC firewall rules, and those of firewall policies: each a resource of its own, or listed in the policy. */
const Firewall = resource<AnyFirewallArgs>(
  "gcp:compute/firewall:Firewall",
  "gcp:compute/firewallPolicyRule:FirewallPolicyRule",
  "gcp:compute/networkFirewallPolicyRule:NetworkFirewallPolicyRule",
  "gcp:compute/regionNetworkFirewallPolicyRule:RegionNetworkFirewallPolicyRule",
  "gcp:compute/firewallPolicyWithRules:FirewallPolicyWithRules",
  "gcp:compute/networkFirewallPolicyWithRules:NetworkFirewallPolicyWithRules",
  "gcp:compute/regionNetworkFirewallPolicyWithRules:RegionNetworkFirewallPolicyWithRules",
);

const anywhere = ["0.0.0.0/0"];

type List = readonly string[] | undefined;

interface Layer {
  readonly protocol?: string;
  readonly ipProtocol?: string;
  readonly ports?: List;
}

interface Traffic {
  readonly direction?: string;
  readonly disabled?: boolean;
  readonly allows?: readonly Layer[];
  readonly sourceRanges?: List;
  readonly sourceTags?: List;
  readonly sourceServiceAccounts?: List;
  readonly destinationRanges?: List;
  readonly logConfig?: object;
  readonly action?: string;
  readonly enableLogging?: boolean;
  readonly match?: {
    readonly layer4Configs?: readonly Layer[];
    readonly srcIpRanges?: List;
    readonly srcAddressGroups?: List;
    readonly srcFqdns?: List;
    readonly srcNetworkContext?: string;
    readonly srcNetworkScope?: string;
    readonly srcNetworks?: List;
    readonly srcRegionCodes?: List;
    readonly srcSecureTags?: readonly object[];
    readonly srcThreatIntelligences?: List;
    readonly destIpRanges?: List;
    readonly destAddressGroups?: List;
    readonly destFqdns?: List;
    readonly destNetworkContext?: string;
    readonly destNetworkScope?: string;
    readonly destRegionCodes?: List;
    readonly destThreatIntelligences?: List;
  };
}

const rulesIn = (self: Traffic & { readonly rules?: readonly Traffic[] }): readonly Traffic[] => self.rules ?? [self];

/** What a rule allows in a direction; nothing if it is for the other one, denies, or is off. */
function allowed({ direction = "INGRESS", disabled, action, match, allows }: Traffic, wanted: "INGRESS" | "EGRESS"): readonly Layer[] {
  if (disabled || direction !== wanted) return [];
  return (match ? action === "allow" && match.layer4Configs : allows) || [];
}

const isInternal = (context: string | undefined) => context !== undefined && context !== "INTERNET";

/** The address ranges that a rule lets in; without any source Google Cloud takes it for every address. */
function sourcesOf({ match, sourceRanges, sourceTags, sourceServiceAccounts }: Traffic): readonly string[] {
  if (!match) return sourceRanges?.length ? sourceRanges : sourceTags?.length || sourceServiceAccounts?.length ? [] : anywhere;
  if (isInternal(match.srcNetworkScope ?? match.srcNetworkContext)) return [];
  const others = match.srcAddressGroups ?? match.srcFqdns ?? match.srcNetworks ?? match.srcRegionCodes ?? match.srcSecureTags ?? match.srcThreatIntelligences;
  return match.srcIpRanges ?? (others ? [] : ["0.0.0.0/0"]);
}

function destinationsOf({ match, destinationRanges }: Traffic): readonly string[] {
  if (!match) return destinationRanges?.length ? destinationRanges : anywhere;
  if (isInternal(match.destNetworkScope ?? match.destNetworkContext)) return [];
  const others = match.destAddressGroups ?? match.destFqdns ?? match.destRegionCodes ?? match.destThreatIntelligences;
  return match.destIpRanges ?? (others ? [] : ["0.0.0.0/0"]);
}

const protocols = { tcp: "6", udp: "17" };
type Protocol = keyof typeof protocols;
type Port = readonly [name: string, port: number, protocol?: Protocol];

const speaks = (layer: Layer, protocol: Protocol): boolean => {
  const name = String(layer.protocol ?? layer.ipProtocol ?? "all").toLowerCase();
  return name === "all" || name === protocol || name === protocols[protocol];
};

const permits = (layer: Layer, [, port, protocol = "tcp"]: Port): boolean =>
  speaks(layer, protocol) && (!layer.ports?.length || some(layer.ports, (range) => portInRange(range, port)));

const isWhole = ({ ports, ...layer }: Layer): boolean =>
  (speaks(layer, "tcp") || speaks(layer, "udp")) && (!ports?.length || some(ports, (range) => portInRange(range, 1) && portInRange(range, 65535)));

const width = (range: string): number => {
  const [first = 0, last = first] = String(range).split("-").map(Number);
  return last - first + 1;
};

/** What of `ports` a rule opens, as words. */
const opened = (traffic: Traffic, ports: readonly Port[]): string | undefined => {
  const open = ports.filter((port) => some(allowed(traffic, "INGRESS"), (layer) => permits(layer, port)));
  if (!open.length) return undefined;
  const named = open.slice(0, 3).map(([name, port]) => `${name} (${port})`);
  return open.length > 3 ? `${named.join(", ")} and ${open.length - 3} more` : named.join(" and ");
};

/** A rule that keeps ports closed to the internet. */
const closed = (ports: readonly Port[], meta: Omit<Meta, "family" | "see" | "fix">) => {
  const [, port, protocol = "tcp"] = ports[0]!;
  const layer = [{ protocol, ports: [String(port)] }];
  const layer4Configs = [{ ipProtocol: protocol, ports: [String(port)] }];
  return rule(Firewall, {
    ...meta,
    family: "network",
    fix: "Name the addresses that need the port in the source ranges, or reach it through Identity-Aware Proxy, a VPN or a load balancer.",
    see: "https://cloud.google.com/firewall/docs/firewalls",
    pass: [
      { allows: layer, sourceRanges: ["10.0.0.0/8"] },
      { allows: [{ protocol, ports: [String(port + 1)] }], sourceRanges: anywhere },
      { allows: [{ protocol: "icmp" }], sourceRanges: anywhere },
      { allows: layer, sourceTags: ["bastion"] },
      { allows: layer, sourceRanges: anywhere, disabled: true },
      { allows: layer, direction: "EGRESS", destinationRanges: anywhere },
      { denies: layer, sourceRanges: anywhere },
      { direction: "INGRESS", action: "deny", match: { srcIpRanges: anywhere, layer4Configs } },
      { direction: "INGRESS", action: "allow", match: { srcSecureTags: [{ name: "tagValues/1" }], layer4Configs } },
      { direction: "INGRESS", action: "allow", match: { srcIpRanges: anywhere, srcNetworkScope: "VPC_NETWORKS", layer4Configs } },
      { allows: [{ protocol, ports: [String(port + 1)] }], sourceRanges: unknown },
    ],
    fail: [
      { allows: layer, sourceRanges: anywhere },
      { allows: layer, sourceRanges: [], sourceTags: [] },
      { allows: layer, sourceRanges: ["10.0.0.0/8", "::/0"] },
      { allows: [{ protocol, ports: ["443", `${port - 1}-${port + 1}`] }], sourceRanges: anywhere },
      { allows: [{ protocol }], sourceRanges: anywhere },
      { allows: [{ protocol: "all" }], sourceRanges: anywhere },
      { allows: layer, sourceRanges: anywhere, sourceTags: ["web"], direction: "INGRESS" },
      { direction: "INGRESS", action: "allow", match: { srcIpRanges: anywhere, layer4Configs } },
      { direction: "INGRESS", action: "allow", match: { layer4Configs } },
      { rules: [{ action: "allow", direction: "INGRESS", match: { srcIpRanges: anywhere, layer4Configs } }] },
    ],
    unknown: [
      { allows: layer, sourceRanges: unknown },
      { allows: unknown, sourceRanges: anywhere },
    ],
    check: (self) =>
      each(rulesIn(self), (traffic) => {
        const open = opened(traffic, ports);
        return open && someAnywhere(sourcesOf(traffic)) && `it opens ${open} to the internet`;
      }),
  });
};

const ssh: Port = ["SSH", 22];
const rdp: Port[] = [
  ["Remote Desktop", 3389],
  ["Remote Desktop", 3389, "udp"],
];
const mysql: Port = ["MySQL", 3306];

const dataAndAdministration: Port[] = [
  ["PostgreSQL", 5432],
  ["SQL Server", 1433],
  ["SQL Server", 1434],
  ["SQL Server browser", 1434, "udp"],
  ["SQL Server debugger", 135],
  ["SQL Server Analysis Services", 2382],
  ["SQL Server Analysis Services", 2383],
  ["Oracle", 1521],
  ["Oracle over TLS", 2484],
  ["MongoDB", 27017],
  ["MongoDB", 27018],
  ["Redis", 6379],
  ["Memcached", 11211],
  ["Memcached", 11211, "udp"],
  ["Memcached over TLS", 11214],
  ["Memcached over TLS", 11215],
  ["Elasticsearch", 9200],
  ["Elasticsearch nodes", 9300],
  ["Cassandra", 9042],
  ["Cassandra Thrift", 9160],
  ["Cassandra nodes", 7000],
  ["Cassandra OpsCenter", 8888],
  ["Cassandra OpsCenter monitoring", 61620],
  ["Cassandra OpsCenter agent", 61621],
  ["Hadoop", 9000],
  ["etcd", 2379],
  ["Docker", 2375],
  ["kubelet", 10250],
  ["Puppet", 8140],
  ["Salt", 4505],
  ["Salt", 4506],
  ["LDAP", 389],
  ["LDAP over TLS", 636],
  ["SMB", 445],
  ["CIFS", 3020],
  ["NetBIOS names", 137],
  ["NetBIOS datagrams", 138, "udp"],
  ["NetBIOS sessions", 139],
  ["SNMP", 161, "udp"],
  ["Telnet", 23],
  ["VNC", 5900],
  ["VNC listener", 5500],
];

const internalServices: Port[] = [
  ["web", 8080],
  ["web", 8000],
  ["web", 3000],
  ["WebSM", 9090],
  ["DNS", 53],
  ["DNS", 53, "udp"],
  ["SMTP", 25],
  ["POP3", 110],
];

/** Each third id: the other scanner writes its checks port by port, for the internet, for public and for private ranges. */
const terrascan = numbered("AC_GCP_", 4, 3);
const terrascanInternet = terrascan([44, 131], [137, 143], [149, 194], [198, 222]);

export const ruleSsh = closed([ssh], {
  id: "gcp-firewall-rule-ssh",
  title: "Firewall rules keep SSH closed to the internet",
  severity: "critical",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["3.6"], "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["1.3.1"] },
  equivalents: { checkov: ["CKV_GCP_2"], trivy: ["AVD-GCP-0071"], kics: ["c4dcdcdf-10dd-4bf4-b4a0-8f6239e6aaa0"], regula: ["FG_R00407"] },
  why: "Machines whose SSH port answers everyone are scanned all day for weak keys, stolen keys and flaws in the server.",
});

export const ruleRdp = closed(rdp, {
  id: "gcp-firewall-rule-rdp",
  title: "Firewall rules keep Remote Desktop closed to the internet",
  severity: "critical",
  preset: "recommended",
  controls: { "cis-gcp-1.2": ["3.7"], "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["1.3.1"] },
  equivalents: {
    checkov: ["CKV_GCP_3"],
    trivy: ["AVD-GCP-0070"],
    kics: ["678fd659-96f2-454a-a2a0-c2571f83a4a3"],
    terrascan: ["AC_GCP_0134", "AC_GCP_0225"],
    regula: ["FG_R00408"],
  },
  why: "Remote Desktop that answers everyone is the usual way in for ransomware: passwords are guessed, and its flaws need no password.",
});

export const ruleMysql = closed([mysql], {
  id: "gcp-firewall-rule-mysql",
  title: "Firewall rules keep MySQL closed to the internet",
  severity: "critical",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["1.3.1"] },
  equivalents: { checkov: ["CKV_GCP_88"], kics: ["d0a1b2c3-d4e5-6789-abcd-ef0123456789"], terrascan: ["AC_GCP_0146"] },
  why: "A database that answers everyone is one guessed password away from being read, wiped or held to ransom.",
});

export const ruleFtp = closed(
  [
    ["FTP", 21],
    ["FTP data", 20],
  ],
  {
    id: "gcp-firewall-rule-ftp",
    title: "Firewall rules keep FTP closed to the internet",
    severity: "high",
    preset: "recommended",
    controls: { "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["1.3.1"] },
    equivalents: { checkov: ["CKV_GCP_75", "CKV_GCP_77"], kics: ["d3f8e9c1-7a2b-4d5f-90e2-123456789abc"], terrascan: ["AC_GCP_0228"] },
    why: "FTP sends passwords and files in the clear, and anyone on the way can read and change them.",
  },
);

export const ruleHttp = closed([["HTTP", 80]], {
  id: "gcp-firewall-rule-http",
  title: "Firewall rules keep plain HTTP closed to the internet",
  severity: "medium",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_GCP_106"],
    "pulumi-compliance": [
      "gcp-compute-firewallpolicyrule-disallow-inbound-http-traffic",
      "googlenative-compute-v1-firewallpolicy-disallow-inbound-http-traffic",
    ],
  },
  why: "Plain HTTP can be read and changed on the way, and a machine that serves the internet itself has no load balancer in front of it.",
});

export const ruleSensitivePorts = closed(dataAndAdministration, {
  id: "gcp-firewall-rule-sensitive-ports",
  title: "Firewall rules keep the ports of databases and of administration closed to the internet",
  severity: "critical",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["1.3.1"] },
  equivalents: { terrascan: terrascanInternet },
  why: "Such services expect friendly neighbours: many ask for no password, and none should meet the whole internet.",
});

export const ruleInternalPorts = closed(internalServices, {
  id: "gcp-firewall-rule-internal-ports",
  title: "Firewall rules keep the usual ports of internal services closed to the internet",
  severity: "medium",
  preset: "strict",
  equivalents: { terrascan: terrascanInternet },
  why: "What listens there was mostly meant for colleagues: test servers, consoles without a login, relays for mail.",
});

/** Google's own: Identity-Aware Proxy, health checks and load balancers. */
const googleRanges = ["35.235.240.0/20", "35.191.0.0/16", "130.211.0.0/22", "209.85.152.0/22", "209.85.204.0/22"];
const sensitivePorts = [ssh, ...rdp, mysql, ...dataAndAdministration, ...internalServices];
const addresses = option.Integer({ default: 32, minimum: 1, description: "The most addresses that one range may have." });

const wideRange = (traffic: Traffic, most: number, wanted: "public" | "private") =>
  find(
    sourcesOf(traffic),
    (range) => !isAnywhere(range) && !googleRanges.includes(range) && isPrivate(range) === (wanted === "private") && addressesIn(range) > most,
  );

export const rulePublicRanges = rule(Firewall, {
  id: "gcp-firewall-rule-public-ranges",
  title: "Firewall rules open sensitive ports to few public addresses",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { terrascan: terrascan([43, 193], [197, 227]) },
  why: "A wide range of public addresses belongs to others too, and lets them try passwords and flaws.",
  fix: "Name the single addresses or small ranges that need the port.",
  see: "https://cloud.google.com/firewall/docs/firewalls",
  options: { addresses },
  pass: [
    { allows: [{ protocol: "tcp", ports: ["22"] }], sourceRanges: ["203.0.113.0/28", "203.0.113.77", "10.0.0.0/8"] },
    { allows: [{ protocol: "tcp", ports: ["22"] }], sourceRanges: ["35.235.240.0/20"] },
    { allows: [{ protocol: "tcp", ports: ["443"] }], sourceRanges: ["203.0.0.0/8"] },
  ],
  fail: [
    { allows: [{ protocol: "tcp", ports: ["22"] }], sourceRanges: ["203.0.113.0/24"] },
    { allows: [{ protocol: "all" }], sourceRanges: ["2001:db8::/32"] },
  ],
  unknown: [{ allows: [{ protocol: "tcp", ports: ["22"] }], sourceRanges: [unknown] }],
  check: (self, { options }) =>
    each(rulesIn(self), (traffic) => {
      const open = opened(traffic, sensitivePorts);
      const range = open && wideRange(traffic, options.addresses, "public");
      return range && `it opens ${open} to all of \`${range}\``;
    }),
});

export const rulePrivateRanges = rule(Firewall, {
  id: "gcp-firewall-rule-private-ranges",
  title: "Firewall rules open sensitive ports to few private addresses",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { terrascan: terrascan([42, 192], [196, 226]) },
  why: "Whoever gets into one machine of a large network then reaches the databases and consoles of all others.",
  fix: "Name the subnet, tag or service account that needs the port.",
  see: "https://cloud.google.com/firewall/docs/firewalls",
  options: { addresses },
  pass: [
    { allows: [{ protocol: "tcp", ports: ["5432"] }], sourceRanges: ["10.0.0.0/28"] },
    { allows: [{ protocol: "tcp", ports: ["443"] }], sourceRanges: ["10.0.0.0/8"] },
    { allows: [{ protocol: "tcp", ports: ["5432"] }], sourceTags: ["app"] },
  ],
  fail: [{ allows: [{ protocol: "tcp", ports: ["5432"] }], sourceRanges: ["10.0.0.0/8"] }],
  unknown: [{ allows: [{ protocol: "tcp", ports: ["5432"] }], sourceRanges: [unknown] }],
  check: (self, { options }) =>
    each(rulesIn(self), (traffic) => {
      const open = opened(traffic, sensitivePorts);
      const range = open && wideRange(traffic, options.addresses, "private");
      return range && `it opens ${open} to all of \`${range}\``;
    }),
});

export const ruleAllPorts = rule(Firewall, {
  id: "gcp-firewall-rule-all-ports",
  title: "Firewall rules open no whole protocol to the internet",
  severity: "critical",
  family: "network",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-7"], "pci-dss-4.0": ["1.3.1"] },
  equivalents: { checkov: ["CKV2_GCP_12"], trivy: ["AVD-GCP-0072"], kics: ["22ef1d26-80f8-4a6c-8c15-f35aab3cac78"] },
  why: "Everything that listens on the machines, now and later, answers the whole internet.",
  fix: "Name the protocol and the ports that the internet needs.",
  see: "https://cloud.google.com/firewall/docs/firewalls",
  pass: [
    { allows: [{ protocol: "tcp", ports: ["443"] }], sourceRanges: anywhere },
    { allows: [{ protocol: "icmp" }], sourceRanges: anywhere },
    { allows: [{ protocol: "all" }], sourceRanges: ["10.0.0.0/8"] },
    { allows: [{ protocol: "all" }], sourceRanges: anywhere, disabled: true },
    { denies: [{ protocol: "all" }], sourceRanges: anywhere },
  ],
  fail: [
    { allows: [{ protocol: "all" }], sourceRanges: anywhere },
    { allows: [{ protocol: "tcp" }], sourceRanges: ["::/0"] },
    { allows: [{ protocol: "17", ports: ["0-65535"] }], sourceRanges: anywhere },
    { direction: "INGRESS", action: "allow", match: { srcIpRanges: anywhere, layer4Configs: [{ ipProtocol: "all" }] } },
  ],
  unknown: [{ allows: [{ protocol: "all" }], sourceRanges: unknown }],
  check: (self) =>
    each(
      rulesIn(self),
      (traffic) => some(allowed(traffic, "INGRESS"), isWhole) && someAnywhere(sourcesOf(traffic)) && "it opens every port of a protocol to the internet",
    ),
});

export const ruleAnyAddress = rule(Firewall, {
  id: "gcp-firewall-rule-any-address",
  title: "Firewall rules let in no traffic from everywhere",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { trivy: ["AVD-GCP-0027"] },
  why: "A machine that meets the internet itself gets every scan and flood, which a load balancer would keep off.",
  fix: "Let in only the ranges of the load balancer, of Identity-Aware Proxy, or of known clients.",
  see: "https://cloud.google.com/firewall/docs/firewalls",
  pass: [
    { allows: [{ protocol: "tcp", ports: ["443"] }], sourceRanges: ["35.191.0.0/16"] },
    { denies: [{ protocol: "all" }], sourceRanges: anywhere },
    { allows: [{ protocol: "tcp" }], direction: "EGRESS" },
  ],
  fail: [
    { allows: [{ protocol: "tcp", ports: ["443"] }], sourceRanges: anywhere },
    { rules: [{ action: "allow", direction: "INGRESS", match: { srcIpRanges: ["::/0"], layer4Configs: [{ ipProtocol: "tcp", ports: ["443"] }] } }] },
  ],
  unknown: [{ allows: [{ protocol: "tcp", ports: ["443"] }], sourceRanges: unknown }],
  check: (self) =>
    each(rulesIn(self), (traffic) => allowed(traffic, "INGRESS").length > 0 && someAnywhere(sourcesOf(traffic)) && "it lets in traffic from every address"),
});

export const ruleEgressAll = rule(Firewall, {
  id: "gcp-firewall-rule-egress-all",
  title: "Firewall rules let traffic out to named destinations only",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { trivy: ["AVD-GCP-0035"] },
  why: "A machine that may call any address can send stolen data anywhere and fetch its orders from there.",
  fix: "Name the destination ranges that the machines need.",
  see: "https://cloud.google.com/firewall/docs/firewalls",
  pass: [
    { direction: "EGRESS", allows: [{ protocol: "tcp" }], destinationRanges: ["10.0.0.0/8"] },
    { direction: "EGRESS", denies: [{ protocol: "all" }] },
    { allows: [{ protocol: "tcp" }], sourceRanges: anywhere },
    { direction: "EGRESS", action: "allow", match: { destFqdns: ["example.com"], layer4Configs: [{ ipProtocol: "tcp" }] } },
  ],
  fail: [
    { direction: "EGRESS", allows: [{ protocol: "tcp" }] },
    { direction: "EGRESS", allows: [{ protocol: "tcp" }], destinationRanges: anywhere },
    { direction: "EGRESS", action: "allow", match: { destIpRanges: anywhere, layer4Configs: [{ ipProtocol: "all" }] } },
  ],
  unknown: [{ direction: "EGRESS", allows: [{ protocol: "tcp" }], destinationRanges: unknown }],
  check: (self) =>
    each(rulesIn(self), (traffic) => allowed(traffic, "EGRESS").length > 0 && someAnywhere(destinationsOf(traffic)) && "it lets traffic out to every address"),
});

export const rulePortRange = rule(Firewall, {
  id: "gcp-firewall-rule-port-range",
  title: "Firewall rules open single ports",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { trivy: ["AVD-GCP-0074"], kics: ["e6f61c37-106b-449f-a5bb-81bfcaceb8b4"] },
  why: "A wide range of ports also opens what nobody thought of.",
  fix: "List the ports that are needed.",
  see: "https://cloud.google.com/firewall/docs/firewalls",
  options: { ports: option.Integer({ default: 10, minimum: 1, description: "The most ports that one range may have." }) },
  pass: [
    { allows: [{ protocol: "tcp", ports: ["80", "8080-8089"] }], sourceRanges: ["10.0.0.0/8"] },
    { direction: "EGRESS", allows: [{ protocol: "tcp", ports: ["1-65535"] }] },
  ],
  fail: [
    { allows: [{ protocol: "tcp", ports: ["80", "1024-2048"] }], sourceRanges: ["10.0.0.0/8"] },
    { direction: "INGRESS", action: "allow", match: { srcIpRanges: ["10.0.0.0/8"], layer4Configs: [{ ipProtocol: "tcp", ports: ["0-65535"] }] } },
  ],
  unknown: [{ allows: [{ protocol: "tcp", ports: [unknown] }], sourceRanges: ["10.0.0.0/8"] }],
  check: (self, { options }) =>
    each(rulesIn(self), (traffic) =>
      each(allowed(traffic, "INGRESS"), ({ ports }) => each(ports, (range) => width(range) > options.ports && `it opens all ports of \`${range}\``)),
    ),
});

export const ruleLogging = rule(Firewall, {
  id: "gcp-firewall-rule-logging",
  title: "Firewall rules log the connections that they allow or deny",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Without the log nobody can tell afterwards who connected, and who was turned away.",
  fix: "Set `logConfig` on a firewall rule, and `enableLogging` on a rule of a policy.",
  see: "https://cloud.google.com/firewall/docs/firewall-rules-logging",
  pass: [
    { logConfig: { metadata: "INCLUDE_ALL_METADATA" } },
    { disabled: true },
    { enableLogging: true, action: "allow", match: {} },
    { action: "goto_next", match: {} },
    { rules: [{ enableLogging: true, action: "deny", match: {} }] },
  ],
  fail: [{}, { enableLogging: false, action: "allow", match: {} }, { rules: [{ action: "deny", match: {} }] }],
  unknown: [{ enableLogging: unknown, action: "allow", match: {} }],
  check: (self) =>
    each(
      rulesIn(self),
      ({ disabled, action, logConfig, enableLogging }) => !disabled && action !== "goto_next" && !logConfig && !enableLogging && "it logs no connections",
    ),
});
