import { addressesIn, isAnywhere, isPrivate, someAnywhere } from "../../../lib/cloud/network";
import { each, find, option, rule, unknown } from "../../../lib/rule";
import { numbered } from "../../../lib/rule/scanners";
import { dataAndAdministration, internalServices, mysql, rdp, ssh } from "./services";
import { allowed, anywhere, Firewall, isInternal, opened, rulesIn, sourcesOf, type Traffic } from "./traffic";

function destinationsOf({ match, destinationRanges }: Traffic): readonly string[] {
  if (!match) return destinationRanges?.length ? destinationRanges : anywhere;
  if (isInternal(match.destNetworkScope ?? match.destNetworkContext)) return [];
  const others = match.destAddressGroups ?? match.destFqdns ?? match.destRegionCodes ?? match.destThreatIntelligences;
  return match.destIpRanges ?? (others ? [] : ["0.0.0.0/0"]);
}

/** Each third id: the other scanner writes its checks port by port, for the internet, for public and for private ranges. */
const terrascan = numbered("AC_GCP_", 4, 3);

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
