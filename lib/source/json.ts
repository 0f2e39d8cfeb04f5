import { constants } from "node:buffer";

/** A text that isn't JSON, and where; both count from 1. */
export class NotJson extends Error {
  constructor(
    readonly line: number,
    readonly column: number,
    readonly problem: string,
  ) {
    super(`line ${line}, column ${column}: ${problem}`);
  }
}

/** A document, and a way through its long lists: of a large document they are only parsed element by element. */
export interface Json {
  readonly document: unknown;
  elements(list: readonly unknown[]): Iterable<unknown>;
}

const large = 2 ** 25;

/**
 * Parses a JSON text. In one larger than `limit` bytes the elements of a state's and a preview's list are left as they are until asked for:
 * no string can hold the largest of them, and the whole would take several times the memory.
 * @throws NotJson
 */
export function parseJson(bytes: Buffer, limit = large): Json {
  if (bytes.length <= limit) return { document: parseText(bytes, 0, bytes.length), elements: (list) => list };
  const document = parseText(Buffer.from(withoutElements(bytes)), 0, undefined, bytes);
  return {
    document,
    *elements(list) {
      for (const range of list) {
        const [start, end] = range as [number, number];
        yield parseText(bytes, start, end);
      }
    },
  };
}

function parseText(bytes: Buffer, start: number, end?: number, origin = bytes): unknown {
  const text = bytes.toString("utf8", start, end);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (origin === bytes) throw locate(text, bytes, start);
    throw origin.length < constants.MAX_STRING_LENGTH ? locate(origin.toString(), origin, 0) : new NotJson(1, 1, "it isn't JSON outside of its resources");
  }
}

const newline = 0x0a;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openList = 0x5b;
const backslash = 0x5c;
const closeList = 0x5d;
const openRecord = 0x7b;
const closeRecord = 0x7d;
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** The text with `[start, end]` for each element of a list named `resources` or `steps`, where no other list is around it. */
function withoutElements(bytes: Buffer): string {
  const parts: string[] = [];
  let copied = 0;
  let depth = 0;
  let lists = 0;
  let key: string | undefined;
  let isValue = false;
  let list: { depth: number; ranges: string[] } | undefined;
  let start = -1;
  let end = -1;

  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (isSpace(byte)) continue;
    if (list && depth === list.depth && (byte === comma || byte === closeList)) {
      if (start >= 0) list.ranges.push(`[${start},${end}]`);
      start = -1;
      if (byte === closeList) {
        parts.push(list.ranges.join());
        copied = i;
        list = undefined;
      }
    } else if (list && start < 0) start = i;
    switch (byte) {
      case quote: {
        const close = endOfString(bytes, i);
        if (!list && !isValue) key = close - i < 16 ? bytes.toString("latin1", i + 1, close) : undefined;
        i = close;
        break;
      }
      case colon:
        isValue = true;
        break;
      case comma:
        isValue = false;
        break;
      case openList:
        depth++;
        if (lists++ === 0 && isValue && (key === "resources" || key === "steps")) {
          list = { depth, ranges: [] };
          parts.push(bytes.toString("utf8", copied, i + 1));
        }
        break;
      case openRecord:
        depth++;
        isValue = false;
        break;
      case closeList:
        depth--;
        lists--;
        break;
      case closeRecord:
        depth--;
        break;
    }
    end = i + 1;
  }
  if (list) throw locate("", bytes, bytes.length);
  parts.push(bytes.toString("utf8", copied));
  return parts.join("");
}

function endOfString(bytes: Buffer, start: number): number {
  for (let at = start; ; ) {
    at = bytes.indexOf(quote, at + 1);
    if (at < 0) return bytes.length;
    let before = at;
    while (bytes[before - 1] === backslash) before--;
    if ((at - before) % 2 === 0) return at;
  }
}

const token = /"(?:[^"\\\n\r\t]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{},:]/y;

/** Where and why a text that begins at `offset` of `bytes` isn't JSON; JSON.parse doesn't always say. */
function locate(text: string, bytes: Buffer, offset: number): NotJson {
  const at = firstMistake(text);
  const isCutOff = at === text.length || (text[at] === '"' && !/[^\\]"/.test(text.slice(at)));
  const before = text.slice(0, at).split("\n");
  const indent = before.length === 1 ? offset - (offset && bytes.lastIndexOf(newline, offset - 1) + 1) : 0;
  let line = before.length;
  for (let i = bytes.indexOf(newline); i >= 0 && i < offset; i = bytes.indexOf(newline, i + 1)) line++;
  const problem = isCutOff ? "the text ends too early, it may be cut off" : `JSON can't have ${JSON.stringify(text[at])} here`;
  return new NotJson(line, indent + before.at(-1)!.length + 1, problem);
}

function firstMistake(text: string): number {
  const inside: string[] = [];
  let wanted: "value" | "first" | "key" | "colon" | "next" | "nothing" = "value";
  for (let at = 0; ; at = token.lastIndex) {
    while (isSpace(text.charCodeAt(at))) at++;
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    const container = inside.at(-1);
    if (found === undefined) return at;
    if (wanted === "colon" && found === ":") wanted = "value";
    else if (wanted === "next" && found === ",") wanted = container === "{" ? "key" : "value";
    else if ((wanted === "next" || wanted === "first") && found === (container === "{" ? "}" : "]")) {
      inside.pop();
      wanted = inside.length ? "next" : "nothing";
    } else if ((wanted === "key" || (wanted === "first" && container === "{")) && found[0] === '"') wanted = "colon";
    else if ((wanted === "value" || (wanted === "first" && container === "[")) && !/[\]},:]/.test(found[0]!)) {
      if (found === "{" || found === "[") inside.push(found);
      wanted = found === "{" || found === "[" ? "first" : inside.length ? "next" : "nothing";
    } else return at;
  }
}
