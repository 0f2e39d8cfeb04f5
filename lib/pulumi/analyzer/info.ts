import type { Decisions } from "../../decide/decide";
import { needsStack, type Rule, type Severity } from "../../rule/rule";
import { descriptionOf } from "../description";
import { type Configuration, type SummaryName, summaries } from "./configuration";
import { type Message, Struct } from "./writer";

/** What the pack is called. */
export interface Pack {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly repository?: string;
}

/** The protocol's `EnforcementLevel`, `PolicySeverity` and `PolicyType`. */
const levels = { advisory: 0, mandatory: 1, off: 2, remediate: 3 } as const;
const names = Object.fromEntries(Object.entries(levels).map(([name, level]) => [level, name as keyof typeof levels]));
const severities = { low: 1, medium: 2, high: 3, critical: 4 } as const;
const kinds = { resource: 1, stack: 2 } as const;

/** A level as the protocol has it. */
export const toLevel = (name: keyof typeof levels): number => levels[name];
/** A level of the protocol by its name; undefined for one that this version doesn't know. */
export const levelNamed = (level: number): keyof typeof levels | undefined => names[level];
/** A severity as the protocol has it. */
export const toSeverity = (severity: Severity | undefined): number => (severity ? severities[severity] : 0);

/** What the engine is told of the pack and its policies before it judges anything, as an `AnalyzerInfo`. @throws SettingsError */
export function analyzerInfo({ name, displayName, version, description, repository }: Pack, configuration: Configuration): Message {
  const defaults = configuration.tell();
  const policies = [...configuration.rules.map((rule) => policyInfo(rule, defaults)), ...summaryNames.map(summaryInfo)];
  const supportsConfig = true;
  return { 1: name, 2: displayName, 3: policies, 4: version, 5: supportsConfig, 7: description, 11: repository };
}

function policyInfo(rule: Rule, { general }: Decisions): Message {
  const { name, displayName, description, severity, tags, framework, remediationSteps, url, configSchema } = descriptionOf(rule, general.optionsOf(rule));
  return {
    1: name,
    2: displayName,
    3: description,
    5: toLevel(general.levelOf(rule)),
    6: configSchema && { 1: new Struct(configSchema.properties) },
    7: needsStack(rule) ? kinds.stack : kinds.resource,
    8: toSeverity(severity),
    9: framework && { 1: framework.name, 3: framework.reference },
    10: tags,
    11: remediationSteps,
    12: url,
  };
}

const summaryNames = Object.keys(summaries) as SummaryName[];

function summaryInfo(name: SummaryName): Message {
  const { displayName, description, level } = summaries[name];
  return { 1: name, 2: displayName, 3: description, 5: toLevel(level), 7: kinds.stack };
}
