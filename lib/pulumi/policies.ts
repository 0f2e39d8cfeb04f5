import type { PolicyResource, ReportViolation, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { Decisions, type Level, type Settings } from "../decide/decide";
import { Judge, type Verdict, verdictsOf } from "../judge/judge";
import { messageOf } from "../report/message";
import { needsStack, type Rule, type Severity } from "../rule/rule";
import type { Provenance } from "../stack/provenance";
import { type RawResource, type Resource, Stack, toResource } from "../stack/stack";
import { canonicalToken, hasOneName, stackToken, tokenMatches } from "../stack/token";
import { descriptionOf } from "./description";
import { filesOf } from "./files";
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
  const policies = rules.map((rule): Policy => {
    const optionsFor = (args: ResourceValidationArgs | StackValidationArgs) => ({ ...decisions.optionsOf(rule), ...args.getConfig() });
    return {
      ...descriptionOf(rule),
      enforcementLevel: inForce.has(rule) ? decisions.levelOf(rule) : "disabled",
      ...(needsStack(rule) ? stackCallbacks(rule, told, optionsFor) : resourceCallbacks(rule, told, optionsFor)),
    };
  });
  return rules.some(needsStack) ? [...policies, rememberInputs(told)] : policies;
}

/** The SDK tells no policy what is a secret, be it in a resource or in the configuration. */
const provenance: Provenance = { blursSecrets: true, environment: process.env, files: () => filesOf(process.env.PULUMI_NODEJS_PROJECT ?? "") };

type OptionsFor = (args: ResourceValidationArgs | StackValidationArgs) => Record<string, unknown>;

function resourceCallbacks(rule: Rule, told: Told, optionsFor: OptionsFor): Callbacks {
  const appliesTo = (args: ResourceValidationArgs) => rule.tokens.some((token) => tokenMatches(token, canonicalToken(args.type)));
  const validateResource = async (args: ResourceValidationArgs, report: ReportViolation) => {
    if (!appliesTo(args)) return;
    const resource = await told.resource(args);
    reportTo(report, verdictsOf(rule, resource.inputs, resource.secrets, { options: optionsFor(args), resource, provenance }));
  };
  const remediateResource = async (args: ResourceValidationArgs) => {
    if (!appliesTo(args)) return;
    const source = { urn: args.urn, type: args.type, inputs: await written(args.props) };
    try {
      return remedied(rule, source, optionsFor(args), provenance);
    } catch {
      // The SDK would end the deployment; without the remedy the rule's finding stands.
    }
  };
  return { validateResource: typed(rule, validateResource), ...(rule.remedy && { remediateResource: typed(rule, remediateResource) }) };
}

const stackCallbacks = (rule: Rule, told: Told, optionsFor: OptionsFor): Callbacks => ({
  validateStack: typed(rule, async (args: StackValidationArgs, report: ReportViolation) => {
    reportTo(report, new Judge([rule], () => optionsFor(args), provenance).related(await told.stack(args)));
  }),
});

/** Stack policies see outputs only; one policy that sees each resource's inputs costs less than making each of them see those. */
const rememberInputs = (told: Told): Policy => ({
  name: "remember-inputs",
  description: "Finds nothing: remembers inputs for the rules over several resources.",
  enforcementLevel: "advisory",
  validateResource: async (args: ResourceValidationArgs) => void (await told.resource(args)),
});

/** What the SDK tells, decoded once for all policies that are called for one request, which they are without a pause. */
class Told {
  private readonly inputs = new Inputs();
  private current?: { key: string; value: Promise<Resource | Stack> };

  resource({ urn, type, props }: ResourceValidationArgs): Promise<Resource> {
    return this.once(urn, async () => {
      const resource = toResource({ urn, type, inputs: await written(props) });
      this.inputs.remember(resource);
      return resource;
    });
  }

  stack({ resources }: StackValidationArgs): Promise<Stack> {
    return this.once(
      "",
      async () => new Stack(await Promise.all(resources.map(async (resource) => this.inputs.join(toResource(await sourceOf(resource))))), provenance),
    );
  }

  private once<T extends Resource | Stack>(key: string, make: () => Promise<T>): Promise<T> {
    if (this.current?.key !== key) {
      this.current = { key, value: make() };
      setImmediate(() => (this.current = undefined));
    }
    return this.current.value as Promise<T>;
  }
}

const sourceOf = async ({ urn, type, props, parent, provider, dependencies, propertyDependencies }: PolicyResource): Promise<RawResource> => ({
  urn,
  type,
  outputs: await written(props),
  parent: parent?.urn,
  provider: provider && `${provider.urn}::`,
  dependencies: dependencies.map(urnOf),
  propertyDependencies: Object.fromEntries(Object.entries(propertyDependencies).map(([property, on]) => [property, on.map(urnOf)])),
});

const urnOf = ({ urn }: { urn: string }): string => urn;

/** Lets the SDK pass over resources of other types before it decodes them, where one name tells the type. */
const typed = <F extends object>(rule: Rule, callback: F): F => {
  const [token = "", ...others] = rule.tokens;
  const tells = !others.length && token !== stackToken && hasOneName(token);
  return tells ? Object.assign(callback, { __pulumiType: token }) : callback;
};

/** The SDK's `reportViolation` takes more than its type tells: with an object the message isn't preceded by the description. */
type Report = (violation: { message: string; urn: string; enforcementLevel?: "advisory" }) => void;

function reportTo(report: ReportViolation, verdicts: readonly Verdict[]): void {
  for (const verdict of verdicts) {
    if (verdict.outcome === "unknown") continue;
    const violation = { message: messageOf(verdict), urn: verdict.resource.urn };
    (report as unknown as Report)(verdict.outcome === "error" ? { ...violation, enforcementLevel: "advisory" } : violation);
  }
}
