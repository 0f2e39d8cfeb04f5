import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { isRecord } from "../stack/values";
import { type Layer, type Path, type Settings, SettingsError } from "./settings";

const largest = 4_000_000;

/**
 * The settings in a `stackward.yaml`; `name` is the file as messages name it. Whether they can be meant is told by
 * those who use them.
 * @throws SettingsError for a file that can't be read, or isn't YAML
 */
export function readSettings(file: string, name = file): Layer {
  const { document, place } = readYaml(file, name);
  const settings = (document ?? {}) as Settings;
  const folder = dirname(resolve(file));
  const { baseline } = settings;
  return { settings: baseline && typeof baseline === "string" ? { ...settings, baseline: resolve(folder, baseline) } : settings, folder, place };
}

/** A YAML or JSON file that holds a map, and where its parts are. */
export function readYaml(file: string, name: string): { readonly document: Record<string, unknown> | null; readonly place: Layer["place"] } {
  const text = readText(file, name);
  const lines = new LineCounter();
  // Its own search for duplicate keys takes a time that grows with the square of their number.
  const document = parseDocument(text, { lineCounter: lines, schema: "core", uniqueKeys: false, prettyErrors: false, logLevel: "error" });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  const [error] = [...document.errors, ...document.warnings];
  if (error) throw new SettingsError(`${at(error.pos[0])}: ${error.code === "MULTIPLE_DOCS" ? "it has more than one document" : lowerFirst(error.message)}`);
  const problem = problemIn(document.contents, []);
  if (problem) throw new SettingsError(`${at(problem.node.range![0])}: ${problem.message}`);
  const value = valueOf(document, name);
  if (value !== null && !isRecord(value)) throw new SettingsError(`${name}:1:1: it isn't a map of settings`);
  return { document: value, place: (path, part) => at(offsetOf(document, path, part)) };
}

function readText(file: string, name: string): string {
  try {
    const descriptor = openSync(file, "r");
    try {
      if (fstatSync(descriptor).isDirectory()) throw new SettingsError(`${name}: it is a folder`);
      return new TextDecoder("utf-8", { fatal: true }).decode(readUpTo(descriptor, name));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof SettingsError) throw error;
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") throw new SettingsError(`${name}: it isn't text in UTF-8`);
    throw new SettingsError(`${name}: ${code === "ENOENT" || code === "ENOTDIR" ? "there is no such file" : message}`);
  }
}

/** Reads no more than a configuration can be, whatever it reads from. */
function readUpTo(descriptor: number, name: string): Uint8Array {
  const bytes = Buffer.alloc(largest + 1);
  let length = 0;
  for (let read = -1; read && length < bytes.length; length += read) read = readSync(descriptor, bytes, length, bytes.length - length, null);
  if (length > largest) throw new SettingsError(`${name}: it is larger than ${largest / 1e6} MB`);
  return bytes.subarray(0, length);
}

interface Problem {
  readonly node: Node;
  readonly message: string;
}

/** A key that is there twice or isn't a text, or an alias of what it's in. */
function problemIn(node: unknown, anchors: readonly string[]): Problem | undefined {
  if (isAlias(node)) return anchors.includes(node.source) ? { node, message: `\`*${node.source}\` is inside of what it stands for` } : undefined;
  if (!isMap(node) && !isSeq(node)) return undefined;
  const within = node.anchor ? [...anchors, node.anchor] : anchors;
  if (isSeq(node)) return first(node.items, (item) => problemIn(item, within));
  const seen = new Set<string>();
  return first(node.items, ({ key, value }) => {
    if (!isScalar(key) || key.value === null) return { node: isScalar(key) || isMap(key) || isSeq(key) ? key : node, message: "a key must be a text" };
    const name = String(key.value);
    if (seen.has(name)) return { node: key, message: `\`${name.slice(0, 200)}\` is there twice` };
    seen.add(name);
    return problemIn(value, within);
  });
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

function valueOf(document: Document, name: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new SettingsError(`${name}: ${lowerFirst((error as Error).message)}`);
  }
}

/** Where the part is that the path leads to, or as much of it as there is. */
function offsetOf(document: Document, path: Path, part?: "key" | "value"): number {
  let node = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [i, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) break;
      const isLast = i === path.length - 1;
      const shown = (isLast && part !== "key" ? pair.value : pair.key) as Node | null;
      offset = (shown?.range ?? (pair.key as Node).range)![0];
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = (node.items[Number(step)] ?? null) as Node | null;
      offset = node?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
