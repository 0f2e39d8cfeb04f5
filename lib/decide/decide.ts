import type { OptionsOf } from "../judge/judge";
import type { Rule } from "../rule/rule";
import { stackOf } from "../stack/stack";
import { type Baseline, baselineOf } from "./baseline";
import { Exemptions } from "./exemptions";
import { InForce } from "./in-force";
import { type Layer, type Level, layersOf, type Settings, SettingsError } from "./settings";
import { type Judged, type StackFacts, type Step, stepsOf } from "./steps";
import { quoted } from "./words";

/** What is in force: which rules, how strictly, with which options. */
export class Decisions {
  /** What is in force for resources of which nothing particular is said. */
  readonly general: InForce;
  /** The rules in force for some resource or other. */
  readonly rules: readonly Rule[];
  /** The steps that are for some resources only. */
  readonly conditional: ReadonlySet<Step>;
  private readonly variants: readonly InForce[];
  private readonly byApplying = new Map<string, InForce>();
  private readonly byResource = new WeakMap<Judged, InForce>();

  /** @throws SettingsError for a preset, rule or option that doesn't exist, or a value that isn't one of its values */
  constructor(
    private readonly all: readonly Rule[],
    settings: Settings | readonly Layer[] = {},
    private readonly stack?: StackFacts,
    readonly steps: readonly Step[] = stepsOf(layersOf(settings), all),
    readonly exemptions: Exemptions = new Exemptions(layersOf(settings), all),
    readonly baseline: Baseline | undefined = baselineOf(layersOf(settings)),
  ) {
    this.conditional = new Set(steps.filter(({ scope }) => scope && !(stack && scope.hasAllOf(stack))));
    this.general = this.whereApply((step) => !this.conditional.has(step));
    this.variants = [this.general, ...[...this.conditional].map((one) => this.whereApply((step) => step === one || !this.conditional.has(step)))];
    this.rules = all.filter((rule) => this.variants.some((variant) => variant.levelOf(rule) !== "off"));
  }

  /** What is in force in one stack. It isn't needed, but spares asking for each resource which stack it is of. */
  in(stack: StackFacts): Decisions {
    const steps = this.steps.filter(({ scope }) => !scope || scope.meets(stack));
    return new Decisions(this.all, [], stack, steps, this.exemptions, this.baseline);
  }

  /** @throws SettingsError for a rule that the settings ask for without an option that it needs */
  requireOptions(): void {
    for (const rule of this.all) {
      const missing = this.general.lackingFor(rule);
      if (missing !== undefined) throw new SettingsError(`rule ${quoted(rule.id)} needs its option ${quoted(missing)}`);
    }
  }

  levelOf(rule: Rule, resource?: Judged): Level {
    return this.inForceFor(resource).levelOf(rule);
  }

  optionsOf(rule: Rule, resource?: Judged): Readonly<Record<string, unknown>> {
    return this.inForceFor(resource).optionsOf(rule);
  }

  /** A rule's options where it's in force, for a `Judge`. */
  readonly optionsInForce: OptionsOf = (rule, resource) => {
    const inForce = this.inForceFor(resource);
    return inForce.levelOf(rule) === "off" ? undefined : inForce.optionsOf(rule);
  };

  /** Whether a rule has a level for some resource or other. */
  hasLevel(rule: Rule, level: Level): boolean {
    return this.variants.some((variant) => variant.levelOf(rule) === level);
  }

  private inForceFor(resource?: Judged): InForce {
    if (!resource || !this.conditional.size) return this.general;
    let found = this.byResource.get(resource);
    if (!found) this.byResource.set(resource, (found = this.decideFor(resource)));
    return found;
  }

  private decideFor(resource: Judged): InForce {
    const stack = this.stack ?? stackOf(resource.urn);
    const applying = new Set([...this.conditional].filter(({ scope }) => scope!.meets(stack) && scope!.has(resource, stack)));
    const key = [...this.conditional].map((step) => Number(applying.has(step))).join("");
    let found = this.byApplying.get(key);
    if (!found) this.byApplying.set(key, (found = this.whereApply((step) => applying.has(step) || !this.conditional.has(step))));
    return found;
  }

  private readonly whereApply = (applies: (step: Step) => boolean): InForce => new InForce(this.all, this.steps.filter(applies));
}
