import type { RawResource } from "../../stack/stack";

type Values = Record<string, unknown>;

/** A resource as the engine sends it. */
export interface SentResource extends RawResource {
  /** Inputs in `Analyze` and `Remediate`, outputs in `AnalyzeStack`. */
  readonly properties: Values;
}

/** A request that can't be read; the message says what is wrong, and where. */
export class MalformedRequest extends Error {}

const deepest = 512;

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

function readStruct(reader: Reader, end: number, depth: number): Values {
  if (depth > deepest) throw new MalformedRequest(`${reader.place()} is nested more than ${deepest} levels deep`);
  const values: Values = {};
  while (reader.at < end) {
    reader.varint();
    const entryEnd = reader.end();
    let key = "";
    let value: unknown = null;
    while (reader.at < entryEnd) {
      if (reader.varint() === keyTag) {
        key = reader.text();
        reader.path[depth] = key;
      } else value = readValue(reader, reader.end(), depth);
    }
    if (key === "__proto__") Object.defineProperty(values, key, { value, enumerable: true, configurable: true, writable: true });
    else values[key] = value;
  }
  reader.path.length = depth;
  return values;
}

function readList(reader: Reader, end: number, depth: number): unknown[] {
  if (depth > deepest) throw new MalformedRequest(`${reader.place()} is nested more than ${deepest} levels deep`);
  const values: unknown[] = [];
  while (reader.at < end) {
    reader.varint();
    reader.path[depth] = values.length;
    values.push(readValue(reader, reader.end(), depth));
  }
  reader.path.length = depth;
  return values;
}

const keyTag = 0x0a;

function readValue(reader: Reader, end: number, depth: number): unknown {
  let value: unknown;
  while (reader.at < end) {
    const tag = reader.varint();
    switch (tag >> 3) {
      case 1:
        reader.varint();
        value = null;
        break;
      case 2:
        value = reader.double();
        break;
      case 3:
        value = reader.text();
        break;
      case 4:
        value = reader.varint() !== 0;
        break;
      case 5:
        value = readStruct(reader, reader.end(), depth + 1);
        break;
      case 6:
        value = readList(reader, reader.end(), depth + 1);
        break;
      default:
        throw new MalformedRequest(`${reader.place()} is a value of a kind that this version doesn't know`);
    }
  }
  if (value === undefined) throw new MalformedRequest(`${reader.place()} has no value`);
  return value;
}

/** Reads the wire format of Protocol Buffers. */
class Reader {
  at = 0;
  /** Where among the properties the reader is. */
  readonly path: (string | number)[] = [];
  private tag = 0;

  constructor(private readonly bytes: Buffer) {}

  /** The numbers of the fields up to `end`; the caller reads or skips each. */
  *fields(end: number): Generator<number> {
    while (this.at < end) {
      this.tag = this.varint();
      yield this.tag >>> 3;
    }
    if (this.at > end) throw this.cutOff();
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      if (this.at >= this.bytes.length) throw this.cutOff();
      const byte = this.bytes[this.at++]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  double(): number {
    this.at += 8;
    if (this.at > this.bytes.length) throw this.cutOff();
    return this.bytes.readDoubleLE(this.at - 8);
  }

  text(): string {
    const end = this.end();
    const text = this.bytes.toString("utf8", this.at, end);
    this.at = end;
    return text;
  }

  /** Where the message or text that starts here ends. */
  end(): number {
    const end = this.varint() + this.at;
    if (end > this.bytes.length) throw this.cutOff();
    return end;
  }

  skip(): void {
    const wireType = this.tag & 7;
    if (wireType === 0) this.varint();
    else if (wireType === 1) this.at += 8;
    else if (wireType === 2) this.at = this.end();
    else if (wireType === 5) this.at += 4;
    else throw new MalformedRequest(`${this.place()} isn't Protocol Buffers`);
  }

  place(): string {
    return this.path.length ? `\`${this.path.map((key, i) => (typeof key === "number" ? `[${key}]` : i ? `.${key}` : key)).join("")}\`` : "the request";
  }

  private cutOff(): MalformedRequest {
    return new MalformedRequest(`${this.place()} is cut off`);
  }
}
