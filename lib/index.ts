/**
 * Stackward as a library: nothing happens on import.
 *
 *     import { judge, readSource } from "stackward";
 *     const findings = judge(await readSource("state.json"), { presets: ["strict"] });
 */
import { rules } from "../policies";
import { Decisions, type Settings } from "./decide/decide";
import { type Finding, findingsIn } from "./decide/finding";
import type { Rule } from "./rule/rule";
import type { Source } from "./source/source";
import { Stack as Resources } from "./stack/stack";

export { Decisions, type FailOn, failOns, type Level, type Preset, presets, type Settings, SettingsError } from "./decide/decide";
export type { Origin } from "./decide/exemption";
export type { Exempted, PlacedExemption } from "./decide/exemptions";
export { type Finding, isMandatory, isOpen, type Position } from "./decide/finding";
export { type Exemption, exempt } from "./exempt";
export { judgeCase } from "./judge/case";
export { Judge, type OptionsOf, type Outcome, type Verdict } from "./judge/judge";
export { type Policy, toPolicies } from "./pulumi/policies";
export { type FormatName, formats } from "./report/formats";
export { type Format, type Report, reportOf, type StackReport, type Style, type Summary, summaryOf } from "./report/report";
export * from "./rule";
export { describe, type RelationDescription, type RuleDescription } from "./rule/describe";
export type { Framework } from "./rule/frameworks";
export { frameworks } from "./rule/frameworks";
export type { Related, Relation, Relations, ResourceType } from "./rule/relation";
export { cloudOf, type Family, type Findings, families, type Meta, type Rule, type Severity, type Spec, serviceOf, severities } from "./rule/rule";
export { readSource } from "./source/read";
export { InputError, type Source } from "./source/source";
export { MalformedResource, type RawResource, type Resource, Stack as Resources, toResource } from "./stack/stack";
export { Asset, Reference } from "./stack/values";
export { version } from "./version";
export { rules };

/** Which rules judge, and how strictly. */
export interface JudgeSettings extends Settings {
  /** Default: all of stackward's. Your own can stand beside them: `[...rules, ...mine]`. */
  readonly rules?: readonly Rule[];
}

/**
 * What the rules find in a stack: in one that `readSource` has read, or in resources of your own (`new Resources(list.map(toResource))`).
 * @throws SettingsError for a preset, rule or option that doesn't exist
 */
export function judge(stack: Source | Resources, { rules: chosen = rules, ...settings }: JudgeSettings = {}): Finding[] {
  return findingsIn(stack instanceof Resources ? stack : stack.resources, new Decisions(chosen, settings));
}
