import picomatch from "picomatch";
import type { Rule } from "../rule/rule";
import type { Resource } from "../stack/stack";
import { isRecord } from "../stack/values";
import type { Choices, Layer, Path, Scope, Settings } from "./settings";

/** The stack that is judged. */
export interface StackFacts {
  readonly stack: string;
  readonly project: string;
  /** As the engine tells them, which only Pulumi Cloud has. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A resource, as far as it matters to what is decided for it. */
export type Judged = Pick<Resource, "urn" | "inputs" | "outputs">;

/** What one part of the settings decides, and for what. */
export interface Step {
  readonly choices: Choices & Pick<Settings, "only">;
  readonly layer: Layer;
  readonly path: Path;
  readonly scope?: CompiledScope;
}

/** The settings' parts, in order: later ones win. */
export function stepsOf(layers: readonly Layer[], rules: readonly Rule[]): Step[] {
  const byId = new Map<string, Rule>(rules.map((rule) => [rule.id, rule]));
  return layers.flatMap((layer) => {
    if (!isRecord(layer.settings) || Object.keys(layer.settings).length) (require("./validate") as typeof import("./validate")).validate(layer, byId);
    const overrides = (layer.settings.overrides ?? []).map((choices, i) => ({ choices, layer, path: ["overrides", i], scope: new CompiledScope(choices) }));
    return [{ choices: layer.settings, layer, path: [] }, ...overrides];
  });
}

type Test = (text: string) => boolean;
const always: Test = () => true;
const testFor = (globs: string | readonly string[] | undefined): Test => (globs ? picomatch(globs, { bash: true, dot: true }) : always);

/** A scope that is ready to be asked. */
export class CompiledScope {
  private readonly stacks: Test;
  private readonly projects: Test;
  private readonly urns?: Test;
  private readonly tags: readonly (readonly [string, Test])[];

  constructor({ stacks, projects, urns, tags = {} }: Scope) {
    this.stacks = testFor(stacks);
    this.projects = testFor(projects);
    this.urns = urns && testFor(urns);
    this.tags = Object.entries(tags).map(([name, glob]) => [name, testFor(glob)]);
  }

  /** Whether it may have resources of the stack. */
  meets({ stack, project }: StackFacts): boolean {
    return this.stacks(stack) && this.projects(project);
  }

  /** Whether it has all resources of a stack that it meets. */
  hasAllOf({ tags = {} }: StackFacts): boolean {
    return !this.urns && this.fits(tags);
  }

  /** Whether it has this resource of a stack that it meets. */
  has(resource: Judged, { tags }: StackFacts): boolean {
    return (!this.urns || this.urns(resource.urn)) && (!this.tags.length || this.fits({ ...tags, ...tagsOf(resource) }));
  }

  private fits(tags: Readonly<Record<string, unknown>>): boolean {
    return this.tags.every(([name, fits]) => typeof tags[name] === "string" && fits(tags[name]));
  }
}

/** Tags and labels, wherever the providers have them; those that a provider adds by itself are among the outputs. */
function tagsOf({ inputs, outputs }: Judged): Record<string, unknown> {
  const tags: Record<string, unknown> = {};
  const { metadata } = inputs;
  for (const part of [outputs.effectiveLabels, outputs.tagsAll, isRecord(metadata) ? metadata.labels : undefined, inputs.labels, inputs.tags])
    if (isRecord(part)) Object.assign(tags, part);
    else if (Array.isArray(part)) for (const tag of part) if (isRecord(tag) && typeof tag.key === "string") tags[tag.key] = tag.value;
  return tags;
}
