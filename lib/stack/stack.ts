import { decode, MalformedValue } from "./decode";
import { type Provenance, unknownProvenance } from "./provenance";
import { conform } from "./shape";
import { canonicalToken, stackToken, tokenMatches } from "./token";
import { isRecord, isSecretKey, join, secret } from "./values";

/** A resource as any source describes it; values are as the engine writes them. */
export interface RawResource {
  urn: string;
  /** The type token as the source writes it. */
  type: string;
  /** Whether a provider manages it; missing where the source doesn't tell. */
  custom?: boolean;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  id?: string;
  parent?: string;
  /** `urn::id` of the provider, as in a state. */
  provider?: string;
  dependencies?: readonly string[];
  propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  /** `project:///index.ts#4,13` */
  sourcePosition?: string;
  /** The resource option of that name. */
  protect?: boolean;
  /** The resource option of that name. */
  additionalSecretOutputs?: readonly string[];
  /** Where its program's relative paths start, where that is known. */
  folder?: string;
}

/** A resource to judge: decoded once, its type token canonical. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** A component's are what it was given and what it registers as its outputs, as far as the source tells. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies: readonly string[];
  /** Missing where the source doesn't tell: then only `dependencies` does. */
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly sourcePosition?: string;
  /** Whether Pulumi refuses to delete it. */
  readonly protect: boolean;
  readonly additionalSecretOutputs?: readonly string[];
  readonly folder?: string;
  /** The texts of the secrets among its values; no message may hold one. */
  readonly secrets: ReadonlySet<string>;
}

/** A resource that can't be read; the message says where. */
export class MalformedResource extends Error {}

const none: readonly never[] = [];
const empty: Readonly<Record<string, never>> = {};
const noSecrets: ReadonlySet<string> = new Set();

/** @throws MalformedResource */
export function toResource(source: RawResource): Resource {
  const secrets = new Set<string>();
  const read = (part: "inputs" | "outputs") => {
    const values = source[part];
    if (values === undefined) return empty;
    try {
      const { value } = decode(values, secrets);
      if (!isRecord(value)) return empty;
      return source.type.startsWith("pulumi:providers:") ? providerConfiguration(value, secrets) : value;
    } catch (error) {
      if (!(error instanceof MalformedValue)) throw error;
      throw new MalformedResource(`${source.urn}: \`${[part, error.path].filter(Boolean).join(".")}\` ${error.message}`);
    }
  };
  const type = canonicalToken(source.type);
  const [inputs, outputs] = [read("inputs"), read("outputs")];
  const isComponent = source.custom === false && type !== stackToken;
  return {
    urn: source.urn,
    type,
    name: nameOf(source.urn),
    inputs: conform(isComponent ? join(outputs, inputs) : inputs, type),
    outputs,
    id: source.id || undefined,
    parent: source.parent || undefined,
    provider: source.provider || undefined,
    dependencies: source.dependencies ?? none,
    propertyDependencies: source.propertyDependencies,
    sourcePosition: source.sourcePosition,
    protect: source.protect ?? false,
    additionalSecretOutputs: source.additionalSecretOutputs,
    folder: source.folder,
    secrets: secrets.size ? secrets : noSecrets,
  };
}

/** A URN is `urn:pulumi:<stack>::<project>::<parent types$type>::<name>`; a name may hold `::`. */
export const nameOf = (urn: string): string => urn.split("::").slice(3).join("::") || urn;

export const stackOf = (urn: string): { stack: string; project: string } => {
  const [head = "", project = ""] = urn.split("::");
  return { stack: head.replace(/^urn:pulumi:/, ""), project };
};

/** The engine writes a provider's nested values as JSON texts. */
function providerConfiguration(values: Record<string, unknown>, secrets: Set<string>): Record<string, unknown> {
  let configuration = values;
  for (const [key, value] of Object.entries(values)) {
    if (typeof value !== "string" || !/^(\{|\[|true$|false$)/.test(value)) continue;
    try {
      const plain = JSON.parse(value);
      configuration = join(configuration, decode({ [key]: isSecretKey(values, key) ? secret(plain) : plain }, secrets).value as object);
    } catch {
      // a text that only looks like JSON stays one
    }
  }
  return configuration;
}

/** The resources of one stack, found by URN and by type. */
export class Stack {
  /** The stack itself; for rules its outputs and configuration are its inputs. */
  readonly root: Resource;
  private readonly byUrn = new Map<string, Resource>();
  private readonly byType = new Map<string, Resource[]>();
  private readonly byTokens = new WeakMap<readonly string[], readonly Resource[]>();

  constructor(
    readonly resources: readonly Resource[],
    readonly provenance: Provenance = unknownProvenance,
  ) {
    for (const resource of resources) {
      this.byUrn.set(resource.urn, resource);
      const alike = this.byType.get(resource.type);
      if (alike) alike.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
    const root = this.byType.get(stackToken)?.[0] ?? unnamedRoot(resources);
    this.root = { ...root, inputs: join({ outputs: root.outputs, configuration: provenance.configuration ?? empty }) };
  }

  get(urn: string): Resource | undefined {
    return this.byUrn.get(urn);
  }

  ofTypes(tokens: readonly string[]): readonly Resource[] {
    let resources = this.byTokens.get(tokens);
    if (!resources) {
      const types = tokens.flatMap((wanted) => (wanted.includes("*") ? [...this.byType.keys()].filter((type) => tokenMatches(wanted, type)) : [wanted]));
      this.byTokens.set(tokens, (resources = types.length === 1 ? (this.byType.get(types[0]!) ?? none) : types.flatMap((type) => this.byType.get(type) ?? [])));
    }
    return resources;
  }

  /** The configuration of the resource's provider, if the stack has it. */
  providerOf(resource: Resource): Resource | undefined {
    return resource.provider ? this.byUrn.get(resource.provider.slice(0, resource.provider.lastIndexOf("::"))) : undefined;
  }
}

/** Some sources leave the stack's own resource out. */
function unnamedRoot(resources: readonly Resource[]): Resource {
  const { stack, project } = resources[0] ? stackOf(resources[0].urn) : { stack: "", project: "" };
  return toResource({ urn: `urn:pulumi:${stack}::${project}::${stackToken}::${project}-${stack}`, type: stackToken });
}
