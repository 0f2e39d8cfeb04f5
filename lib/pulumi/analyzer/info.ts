import {
  AnalyzerInfo,
  EnforcementLevel,
  PolicyComplianceFramework,
  PolicyConfigSchema,
  PolicyInfo,
  PolicySeverity,
  PolicyType,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Decisions } from "../../decide/decide";
import { needsStack, type Rule, type Severity } from "../../rule/rule";
import { descriptionOf } from "../description";
import { type Configuration, type SummaryName, summaries } from "./configuration";

/** What the pack is called. */
export interface Pack {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly version: string;
  readonly repository?: string;
}

const levels = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  remediate: EnforcementLevel.REMEDIATE,
  off: EnforcementLevel.DISABLED,
} as const;
const names = Object.fromEntries(Object.entries(levels).map(([name, level]) => [level, name as keyof typeof levels]));
const severities = {
  low: PolicySeverity.POLICY_SEVERITY_LOW,
  medium: PolicySeverity.POLICY_SEVERITY_MEDIUM,
  high: PolicySeverity.POLICY_SEVERITY_HIGH,
  critical: PolicySeverity.POLICY_SEVERITY_CRITICAL,
} as const;

/** A level as the protocol has it. */
export const toLevel = (name: keyof typeof levels) => levels[name];
/** A level of the protocol by its name; undefined for one that this version doesn't know. */
export const levelNamed = (level: number): keyof typeof levels | undefined => names[level];
/** A severity as the protocol has it. */
export const toSeverity = (severity: Severity | undefined) => (severity ? severities[severity] : PolicySeverity.POLICY_SEVERITY_UNSPECIFIED);

/** What the engine is told of the pack and its policies before it judges anything. @throws SettingsError */
export function analyzerInfo(pack: Pack, configuration: Configuration): AnalyzerInfo {
  const defaults = configuration.tell();
  const info = new AnalyzerInfo();
  info.setName(pack.name);
  info.setDisplayname(pack.displayName);
  info.setDescription(pack.description);
  info.setVersion(pack.version);
  info.setRepository(pack.repository ?? "");
  info.setSupportsconfig(true);
  info.setPoliciesList([...configuration.rules.map((rule) => policyInfo(rule, defaults)), ...summaryNames.map(summaryInfo)]);
  return info;
}

function policyInfo(rule: Rule, { general }: Decisions): PolicyInfo {
  const { name, displayName, description, severity, tags, framework, remediationSteps, url, configSchema } = descriptionOf(rule, general.optionsOf(rule));
  const info = new PolicyInfo();
  info.setName(name);
  info.setDisplayname(displayName);
  info.setDescription(description);
  info.setEnforcementlevel(toLevel(general.levelOf(rule)));
  info.setPolicyType(needsStack(rule) ? PolicyType.POLICY_TYPE_STACK : PolicyType.POLICY_TYPE_RESOURCE);
  info.setSeverity(toSeverity(severity));
  info.setTagsList(tags);
  info.setRemediationSteps(remediationSteps);
  info.setUrl(url);
  if (framework) {
    const compliance = new PolicyComplianceFramework();
    compliance.setName(framework.name);
    compliance.setReference(framework.reference);
    info.setFramework(compliance);
  }
  if (configSchema) {
    const schema = new PolicyConfigSchema();
    schema.setProperties(struct(configSchema.properties));
    info.setConfigschema(schema);
  }
  return info;
}

const summaryNames = Object.keys(summaries) as SummaryName[];

function summaryInfo(name: SummaryName): PolicyInfo {
  const { displayName, description, level } = summaries[name];
  const info = new PolicyInfo();
  info.setName(name);
  info.setDisplayname(displayName);
  info.setDescription(description);
  info.setEnforcementlevel(toLevel(level));
  info.setPolicyType(PolicyType.POLICY_TYPE_STACK);
  return info;
}

const struct = (values: object): Struct => Struct.fromJavaScript(JSON.parse(JSON.stringify(values)));
