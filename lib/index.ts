/**
 * Stackward as a library: nothing happens on import.
 *
 *     import { judge, readSource } from "stackward";
 *     const findings = judge(await readSource("state.json"), { presets: ["strict"] });
 */
import { rules } from "../policies";
import { Decisions } from "./decide/decide";
import { type Finding, findingsIn } from "./decide/finding";
import type { Layer, Settings } from "./decide/settings";
import type { Rule } from "./rule/rule";
import type { Source } from "./source/source";
import { Stack as Resources } from "./stack/stack";

export { Decisions } from "./decide/decide";
export type { Origin } from "./decide/exemption";
export type { Exempted } from "./decide/exemptions";
export { type Finding, isMandatory, isOpen, type Position } from "./decide/finding";
export { settingsFor } from "./decide/locate";
export {
  type Choices,
  type FailOn,
  failOns,
  type Layer,
  type Level,
  type Override,
  type Preset,
  presets,
  type RuleSetting,
  type Scope,
  type Settings,
  SettingsError,
} from "./decide/settings";
export type { StackFacts } from "./decide/steps";
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
export { configurationOf, type Provenance } from "./stack/provenance";
export { MalformedResource, type RawResource, type Resource, Stack as Resources, toResource } from "./stack/stack";
export { Asset, Reference } from "./stack/values";
export { version } from "./version";
export { rules };

/**
 * What rules find in a stack: in one that `readSource` has read, or in resources of your own (`new Resources(list.map(toResource))`). `among` are
 * the rules to choose from; your own can stand beside ours: `[...rules, ...mine]`.
 * @throws SettingsError for a preset, rule or option that doesn't exist, or a value that it can't have
 */
export function judge(stack: Source | Resources, settings?: Settings | readonly Layer[], among: readonly Rule[] = rules): Finding[] {
  const decisions = new Decisions(among, settings);
  decisions.requireOptions();
  return findingsIn(stack instanceof Resources ? stack : stack.resources, decisions);
}
