import type { DiagnosticSettingArgs } from "@pulumi/azure-native/monitor/diagnosticSetting";
import type { PrivateEndpointArgs } from "@pulumi/azure-native/network/privateEndpoint";
import type { Input } from "@pulumi/pulumi";
import { some } from "../rule/logic";
import { from, type ResourceType, resource } from "../rule/relation";
import { type Meta, type Rule, rule } from "../rule/rule";
import { unknown } from "../stack/values";

const DiagnosticSetting = resource<DiagnosticSettingArgs>("azure-native:monitor:DiagnosticSetting");
const PrivateEndpoint = resource<PrivateEndpointArgs>("azure-native:network:PrivateEndpoint");

type Given = Pick<Meta, "id" | "controls" | "equivalents" | "see"> & {
  /** What is judged, in the plural, as the title's start. */
  readonly subject: string;
};

/** Whether `value` is one of `wanted`: Azure compares its words without case. */
export const same = (value: string | undefined, ...wanted: readonly string[]): boolean =>
  value !== undefined && wanted.some((word) => word.toLowerCase() === value.toLowerCase());

/** Whether a diagnostic setting sends logs of `category` anywhere. */
export const logs = (
  setting: { readonly logs?: readonly { readonly category?: string; readonly categoryGroup?: string; readonly enabled: boolean }[] },
  category: string,
): boolean => some(setting.logs, (log) => log.enabled && (same(log.category, category) || same(log.categoryGroup, "allLogs", "audit")));

/** A rule that asks for a private endpoint to the resource. */
export const privateEndpoint = (type: ResourceType<unknown>, { subject, ...meta }: Given): Rule =>
  rule(type as ResourceType<{}>, {
    ...meta,
    title: `${subject} are reached by a private endpoint`,
    severity: "low",
    family: "network",
    preset: "strict",
    why: "Without a private endpoint the traffic goes to a public address, which only credentials and firewall rules guard.",
    fix: "Connect an `azure-native.network.PrivateEndpoint` to it by `privateLinkServiceConnections`.",
    related: { endpoints: from(PrivateEndpoint, "privateLinkServiceConnections"), requested: from(PrivateEndpoint, "manualPrivateLinkServiceConnections") },
    pass: [{ endpoints: [{}] }, { requested: [{}] }],
    fail: [{}],
    unknown: [{ endpoints: [unknown] }],
    check: ({ endpoints, requested }) => !some(endpoints, () => true) && !some(requested, () => true) && "no PrivateEndpoint connects to it",
  });

/** A rule that asks for `publicNetworkAccess` to be off, in resources that are reached from the internet without it. */
export const noPublicNetwork = (type: ResourceType<{ publicNetworkAccess?: Input<string | undefined> }>, { subject, ...meta }: Given): Rule =>
  rule(type, {
    ...meta,
    title: `${subject} disable public network access`,
    severity: "medium",
    family: "public-access",
    preset: "strict",
    why: "From the public network one leaked credential is enough to get in.",
    fix: "Set `publicNetworkAccess` to `Disabled` and use private endpoints.",
    pass: [{ publicNetworkAccess: "Disabled" }, { publicNetworkAccess: "SecuredByPerimeter" }],
    fail: [{}, { publicNetworkAccess: "Enabled" }],
    unknown: [{ publicNetworkAccess: unknown }],
    check: ({ publicNetworkAccess }) =>
      !same(publicNetworkAccess, "Disabled", "SecuredByPerimeter") &&
      (publicNetworkAccess === undefined ? "`publicNetworkAccess` isn't set, which leaves it on" : `\`publicNetworkAccess\` is \`${publicNetworkAccess}\``),
  });

/** A rule that asks for an identity that Azure keeps the credentials of. */
export const managedIdentity = (
  type: ResourceType<{ identity?: Input<{ type?: Input<string | undefined> } | undefined> }>,
  { subject, ...meta }: Given,
): Rule =>
  rule(type, {
    ...meta,
    title: `${subject} have a managed identity`,
    severity: "low",
    family: "identity",
    preset: "strict",
    why: "Without an identity of its own it needs a password or key for whatever it uses, which someone must keep, and which can leak.",
    fix: "Set `identity.type` to `SystemAssigned`, or to `UserAssigned` with `userAssignedIdentities`.",
    pass: [{ identity: { type: "SystemAssigned" } }, { identity: { type: "UserAssigned" } }],
    fail: [{}, { identity: { type: "None" } }],
    unknown: [{ identity: { type: unknown } }],
    check: ({ identity }) => (identity?.type === undefined || same(identity.type, "None")) && "it has no managed identity",
  });

/** A rule that asks for a diagnostic setting that logs a category. */
export const diagnosticLogs = (type: ResourceType<unknown>, { subject, category, ...meta }: Given & { readonly category: string }): Rule =>
  rule(type as ResourceType<{}>, {
    ...meta,
    title: `${subject} log ${category} by a diagnostic setting`,
    severity: "medium",
    family: "logging",
    preset: "strict",
    why: "Without the resource's logs nobody can tell afterwards who did what with it.",
    fix: `Add an \`azure-native.monitor.DiagnosticSetting\` with the resource's id as \`resourceUri\` and \`${category}\` in \`logs\`.`,
    related: { settings: from(DiagnosticSetting, "resourceUri") },
    pass: [{ settings: [{ logs: [{ category, enabled: true }] }] }, { settings: [{ logs: [{ categoryGroup: "allLogs", enabled: true }] }] }],
    fail: [{}, { settings: [{ logs: [{ category, enabled: false }] }] }],
    unknown: [{ settings: [unknown] }],
    check: ({ settings }) => !some(settings, (setting) => logs(setting, category)) && `no DiagnosticSetting logs \`${category}\``,
  });
