import type { Exemption } from "../exempt";
import { type Framework, frameworks } from "../rule/frameworks";
import { type Family, families, type Severity, severities } from "../rule/rule";
import { inside } from "../stack/values";
import type { Origin } from "./exemption";

export const levels = ["off", "advisory", "mandatory", "remediate"] as const;
export type Level = (typeof levels)[number];
export type Preset = "recommended" | "strict" | Family | Exclude<Framework, (typeof withoutRules)[number]>;
export type FailOn = Severity | "never";

/** The frameworks that no rule bears on yet: a preset that turns nothing on would only look like one. */
export const withoutRules: readonly ["soc-2"] = ["soc-2"];
const ofFrameworks = Object.keys(frameworks).filter((id) => !withoutRules.includes(id as never)) as Preset[];
export const presets: readonly Preset[] = ["recommended", "strict", ...families, ...ofFrameworks];
export const failOns: readonly FailOn[] = [...severities, "never"];

/** A rule's level, or its level and values of its options. A level other than `off` turns the rule on. */
export type RuleSetting = Level | { readonly level?: Level; readonly [option: string]: unknown };

/** What can be decided for all stacks, and otherwise for some. */
export interface Choices {
  /** The rules of any of these; `strict` has all of `recommended`. Default: `recommended`. */
  readonly presets?: readonly Preset[];
  /** Findings at or above this severity are mandatory, those below advisory. Default: `high`. */
  readonly failOn?: FailOn;
  /** By the rules' ids; what it doesn't say of a rule stays. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

/** Some stacks or resources: all that is named must fit, and of a list any. Globs, in which `*` stands for any text. */
export interface Scope {
  readonly stacks?: readonly string[];
  readonly projects?: readonly string[];
  /** Of the resources. */
  readonly urns?: readonly string[];
  /** Globs by the tags' names: tags or labels of the resource, or tags of the stack as the engine tells them. */
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Override extends Scope, Choices {}

/** What a user decides; everything has a default. */
export interface Settings extends Choices {
  /** Only these rules, whatever the presets say. */
  readonly only?: readonly string[];
  /** In order: of those that fit, later ones win. */
  readonly overrides?: readonly Override[];
  /** Findings that don't count, each with a reason. */
  readonly exemptions?: readonly Exemption[];
  /** The ids of rules that nothing is exempted from, besides those that say so themselves. */
  readonly neverExempt?: readonly string[];
  /** Where exemptions that count are written. Default: everywhere. */
  readonly exemptIn?: readonly Origin[];
  /** A file of known findings, which don't count; from the folder of the settings' file. An empty text: none. */
  readonly baseline?: string;
  /** Whether all findings count, exempted, known or not. Default: false. */
  readonly audit?: boolean;
}

/** A way to a part of the settings: `["rules", "aws-s3-bucket-acl"]`. */
export type Path = readonly (string | number)[];

/** Settings, and where they come from. */
export interface Layer {
  readonly settings: Settings;
  /** Where the relative paths in it start; in the current folder where it isn't said. */
  readonly folder?: string;
  /** Where a part is, as a message names it: `stackward.yaml:3:5`. `part`: whether its key or its value is meant. */
  place(path: Path, part?: "key" | "value"): string;
}

/** Settings as layers; a program's own are named by the way to each part. */
export const layersOf = (settings: Settings | readonly Layer[]): readonly Layer[] =>
  Array.isArray(settings)
    ? (settings as readonly Layer[])
    : [{ settings: settings as Settings, place: (path) => path.map(String).reduce(inside, "") || "settings" }];

/** Settings that can't be meant; the message names each place, and what may have been meant. */
export class SettingsError extends Error {}
