import type { RouteArgs } from "@pulumi/aws/ec2/route";
import type { RouteTableArgs } from "@pulumi/aws/ec2/routeTable";
import type { VpnConnectionArgs } from "@pulumi/aws/ec2/vpnConnection";
import type { TransitGatewayArgs } from "@pulumi/aws/ec2transitgateway/transitGateway";
import { someAnywhere } from "../../../lib/cloud/network";
import { resource, rule, setting, some, unknown } from "../../../lib/rule";
import type { Meta } from "../../../lib/rule/rule";

type AnyRoute = Partial<RouteArgs> & Pick<RouteTableArgs, "routes">;

const Routes = resource<AnyRoute>("aws:ec2/route:Route", "aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable");
const TransitGateway = resource<TransitGatewayArgs>("aws:ec2transitgateway/transitGateway:TransitGateway");
const VpnConnection = resource<VpnConnectionArgs>("aws:ec2/vpnConnection:VpnConnection");

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
