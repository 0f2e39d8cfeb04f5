import { portInRange, someAnywhere } from "../../../lib/cloud/network";
import { each, option, rule, some, unknown } from "../../../lib/rule";
import type { Meta } from "../../../lib/rule/rule";
import { numbered } from "../../../lib/rule/scanners";
import { dataAndAdministration, internalServices, mysql, type Port, rdp, ssh } from "./services";
import { allowed, anywhere, Firewall, type Layer, opened, rulesIn, sourcesOf, speaks } from "./traffic";

const isWhole = ({ ports, ...layer }: Layer): boolean =>
  (speaks(layer, "tcp") || speaks(layer, "udp")) && (!ports?.length || some(ports, (range) => portInRange(range, 1) && portInRange(range, 65535)));

const width = (range: string): number => {
  const [first = 0, last = first] = String(range).split("-").map(Number);
  return last - first + 1;
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
