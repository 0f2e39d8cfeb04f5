import type { RawResource } from "../../stack/stack";
import { MalformedRequest, Reader, readStruct } from "./reader";

type Values = Record<string, unknown>;

/** A resource as the engine sends it. */
export interface SentResource extends RawResource {
  /** Inputs in `Analyze` and `Remediate`, outputs in `AnalyzeStack`. */
  readonly properties: Values;
}

/**
 * Reads an `AnalyzeRequest` from its bytes. The generated code takes fifteen times as long: it makes several objects for each
 * value, only for them to be turned into plain values.
 * @throws MalformedRequest
 */
export const readAnalyzeRequest = (bytes: Buffer): SentResource => readResource(new Reader(bytes), bytes.length);

/**
 * Reads an `AnalyzeStackRequest` from its bytes.
 * @throws MalformedRequest
 */
export function readAnalyzeStackRequest(bytes: Buffer): SentResource[] {
  const reader = new Reader(bytes);
  const resources: SentResource[] = [];
  for (const field of reader.fields(bytes.length)) {
    if (field === 1) resources.push(readResource(reader, reader.end()));
    else reader.skip();
  }
  return resources;
}

/** `AnalyzeRequest` and `AnalyzerResource` number their fields alike. */
function readResource(reader: Reader, end: number): SentResource {
  let urn = "";
  let type = "";
  let properties: Values | undefined;
  let parent: string | undefined;
  let provider: string | undefined;
  let protect = false;
  let additionalSecretOutputs: string[] | undefined;
  let dependencies: string[] | undefined;
  const propertyDependencies: Record<string, string[]> = {};
  try {
    for (const field of reader.fields(end)) {
      if (field === 1) type = reader.text();
      else if (field === 2) properties = readStruct(reader, reader.end(), 0);
      else if (field === 3) urn = reader.text();
      else if (field === 5) {
        for (const option of reader.fields(reader.end())) {
          if (option === 1) protect = reader.varint() !== 0;
          else if (option === 5) (additionalSecretOutputs ??= []).push(reader.text());
          else if (option === 8) parent = reader.text() || parent;
          else reader.skip();
        }
      } else if (field === 6) provider = `${readProviderUrn(reader)}::`;
      else if (field === 7) parent = reader.text();
      else if (field === 8) (dependencies ??= []).push(reader.text());
      else if (field === 9) readPropertyDependencies(reader, propertyDependencies);
      else reader.skip();
    }
    if (!properties) throw new MalformedRequest("has no properties");
    if (!type) throw new MalformedRequest("has no type");
    if (!urn) throw new MalformedRequest("has no URN");
  } catch (error) {
    if (!(error instanceof MalformedRequest)) throw error;
    throw new MalformedRequest(`${urn || type || "the resource"}: ${error.message}`);
  }
  return { urn, type, properties, parent, provider, dependencies, propertyDependencies, protect, additionalSecretOutputs };
}

function readProviderUrn(reader: Reader): string {
  let urn = "";
  for (const field of reader.fields(reader.end())) {
    if (field === 3) urn = reader.text();
    else reader.skip();
  }
  return urn;
}

function readPropertyDependencies(reader: Reader, into: Record<string, string[]>): void {
  let property = "";
  const urns: string[] = [];
  for (const field of reader.fields(reader.end())) {
    if (field === 1) property = reader.text();
    else for (const inner of reader.fields(reader.end())) if (inner === 1) urns.push(reader.text());
  }
  into[property] = urns;
}

/** The stack that is judged; without a name where the engine judges a state by itself. */
export interface SentStack {
  readonly stack: string;
  readonly project: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The configuration by full key, secrets in plain text. */
  readonly configuration: readonly (readonly [key: string, text: string])[];
  readonly secretKeys: readonly string[];
}

/**
 * Reads an `AnalyzerStackConfigureRequest` from its bytes.
 * @throws MalformedRequest
 */
export function readStack(bytes: Buffer): SentStack {
  const reader = new Reader(bytes);
  let stack = "";
  let project = "";
  const tags: [string, string][] = [];
  const configuration: [string, string][] = [];
  const secretKeys: string[] = [];
  for (const field of reader.fields(bytes.length)) {
    if (field === 1) stack = reader.text();
    else if (field === 2) project = reader.text();
    else if (field === 6) secretKeys.push(reader.text());
    else if (field === 7) configuration.push(readTexts(reader));
    else if (field === 8) tags.push(readTexts(reader));
    else reader.skip();
  }
  return { stack, project, tags: Object.fromEntries(tags), configuration, secretKeys };
}

/** An entry of a map of texts. */
function readTexts(reader: Reader): [key: string, text: string] {
  const entry: [string, string] = ["", ""];
  for (const field of reader.fields(reader.end())) entry[field - 1] = reader.text();
  return entry;
}

/** What the engine configures of one policy. */
export interface SentPolicy {
  /** An `EnforcementLevel`. */
  readonly level: number;
  readonly options: Values;
}

/**
 * Reads a `ConfigureAnalyzerRequest` from its bytes.
 * @throws MalformedRequest
 */
export function readPolicies(bytes: Buffer): Map<string, SentPolicy> {
  const reader = new Reader(bytes);
  const policies = new Map<string, SentPolicy>();
  for (const field of reader.fields(bytes.length)) {
    if (field !== 1) {
      reader.skip();
      continue;
    }
    let name = "";
    let policy: SentPolicy = { level: 0, options: {} };
    for (const part of reader.fields(reader.end())) {
      if (part === 1) name = reader.text();
      else policy = readPolicy(reader);
    }
    policies.set(name, policy);
  }
  return policies;
}

function readPolicy(reader: Reader): SentPolicy {
  let level = 0;
  let options: Values = {};
  for (const field of reader.fields(reader.end())) {
    if (field === 1) level = reader.varint();
    else if (field === 2) options = readStruct(reader, reader.end(), 0);
    else reader.skip();
  }
  return { level, options };
}
