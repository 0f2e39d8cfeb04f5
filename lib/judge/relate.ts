import type { Relation, Relations } from "../rule/relation";
import type { Resource, Stack } from "../stack/stack";
import { matchesAny, stackToken } from "../stack/token";
import { hasUnknown, join, listOf, Possible, Reference, unknown } from "../stack/values";

/** The resources of a relation, and those that may be of it; "any" where these may be outside of the stack, or too many to look at each for each. */
interface Found {
  readonly resources: readonly Resource[];
  readonly possible: readonly Resource[] | "any";
}

const few = 16;

/** Finds related resources: by the dependencies that the program recorded, else by a known id, ARN or name. */
export class Relator {
  private readonly indexes = new Map<string, SourceIndex | TargetIndex>();
  private readonly byRelation = new Map<Relation, SourceIndex | TargetIndex>();

  constructor(private readonly stack: Stack) {}

  /**
   * `self`'s arguments, and for each relation the list of its resources' arguments, in which an unknown or {@link Possible} element says:
   * nobody knows. The texts of all their secrets are added to `secrets`.
   */
  relate(self: Resource, relations: Relations, secrets: Set<string>): Record<string, unknown> {
    for (const secret of self.secrets) secrets.add(secret);
    const lists: Record<string, unknown> = {};
    for (const [name, relation] of Object.entries(relations)) {
      const { resources, possible } = this.related(self, relation);
      const elements: unknown[] = resources.map((resource) => this.relate(resource, relation.related, secrets));
      if (possible === "any") elements.push(unknown);
      else for (const resource of possible) elements.push(new Possible(this.relate(resource, relation.related, secrets)));
      lists[name] = listOf(elements);
    }
    return Object.keys(lists).length ? join(self.inputs, lists) : self.inputs;
  }

  private related(self: Resource, relation: Relation): Found {
    if (relation.direction === "all") return { resources: this.stack.ofTypes(relation.tokens), possible: [] };
    let index = this.byRelation.get(relation);
    if (!index) this.byRelation.set(relation, (index = this.indexOf(relation)));
    return index.of(self);
  }

  /** One for all relations that are alike. */
  private indexOf({ direction, tokens, property, except = [] }: Relation): SourceIndex | TargetIndex {
    const key = `${direction} ${property} ${tokens} ${except}`;
    let index = this.indexes.get(key);
    if (!index) {
      index = direction === "from" ? new SourceIndex(this.stack, tokens, property, except) : new TargetIndex(this.stack, tokens, property!);
      this.indexes.set(key, index);
    }
    return index;
  }
}

/** The resources of some types by what one of their properties refers to, or any of them. */
class SourceIndex {
  private readonly byUrn = new Map<string, Resource[]>();
  private readonly byName = new Map<string, Resource[]>();
  private readonly undecided: { source: Resource; dependencies: readonly string[] }[] = [];
  private readonly undecidedByType = new Map<string, readonly Resource[]>();

  constructor(
    private readonly stack: Stack,
    tokens: readonly string[],
    private readonly property: string | undefined,
    except: readonly string[],
  ) {
    for (const source of stack.ofTypes(tokens)) {
      if (except.includes(source.type)) continue;
      if (property !== undefined) this.add(source, property);
      else for (const any of Object.keys(source.type === stackToken ? source.outputs : source.inputs)) this.add(source, any);
    }
  }

  private add(source: Resource, property: string): void {
    const dependencies = dependenciesOf(source, property);
    for (const urn of dependencies) add(this.byUrn, urn, source);
    const value = source.inputs[property] ?? source.outputs[property];
    for (const name of namesIn(value)) add(this.byName, name, source);
    // What depends on something else can't be the one that is looked for among all types.
    if (hasUnknown(value) && (this.property !== undefined || !dependencies.length)) this.undecided.push({ source, dependencies });
  }

  of(target: Resource): Found {
    const resources = new Set(this.byUrn.get(target.urn));
    const refersToOne = (dependencies: readonly string[]) => dependencies.some((urn) => this.stack.get(urn)?.type === target.type);
    for (const name of namesOf(target, this.property))
      for (const source of this.byName.get(name) ?? [])
        if (!isOneName(source, this.property) || !refersToOne(dependenciesOf(source, this.property!))) resources.add(source);
    const undecided = this.undecidedFor(target.type);
    const possible = undecided.filter((source) => !resources.has(source));
    return { resources: [...resources], possible: possible.length > few || (possible.length && this.property === undefined) ? "any" : possible };
  }

  /** The resources with an unknown value that no dependency ties to a resource of the type: it may be any. */
  private undecidedFor(type: string): readonly Resource[] {
    let sources = this.undecidedByType.get(type);
    if (!sources) {
      sources = this.undecided.filter(({ dependencies }) => !dependencies.some((urn) => this.stack.get(urn)?.type === type)).map(({ source }) => source);
      this.undecidedByType.set(type, sources);
    }
    return sources;
  }
}

/** The resources of some types by what they are called. */
class TargetIndex {
  private readonly byName = new Map<string, Resource[]>();

  constructor(
    private readonly stack: Stack,
    private readonly tokens: readonly string[],
    private readonly property: string,
  ) {
    for (const target of stack.ofTypes(tokens)) for (const name of namesOf(target, property)) add(this.byName, name, target);
  }

  of(source: Resource): Found {
    const value = source.inputs[this.property] ?? source.outputs[this.property];
    const resources = new Set<Resource>();
    for (const urn of dependenciesOf(source, this.property)) {
      const target = this.stack.get(urn);
      if (target && matchesAny(this.tokens, target.type)) resources.add(target);
    }
    const byDependency = resources.size > 0;
    if (!byDependency || !isOneName(source, this.property))
      for (const name of namesIn(value)) for (const target of this.byName.get(name) ?? []) resources.add(target);
    return { resources: [...resources], possible: hasUnknown(value) && !byDependency ? "any" : [] };
  }
}

// Names are only unique within an account and region: where a dependency tells which one is meant, a single name adds nothing.
const isOneName = (source: Resource, property: string | undefined): boolean =>
  property !== undefined && typeof (source.inputs[property] ?? source.outputs[property]) === "string";

const dependenciesOf = (source: Resource, property: string): readonly string[] =>
  source.propertyDependencies ? (source.propertyDependencies[property] ?? []) : hasUnknown(source.inputs[property]) ? source.dependencies : [];

const unique = ["id", "arn"];
const identifiers = ["id", "arn", "name", "selfLink", "email", "accountId"];

/** What others call `target` in a property of the name `property`, or in any. */
function* namesOf(target: Resource, property: string | undefined): Generator<string> {
  if (target.id) yield normalise(target.id);
  for (const key of property === undefined ? unique : keysFor(property))
    for (const values of [target.outputs, target.inputs]) {
      const value = values[key];
      if (typeof value === "string" && value !== unknown && value) yield normalise(value);
    }
}

function keysFor(property: string): readonly string[] {
  const own = property.charAt(0).toLowerCase() + property.slice(1);
  return identifiers.includes(own) ? identifiers : [...identifiers, own];
}

/** The texts in a value at any depth, as they name resources. */
function* namesIn(value: unknown): Generator<string> {
  if (typeof value === "string") {
    if (value !== unknown && value) yield* withOwners(normalise(value));
  } else if (value instanceof Reference) {
    if (value.id) yield* withOwners(normalise(value.id));
  } else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) yield* namesIn(inner);
}

/** Azure's ids are the same in any case; Google's links are the same with and without the API's address. */
const normalise = (name: string): string =>
  name.startsWith("/subscriptions/") || name.startsWith("/Subscriptions/")
    ? name.toLowerCase()
    : name.startsWith("https://www.googleapis.com/")
      ? name.replace(/^https:\/\/www\.googleapis\.com\/\w+\/\w+\//, "")
      : name;

/** An id of Azure's, and those of the resources that it is a part of: a subnet's also names its network. */
function* withOwners(name: string): Generator<string> {
  yield name;
  if (!name.startsWith("/subscriptions/")) return;
  const parts = name.split("/");
  const outermost = parts.lastIndexOf("providers") + 4;
  if (outermost > 3) for (let end = parts.length - 2; end >= outermost; end -= 2) yield parts.slice(0, end).join("/");
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (!values) map.set(key, [value]);
  else if (values.at(-1) !== value) values.push(value);
}
