/**
 * A message of Protocol Buffers, as its fields by their numbers; a list is a repeated one. A text, number or boolean that is the format's default is
 * left out, as the format has it.
 */
export interface Message {
  readonly [field: number]: Field | readonly Field[];
}

type Field = string | number | boolean | undefined | Struct | Message;

/** A record of plain values, to be written as a `google.protobuf.Struct`. */
export class Struct {
  constructor(readonly values: object) {}
}

/** The bytes of a message. Numbers in it are whole and not negative. */
export const encode = (message: Message): Buffer => Buffer.from(messageOf(message), "latin1");

/** Bytes as a text with a character for each: the quickest to join. */
type Bytes = string;

function messageOf(message: Message): Bytes {
  let bytes = "";
  for (const number in message) {
    const field = message[number];
    if (Array.isArray(field)) for (const element of field) bytes += fieldOf(Number(number), element);
    else if (field) bytes += fieldOf(Number(number), field as Field);
  }
  return bytes;
}

function fieldOf(number: number, field: Field): Bytes {
  if (typeof field === "string") return holding(number, textOf(field));
  if (typeof field === "number" || typeof field === "boolean") return varint(number << 3) + varint(Number(field));
  return holding(number, field instanceof Struct ? structOf(field.values) : messageOf(field ?? {}));
}

function structOf(values: object): Bytes {
  let bytes = "";
  for (const [key, value] of Object.entries(values)) if (value !== undefined) bytes += holding(1, holding(1, textOf(key)) + holding(2, valueOf(value)));
  return bytes;
}

function valueOf(value: unknown): Bytes {
  if (value === null) return varint(0x08) + varint(0);
  if (typeof value === "boolean") return varint(0x20) + varint(Number(value));
  if (typeof value === "number") return varint(0x11) + double(value);
  if (typeof value === "string") return holding(3, textOf(value));
  return Array.isArray(value) ? holding(6, value.map((element) => holding(1, valueOf(element))).join("")) : holding(5, structOf(value as object));
}

const holding = (number: number, bytes: Bytes): Bytes => varint((number << 3) | 2) + varint(bytes.length) + bytes;

// biome-ignore lint/suspicious/noControlCharactersInRegex: what isn't ASCII takes several bytes.
const textOf = (text: string): Bytes => (/^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text).toString("latin1"));

const varint = (value: number): Bytes => (value < 128 ? String.fromCharCode(value) : String.fromCharCode((value & 127) | 128) + varint(value >>> 7));

function double(value: number): Bytes {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleLE(value);
  return bytes.toString("latin1");
}
