import type { FirewallArgs } from "@pulumi/gcp/compute/firewall";
import type { NetworkFirewallPolicyRuleArgs } from "@pulumi/gcp/compute/networkFirewallPolicyRule";
import type { NetworkFirewallPolicyWithRulesArgs } from "@pulumi/gcp/compute/networkFirewallPolicyWithRules";
import { portInRange } from "../../../lib/cloud/network";
import { resource, some } from "../../../lib/rule";
import { type Port, type Protocol, protocols } from "./services";

type AnyFirewallArgs = Partial<FirewallArgs> & Partial<NetworkFirewallPolicyRuleArgs> & Partial<NetworkFirewallPolicyWithRulesArgs>;

/** VPC firewall rules, and those of firewall policies: each a resource of its own, or listed in the policy. */
export const Firewall = resource<AnyFirewallArgs>(
  "gcp:compute/firewall:Firewall",
  "gcp:compute/firewallPolicyRule:FirewallPolicyRule",
  "gcp:compute/networkFirewallPolicyRule:NetworkFirewallPolicyRule",
  "gcp:compute/regionNetworkFirewallPolicyRule:RegionNetworkFirewallPolicyRule",
  "gcp:compute/firewallPolicyWithRules:FirewallPolicyWithRules",
  "gcp:compute/networkFirewallPolicyWithRules:NetworkFirewallPolicyWithRules",
  "gcp:compute/regionNetworkFirewallPolicyWithRules:RegionNetworkFirewallPolicyWithRules",
);

/** All addresses, as cases write them. */
export const anywhere = ["0.0.0.0/0"];

type List = readonly string[] | undefined;

/** Protocols and ports that a rule is for. */
export interface Layer {
  readonly protocol?: string;
  readonly ipProtocol?: string;
  readonly ports?: List;
}

/** A rule of any of these types. */
export interface Traffic {
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

/** The rules that a policy lists, or the one that the resource is. */
export const rulesIn = (self: Traffic & { readonly rules?: readonly Traffic[] }): readonly Traffic[] => self.rules ?? [self];

/** What a rule allows in a direction; nothing if it is for the other one, denies, or is off. */
export function allowed({ direction = "INGRESS", disabled, action, match, allows }: Traffic, wanted: "INGRESS" | "EGRESS"): readonly Layer[] {
  if (disabled || direction !== wanted) return [];
  return (match ? action === "allow" && match.layer4Configs : allows) || [];
}

/** Whether a network context is another than the internet. */
export const isInternal = (context: string | undefined) => context !== undefined && context !== "INTERNET";

/** The address ranges that a rule lets in; without any source Google Cloud takes it for every address. */
export function sourcesOf({ match, sourceRanges, sourceTags, sourceServiceAccounts }: Traffic): readonly string[] {
  if (!match) return sourceRanges?.length ? sourceRanges : sourceTags?.length || sourceServiceAccounts?.length ? [] : anywhere;
  if (isInternal(match.srcNetworkScope ?? match.srcNetworkContext)) return [];
  const others = match.srcAddressGroups ?? match.srcFqdns ?? match.srcNetworks ?? match.srcRegionCodes ?? match.srcSecureTags ?? match.srcThreatIntelligences;
  return match.srcIpRanges ?? (others ? [] : ["0.0.0.0/0"]);
}

/** Whether a layer is for a protocol. */
export const speaks = (layer: Layer, protocol: Protocol): boolean => {
  const name = String(layer.protocol ?? layer.ipProtocol ?? "all").toLowerCase();
  return name === "all" || name === protocol || name === protocols[protocol];
};

const permits = (layer: Layer, [, port, protocol = "tcp"]: Port): boolean =>
  speaks(layer, protocol) && (!layer.ports?.length || some(layer.ports, (range) => portInRange(range, port)));

/** What of `ports` a rule opens, as words. */
export const opened = (traffic: Traffic, ports: readonly Port[]): string | undefined => {
  const open = ports.filter((port) => some(allowed(traffic, "INGRESS"), (layer) => permits(layer, port)));
  if (!open.length) return undefined;
  const named = open.slice(0, 3).map(([name, port]) => `${name} (${port})`);
  return open.length > 3 ? `${named.join(", ")} and ${open.length - 3} more` : named.join(" and ");
};
