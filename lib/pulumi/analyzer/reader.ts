type Values = Record<string, unknown>;

/** A request that can't be read; the message says what is wrong, and where. */
export class MalformedRequest extends Error {}

const deepest = 512;

/** Reads a `google.protobuf.Struct` up to `end`. @throws MalformedRequest */
export function readStruct(reader: Reader, end: number, depth: number): Values {
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
export class Reader {
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
