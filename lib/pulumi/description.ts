import { controlsOf } from "../rule/crosswalk";
import { type Framework, frameworks } from "../rule/frameworks";
import { cloudOf, type Options, type Rule, serviceOf } from "../rule/rule";

/**
 * What the engine and Pulumi Cloud are told of a rule, in the shape of a policy of `@pulumi/policy`. The engine fills in each option
 * that nobody gives by its schema's default, so that is its value in `options`.
 */
export const descriptionOf = (rule: Rule, options: Readonly<Record<string, unknown>>) => {
  const controls = controlsOf(rule);
  const inFrameworks = Object.keys(controls) as Framework[];
  const [framework] = inFrameworks;
  return {
    name: rule.id,
    displayName: rule.title,
    description: rule.why,
    severity: rule.severity,
    tags: [cloudOf(rule), serviceOf(rule), rule.family, rule.preset, ...inFrameworks],
    framework: framework && { name: frameworks[framework].title, version: "", reference: controls[framework]!.join(", "), specification: "" },
    remediationSteps: rule.fix,
    url: rule.see,
    configSchema: Object.keys(rule.options).length ? { properties: withDefaults(rule.options, options) } : undefined,
  };
};

const withDefaults = (schemas: Options, values: Readonly<Record<string, unknown>>): Options =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, name in values ? { ...schema, default: values[name] } : schema]));
