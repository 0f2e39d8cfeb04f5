import type { ProfileArgs } from "@pulumi/aws/rolesanywhere/profile";
import { option, resource, rule, unknown } from "../../lib/rule";

export const profileSession = rule(resource<ProfileArgs>("aws:rolesanywhere/profile:Profile"), {
  id: "aws-rolesanywhere-profile-session",
  title: "Sessions of Roles Anywhere are short",
  severity: "low",
  family: "identity",
  preset: "strict",
  why: "Credentials that were stolen work until they end.",
  fix: "Leave `durationSeconds` out, which means one hour.",
  see: "https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_CreateProfile.html",
  options: { seconds: option.Integer({ default: 3600, minimum: 900, maximum: 43200, description: "The most seconds that a session lasts." }) },
  pass: [{}, { durationSeconds: 900 }],
  fail: [{ durationSeconds: 43200 }],
  unknown: [{ durationSeconds: unknown }],
  check: ({ durationSeconds = 3600 }, { options }) => durationSeconds > options.seconds && `its sessions last ${durationSeconds} seconds`,
});
