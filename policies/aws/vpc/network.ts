import type { EipArgs } from "@pulumi/aws/ec2/eip";
import type { EipAssociationArgs } from "@pulumi/aws/ec2/eipAssociation";
import type { FlowLogArgs } from "@pulumi/aws/ec2/flowLog";
import type { NatGatewayArgs } from "@pulumi/aws/ec2/natGateway";
import type { SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { VpcArgs } from "@pulumi/aws/ec2/vpc";
import type { LoadBalancerArgs } from "@pulumi/aws/lb/loadBalancer";
import type { FirewallArgs } from "@pulumi/aws/networkfirewall/firewall";
import type { ServerArgs } from "@pulumi/aws/transfer/server";
import { hipaa, pci } from "../../../lib/cloud/aws-controls";
import { from, resource, rule, setting, some, unknown } from "../../../lib/rule";

const Eip = resource<EipArgs>("aws:ec2/eip:Eip");
const EipAssociation = resource<EipAssociationArgs>("aws:ec2/eipAssociation:EipAssociation");
const Firewall = resource<FirewallArgs>("aws:networkfirewall/firewall:Firewall");
const FlowLog = resource<FlowLogArgs>("aws:ec2/flowLog:FlowLog");
const LoadBalancer = resource<LoadBalancerArgs>("aws:lb/loadBalancer:LoadBalancer");
const NatGateway = resource<NatGatewayArgs>("aws:ec2/natGateway:NatGateway");
const Server = resource<ServerArgs>("aws:transfer/server:Server");
const Subnet = resource<SubnetArgs>("aws:ec2/subnet:Subnet");
const Vpc = resource<VpcArgs>("aws:ec2/vpc:Vpc");
const Vpcs = resource<VpcArgs>("aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc");

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
  pass: [{ cidrBlock: "10.0.0.0/16" }, { ipv4IpamPoolId: unknown }],
  fail: [{}, { enableDnsHostnames: true }],
  check: (self) => !("cidrBlock" in self) && !("ipv4IpamPoolId" in self) && "it is the default VPC",
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
