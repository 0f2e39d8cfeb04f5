import type { FirewallArgs } from "@pulumi/gcp/compute/firewall";
import type { InterconnectArgs } from "@pulumi/gcp/compute/interconnect";
import type { InterconnectAttachmentArgs } from "@pulumi/gcp/compute/interconnectAttachment";
import type { NetworkArgs } from "@pulumi/gcp/compute/network";
import type { NetworkFirewallPolicyAssociationArgs } from "@pulumi/gcp/compute/networkFirewallPolicyAssociation";
import type { RouterNatArgs } from "@pulumi/gcp/compute/routerNat";
import type { RouterPeerArgs } from "@pulumi/gcp/compute/routerPeer";
import type { SubnetworkArgs } from "@pulumi/gcp/compute/subnetwork";
import type { VPNTunnelArgs } from "@pulumi/gcp/compute/vpntunnel";
import { from, resource, rule, setting, some, unknown } from "../../lib/rule";

const Firewall = resource<FirewallArgs>("gcp:compute/firewall:Firewall");
const FirewallPolicyAssociation = resource<NetworkFirewallPolicyAssociationArgs>(
  "gcp:compute/networkFirewallPolicyAssociation:NetworkFirewallPolicyAssociation",
  "gcp:compute/regionNetworkFirewallPolicyAssociation:RegionNetworkFirewallPolicyAssociation",
);
const Interconnect = resource<InterconnectArgs>("gcp:compute/interconnect:Interconnect");
const InterconnectAttachment = resource<InterconnectAttachmentArgs>("gcp:compute/interconnectAttachment:InterconnectAttachment");
const Network = resource<NetworkArgs>("gcp:compute/network:Network");
const RouterNat = resource<RouterNatArgs>("gcp:compute/routerNat:RouterNat");
const RouterPeer = resource<RouterPeerArgs>("gcp:compute/routerPeer:RouterPeer");
const Subnetwork = resource<SubnetworkArgs>("gcp:compute/subnetwork:Subnetwork");
const VpnTunnel = resource<VPNTunnelArgs>("gcp:compute/vPNTunnel:VPNTunnel");

/** Subnets of proxies, of Private Service Connect and of private NAT have no machines. */
const hasMachines = (purpose: string | undefined): boolean => purpose === undefined || /^PRIVATE(_RFC_1918)?$/.test(purpose);

export const subnetworkFlowLogs = rule(Subnetwork, {
  id: "gcp-network-subnetwork-flow-logs",
  title: "Subnets log their traffic",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "cis-gcp-1.2": ["3.8"], "nist-800-53-r5": ["AU-12"] },
  equivalents: {
    checkov: ["CKV_GCP_26"],
    trivy: ["AVD-GCP-0029", "AVD-GCP-0076"],
    kics: ["40430747-442d-450a-a34f-dc57149f4609"],
    terrascan: ["AC_GCP_0033"],
    regula: ["FG_R00409"],
  },
  why: "Without flow logs nobody can tell afterwards where an intruder went and what left the network.",
  fix: "Set `logConfig`.",
  see: "https://cloud.google.com/vpc/docs/flow-logs",
  pass: [{ logConfig: {} }, { logConfig: { flowSampling: 0.5 } }, { purpose: "REGIONAL_MANAGED_PROXY" }, { purpose: "PRIVATE_SERVICE_CONNECT" }],
  fail: [{}, { purpose: "PRIVATE" }, { logConfig: { flowSampling: 0 } }],
  unknown: [{ logConfig: unknown }],
  check: ({ logConfig, purpose }) => (!logConfig || logConfig.flowSampling === 0) && hasMachines(purpose) && "flow logs are off",
});

export const subnetworkPrivateGoogleAccess = setting(Subnetwork, {
  id: "gcp-network-subnetwork-private-google-access",
  title: "Subnets reach Google's APIs without a public address",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_74"], trivy: ["AVD-GCP-0075"], kics: ["ee7b93c1-b3f8-4a3b-9588-146d481814f5"], regula: ["FG_R00438"] },
  why: "Machines that need a public address for Google's APIs are open to the internet for that alone.",
  see: "https://cloud.google.com/vpc/docs/private-google-access",
  at: (subnet) => subnet.privateIpGoogleAccess,
  good: [true],
  absent: "bad",
  unless: (subnet) => !hasMachines(subnet.purpose),
  pass: [{ purpose: "INTERNAL_HTTPS_LOAD_BALANCER" }],
  fail: [{ purpose: "PRIVATE" }],
});

export const subnetworkPrivateGoogleAccessIpv6 = rule(Subnetwork, {
  id: "gcp-network-subnetwork-private-google-access-ipv6",
  title: "Subnets with IPv6 reach Google's APIs over it without a public address",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV_GCP_76"] },
  why: "Machines that need a public address for Google's APIs are open to the internet for that alone.",
  fix: "Set `privateIpv6GoogleAccess` to `ENABLE_OUTBOUND_VM_ACCESS_TO_GOOGLE`.",
  see: "https://cloud.google.com/vpc/docs/private-google-access",
  pass: [
    {},
    { stackType: "IPV4_ONLY" },
    { stackType: "IPV4_IPV6", privateIpv6GoogleAccess: "ENABLE_OUTBOUND_VM_ACCESS_TO_GOOGLE" },
    { stackType: "IPV4_IPV6", purpose: "REGIONAL_MANAGED_PROXY" },
  ],
  fail: [{ stackType: "IPV4_IPV6" }, { stackType: "IPV6_ONLY", privateIpv6GoogleAccess: "DISABLE_GOOGLE_ACCESS" }],
  unknown: [{ stackType: "IPV4_IPV6", privateIpv6GoogleAccess: unknown }],
  check: ({ stackType = "IPV4_ONLY", privateIpv6GoogleAccess = "", purpose }) =>
    stackType !== "IPV4_ONLY" && hasMachines(purpose) && !privateIpv6GoogleAccess.startsWith("ENABLE_") && "`privateIpv6GoogleAccess` is off",
});

export const networkFirewall = rule(Network, {
  id: "gcp-network-network-firewall",
  title: "Networks have firewall rules of their own",
  severity: "low",
  family: "network",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-7"] },
  equivalents: { checkov: ["CKV2_GCP_18"], trivy: ["AVD-GCP-0073"], kics: ["40abce54-95b1-478c-8e5f-ea0bf0bb0e33"] },
  why: "A network that nobody wrote a rule for lets everything out, and its first rule is made by hand when something doesn't work.",
  fix: "Give the network a `gcp.compute.Firewall`, or associate a firewall policy with it.",
  see: "https://cloud.google.com/firewall/docs/firewalls",
  related: { firewalls: from(Firewall, "network"), policies: from(FirewallPolicyAssociation, "attachmentTarget") },
  pass: [{ firewalls: [{ direction: "INGRESS" }] }, { policies: [{ firewallPolicy: "base" }] }],
  fail: [{}],
  unknown: [{ firewalls: [unknown] }],
  check: ({ firewalls, policies }) => !some(firewalls, Boolean) && !some(policies, Boolean) && "no firewall rule or policy refers to it",
});

export const natLogging = setting(RouterNat, {
  id: "gcp-network-nat-logging",
  title: "Cloud NAT gateways log connections",
  severity: "low",
  family: "logging",
  preset: "strict",
  controls: { "nist-800-53-r5": ["AU-12"] },
  why: "Behind a NAT gateway all machines share an address; only its log tells which of them called whom.",
  see: "https://cloud.google.com/nat/docs/monitoring",
  at: (nat) => nat.logConfig?.enable,
  good: [true],
  absent: "bad",
});

export const vpnTunnelIke = setting(VpnTunnel, {
  id: "gcp-network-vpn-tunnel-ike",
  title: "VPN tunnels use IKEv2",
  severity: "medium",
  family: "encryption-in-transit",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["SC-8(1)"] },
  why: "IKEv1 is retired: it has weak ciphers, and its shared secret can be guessed from a recorded handshake.",
  see: "https://cloud.google.com/network-connectivity/docs/vpn/concepts/supported-ike-ciphers",
  at: (tunnel) => tunnel.ikeVersion,
  good: [2],
  bad: [1],
  absent: "good",
});

export const interconnectMacsec = rule(Interconnect, {
  id: "gcp-network-interconnect-macsec",
  title: "Interconnects are encrypted with MACsec",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8(1)"] },
  why: "Whoever gets at the line reads what runs over it.",
  fix: "Set `macsec` and `macsecEnabled`, and leave `macsec.failOpen` off.",
  see: "https://cloud.google.com/network-connectivity/docs/interconnect/concepts/macsec-overview",
  pass: [{ macsecEnabled: true }],
  fail: [{}, { macsecEnabled: true, macsec: { failOpen: true } }],
  unknown: [{ macsecEnabled: unknown }],
  check: ({ macsecEnabled, macsec }) => (macsecEnabled ? macsec?.failOpen && "it goes on unencrypted if MACsec fails" : "`macsecEnabled` is off"),
});

export const interconnectAttachmentEncryption = setting(InterconnectAttachment, {
  id: "gcp-network-interconnect-attachment-encryption",
  title: "VLAN attachments carry IPsec only",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8(1)"] },
  why: "Traffic between the sites is in the clear for the carriers in between.",
  fix: "Set `encryption` to `IPSEC`, and run HA VPN over the attachment.",
  see: "https://cloud.google.com/network-connectivity/docs/interconnect/concepts/ha-vpn-interconnect",
  at: (attachment) => attachment.encryption,
  good: ["IPSEC"],
  bad: ["NONE"],
  absent: "bad",
});

export const routerPeerAuthentication = rule(RouterPeer, {
  id: "gcp-network-router-peer-authentication",
  title: "BGP sessions of Cloud Routers are authenticated",
  severity: "low",
  family: "identity",
  preset: "strict",
  controls: { "nist-800-53-r5": ["SC-8"] },
  why: "Whoever gets onto the link can pose as the peer and lead traffic elsewhere.",
  fix: "Set `md5AuthenticationKey`, with its key from a Pulumi secret.",
  see: "https://cloud.google.com/network-connectivity/docs/router/how-to/use-md5-authentication",
  pass: [{ md5AuthenticationKey: { name: "peer", key: "k" } }],
  fail: [{}],
  unknown: [{ md5AuthenticationKey: unknown }],
  check: ({ md5AuthenticationKey }) => !md5AuthenticationKey && "it has no `md5AuthenticationKey`",
});
