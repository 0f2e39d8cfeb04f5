import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { toUtf8 } from "../source/bytes";
import { NotJson, parseJson } from "../source/json";
import { InputError } from "../source/source";
import { Node } from "./node";

const largest = 2 ** 28;

/** A path as its user means it: the engine runs a pack in the pack's own folder, and leaves that of the user in `PWD`. */
const asMeant = (path: string): string =>
  isAbsolute(path) || existsSync(path) || !process.env.PWD || !existsSync(resolve(process.env.PWD, path)) ? path : resolve(process.env.PWD, path);

/**
 * The files of a folder and of those in it, in the order of their names; hidden ones aren't looked at.
 * @throws InputError
 */
export const filesIn = (folder: string): string[] => within(asMeant(folder), new Set());

function within(folder: string, seen: ReadonlySet<string>): string[] {
  return told(folder, () => {
    const real = realpathSync(folder);
    if (seen.has(real)) throw new InputError("the folder is a link to one that it is in");
    const inner = new Set([...seen, real]);
    return readdirSync(folder)
      .filter((name) => !name.startsWith("."))
      .sort()
      .map((name) => join(folder, name))
      .flatMap((path) => (statSync(path).isDirectory() ? within(path, inner) : [path]));
  });
}

/** A file's documents: one, or one a line (`.jsonl`). */
export interface Documents {
  readonly documents: readonly Node[];
  /** When the file was written. */
  readonly modified: Date;
}

/**
 * Reads a file of JSON.
 * @throws InputError
 */
export function readDocuments(path: string): Documents {
  const file = asMeant(path);
  return told(path, () => {
    const { size, mtime } = statSync(file);
    if (size > largest) throw new InputError(`it is larger than ${largest / 2 ** 20} MB`);
    const bytes = toUtf8(readFileSync(file));
    if (!bytes.toString("latin1").trim()) throw new InputError("it is empty");
    return { documents: parsed(bytes).map((document) => new Node(document)), modified: mtime };
  });
}

/**
 * Reads a file of text.
 * @throws InputError
 */
export const readText = (file: string): string => told(file, () => toUtf8(readFileSync(asMeant(file))).toString());

/**
 * What `read` gives; what is wrong is told with the file.
 * @throws InputError
 */
export function told<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw error.message.startsWith(file) ? error : new InputError(`${file}: ${error.message}`);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new InputError(`${file}: ${problems[code] ?? message}`);
  }
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "it isn't a folder",
  EISDIR: "it is a folder",
  EACCES: "it can't be read, for lack of permission",
  EPERM: "it can't be read, for lack of permission",
  ELOOP: "it is a link to itself",
};

function parsed(bytes: Buffer): unknown[] {
  try {
    return [parseJson(bytes, bytes.length).document];
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    const lines = bytes.toString().trim().split("\n");
    try {
      if (lines.length > 1) return lines.map((line) => JSON.parse(line));
    } catch {
      // not one document a line either
    }
    throw new InputError(`it isn't JSON: ${error.message}`);
  }
}
