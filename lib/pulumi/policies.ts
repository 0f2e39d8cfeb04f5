import type { PolicyResource, ReportViolation, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { Decisions, type Level, type Settings } from "../decide/decide";
import { type Answer, configurationKey } from "../decide/exemptions";
import { Judge, type Verdict, verdictsOf } from "../judge/judge";
import { messageOf } from "../report/message";
import { needsStack, type Rule, type Severity } from "../rule/rule";
import { type RawResource, type Resource, Stack, toResource } from "../stack/stack";
import { canonicalToken, hasOneName, stackToken, tokenMatches } from "../stack/token";
import { type SummaryName, summaries } from "./analyzer/configuration";
import { descriptionOf } from "./description";
import { Inputs } from "./inputs";
import { remedied } from "./remedy";
import { written } from "./written";

/** A policy as `@pulumi/policy` takes it, in words of our own: those who don't use it needn't have it to read our types. */
export interface Policy {
  readonly name: string;
  readonly description: string;
  readonly displayName?: string;
  readonly enforcementLevel: Level;
  readonly severity?: Severity;
  readonly framework?: { name: string; version: string; reference: string; specification: string };
  readonly tags?: string[];
  readonly remediationSteps?: string;
  readonly url?: string;
  readonly configSchema?: { properties: Record<string, any> };
  readonly validateResource?: (args: any, report: any) => Promise<void>;
  readonly remediateResource?: (args: any) => Promise<any>;
  readonly validateStack?: (args: any, report: any) => Promise<void>;
}

type Callbacks = Pick<Policy, "validateResource" | "remediateResource" | "validateStack">;

/**
 * Rules as policies for a `PolicyPack` of `@pulumi/policy` 1.21. Rules that aren't in force are `disabled`, so that
 * the engine's policy configuration can turn them on.
 */
export function toPolicies(rules: readonly Rule[], settings?: Settings): Policy[] {
  const decisions = new Decisions(rules, settings);
  const inForce = new Set(decisions.rules);
  const told = new Told();
  const configured = decisions.exemptions.configured(configuredExemptions());
  const decide: Decide = (verdict) => decisions.exemptions.of(verdict, told.find, configured);
  const isExempted: IsExempted = (rule, resource) => decisions.exemptions.exempts(rule, resource, told.find, configured);
  const policies = rules.map((rule): Policy => {
    const optionsFor = (args: ResourceValidationArgs | StackValidationArgs) => ({ ...decisions.optionsOf(rule), ...args.getConfig() });
    return {
      ...descriptionOf(rule),
      enforcementLevel: inForce.has(rule) ? decisions.levelOf(rule) : "disabled",
      ...(needsStack(rule) ? stackCallbacks(rule, told, optionsFor, decide) : resourceCallbacks(rule, told, optionsFor, decide, isExempted)),
    };
  });
  return [...policies, remember(told), exemptionsSummary(told, decisions)];
}

type Decide = (verdict: Verdict) => Answer;
type IsExempted = (rule: Rule, resource: Resource) => boolean;

type OptionsFor = (args: ResourceValidationArgs | StackValidationArgs) => Record<string, unknown>;

function resourceCallbacks(rule: Rule, told: Told, optionsFor: OptionsFor, decide: Decide, isExempted: IsExempted): Callbacks {
  const appliesTo = (args: ResourceValidationArgs) => rule.tokens.some((token) => tokenMatches(token, canonicalToken(args.type)));
  const validateResource = async (args: ResourceValidationArgs, report: ReportViolation) => {
    if (!appliesTo(args)) return;
    const resource = await told.resource(args);
    reportTo(report, verdictsOf(rule, resource, resource.inputs, resource.secrets, optionsFor(args)), decide);
  };
  const remediateResource = async (args: ResourceValidationArgs) => {
    if (!appliesTo(args)) return;
    const source = await sourceOf(args);
    if (isExempted(rule, toResource({ ...source, inputs: undefined }))) return;
    try {
      return remedied(rule, source, optionsFor(args));
    } catch {
      // The SDK would end the deployment; without the remedy the rule's finding stands.
    }
  };
  return { validateResource: typed(rule, validateResource), ...(rule.remedy && { remediateResource: typed(rule, remediateResource) }) };
}

const stackCallbacks = (rule: Rule, told: Told, optionsFor: OptionsFor, decide: Decide): Callbacks => ({
  validateStack: typed(rule, async (args: StackValidationArgs, report: ReportViolation) => {
    reportTo(report, new Judge([rule], () => optionsFor(args)).related(await told.stack(args)), decide);
  }),
});

/** Stack policies see outputs only, and an exemption may stand on a component: one policy that sees each resource costs less than making each of them see it. */
const remember = (told: Told): Policy => ({
  name: "remember-resources",
  description: "Finds nothing: remembers inputs for the rules over several resources, and what exempts the resources of a component.",
  enforcementLevel: "advisory",
  validateResource: async (args: ResourceValidationArgs) => void (await told.resource(args)),
});

/** In a pack of `@pulumi/policy`, it can't be told which rules the engine's configuration turns on and off. */
const exemptionsSummary = (told: Told, { exemptions, rules }: Decisions): Policy => ({
  name: "exemptions" satisfies SummaryName,
  displayName: summaries.exemptions.displayName,
  description: summaries.exemptions.description,
  enforcementLevel: summaries.exemptions.level,
  validateStack: async (args: StackValidationArgs, report: ReportViolation) => {
    const stack = await told.stack(args);
    exemptions.judged(stack);
    const inForce = new Set(rules.map(({ id }) => id as string));
    const complaints = exemptions.complaints((id) => inForce.has(id));
    if (complaints.length) (report as unknown as Report)({ message: complaints.join("\n"), urn: stack.root.urn });
  },
});

/** What the SDK tells, decoded once for all policies that are called for one request, which they are without a pause. */
class Told {
  private readonly inputs = new Inputs();
  private current?: { key: string; value: Promise<Resource | Stack> };

  readonly find = (urn: string): Resource | undefined => this.inputs.get(urn);

  resource(args: ResourceValidationArgs): Promise<Resource> {
    return this.once(args.urn, async () => {
      const resource = toResource(await sourceOf(args));
      this.inputs.remember(resource);
      return resource;
    });
  }

  stack({ resources }: StackValidationArgs): Promise<Stack> {
    return this.once("", async () => new Stack(await Promise.all(resources.map(async (resource) => this.inputs.join(toResource(await outputsOf(resource)))))));
  }

  private once<T extends Resource | Stack>(key: string, make: () => Promise<T>): Promise<T> {
    if (this.current?.key !== key) {
      this.current = { key, value: make() };
      setImmediate(() => (this.current = undefined));
    }
    return this.current.value as Promise<T>;
  }
}

const sourceOf = async ({ urn, type, props, opts }: ResourceValidationArgs): Promise<RawResource> => ({
  urn,
  type,
  inputs: await written(props),
  parent: opts.parent,
  additionalSecretOutputs: opts.additionalSecretOutputs,
});

const outputsOf = async ({ urn, type, props, opts, parent, provider, dependencies, propertyDependencies }: PolicyResource): Promise<RawResource> => ({
  urn,
  type,
  outputs: await written(props),
  additionalSecretOutputs: opts.additionalSecretOutputs,
  parent: parent?.urn,
  provider: provider && `${provider.urn}::`,
  dependencies: dependencies.map(urnOf),
  propertyDependencies: Object.fromEntries(Object.entries(propertyDependencies).map(([property, on]) => [property, on.map(urnOf)])),
});

/** The engine gives a pack the stack's configuration by its environment. */
function configuredExemptions(): string | undefined {
  try {
    return JSON.parse(process.env.PULUMI_CONFIG ?? "{}")[configurationKey];
  } catch {
    return undefined;
  }
}

const urnOf = ({ urn }: { urn: string }): string => urn;

/** Lets the SDK pass over resources of other types before it decodes them, where one name tells the type. */
const typed = <F extends object>(rule: Rule, callback: F): F => {
  const [token = "", ...others] = rule.tokens;
  const tells = !others.length && token !== stackToken && hasOneName(token);
  return tells ? Object.assign(callback, { __pulumiType: token }) : callback;
};

/** The SDK's `reportViolation` takes more than its type tells: with an object the message isn't preceded by the description. */
type Report = (violation: { message: string; urn: string; enforcementLevel?: "advisory" }) => void;

function reportTo(report: ReportViolation, verdicts: readonly Verdict[], decide: Decide): void {
  for (const verdict of verdicts) {
    const { exempted, note } = decide(verdict);
    if (exempted || verdict.outcome === "unknown") continue;
    const violation = { message: messageOf(verdict, note), urn: verdict.resource.urn };
    (report as unknown as Report)(verdict.outcome === "error" ? { ...violation, enforcementLevel: "advisory" } : violation);
  }
}
