import type { Input, Unwrap } from "@pulumi/pulumi";
import type { ResourceType } from "../rule/relation";
import { type Rule, rule } from "../rule/rule";
import { setting } from "../rule/setting";
import { unknown } from "../stack/values";
import { type Given, same } from "./azure";

/** A rule that asks for `disableLocalAuth`, at `at`, in services that accept keys of their own besides Entra ID. */
export const noLocalAuthAt = <Args>(type: ResourceType<Args>, { subject, ...spec }: Given & { at(self: Unwrap<Args>): boolean | undefined }): Rule =>
  setting(type, {
    ...spec,
    title: `${subject} accept Entra ID identities only, no keys`,
    severity: "medium",
    family: "identity",
    preset: "strict",
    why: "A key is shared, doesn't expire, and doesn't tell who used it.",
    good: [true],
    absent: "bad",
  });

/** A rule that asks for `disableLocalAuth`, in services that accept keys of their own besides Entra ID. */
export const noLocalAuth = (type: ResourceType<{ disableLocalAuth?: Input<boolean | undefined> }>, given: Given): Rule =>
  noLocalAuthAt(type, { ...given, at: (self) => self.disableLocalAuth });

/** A rule that asks for an identity that Azure keeps the credentials of. */
export const managedIdentity = (
  type: ResourceType<{ identity?: Input<{ type?: Input<string | undefined>; userAssignedIdentities?: any } | undefined> }>,
  {
    subject,
    identities = [unknown],
    ...meta
  }: Given & {
    /** An example of `userAssignedIdentities`, where the SDK doesn't have them as a list. */
    readonly identities?: unknown;
  },
): Rule =>
  rule(type, {
    ...meta,
    title: `${subject} have a managed identity`,
    severity: "low",
    family: "identity",
    preset: "strict",
    why: "Without an identity of its own it needs a password or key for whatever it uses, which someone must keep, and which can leak.",
    fix: "Set `identity.type` to `SystemAssigned`, or to `UserAssigned` with `userAssignedIdentities`.",
    pass: [{ identity: { type: "SystemAssigned" } }, { identity: { type: "UserAssigned", userAssignedIdentities: identities } }],
    fail: [{}, { identity: { type: "None" } }, { identity: { type: "UserAssigned" } }],
    unknown: [{ identity: { type: unknown } }],
    check: ({ identity }) => {
      if (identity?.type === undefined || same(identity.type, "None")) return "it has no managed identity";
      return (
        same(identity.type, "UserAssigned") && !Object.keys(identity.userAssignedIdentities ?? {}).length && "`identity.userAssignedIdentities` names none"
      );
    },
  });

/** A rule that asks for TLS 1.2; `absent` is what the service does where nothing is set. */
export const minimumTls = <Args>(
  type: ResourceType<Args>,
  {
    subject,
    good = ["1.2", "1.3"],
    bad = ["1.0", "1.1"],
    absent,
    ...spec
  }: Given & {
    at(self: Unwrap<Args>): string | undefined;
    readonly good?: readonly [string, ...string[]];
    readonly bad?: readonly string[];
    readonly absent: "good" | "bad";
  },
): Rule =>
  setting(type, {
    ...spec,
    title: `${subject} require TLS 1.2`,
    severity: "medium",
    family: "encryption-in-transit",
    preset: absent === "good" ? "recommended" : "strict",
    why: "TLS 1.0 and 1.1 have known weaknesses, and a client may be made to fall back to them.",
    good,
    bad,
    absent,
  });

/** A rule that asks for backups in another region. */
export const geoBackup = <Args>(type: ResourceType<Args>, { subject, ...spec }: Given & { at(self: Unwrap<Args>): string | undefined }): Rule =>
  setting(type, {
    ...spec,
    title: `${subject} keep backups in another region`,
    severity: "low",
    family: "resilience",
    preset: "strict",
    why: "When the region is lost, the backups that lie there are lost with it.",
    good: ["Enabled"],
    bad: ["Disabled"],
    absent: "bad",
  });

/** A rule that asks for a second layer of encryption. */
export const doubleEncryption = <Args, V extends string | boolean>(
  type: ResourceType<Args>,
  {
    subject,
    ...spec
  }: Given & { at(self: Unwrap<Args>): V | undefined; readonly good: readonly [V]; readonly bad?: readonly V[]; readonly absent: "good" | "bad" },
): Rule =>
  setting(type, {
    ...spec,
    title: `${subject} are encrypted twice`,
    severity: "low",
    family: "encryption-at-rest",
    preset: "strict",
    why: "A second layer with another key still protects the data when one key or algorithm is broken.",
  });
