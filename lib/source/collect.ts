import type { Provenance } from "../stack/provenance";
import { MalformedResource, type RawResource, type Resource, Stack, stackOf, toResource } from "../stack/stack";
import { isRecord, unknown } from "../stack/values";
import type { Source } from "./source";

const longest = 500;

/** Gathers the resources of one source. Those that can't be read are named in a warning. */
export class Collector {
  private readonly resources = new Map<string, Resource>();
  private readonly warnings: string[] = [];
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly source: string,
    private readonly folder?: string,
  ) {}

  warn(problem: string): void {
    this.warnings.push(`${this.source}: ${problem.length > longest ? `${problem.slice(0, longest)}...` : problem}`);
  }

  /** Adds a resource as a state describes it; a later one takes the place of an earlier one with the same URN. */
  add(entry: unknown, place: string): void {
    const problem = problemOf(entry);
    const named = isRecord(entry) && typeof entry.urn === "string" ? `${place} (${entry.urn})` : place;
    if (problem) {
      this.warn(`${named}: it isn't judged: ${problem}`);
      return;
    }
    try {
      const resource = toResource(this.rawOf(entry as Entry));
      this.resources.set(resource.urn, resource);
    } catch (error) {
      if (!(error instanceof MalformedResource)) throw error;
      this.warn(`${place}: it isn't judged: ${error.message}`);
    }
  }

  private rawOf(entry: Entry): RawResource {
    const text = (key: string) => (typeof entry[key] === "string" && entry[key] !== unknown ? (entry[key] as string) : undefined);
    return {
      urn: entry.urn,
      type: entry.type,
      custom: typeof entry.custom === "boolean" ? entry.custom : undefined,
      inputs: (entry.inputs ?? undefined) as RawResource["inputs"],
      outputs: (entry.outputs ?? undefined) as RawResource["outputs"],
      id: text("id"),
      parent: this.shared(text("parent")),
      provider: this.shared(text("provider")),
      dependencies: textsOf(entry.dependencies),
      propertyDependencies: isRecord(entry.propertyDependencies)
        ? Object.fromEntries(Object.entries(entry.propertyDependencies).map(([property, urns]) => [property, textsOf(urns)]))
        : undefined,
      sourcePosition: text("sourcePosition"),
      protect: entry.protect === true,
      additionalSecretOutputs: textsOf(entry.additionalSecretOutputs),
      folder: this.folder,
    };
  }

  /** One text for all that are alike: many resources have the same parent and provider. */
  private shared(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const known = this.texts.get(text);
    if (known === undefined) this.texts.set(text, text);
    return known ?? text;
  }

  remove(urn: string): void {
    this.resources.delete(urn);
  }

  finish(program?: { folder: string; project: string; stack: string }, provenance?: Provenance): Source {
    const resources = [...this.resources.values()];
    if (!resources.length) this.warn("it has no resources");
    const named = program ?? (resources[0] ? stackOf(resources[0].urn) : { project: "", stack: "" });
    return { source: this.source, ...named, resources: new Stack(resources, provenance), warnings: this.warnings };
  }
}

/** A resource of a state, as far as {@link problemOf} has looked at it. */
type Entry = Record<string, unknown> & { urn: string; type: string };

function problemOf(entry: unknown): string | undefined {
  if (!isRecord(entry)) return "this resource isn't a record";
  if (typeof entry.urn !== "string" || !entry.urn) return "this resource has no `urn`";
  if (typeof entry.type !== "string" || !entry.type) return "this resource has no `type`";
  for (const part of ["inputs", "outputs"]) if (entry[part] != null && !isRecord(entry[part])) return `its \`${part}\` aren't a record`;
  return undefined;
}

const none: readonly string[] = [];
const textsOf = (list: unknown): readonly string[] => (Array.isArray(list) && list.length ? list.filter((text) => typeof text === "string") : none);
