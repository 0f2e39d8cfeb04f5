import type { ProtectionArgs } from "@pulumi/aws/shield/protection";
import { from, resource, rule, some, unknown } from "../../lib/rule";

const Protectable = resource<{}>(
  "aws:cloudfront/distribution:Distribution",
  "aws:ec2/eip:Eip",
  "aws:elb/loadBalancer:LoadBalancer",
  "aws:globalaccelerator/accelerator:Accelerator",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:route53/zone:Zone",
);
const Protection = resource<ProtectionArgs>("aws:shield/protection:Protection");

export const protectionAdvanced = rule(Protectable, {
  id: "aws-shield-protection-advanced",
  title: "What faces the internet is protected by Shield Advanced",
  severity: "low",
  family: "resilience",
  preset: "strict",
  equivalents: { kics: ["084c6686-2a70-4710-91b1-000393e54c12"] },
  why: "Shield Standard stops common floods only, and nobody at AWS helps during an attack or pays for its traffic.",
  fix: "Subscribe to Shield Advanced and add an `aws.shield.Protection` with the resource's ARN.",
  see: "https://docs.aws.amazon.com/waf/latest/developerguide/ddos-advanced-summary.html",
  related: { protections: from(Protection, "resourceArn") },
  pass: [{ protections: [{}] }],
  fail: [{}],
  unknown: [{ protections: [unknown] }],
  check: ({ protections }) => !some(protections) && "no Shield protection refers to it",
});
