import type { DefaultSecurityGroupArgs } from "@pulumi/aws/ec2/defaultSecurityGroup";
import type { EipArgs } from "@pulumi/aws/ec2/eip";
import type { EipAssociationArgs } from "@pulumi/aws/ec2/eipAssociation";
import type { FlowLogArgs } from "@pulumi/aws/ec2/flowLog";
import type { ManagedPrefixListArgs } from "@pulumi/aws/ec2/managedPrefixList";
import type { NatGatewayArgs } from "@pulumi/aws/ec2/natGateway";
import type { NetworkAclArgs } from "@pulumi/aws/ec2/networkAcl";
import type { NetworkAclAssociationArgs } from "@pulumi/aws/ec2/networkAclAssociation";
import type { NetworkAclRuleArgs } from "@pulumi/aws/ec2/networkAclRule";
import type { RouteArgs } from "@pulumi/aws/ec2/route";
import type { RouteTableArgs } from "@pulumi/aws/ec2/routeTable";
import type { SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import type { SecurityGroupRuleArgs } from "@pulumi/aws/ec2/securityGroupRule";
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";
import type { VpcEndpointArgs } from "@pulumi/aws/ec2/vpcEndpoint";
import type { VpcEndpointRouteTableAssociationArgs } from "@pulumi/aws/ec2/vpcEndpointRouteTableAssociation";
import type { VpcEndpointServiceArgs } from "@pulumi/aws/ec2/vpcEndpointService";
import type { VpnConnectionArgs } from "@pulumi/aws/ec2/vpnConnection";
import type { TransitGatewayArgs } from "@pulumi/aws/ec2transitgateway/transitGateway";
import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer";
import type { FirewallArgs } from "@pulumi/aws/networkfirewall/firewall";
import type { ServerArgs } from "@pulumi/aws/transfer/server";
import type { SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";
import { hipaa, pci } from "../../lib/cloud/aws-controls";
import { isAnywhere, someAnywhere } from "../../lib/cloud/network";
import { each, find, from, option, referrers, resource, rule, setting, some, unknown } from "../../lib/rule";
import type { Meta } from "../../lib/rule/rule";

type AnyGroupRule = Partial<SecurityGroupRuleArgs> & Partial<Pick<SecurityGroupIngressRuleArgs, "cidrIpv4" | "cidrIpv6" | "ipProtocol" | "prefixListId">>;
type AnyAcl = Pick<NetworkAclArgs, "ingress"> & Partial<NetworkAclRuleArgs>;
type AnyRoute = Partial<RouteArgs> & Pick<RouteTableArgs, "routes">;

const Acls = resource<AnyAcl>("aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", "aws:ec2/networkAclRule:NetworkAclRule");
const DefaultSecurityGroup = resource<DefaultSecurityGroupArgs>("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
const Egress = resource<Pick<SecurityGroupArgs, "egress"> & AnyGroupRule>(
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
);
const Eip = resource<EipArgs>("aws:ec2/eip:Eip");
const EipAssociation = resource<EipAssociationArgs>("aws:ec2/eipAssociation:EipAssociation");
const Firewall = resource<FirewallArgs>("aws:networkfirewall/firewall:Firewall");
const FlowLog = resource<FlowLogArgs>("aws:ec2/flowLog:FlowLog");
const Ingress = resource<Pick<SecurityGroupArgs, "ingress"> & AnyGroupRule>(
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
);
const LoadBalancer = resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer");
const ManagedPrefixList = resource<ManagedPrefixListArgs>("aws:ec2/managedPrefixList:ManagedPrefixList");
const NatGateway = resource<NatGatewayArgs>("aws:ec2/natGateway:NatGateway");
const NetworkAcl = resource<NetworkAclArgs>("aws:ec2/networkAcl:NetworkAcl");
const NetworkAclAssociation = resource<NetworkAclAssociationArgs>("aws:ec2/networkAclAssociation:NetworkAclAssociation");
const Routes = resource<AnyRoute>("aws:ec2/route:Route", "aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable");
const SecurityGroup = resource<SecurityGroupArgs>("aws:ec2/securityGroup:SecurityGroup");
const SecurityGroupEgressRule = resource<SecurityGroupEgressRuleArgs>("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
const SecurityGroupIngressRule = resource<SecurityGroupIngressRuleArgs>("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
const SecurityGroupRule = resource<SecurityGroupRuleArgs>("aws:ec2/securityGroupRule:SecurityGroupRule");
const Server = resource<ServerArgs>("aws:transfer/server:Server");
const Subnet = resource<SubnetArgs>("aws:ec2/subnet:Subnet");
const TransitGateway = resource<TransitGatewayArgs>("aws:ec2transitgateway/transitGateway:TransitGateway");
const Vpc = resource<VpcArgs>("aws:ec2/vpc:Vpc");
const VpcEndpoint = resource<VpcEndpointArgs>("aws:ec2/vpcEndpoint:VpcEndpoint");
const VpcEndpointRouteTableAssociation = resource<VpcEndpointRouteTableAssociationArgs>(
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
);
const VpcEndpointService = resource<VpcEndpointServiceArgs>("aws:ec2/vpcEndpointService:VpcEndpointService");
const Vpcs = resource<VpcArgs>("aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc");
const VpnConnection = resource<VpnConnectionArgs>("aws:ec2/vpnConnection:VpnConnection");

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

const protocolOf = (traffic: { protocol?: string; ipProtocol?: string }) => String(traffic.protocol ?? traffic.ipProtocol ?? "").toLowerCase();
const isAllProtocols = (protocol: string) => protocol === "-1" || protocol === "all";
const hasPorts = (protocol: string) => /^(tcp|udp|6|17)$/.test(protocol);
const reaches = (traffic: Traffic, port: number) => {
  const protocol = protocolOf(traffic);
  if (isAllProtocols(protocol)) return true;
  if (!hasPorts(protocol)) return false;
  const { fromPort: first = -1, toPort: last = -1 } = traffic;
  return (first === -1 && last === -1) || (first <= port && port <= last);
};
const reachesAllPorts = (traffic: Traffic) => reaches(traffic, 1) && reaches(traffic, 65535);
const ranges = (traffic: Traffic, is: (range: string) => boolean) =>
  some(traffic.cidrBlocks, is) ||
  some(traffic.ipv6CidrBlocks, is) ||
  (traffic.cidrIpv4 !== undefined && is(traffic.cidrIpv4)) ||
  (traffic.cidrIpv6 !== undefined && is(traffic.cidrIpv6));
const withAnywhere = (traffic: Traffic) => ranges(traffic, isAnywhere);

/** What `say` finds in each rule of a security group for a direction, or in one that stands alone. */
const eachRule = (direction: Direction, self: Traffic & InGroup, say: (traffic: Traffic) => string | false | undefined) => {
  const inside = self[direction];
  if (!inside && self.type !== undefined && self.type !== direction) return false;
  return each<Traffic>(inside ?? [self], (traffic) => {
    const found = say(traffic);
    return found && (inside ? `a rule of it ${found}` : found);
  });
};

const see = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";
const tcp = (port: number, cidr = "0.0.0.0/0") => ({ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: [cidr] });

/** The rule against a port that is open to the whole internet. */
const closedPort = (port: number, service: string, meta: Omit<Meta, "family" | "title" | "see">) =>
  rule(Ingress, {
    ...meta,
    title: `Security groups don't open ${service} to the internet`,
    family: "network",
    see,
    pass: [
      {},
      { ingress: [tcp(443), tcp(port, "10.0.0.0/8")] },
      { type: "egress", ...tcp(port) },
      { ipProtocol: "tcp", fromPort: port, toPort: port, cidrIpv4: "10.0.0.0/8" },
      { ipProtocol: "tcp", fromPort: port, toPort: port, prefixListId: "pl-0123456789abcdef0" },
      { ipProtocol: "icmp", fromPort: -1, toPort: -1, cidrIpv4: "0.0.0.0/0" },
    ],
    fail: [
      { ingress: [tcp(443), tcp(port)] },
      { ingress: [{ protocol: "tcp", fromPort: port - 1, toPort: port + 1, ipv6CidrBlocks: ["::/0"] }] },
      { type: "ingress", ...tcp(port) },
      { ipProtocol: "-1", cidrIpv6: "::/0" },
      { ipProtocol: "6", fromPort: port, toPort: port, cidrIpv4: "0.0.0.0/0" },
    ],
    unknown: [{ ingress: unknown }, { ingress: [{ ...tcp(port), cidrBlocks: unknown }] }, { type: unknown, ...tcp(port) }],
    check: (self) => eachRule("ingress", self, (traffic) => reaches(traffic, port) && withAnywhere(traffic) && `opens port ${port} to the internet`),
  });

export const securitygroupSsh = closedPort(22, "SSH", {
  id: "aws-vpc-securitygroup-ssh",
  severity: "critical",
  preset: "recommended",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    "nist-800-53-r5": ["AC-17b", "CM-9b", "SC-7a", "SC-7c"],
    "pci-dss-3.2.1": ["1.2", "1.2.1", "1.3", "1.3.1", "1.3.2", "2.2", "2.2.2"],
  },
  equivalents: {
    checkov: ["CKV_AWS_24"],
    trivy: ["AVD-AWS-0107"],
    kics: ["65905cec-d691-4320-b320-2000436cb696"],
    terrascan: ["AC_AWS_0227"],
    regula: ["FG_R00085"],
    "cdk-nag": ["HIPAA.Security-EC2RestrictedSSH", "NIST.800.53.R4-EC2RestrictedSSH", "NIST.800.53.R5-EC2RestrictedSSH", "PCI.DSS.321-EC2RestrictedSSH"],
  },
  why: "Anyone on the internet can try passwords, stolen keys and known weaknesses.",
  fix: "Admit port 22 only from addresses that need it, or use Session Manager or an EC2 Instance Connect endpoint.",
});

export const securitygroupRdp = closedPort(3389, "RDP", {
  id: "aws-vpc-securitygroup-rdp",
  severity: "critical",
  preset: "recommended",
  controls: { "cis-aws-1.4": ["5.2"] },
  equivalents: { checkov: ["CKV_AWS_25"], kics: ["151187cb-0efc-481c-babd-ad24e3c9bc22"], terrascan: ["AC_AWS_0230"], regula: ["FG_R00087"] },
  why: "Anyone on the internet can try passwords and known weaknesses.",
  fix: "Admit port 3389 only from addresses that need it, or use Fleet Manager.",
});

export const securitygroupHttp = closedPort(80, "plain HTTP", {
  id: "aws-vpc-securitygroup-http",
  severity: "low",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_260"],
    kics: ["ffac8a12-322e-42c1-b9b9-81ff85c39ef7"],
    terrascan: ["AC_AWS_0228"],
    regula: ["FG_R00041"],
    "pulumi-compliance": ["aws-ec2-securitygroup-disallow-inbound-http-traffic"],
  },
  why: "What goes over plain HTTP can be read and changed on the way.",
  fix: "Serve HTTPS on port 443, and take port 80 away or leave it to a load balancer that redirects.",
});

export const securitygroupAllPorts = rule(Ingress, {
  id: "aws-vpc-securitygroup-all-ports",
  title: "Security groups don't open all ports to the internet",
  severity: "critical",
  family: "network",
  preset: "recommended",
  equivalents: {
    checkov: ["CKV_AWS_277"],
    terrascan: ["AC_AWS_0231", "AC_AWS_0275"],
    regula: ["FG_R00044", "FG_R00045", "FG_R00103", "FG_R00104", "FG_R00350", "FG_R00377"],
  },
  why: "Every service that listens, also by mistake, can be reached by anyone.",
  fix: "Admit the ports that are served, from the addresses that need them.",
  see,
  pass: [{}, { ingress: [tcp(443)] }, { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] }, { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" }],
  fail: [
    { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] },
    { type: "ingress", protocol: "all", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] },
    { type: "ingress", protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlocks: ["0.0.0.0/0"] },
    { ipProtocol: "tcp", fromPort: -1, toPort: -1, cidrIpv4: "0.0.0.0/0" },
  ],
  unknown: [{ ipProtocol: "-1", cidrIpv4: unknown }],
  check: (self) => eachRule("ingress", self, (traffic) => reachesAllPorts(traffic) && withAnywhere(traffic) && "opens all ports to the internet"),
});

export const securitygroupOtherPorts = rule(Ingress, {
  id: "aws-vpc-securitygroup-other-ports",
  title: "Security groups open only web ports to the internet",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: {
    kics: ["590d878b-abdc-428f-895a-e2b68a0e1998", "4728cd65-a20c-49da-8b31-9c08b423e4db"],
    terrascan: ["AC_AWS_0276"],
    "cdk-nag": ["AwsSolutions-EC23"],
    "pulumi-compliance": ["aws-ec2-securitygroup-disallow-public-internet-ingress"],
  },
  why: "What isn't meant for the public is better not found by it.",
  fix: "Admit the port only from addresses that need it.",
  see,
  options: { ports: option.Array(option.Integer({ minimum: 0, maximum: 65535 }), { default: [80, 443], description: "The ports that anyone may reach." }) },
  pass: [{}, { ingress: [tcp(80), tcp(443)] }, { type: "ingress", ...tcp(8443, "192.0.2.0/24") }, { type: "egress", ...tcp(8443) }],
  fail: [{ ingress: [tcp(8443)] }, { ipProtocol: "tcp", fromPort: 80, toPort: 443, cidrIpv4: "0.0.0.0/0" }, { ipProtocol: "-1", cidrIpv6: "::/0" }],
  unknown: [{ ipProtocol: "tcp", fromPort: unknown, toPort: unknown, cidrIpv4: "0.0.0.0/0" }],
  check: (self, { options }) =>
    eachRule("ingress", self, (traffic) => {
      if (!withAnywhere(traffic) || /^(icmp.*|1|58)$/.test(protocolOf(traffic))) return false;
      const one = traffic.fromPort === traffic.toPort && !isAllProtocols(protocolOf(traffic));
      return !(one && some(options.ports, (port) => port === traffic.fromPort)) && "opens other ports than those of the web to the internet";
    }),
});

const sensitivePorts = {
  ports: option.Array(option.Integer({ minimum: 1, maximum: 65535 }), {
    default: [
      20, 21, 23, 25, 53, 110, 111, 135, 137, 138, 139, 161, 389, 445, 636, 1433, 1434, 1521, 2375, 2376, 2379, 2382, 2383, 2483, 2484, 3020, 3306, 4333, 4505,
      4506, 5432, 5500, 5601, 5900, 5984, 5985, 5986, 6379, 7001, 8020, 8140, 9042, 9090, 9160, 9200, 9300, 10250, 11211, 11214, 11215, 27017, 27018, 27019,
      50070, 50470, 61620, 61621,
    ],
    description: "The ports that only known machines may reach: of databases, caches, directories and administration.",
  }),
};

/** The ids of a scanner that has one for each port. */
const numbered = <P extends string>(prefix: P, digits: number, ...runs: readonly (readonly [number, number])[]) =>
  runs.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i): `${P}${string}` => `${prefix}${String(first + i).padStart(digits, "0")}`));

export const securitygroupSensitivePorts = rule(Ingress, {
  id: "aws-vpc-securitygroup-sensitive-ports",
  title: "Security groups don't open sensitive ports to the internet",
  severity: "high",
  family: "network",
  preset: "recommended",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    "nist-800-53-r5": ["AC-17b", "CM-2a", "CM-6a", "CM-7b", "CM-9b", "SC-7a", "SC-7c"],
    "pci-dss-3.2.1": ["1.2", "1.2.1", "1.3", "1.3.1", "1.3.2", "2.2", "2.2.2"],
  },
  equivalents: {
    kics: ["381c3f2a-ef6f-4eff-99f7-b169cda3422c", "54c417bf-c762-48b9-9d31-b3d87047e3f0"],
    terrascan: numbered("AC_AWS_", 4, [233, 274]),
    regula: numbered("FG_R", 5, [37, 40], [212, 217], [234, 234], [242, 249], [256, 268]),
    "cdk-nag": [
      "HIPAA.Security-EC2RestrictedCommonPorts",
      "NIST.800.53.R4-EC2RestrictedCommonPorts",
      "NIST.800.53.R5-EC2RestrictedCommonPorts",
      "PCI.DSS.321-EC2RestrictedCommonPorts",
    ],
  },
  why: "Databases, caches and the like are made for private networks; open to anyone they are found within hours.",
  fix: "Admit the port only from addresses or security groups that need it.",
  see,
  options: sensitivePorts,
  pass: [{}, { ingress: [tcp(443), tcp(5432, "10.0.0.0/16")] }, { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] }],
  fail: [{ ingress: [tcp(5432)] }, { ipProtocol: "tcp", fromPort: 6000, toPort: 7000, cidrIpv6: "::/0" }, { type: "ingress", ...tcp(11211), protocol: "udp" }],
  unknown: [{ type: "ingress", ...tcp(5432), cidrBlocks: unknown }],
  check: (self, { options }) =>
    eachRule("ingress", self, (traffic) => {
      if (reachesAllPorts(traffic) || !withAnywhere(traffic)) return false;
      const port = find(options.ports, (port) => reaches(traffic, port));
      return port !== undefined && `opens port ${port} to the internet`;
    }),
});

const privateRange = /^(10\.|127\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;
const prefixLength = (range: string) => Number(/\/(\d+)$/.exec(range)?.[1] ?? 32);
const isPublic = (range: string) => /^\d+\./.test(range) && !privateRange.test(range) && !isAnywhere(range);

export const securitygroupPrivateRange = rule(Ingress, {
  id: "aws-vpc-securitygroup-private-range",
  title: "Security groups open sensitive ports to small private ranges",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["92fe237e-074c-4262-81a4-2077acb928c1"], terrascan: numbered("AC_AWS_", 4, [320, 363]) },
  why: "Who got into any machine of a wide range can try all others.",
  fix: "Admit the port only from the subnets or security groups that need it.",
  see,
  options: {
    ...sensitivePorts,
    prefixLength: option.Integer({ default: 16, minimum: 0, maximum: 32, description: "The widest range that is too wide, as its prefix length." }),
  },
  pass: [{}, { ingress: [tcp(5432, "10.0.1.0/24")] }, { ingress: [tcp(443, "10.0.0.0/8")] }],
  fail: [{ ingress: [tcp(5432, "10.0.0.0/8")] }, { ipProtocol: "-1", cidrIpv4: "192.168.0.0/16" }],
  unknown: [{ ipProtocol: "-1", cidrIpv4: unknown }],
  check: (self, { options }) =>
    eachRule(
      "ingress",
      self,
      (traffic) =>
        ranges(traffic, (range) => privateRange.test(range) && prefixLength(range) <= options.prefixLength) &&
        some(options.ports, (port) => reaches(traffic, port)) &&
        "opens sensitive ports to a wide private range",
    ),
});

export const securitygroupPublicRange = rule(Ingress, {
  id: "aws-vpc-securitygroup-public-range",
  title: "Security groups open sensitive ports to no public range",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["e35c16a2-d54e-419d-8546-a804d8e024d0"], terrascan: numbered("AC_AWS_", 4, [277, 319]) },
  why: "In a public range there are machines of others, which come and go.",
  fix: "Admit single addresses, or connect by VPN or a VPC endpoint.",
  see,
  options: sensitivePorts,
  pass: [{}, { ingress: [tcp(5432, "203.0.113.7/32")] }, { ingress: [tcp(5432, "10.0.0.0/28")] }],
  fail: [{ ingress: [tcp(5432, "203.0.113.0/28")] }],
  unknown: [{ ipProtocol: "-1", cidrIpv4: unknown }],
  check: (self, { options }) =>
    eachRule(
      "ingress",
      self,
      (traffic) =>
        ranges(traffic, (range) => isPublic(range) && prefixLength(range) < 32) &&
        some(options.ports, (port) => reaches(traffic, port)) &&
        "opens sensitive ports to a public range",
    ),
});

export const securitygroupEgress = rule(Egress, {
  id: "aws-vpc-securitygroup-egress",
  title: "Security groups don't let everything out",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_382"], trivy: ["AVD-AWS-0104"] },
  why: "Who got into a machine can send its data anywhere.",
  fix: "Allow the destinations and ports that are needed.",
  see,
  pass: [{}, { egress: [tcp(443)] }, { type: "ingress", protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }, { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" }],
  fail: [{ egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] }, { ipProtocol: "-1", cidrIpv6: "::/0" }],
  unknown: [{ ipProtocol: "-1", cidrIpv4: unknown }],
  check: (self) => eachRule("egress", self, (traffic) => reachesAllPorts(traffic) && withAnywhere(traffic) && "lets everything out to anywhere"),
});

export const prefixlistAnywhere = rule(ManagedPrefixList, {
  id: "aws-vpc-prefixlist-anywhere",
  title: "Prefix lists don't hold the whole internet",
  severity: "medium",
  family: "network",
  preset: "recommended",
  why: "Security groups that name the list are open to anyone, and nothing in them says so.",
  fix: "List the ranges that are meant, and write `0.0.0.0/0` into the rules that are for anyone.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html",
  pass: [{}, { entries: [{ cidr: "10.0.0.0/16" }] }],
  fail: [{ entries: [{ cidr: "10.0.0.0/16" }, { cidr: "0.0.0.0/0" }] }],
  unknown: [{ entries: [{ cidr: unknown }] }],
  check: ({ entries }) => some(entries, ({ cidr }) => isAnywhere(cidr)) && "it holds the whole internet",
});

/** The SDK describes what has no description. */
const isUndescribed = (description: string | undefined) => !description || /^managed by (pulumi|terraform)$/i.test(description);

export const securitygroupAttached = rule(SecurityGroup, {
  id: "aws-vpc-securitygroup-attached",
  title: "Security groups are in use",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_5"], kics: ["4849211b-ac39-479e-ae78-5694d506cb24"] },
  why: "A group that nothing uses is attached some day by somebody who takes its rules for reviewed ones.",
  fix: "Attach the group to what it is for, or delete it.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
  related: { users: referrers(SecurityGroup, SecurityGroupRule, SecurityGroupIngressRule, SecurityGroupEgressRule) },
  pass: [{ users: [{}] }],
  fail: [{}],
  unknown: [{ users: [unknown] }],
  check: ({ users }) => !some(users) && "nothing in the stack uses it",
});

export const securitygroupDescription = rule(SecurityGroup, {
  id: "aws-vpc-securitygroup-description",
  title: "Security groups have a description",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_23"],
    trivy: ["AVD-AWS-0099"],
    kics: ["cb3f5ed6-0d18-40de-a93d-b3538db31e8c"],
    "cdk-nag": ["AwsSolutions-EC27"],
    "pulumi-compliance": ["aws-ec2-securitygroup-missing-description"],
  },
  why: "Without it nobody dares to take away what isn't needed any more.",
  fix: "Say in `description` what the group is for.",
  see,
  pass: [{ description: "Web servers" }],
  fail: [{}, { description: "Managed by Pulumi" }],
  unknown: [{ description: unknown }],
  check: ({ description }) => isUndescribed(description) && "it has no `description`",
});

const GroupRules = resource<Pick<SecurityGroupArgs, "ingress" | "egress" | "description"> & Pick<AnyGroupRule, "protocol" | "ipProtocol">>(
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
);

export const securitygroupRuleDescription = rule(GroupRules, {
  id: "aws-vpc-securitygroup-rule-description",
  title: "Rules of security groups have a description",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: {
    checkov: ["CKV_AWS_23"],
    trivy: ["AVD-AWS-0124"],
    kics: ["68eb4bf3-f9bf-463d-b5cf-e029bb446d2e"],
    "cdk-nag": ["AwsSolutions-EC27"],
    "pulumi-compliance": ["aws-ec2-securitygroup-missing-egress-rule-description", "aws-ec2-securitygroup-missing-ingress-rule-description"],
  },
  why: "Without it nobody dares to close what isn't needed any more.",
  fix: "Say in the rule's `description` who needs it.",
  see,
  pass: [
    {},
    { ingress: [{ ...tcp(443), description: "Customers" }] },
    { ingress: [], egress: [{ ...tcp(443), description: "Updates" }] },
    { protocol: "tcp", description: "Customers" },
  ],
  fail: [{ ingress: [tcp(443)] }, { egress: [tcp(443)] }, { protocol: "tcp" }, { ipProtocol: "tcp" }],
  unknown: [{ ingress: [{ ...tcp(443), description: unknown }] }, { ipProtocol: "tcp", description: unknown }],
  *check(self) {
    if (("protocol" in self || "ipProtocol" in self) && isUndescribed(self.description)) yield "it has no `description`";
    for (const list of ["ingress", "egress"] as const)
      yield* each(self[list], ({ description }, i) => isUndescribed(description) && `\`${list}[${i}]\` has no \`description\``);
  },
});

const withRules = {
  rules: from(SecurityGroupRule, "securityGroupId"),
  ingressRules: from(SecurityGroupIngressRule, "securityGroupId"),
  egressRules: from(SecurityGroupEgressRule, "securityGroupId"),
};

export const securitygroupRuleConflict = rule(SecurityGroup, {
  id: "aws-vpc-securitygroup-rule-conflict",
  title: "Security groups have their rules either inside or outside",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { awsguard: ["security-group-no-rule-management-conflicts"] },
  why: "Rules in both places overwrite each other on every update, so what is open changes by itself.",
  fix: "Keep all rules of the group in resources of their own, or all in `ingress` and `egress`.",
  see: "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
  related: withRules,
  pass: [{ ingress: [tcp(443)] }, { rules: [{}] }, { ingressRules: [{}], egressRules: [{}] }],
  fail: [
    { ingress: [tcp(443)], rules: [{}] },
    { egress: [tcp(443)], ingressRules: [{}] },
    { egress: [tcp(443)], egressRules: [{}] },
  ],
  unknown: [{ ingress: [tcp(443)], rules: [unknown] }],
  check: ({ ingress, egress, rules, ingressRules, egressRules }) =>
    (some(ingress) || some(egress)) && (some(rules) || some(ingressRules) || some(egressRules)) && "it has rules inside and outside",
});

export const vpcDefaultSecurityGroup = rule(Vpc, {
  id: "aws-vpc-vpc-default-security-group",
  title: "The default security groups of VPCs are closed",
  severity: "medium",
  family: "network",
  preset: "strict",
  controls: {
    "cis-aws-1.4": ["5.3"],
    hipaa: ["164.312(e)(1)"],
    "nist-800-53-r5": ["AC-17b", "CM-6a", "CM-9b", "SC-7a", "SC-7c"],
    "pci-dss-3.2.1": ["1.2", "1.2.1", "1.3", "1.3.1", "1.3.2", "2.1", "2.2", "2.2.2"],
  },
  equivalents: {
    checkov: ["CKV2_AWS_12"],
    trivy: ["AVD-AWS-0173"],
    kics: ["46883ce1-dc3e-4b17-9195-c6a601624c73", "9a4ef195-74b9-4c58-b8ed-2b2fe4353a75"],
    terrascan: ["AC_AWS_0232"],
    regula: ["FG_R00089"],
    "cdk-nag": [
      "HIPAA.Security-VPCDefaultSecurityGroupClosed",
      "NIST.800.53.R4-VPCDefaultSecurityGroupClosed",
      "NIST.800.53.R5-VPCDefaultSecurityGroupClosed",
      "PCI.DSS.321-VPCDefaultSecurityGroupClosed",
    ],
  },
  why: "What is started without a security group gets the default one, which admits all of its other members and lets everything out.",
  fix: "Add an `aws.ec2.DefaultSecurityGroup` with the VPC's id and without rules.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
  related: { groups: from(DefaultSecurityGroup, "vpcId", withRules) },
  pass: [{ groups: [{}] }, { groups: [{ ingress: [], egress: [] }] }],
  fail: [{}, { groups: [{ ingress: [{ ...tcp(443), self: true }] }] }, { groups: [{ egress: [tcp(443)] }] }, { groups: [{ ingressRules: [{}] }] }],
  unknown: [{ groups: [unknown] }],
  check: ({ groups }) => {
    const open = (group: (typeof groups)[number]) =>
      some([group.ingress, group.egress, group.rules, group.ingressRules, group.egressRules], (list) => some<unknown>(list));
    return some(groups) ? some(groups, open) && "its default security group has rules" : "no DefaultSecurityGroup closes its default security group";
  },
});

/** A network ACL's rule: of its own, with `ruleAction`, or in its ACL, with `action`. */
interface AclEntry {
  readonly action?: string;
  readonly ruleAction?: string;
  readonly egress?: unknown;
  readonly ruleNo?: number;
  readonly protocol?: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: string;
}

const entryReaches = (entry: AclEntry, port: number) => {
  const protocol = (entry.protocol ?? "").toLowerCase();
  if (isAllProtocols(protocol)) return true;
  const { fromPort: first = 0, toPort: last = 0 } = entry;
  return hasPorts(protocol) && first <= port && port <= last;
};
const acts = (entry: AclEntry, action: string) => (entry.action ?? entry.ruleAction)?.toLowerCase() === action;
const fromAnywhere = (entry: AclEntry) => isAnywhere(entry.cidrBlock) || isAnywhere(entry.ipv6CidrBlock);

/** Whether an ACL's entries admit a port from anywhere: the entry with the lowest number decides. */
const admits = (entries: readonly AclEntry[] | undefined, port: number) =>
  some(
    entries,
    (entry) =>
      acts(entry, "allow") &&
      entryReaches(entry, port) &&
      fromAnywhere(entry) &&
      !some(
        entries,
        (other) =>
          acts(other, "deny") &&
          entryReaches(other, port) &&
          (other.ruleNo ?? 0) < (entry.ruleNo ?? 0) &&
          (isAnywhere(entry.cidrBlock) ? isAnywhere(other.cidrBlock) : isAnywhere(other.ipv6CidrBlock)),
      ),
  );
/** The entries for inbound traffic: those of an ACL, or one that stands alone. */
const inbound = (self: AclEntry & { readonly ingress?: readonly AclEntry[] }) => self.ingress ?? (self.egress === true ? [] : [self]);

const open = (port: number) => ({ action: "allow", ruleNo: 100, protocol: "tcp", fromPort: port, toPort: port, cidrBlock: "0.0.0.0/0" });

/** The rule against a port that a network ACL admits from the whole internet. */
const closedByAcl = (
  ports: readonly [number, ...number[]],
  service: string,
  meta: Omit<Meta, "family" | "title" | "fix" | "see" | "why" | "severity" | "preset">,
) =>
  rule(Acls, {
    ...meta,
    title: `Network ACLs don't admit ${service} from the internet`,
    severity: "medium",
    family: "network",
    preset: "strict",
    why: "The ACL is the second line of defence, for the day on which a security group is wrong.",
    fix: `Deny port ${ports.join(" and ")} from anywhere by an entry with a lower number, or allow only the ranges that need it.`,
    see: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
    pass: [
      {},
      { ingress: [{ ...open(ports[0]), cidrBlock: "10.0.0.0/8" }] },
      { ingress: [...ports.map((port) => ({ ...open(port), action: "deny", ruleNo: 10 })), { ...open(0), protocol: "-1" }] },
      { ruleAction: "allow", protocol: "tcp", fromPort: ports[0], toPort: ports[0], cidrBlock: "0.0.0.0/0", egress: true },
    ],
    fail: [
      { ingress: [open(ports[0])] },
      {
        ingress: [
          { ...open(0), protocol: "-1" },
          { ...open(ports[0]), action: "deny", ruleNo: 200 },
        ],
      },
      { ruleAction: "allow", protocol: "6", fromPort: ports[0], toPort: ports[0], ipv6CidrBlock: "::/0" },
      { ruleAction: "allow", protocol: "all", cidrBlock: "0.0.0.0/0", egress: false },
    ],
    unknown: [{ ingress: unknown }, { ruleAction: "allow", protocol: "tcp", fromPort: unknown, toPort: unknown, cidrBlock: "0.0.0.0/0" }],
    check: (self) => {
      const port = find(ports, (port) => admits(inbound(self), port));
      return port !== undefined && `it admits port ${port} from the internet`;
    },
  });

export const networkaclSsh = closedByAcl([22], "SSH", {
  id: "aws-vpc-networkacl-ssh",
  controls: { "cis-aws-1.4": ["5.1"] },
  equivalents: { checkov: ["CKV_AWS_232"], trivy: ["AVD-AWS-0105"], kics: ["3af7f2fd-06e6-4dab-b996-2912bea19ba4"], regula: ["FG_R00357"] },
});

export const networkaclRdp = closedByAcl([3389], "RDP", {
  id: "aws-vpc-networkacl-rdp",
  controls: { "cis-aws-1.4": ["5.1"] },
  equivalents: { checkov: ["CKV_AWS_231"], kics: ["a20be318-cac7-457b-911d-04cc6e812c25"], regula: ["FG_R00359"] },
});

export const networkaclFtp = closedByAcl([21, 20], "FTP", {
  id: "aws-vpc-networkacl-ftp",
  equivalents: { checkov: ["CKV_AWS_229", "CKV_AWS_230"] },
});

export const networkaclAllPorts = rule(Acls, {
  id: "aws-vpc-networkacl-all-ports",
  title: "Network ACLs don't admit all ports",
  severity: "medium",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_352"], trivy: ["AVD-AWS-0102"] },
  why: "An ACL that admits everything is no second line of defence.",
  fix: "Allow the ports that are served.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
  pass: [
    {},
    { ingress: [open(443)] },
    { ruleAction: "deny", protocol: "-1", cidrBlock: "0.0.0.0/0" },
    { ruleAction: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0", egress: true },
  ],
  fail: [
    { ingress: [{ ...open(0), protocol: "-1" }] },
    { ruleAction: "allow", protocol: "-1", cidrBlock: "10.0.0.0/8" },
    { ruleAction: "allow", protocol: "tcp", fromPort: 0, toPort: 65535, cidrBlock: "0.0.0.0/0" },
  ],
  unknown: [{ ruleAction: "allow", protocol: unknown, cidrBlock: "0.0.0.0/0" }],
  check: (self) =>
    some<AclEntry>(inbound(self), (entry) => acts(entry, "allow") && entryReaches(entry, 1) && entryReaches(entry, 65535)) && "it admits all ports",
});

export const networkaclSubnet = rule(NetworkAcl, {
  id: "aws-vpc-networkacl-subnet",
  title: "Network ACLs guard a subnet",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_1"] },
  why: "An ACL without subnets guards nothing, while it looks as if it did.",
  fix: "Name subnets in `subnetIds`, or add an `aws.ec2.NetworkAclAssociation`.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/network-acl-associations.html",
  related: { associations: from(NetworkAclAssociation, "networkAclId") },
  pass: [{ subnetIds: ["subnet-1"] }, { associations: [{}] }],
  fail: [{}, { subnetIds: [] }],
  unknown: [{ subnetIds: [unknown] }, { associations: [unknown] }],
  check: ({ subnetIds, associations }) => !some(subnetIds) && !some(associations) && "it guards no subnet",
});

export const vpcFlowLogs = rule(Vpc, {
  id: "aws-vpc-vpc-flow-logs",
  title: "VPCs have flow logs",
  severity: "medium",
  family: "logging",
  preset: "strict",
  controls: {
    "cis-aws-1.4": ["3.9"],
    hipaa: ["164.308(a)(3)(ii)(A)", "164.312(b)"],
    "nist-800-53-r5": ["AU-12a", "AU-12c", "AU-14a", "AU-14b", "AU-2b", "AU-3a", "AU-3b", "AU-3c"],
    "pci-dss-3.2.1": ["10.1", "10.3.2", "10.3.3", "10.3.4", "10.3.5", "10.3.6", "2.2"],
  },
  equivalents: {
    checkov: ["CKV2_AWS_11"],
    trivy: ["AVD-AWS-0178"],
    kics: ["f83121ea-03da-434f-9277-9cd247ab3047"],
    terrascan: ["AC_AWS_0369"],
    regula: ["FG_R00054"],
    "cdk-nag": [
      "AwsSolutions-VPC7",
      "HIPAA.Security-VPCFlowLogsEnabled",
      "NIST.800.53.R4-VPCFlowLogsEnabled",
      "NIST.800.53.R5-VPCFlowLogsEnabled",
      "PCI.DSS.321-VPCFlowLogsEnabled",
    ],
  },
  why: "Without them nobody can tell afterwards who talked to whom.",
  fix: "Add an `aws.ec2.FlowLog` with the VPC's id as `vpcId`.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
  related: { logs: from(FlowLog, "vpcId") },
  pass: [{ logs: [{ trafficType: "ALL" }] }],
  fail: [{}],
  unknown: [{ logs: [unknown] }],
  check: ({ logs }) => !some(logs) && "no FlowLog refers to it",
});

export const vpcFirewall = rule(Vpc, {
  id: "aws-vpc-vpc-firewall",
  title: "VPCs have a network firewall",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["fd632aaf-b8a1-424d-a4d1-0de22fd3247a"] },
  why: "Security groups look at addresses and ports only, not at what is said.",
  fix: "Add an `aws.networkfirewall.Firewall` with the VPC's id as `vpcId`.",
  see: "https://docs.aws.amazon.com/network-firewall/latest/developerguide/what-is-aws-network-firewall.html",
  related: { firewalls: from(Firewall, "vpcId") },
  pass: [{ firewalls: [{}] }],
  fail: [{}],
  unknown: [{ firewalls: [unknown] }],
  check: ({ firewalls }) => !some(firewalls) && "no network firewall is in it",
});

export const vpcDefault = rule(Vpcs, {
  id: "aws-vpc-vpc-default",
  title: "Stacks don't build on the default VPC",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_148"], trivy: ["AVD-AWS-0101"], kics: ["96ed3526-0179-4c73-b1b2-372fde2e0d13"], terrascan: ["AC_AWS_0370"] },
  why: "All subnets of the default VPC are public, and whatever names no network is started in it.",
  fix: "Make an `aws.ec2.Vpc` with subnets of your own.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html",
  pass: [{ cidrBlock: "10.0.0.0/16" }, { ipv4IpamPoolId: "ipam-pool-1" }],
  fail: [{}, { enableDnsHostnames: true }],
  unknown: [{ cidrBlock: unknown }],
  check: ({ cidrBlock, ipv4IpamPoolId }) => !cidrBlock && !ipv4IpamPoolId && "it is the default VPC",
});

export const subnetPublicAddress = setting(Subnet, {
  id: "aws-vpc-subnet-public-address",
  title: "Subnets give no public addresses by themselves",
  severity: "medium",
  family: "public-access",
  preset: "strict",
  controls: {
    hipaa: hipaa.network,
    "nist-800-53-r5": ["AC-17b", "AC-3", "AC-6", "MP-2", "SC-25", "SC-7a", "SC-7b", "SC-7c"],
    "pci-dss-3.2.1": pci.network,
  },
  equivalents: {
    checkov: ["CKV_AWS_130"],
    trivy: ["AVD-AWS-0164"],
    kics: ["52f04a44-6bfa-4c41-b1d3-4ae99a2de05c"],
    "cdk-nag": [
      "HIPAA.Security-VPCSubnetAutoAssignPublicIpDisabled",
      "NIST.800.53.R5-VPCSubnetAutoAssignPublicIpDisabled",
      "PCI.DSS.321-VPCSubnetAutoAssignPublicIpDisabled",
    ],
  },
  why: "Everything that is started in the subnet can be reached from the internet, as far as its security group lets.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
  at: (subnet) => subnet.mapPublicIpOnLaunch,
  good: [false],
  absent: "good",
});

type RouteEntry = Pick<AnyRoute, "gatewayId" | "vpcPeeringConnectionId" | "networkInterfaceId"> & {
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: string;
  readonly destinationCidrBlock?: string;
  readonly destinationIpv6CidrBlock?: string;
};
const isDefaultRoute = (route: RouteEntry) =>
  someAnywhere([route.cidrBlock ?? "", route.ipv6CidrBlock ?? "", route.destinationCidrBlock ?? "", route.destinationIpv6CidrBlock ?? ""]);

/** The rule against a default route by a way that isn't made for it. */
const defaultRouteNotBy = (target: "vpcPeeringConnectionId" | "networkInterfaceId", finding: string, meta: Omit<Meta, "family" | "preset" | "severity">) =>
  rule(Routes, {
    ...meta,
    severity: "low",
    family: "network",
    preset: "strict",
    pass: [
      {},
      { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }] },
      { routes: [{ cidrBlock: "10.0.0.0/16", [target]: "x-1" }] },
      { destinationCidrBlock: "10.0.0.0/16", [target]: "x-1" },
    ],
    fail: [
      { routes: [{ cidrBlock: "0.0.0.0/0", [target]: "x-1" }] },
      { routes: [{ ipv6CidrBlock: "::/0", [target]: "x-1" }] },
      { destinationCidrBlock: "0.0.0.0/0", [target]: "x-1" },
      { destinationIpv6CidrBlock: "::/0", [target]: "x-1" },
    ],
    unknown: [{ destinationCidrBlock: unknown, [target]: "x-1" }],
    check: (self) => some((self.routes ?? [self]) as readonly RouteEntry[], (route) => isDefaultRoute(route) && target in route) && finding,
  });

export const routePeering = defaultRouteNotBy("vpcPeeringConnectionId", "it sends all traffic to a peered VPC", {
  id: "aws-vpc-route-peering",
  title: "Routes to peered VPCs are for their ranges only",
  equivalents: { checkov: ["CKV2_AWS_44"], kics: ["b3a41501-f712-4c4f-81e5-db9a7dc0e34e"] },
  why: "All that leaves the network passes through one that others run.",
  fix: "Route the ranges of the peered VPC that are needed.",
  see: "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html",
});

export const routeNatInstance = defaultRouteNotBy("networkInterfaceId", "its default route goes to a single network interface", {
  id: "aws-vpc-route-nat-instance",
  title: "Default routes don't depend on a single machine",
  equivalents: { checkov: ["CKV2_AWS_35"] },
  why: "A machine that translates addresses is yours to patch, and its failure cuts off the network.",
  fix: "Use an `aws.ec2.NatGateway`.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-comparison.html",
});

export const endpointserviceAcceptance = setting(VpcEndpointService, {
  id: "aws-vpc-endpointservice-acceptance",
  title: "VPC endpoint services accept each consumer by hand",
  severity: "medium",
  family: "access-control",
  preset: "strict",
  equivalents: { checkov: ["CKV_AWS_123"] },
  why: "Every allowed principal can connect from any VPC of theirs without being noticed.",
  see: "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
  at: (service) => service.acceptanceRequired,
  good: [true],
  absent: "bad",
});

export const endpointRouteTable = rule(VpcEndpoint, {
  id: "aws-vpc-endpoint-route-table",
  title: "Gateway endpoints are in a route table",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["0bc534c5-13d1-4353-a7fe-b8665d5c1d7d"] },
  why: "Without a route the traffic goes over the internet as before.",
  fix: "Name route tables in `routeTableIds`, or add an `aws.ec2.VpcEndpointRouteTableAssociation`.",
  see: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
  related: { associations: from(VpcEndpointRouteTableAssociation, "vpcEndpointId") },
  pass: [{ routeTableIds: ["rtb-1"] }, { vpcEndpointType: "Gateway", associations: [{}] }, { vpcEndpointType: "Interface" }],
  fail: [{}, { vpcEndpointType: "Gateway", routeTableIds: [] }],
  unknown: [{ associations: [unknown] }],
  check: ({ vpcEndpointType = "Gateway", routeTableIds, associations }) =>
    vpcEndpointType === "Gateway" && !some(routeTableIds) && !some(associations) && "it is in no route table",
});

export const endpointPrivateDns = rule(VpcEndpoint, {
  id: "aws-vpc-endpoint-private-dns",
  title: "Interface endpoints of AWS services answer to the service's name",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { kics: ["e9b7acf9-9ba0-4837-a744-31e7df1e434d"] },
  why: "Programs that use the service's usual name go over the internet past the endpoint.",
  fix: "Set `privateDnsEnabled` to `true`.",
  see: "https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html",
  pass: [
    {},
    { vpcEndpointType: "Interface", serviceName: "com.amazonaws.eu-west-1.sqs", privateDnsEnabled: true },
    { vpcEndpointType: "Interface", serviceName: "com.amazonaws.vpce.eu-west-1.vpce-svc-1" },
  ],
  fail: [{ vpcEndpointType: "Interface", serviceName: "com.amazonaws.eu-west-1.sqs" }],
  unknown: [{ vpcEndpointType: "Interface", serviceName: "com.amazonaws.eu-west-1.sqs", privateDnsEnabled: unknown }],
  check: ({ vpcEndpointType, serviceName, privateDnsEnabled }) =>
    vpcEndpointType === "Interface" && /^com\.amazonaws\.(?!vpce\.)/.test(serviceName ?? "") && !privateDnsEnabled && "`privateDnsEnabled` is off",
});

export const transitgatewayAutoAccept = setting(TransitGateway, {
  id: "aws-vpc-transitgateway-auto-accept",
  title: "Transit gateways accept each attachment by hand",
  severity: "medium",
  family: "access-control",
  preset: "recommended",
  controls: { "nist-800-53-r5": ["CM-2"] },
  equivalents: { checkov: ["CKV_AWS_331"] },
  why: "Every account that the gateway is shared with can join its networks to yours.",
  see: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html",
  at: (gateway) => gateway.autoAcceptSharedAttachments,
  good: ["disable"],
  bad: ["enable"],
  absent: "good",
});

export const transitgatewayEncryption = setting(TransitGateway, {
  id: "aws-vpc-transitgateway-encryption",
  title: "Transit gateways encrypt the traffic of their VPCs",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "Between VPCs that enforce encryption the way through the gateway is encrypted only with its support.",
  fix: "Set `encryptionSupport` to `enable` once the gateway exists: AWS refuses it while creating one.",
  see: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-encryption-support.html",
  at: (gateway) => gateway.encryptionSupport,
  good: ["enable"],
  bad: ["disable"],
  absent: "bad",
});

export const vpnconnectionKeys = setting(VpnConnection, {
  id: "aws-vpc-vpnconnection-keys",
  title: "VPN connections keep their pre-shared keys in Secrets Manager",
  severity: "low",
  family: "secrets",
  preset: "strict",
  why: "In the standard storage everybody who may describe the connection reads its keys.",
  see: "https://docs.aws.amazon.com/vpn/latest/s2svpn/enhanced-security.html",
  at: (connection) => connection.presharedKeyStorage,
  good: ["SecretsManager"],
  bad: ["Standard"],
  absent: "bad",
});

export const eipAttached = rule(Eip, {
  id: "aws-vpc-eip-attached",
  title: "Elastic IP addresses are in use",
  severity: "low",
  family: "network",
  preset: "strict",
  equivalents: { checkov: ["CKV2_AWS_19"] },
  why: "An unused address costs money, and DNS records that still name it point to whoever gets it next.",
  fix: "Attach the address to an instance, a network interface or a gateway, or release it.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithEIPs.html",
  related: {
    associations: from(EipAssociation, "allocationId"),
    byAddress: from(EipAssociation, "publicIp"),
    gateways: from(NatGateway, "allocationId"),
    secondary: from(NatGateway, "secondaryAllocationIds"),
    zonal: from(NatGateway, "availabilityZoneAddresses"),
    balancers: from(LoadBalancer, "subnetMappings"),
    servers: from(Server, "endpointDetails"),
  },
  pass: [
    { instance: unknown },
    { networkInterface: "eni-1" },
    { associations: [{}] },
    { byAddress: [{}] },
    { gateways: [{}] },
    { secondary: [{}] },
    { zonal: [{}] },
    { balancers: [{}] },
    { servers: [{}] },
  ],
  fail: [{}],
  unknown: [{ associations: [unknown] }],
  check: (self) =>
    !("instance" in self || "networkInterface" in self) &&
    !some([self.associations, self.byAddress, self.gateways, self.secondary, self.zonal, self.balancers, self.servers], (list) => some<unknown>(list)) &&
    "nothing uses it",
});
