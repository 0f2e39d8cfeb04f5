import type { VpcEndpointArgs } from "@pulumi/aws/ec2/vpcEndpoint";
import type { VpcEndpointRouteTableAssociationArgs } from "@pulumi/aws/ec2/vpcEndpointRouteTableAssociation";
import type { VpcEndpointServiceArgs } from "@pulumi/aws/ec2/vpcEndpointService";
import { from, resource, rule, setting, some, unknown } from "../../../lib/rule";

const VpcEndpoint = resource<VpcEndpointArgs>("aws:ec2/vpcEndpoint:VpcEndpoint");
const VpcEndpointRouteTableAssociation = resource<VpcEndpointRouteTableAssociationArgs>(
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
);
const VpcEndpointService = resource<VpcEndpointServiceArgs>("aws:ec2/vpcEndpointService:VpcEndpointService");

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
