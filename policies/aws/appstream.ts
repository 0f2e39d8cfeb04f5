import type { DirectoryConfigArgs } from "@pulumi/aws/appstream/directoryConfig";
import type { FleetArgs } from "@pulumi/aws/appstream/fleet";
import type { StackArgs } from "@pulumi/aws/appstream/stack";
import { secretArgument } from "../../lib/cloud/secret-argument";
import { find, resource, rule, setting, unknown } from "../../lib/rule";

const DirectoryConfig = resource<DirectoryConfigArgs>("aws:appstream/directoryConfig:DirectoryConfig");
const Stack = resource<StackArgs>("aws:appstream/stack:Stack");
const Streaming = resource<Pick<FleetArgs, "enableDefaultInternetAccess">>("aws:appstream/fleet:Fleet", "aws:appstream/imageBuilder:ImageBuilder");

export const directorySecret = secretArgument(DirectoryConfig, {
  id: "aws-appstream-directory-secret",
  subject: "Passwords of AppStream's directory accounts",
  see: "https://docs.aws.amazon.com/appstream2/latest/developerguide/active-directory.html",
  at: (directory) => directory.serviceAccountCredentials?.accountPassword,
});

export const internetAccess = setting(Streaming, {
  id: "aws-appstream-internet-access",
  title: "AppStream instances have no public address",
  severity: "medium",
  family: "network",
  preset: "strict",
  why: "What users do in a session reaches the internet past the controls of your network.",
  see: "https://docs.aws.amazon.com/appstream2/latest/developerguide/internet-access.html",
  at: (fleet) => fleet.enableDefaultInternetAccess,
  good: [false],
  absent: "good",
});

const waysOut: ReadonlySet<string> = new Set(["CLIPBOARD_COPY_TO_LOCAL_DEVICE", "FILE_DOWNLOAD", "PRINTING_TO_LOCAL_DEVICE"]);
const settings = (permission: string) => ({ userSettings: Array.from(waysOut, (action) => ({ action, permission })) });

export const stackDataOut = rule(Stack, {
  id: "aws-appstream-stack-data-out",
  title: "AppStream stacks let no data out to local devices",
  severity: "low",
  family: "access-control",
  preset: "strict",
  why: "Data that users may only see in a session ends up on devices that you don't know.",
  fix: "Set the `permission` of copying, downloading and printing to `DISABLED` in `userSettings`.",
  see: "https://docs.aws.amazon.com/appstream2/latest/APIReference/API_UserSetting.html",
  pass: [settings("DISABLED")],
  fail: [{}, settings("ENABLED"), { userSettings: [{ action: "FILE_DOWNLOAD", permission: "DISABLED" }] }],
  unknown: [{ userSettings: unknown }],
  *check({ userSettings }) {
    for (const way of waysOut) if (find(userSettings, ({ action }) => action === way)?.permission !== "DISABLED") yield `\`${way}\` isn't disabled`;
  },
});
