import type { PermissionSetArgs } from "@pulumi/aws/ssoadmin/permissionSet";
import { option, resource, rule, unknown } from "../../lib/rule";

/** The hours of a duration such as `PT1H30M`. */
const hoursOf = (duration: string): number => {
  const [, days = 0, hours = 0, minutes = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(duration) ?? [];
  return Number(days) * 24 + Number(hours) + Number(minutes) / 60;
};

export const permissionSetSession = rule(resource<PermissionSetArgs>("aws:ssoadmin/permissionSet:PermissionSet"), {
  id: "aws-ssoadmin-permission-set-session",
  title: "Sessions of permission sets are short",
  severity: "low",
  family: "identity",
  preset: "strict",
  equivalents: { kics: ["ce9dfce0-5fc8-433b-944a-3b16153111a8"] },
  why: "A session that was stolen works until it ends.",
  fix: "Leave `sessionDuration` out, which means one hour.",
  see: "https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html",
  options: { hours: option.Integer({ default: 1, minimum: 1, maximum: 12, description: "The most hours that a session lasts." }) },
  pass: [{}, { sessionDuration: "PT1H" }, { sessionDuration: "PT45M" }],
  fail: [{ sessionDuration: "PT12H" }, { sessionDuration: "PT1H30M" }],
  unknown: [{ sessionDuration: unknown }],
  check: ({ sessionDuration = "PT1H" }, { options }) => hoursOf(sessionDuration) > options.hours && `its sessions last \`${sessionDuration}\``,
});
