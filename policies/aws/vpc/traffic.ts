import type { SecurityGroupRuleArgs } from "@pulumi/aws/ec2/securityGroupRule";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";
import { isAnywhere } from "../../../lib/cloud/network";
import { each, some } from "../../../lib/rule";

/** A security group's rule, as any of its three resources writes it. */
export type AnyGroupRule = Partial<SecurityGroupRuleArgs> &
  Partial<Pick<SecurityGroupIngressRuleArgs, "cidrIpv4" | "cidrIpv6" | "ipProtocol" | "prefixListId">>;

/** A security group's rule, of its own or in its group. */
interface Traffic {
  readonly protocol?: string;
  readonly ipProtocol?: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly cidrBlocks?: readonly string[];
  readonly ipv6CidrBlocks?: readonly string[];
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
}

type Direction = "ingress" | "egress";
type InGroup = { readonly [D in Direction]?: readonly Traffic[] } & { readonly type?: string };

/** The protocol as written, in lower case. */
export const protocolOf = (traffic: { protocol?: string; ipProtocol?: string }) => String(traffic.protocol ?? traffic.ipProtocol ?? "").toLowerCase();

/** Whether a protocol stands for all. */
export const isAllProtocols = (protocol: string) => protocol === "-1" || protocol === "all";

/** Whether a protocol is TCP or UDP. */
export const hasPorts = (protocol: string) => /^(tcp|udp|6|17)$/.test(protocol);

/** Whether a rule is for a port, whoever comes. */
export const reaches = (traffic: Traffic, port: number) => {
  const protocol = protocolOf(traffic);
  if (isAllProtocols(protocol)) return true;
  if (!hasPorts(protocol)) return false;
  const { fromPort: first = -1, toPort: last = -1 } = traffic;
  return (first === -1 && last === -1) || (first <= port && port <= last);
};

/** Whether a rule is for all ports. */
export const reachesAllPorts = (traffic: Traffic) => reaches(traffic, 1) && reaches(traffic, 65535);

/** Whether a rule names an address range that `is` is true of. */
export const ranges = (traffic: Traffic, is: (range: string) => boolean) =>
  some(traffic.cidrBlocks, is) ||
  some(traffic.ipv6CidrBlocks, is) ||
  (traffic.cidrIpv4 !== undefined && is(traffic.cidrIpv4)) ||
  (traffic.cidrIpv6 !== undefined && is(traffic.cidrIpv6));

/** Whether a rule is for the whole internet. */
export const withAnywhere = (traffic: Traffic) => ranges(traffic, isAnywhere);

/** What `say` finds in each rule of a security group for a direction, or in one that stands alone. */
export const eachRule = (direction: Direction, self: Traffic & InGroup, say: (traffic: Traffic) => string | false | undefined) => {
  const inside = self[direction];
  if (!inside && self.type !== undefined && self.type !== direction) return false;
  return each<Traffic>(inside ?? [self], (traffic) => {
    const found = say(traffic);
    return found && (inside ? `a rule of it ${found}` : found);
  });
};

/** A rule of a case: it is for a port of TCP. */
export const tcp = (port: number, cidr = "0.0.0.0/0") => ({ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: [cidr] });
