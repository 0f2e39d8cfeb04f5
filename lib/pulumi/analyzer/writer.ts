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
export function encode(message: Message): Buffer {
  const writer = new Writer();
  writer.message(message);
  return writer.written;
}

/** Writes from the end to the start, so that the length of what a field holds is known before the field's head is written. */
class Writer {
  private bytes = Buffer.allocUnsafe(4096);
  private at = this.bytes.length;

  get written(): Buffer {
    return this.bytes.subarray(this.at);
  }

  message(message: Message): void {
    for (const [number, field] of Object.entries(message).reverse())
      if (Array.isArray(field)) for (const element of [...field].reverse()) this.field(Number(number), element);
      else if (field) this.field(Number(number), field);
  }

  private field(number: number, field: Field): void {
    if (typeof field === "number" || typeof field === "boolean") {
      this.varint(Number(field));
      this.varint(number << 3);
    } else
      this.holding(number, () => {
        if (typeof field === "string") this.text(field);
        else if (field instanceof Struct) this.struct(field.values);
        else if (field) this.message(field);
      });
  }

  private struct(values: object): void {
    for (const [key, value] of Object.entries(values).reverse())
      if (value !== undefined)
        this.holding(1, () => {
          this.holding(2, () => this.value(value));
          this.holding(1, () => this.text(key));
        });
  }

  private value(value: unknown): void {
    if (value === null || typeof value === "boolean") {
      this.varint(Number(value));
      this.varint(value === null ? 0x08 : 0x20);
    } else if (typeof value === "number") {
      this.room(8);
      this.bytes.writeDoubleLE(value, this.at);
      this.varint(0x11);
    } else if (typeof value === "string") this.holding(3, () => this.text(value));
    else if (Array.isArray(value))
      this.holding(6, () => {
        for (const element of [...value].reverse()) this.holding(1, () => this.value(element));
      });
    else this.holding(5, () => this.struct(value as object));
  }

  private holding(number: number, write: () => void): void {
    const end = this.bytes.length - this.at;
    write();
    this.varint(this.bytes.length - this.at - end);
    this.varint((number << 3) | 2);
  }

  private text(text: string): void {
    this.room(Buffer.byteLength(text));
    this.bytes.write(text, this.at);
  }

  private varint(value: number): void {
    let size = 1;
    for (let rest = value; rest > 127; rest >>>= 7) size++;
    this.room(size);
    for (let i = 0; i < size; i++) this.bytes[this.at + i] = ((value >>> (7 * i)) & 127) | (i < size - 1 ? 128 : 0);
  }

  /** Makes room for as many bytes before what is written. */
  private room(size: number): void {
    if (size > this.at) {
      const larger = Buffer.allocUnsafe(2 * this.bytes.length + size);
      const at = larger.length - this.written.length;
      this.written.copy(larger, at);
      this.bytes = larger;
      this.at = at;
    }
    this.at -= size;
  }
}
