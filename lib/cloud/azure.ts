import type { DiagnosticSettingArgs } from "@pulumi/azure-native/monitor/diagnosticSetting";
import type { PrivateEndpointArgs } from "@pulumi/azure-native/network/privateEndpoint";
import type { Input, Unwrap } from "@pulumi/pulumi";
import { some } from "../rule/logic";
import { from, type ResourceType, resource } from "../rule/relation";
import { type Meta, type Rule, rule, type Spec } from "../rule/rule";
import { setting } from "../rule/setting";
import { unknown } from "../stack/values";

const DiagnosticSetting = resource<DiagnosticSettingArgs>("azure-native:monitor:DiagnosticSetting");
const PrivateEndpoint = resource<PrivateEndpointArgs>("azure-native:network:PrivateEndpoint");

export interface Given extends Pick<Meta, "id" | "controls" | "equivalents" | "see"> {
  /** What is judged, in the plural, as the title's start. */
  readonly subject: string;
}

export interface Exempting<Args> {
  /** Says of a resource to which the rule doesn't apply that it passes. */
  unless?(self: Unwrap<Args>): unknown;
  /** Cases of such resources. */
  readonly pass?: Spec<Args, {}, {}>["pass"];
}

/** Whether `value` is one of `wanted`: Azure compares its words without case. */
export const same = (value: string | undefined, ...wanted: readonly string[]): boolean =>
  typeof value === "string" && wanted.some((word) => word.toLowerCase() === value.toLowerCase());

/** Whether a diagnostic setting sends logs of `category` anywhere. */
export const logs = (
  setting: { readonly logs?: readonly { readonly category?: string; readonly categoryGroup?: string; readonly enabled: boolean }[] },
  category: string,
): boolean => some(setting.logs, (log) => log.enabled && (same(log.category, category) || same(log.categoryGroup, "allLogs", "audit")));

/** A rule that asks for a private endpoint to the resource. */
export const privateEndpoint = <Args>(type: ResourceType<Args>, spec: Given & Exempting<Args>): Rule => {
  const { subject, unless, pass = [], ...meta } = spec;
  return rule(type as ResourceType<{}>, {
    ...meta,
    title: `${subject} are reached by a private endpoint`,
    severity: "low",
    family: "network",
    preset: "strict",
    why: "Without a private endpoint the traffic goes to a public address, which only credentials and firewall rules guard.",
    fix: "Connect an `azure-native.network.PrivateEndpoint` to it by `privateLinkServiceConnections`.",
    related: { endpoints: from(PrivateEndpoint, "privateLinkServiceConnections"), requested: from(PrivateEndpoint, "manualPrivateLinkServiceConnections") },
    pass: [{ endpoints: [{}] }, { requested: [{}] }, ...pass],
    fail: [{}],
    unknown: [{ endpoints: [unknown] }],
    check: ({ endpoints, requested, ...self }) =>
      !some(endpoints) && !some(requested) && !unless?.(self as Unwrap<Args>) && "no PrivateEndpoint connects to it",
  });
};

/** A rule that asks for public network access to be off, at `at`, in resources that are reached from the internet without it. */
export const noPublicNetworkAt = <Args>(
  type: ResourceType<Args>,
  { subject, ...spec }: Given & Exempting<Args> & { at(self: Unwrap<Args>): string | undefined },
): Rule =>
  setting(type, {
    ...spec,
    title: `${subject} disable public network access`,
    severity: "medium",
    family: "public-access",
    preset: "strict",
    why: "From the public network one leaked credential is enough to get in.",
    good: ["Disabled", "SecuredByPerimeter"],
    bad: ["Enabled"],
    absent: "bad",
  });

/** A rule that asks for `publicNetworkAccess` to be off, in resources that are reached from the internet without it. */
export const noPublicNetwork = (type: ResourceType<{ publicNetworkAccess?: Input<string | undefined> }>, given: Given): Rule =>
  noPublicNetworkAt(type, { ...given, at: (self) => self.publicNetworkAccess });

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
