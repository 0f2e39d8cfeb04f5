import type { TransitGatewayArgs } from "@pulumi/aws/ec2transitgateway/transitGateway";
import { resource, setting } from "../../lib/rule";

export const transitGatewayEncryption = setting(resource<TransitGatewayArgs>("aws:ec2transitgateway/transitGateway:TransitGateway"), {
  id: "aws-ec2transitgateway-transit-gateway-encryption",
  title: "Transit gateways support the encryption control of VPCs",
  severity: "low",
  family: "encryption-in-transit",
  preset: "strict",
  why: "VPCs can't enforce that their traffic is encrypted on its way through the gateway.",
  see: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html",
  at: (gateway) => gateway.encryptionSupport,
  good: ["enable"],
  bad: ["disable"],
  absent: "bad",
});
