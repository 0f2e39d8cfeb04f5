import { type Framework, frameworks } from "../rule/frameworks";
import { cloudOf, type Rule, serviceOf } from "../rule/rule";

/** What the engine and Pulumi Cloud are told of a rule, in the shape of a policy of `@pulumi/policy`. */
export const descriptionOf = (rule: Rule) => {
  const inFrameworks = Object.keys(rule.controls ?? {}) as Framework[];
  const [framework] = inFrameworks;
  return {
    name: rule.id,
    displayName: rule.title,
    description: rule.why,
    severity: rule.severity,
    tags: [cloudOf(rule), serviceOf(rule), rule.family, rule.preset, ...inFrameworks],
    framework: framework && { name: frameworks[framework].title, version: "", reference: rule.controls![framework]!.join(", "), specification: "" },
    remediationSteps: rule.fix,
    url: rule.see,
    configSchema: Object.keys(rule.options).length ? { properties: rule.options } : undefined,
  };
};
