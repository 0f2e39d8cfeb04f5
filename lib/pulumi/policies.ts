import type { PolicyResource, ReportViolation, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { Decisions } from "../decide/decide";
import type { Claim } from "../decide/exemption";
import { type Layer, type Level, levels, type Settings } from "../decide/settings";
import { Judge, type Verdict, verdictsOf } from "../judge/judge";
import { messageOf } from "../report/message";
import { needsStack, type Rule, type Severity } from "../rule/rule";
import { configurationOf, type Provenance } from "../stack/provenance";
import { type RawResource, type Resource, Stack, stackOf, toResource } from "../stack/stack";
import { canonicalToken, hasOneName, matchesAny, stackToken } from "../stack/token";
import { differing, type SummaryName, summaries } from "./analyzer/configuration";
import { type Answered, answersTo } from "./answers";
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
  readonly enforcementLevel: Exclude<Level, "off"> | "disabled";
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
 * @throws SettingsError
 */
export function toPolicies(rules: readonly Rule[], settings?: Settings | readonly Layer[]): Policy[] {
  const decisions = new Decisions(rules, settings);
  const told = new Told(decisions);
  const policies = rules.map((rule): Policy => {
    const standing = new Standing(rule, decisions, told);
    return {
      ...descriptionOf(rule, standing.options),
      enforcementLevel: standing.level === "off" ? "disabled" : standing.level,
      ...(needsStack(rule) ? stackCallbacks(rule, told, standing) : resourceCallbacks(rule, told, standing)),
    };
  });
  return [...policies, remember(told), exemptionsSummary(told, decisions)];
}

type Args = ResourceValidationArgs | StackValidationArgs;

/** How a rule stands: as the SDK was told, and where that differs, for a resource. */
class Standing {
  /** One that is in force for some resources only is told as if it were for all, or the SDK would never call it. */
  readonly level: Level;
  readonly options: Readonly<Record<string, unknown>>;

  constructor(
    private readonly rule: Rule,
    decisions: Decisions,
    private readonly told: Told,
  ) {
    this.level = [decisions.levelOf(rule), ...levels].find((level) => level !== "off" && decisions.hasLevel(rule, level)) ?? "off";
    this.options = decisions.optionsOf(rule);
  }

  /** The rule's level for a resource. One that the SDK was told to be off was turned on by the engine, for all resources. */
  levelFor(args: Args, resource: Resource): Level {
    return this.level === "off" ? "mandatory" : this.told.decisions(args).levelOf(this.rule, resource);
  }

  /** The values of the rule's options for a resource; undefined where it's off. The engine's own configuration comes first. */
  optionsFor(args: Args, resource: Resource): Record<string, unknown> | undefined {
    if (this.levelFor(args, resource) === "off") return undefined;
    return { ...this.told.decisions(args).optionsOf(this.rule, resource), ...differing(args.getConfig(), this.options) };
  }

  /** What a finding's level is where the SDK doesn't know it. */
  override(args: Args, { resource, outcome }: Verdict): "advisory" | "mandatory" | undefined {
    if (outcome === "error") return "advisory";
    const level = this.levelFor(args, resource);
    if (this.level === "off" || level === this.level) return undefined;
    return level === "advisory" ? "advisory" : "mandatory";
  }
}

function resourceCallbacks(rule: Rule, told: Told, standing: Standing): Callbacks {
  const appliesTo = (args: ResourceValidationArgs) => matchesAny(rule.tokens, canonicalToken(args.type));
  const validateResource = async (args: ResourceValidationArgs, report: ReportViolation) => {
    if (!appliesTo(args)) return;
    const resource = await told.resource(args);
    const options = standing.optionsFor(args, resource);
    if (!options) return;
    const verdicts = verdictsOf(rule, resource.inputs, resource.secrets, { options, resource, provenance: told.provenance });
    reportTo(report, verdicts, told, (verdict) => standing.override(args, verdict));
  };
  const remediateResource = async (args: ResourceValidationArgs) => {
    if (!appliesTo(args)) return;
    const source = await sourceOf(args);
    try {
      const resource = toResource(source);
      if (told.exempts(rule, resource)) return;
      const options = standing.override(args, { rule, resource, outcome: "fail", message: "" }) ? undefined : standing.optionsFor(args, resource);
      return options && remedied(rule, source, options, told.provenance);
    } catch {
      // The SDK would end the deployment; without the remedy the rule's finding stands.
    }
  };
  return { validateResource: typed(rule, validateResource), ...(rule.remedy && { remediateResource: typed(rule, remediateResource) }) };
}

const stackCallbacks = (rule: Rule, told: Told, standing: Standing): Callbacks => ({
  validateStack: typed(rule, async (args: StackValidationArgs, report: ReportViolation) => {
    const judge = new Judge([rule], (_, resource) => standing.optionsFor(args, resource), told.provenance);
    reportTo(report, judge.related(await told.stack(args)), told, (verdict) => standing.override(args, verdict));
  }),
});

/** Stack policies see outputs only, and an exemption may stand on a component: one policy that sees each resource costs less than making each of them see it. */
const remember = (told: Told): Policy => ({
  name: "remember-resources",
  description: "Finds nothing: remembers inputs for the rules over several resources, and what exempts the resources of a component.",
  enforcementLevel: "advisory",
  validateResource: async (args: ResourceValidationArgs) => void (await told.resource(args)),
});

/** It can't be told which rules the engine's configuration turns on and off: those of the settings count. */
const exemptionsSummary = (told: Told, { exemptions, rules }: Decisions): Policy => ({
  name: "exemptions" satisfies SummaryName,
  displayName: summaries.exemptions.displayName,
  description: summaries.exemptions.description,
  enforcementLevel: summaries.exemptions.level,
  validateStack: async (args: StackValidationArgs, report: ReportViolation) => {
    const stack = await told.stack(args);
    exemptions.judged(stack);
    const complaints = exemptions.complaints(rules);
    if (complaints.length) (report as unknown as Report)({ message: complaints.join("\n"), urn: stack.root.urn });
  },
});

/** What the SDK tells, decoded once for all policies that are called for one request, which they are without a pause. */
class Told {
  /** The SDK tells no policy what is a secret, be it in a resource or in the configuration. */
  readonly provenance: Provenance = {
    blursSecrets: true,
    configuration: configurationOf(Object.entries(configuration())),
    environment: process.env,
    files: () => filesOf(process.env.PULUMI_NODEJS_PROJECT ?? ""),
  };
  private readonly inputs = new Inputs();
  private current?: { key: string; value: Promise<Resource | Stack> };
  private inStack?: Decisions;
  private readonly configured: readonly Claim[];

  constructor(private readonly general: Decisions) {
    this.configured = general.exemptions.configured(this.provenance.configuration);
  }

  /** What the engine is told of one rule's verdicts. */
  findings(verdicts: readonly Verdict[]): readonly Answered[] {
    return answersTo(verdicts, this.general, this.find, this.configured);
  }

  exempts(rule: Rule, resource: Resource): boolean {
    return this.general.exemptions.exempts(rule, resource, this.find, this.configured);
  }

  private readonly find = (urn: string): Resource | undefined => this.inputs.get(urn);

  /** What is in force in the one stack that a pack is run for. */
  decisions(args: Args): Decisions {
    const urn = "urn" in args ? args.urn : (args.resources[0]?.urn ?? "");
    return (this.inStack ??= this.general.in({ ...stackOf(urn), tags: Object.fromEntries(args.stackTags ?? []) }));
  }

  resource(args: ResourceValidationArgs): Promise<Resource> {
    return this.once(args.urn, async () => {
      const resource = toResource(await sourceOf(args));
      this.inputs.remember(resource);
      return resource;
    });
  }

  stack({ resources }: StackValidationArgs): Promise<Stack> {
    return this.once(
      "",
      async () => new Stack(await Promise.all(resources.map(async (resource) => this.inputs.join(toResource(await outputsOf(resource))))), this.provenance),
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

const sourceOf = async ({ urn, type, props, opts }: ResourceValidationArgs): Promise<RawResource> => ({
  urn,
  type,
  inputs: await written(props),
  parent: opts.parent,
  protect: opts.protect,
  additionalSecretOutputs: opts.additionalSecretOutputs,
});

const outputsOf = async ({ urn, type, props, opts, parent, provider, dependencies, propertyDependencies }: PolicyResource): Promise<RawResource> => ({
  urn,
  type,
  outputs: await written(props),
  protect: opts.protect,
  additionalSecretOutputs: opts.additionalSecretOutputs,
  parent: parent?.urn,
  provider: provider && `${provider.urn}::`,
  dependencies: dependencies.map(urnOf),
  propertyDependencies: Object.fromEntries(Object.entries(propertyDependencies).map(([property, on]) => [property, on.map(urnOf)])),
});

/** The stack's configuration, which the engine gives a pack by its environment. */
function configuration(): Record<string, string> {
  try {
    return JSON.parse(process.env.PULUMI_CONFIG ?? "{}");
  } catch {
    return {};
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
type Report = (violation: { message: string; urn: string; enforcementLevel?: "advisory" | "mandatory" }) => void;

function reportTo(
  report: ReportViolation,
  verdicts: readonly Verdict[],
  told: Told,
  override: (verdict: Verdict) => "advisory" | "mandatory" | undefined,
): void {
  for (const { verdict, note } of told.findings(verdicts)) {
    const enforcementLevel = override(verdict);
    (report as unknown as Report)({ message: messageOf(verdict, note), urn: verdict.resource.urn, ...(enforcementLevel && { enforcementLevel }) });
  }
}
