import type { InputSecurityGroupArgs } from "@pulumi/aws/medialive/inputSecurityGroup";
import { isAnywhere } from "../../lib/cloud/network";
import { resource, rule, some, unknown } from "../../lib/rule";

export const inputSecurityGroupOpen = rule(resource<InputSecurityGroupArgs>("aws:medialive/inputSecurityGroup:InputSecurityGroup"), {
  id: "aws-medialive-input-security-group-open",
  title: "MediaLive inputs take streams from known addresses only",
  severity: "medium",
  family: "public-access",
  preset: "recommended",
  why: "Anyone on the internet can push a stream of their own into yours.",
  fix: "Set `cidr` in `whitelistRules` to the addresses of the encoders.",
  see: "https://docs.aws.amazon.com/medialive/latest/ug/working-with-input-security-groups.html",
  pass: [{ whitelistRules: [{ cidr: "192.0.2.0/24" }] }],
  fail: [{ whitelistRules: [{ cidr: "192.0.2.0/24" }, { cidr: "0.0.0.0/0" }] }],
  unknown: [{ whitelistRules: [{ cidr: unknown }] }],
  check: ({ whitelistRules }) => some(whitelistRules, ({ cidr }) => isAnywhere(cidr)) && "it takes streams from everywhere",
});
