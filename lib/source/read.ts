import { stat } from "node:fs/promises";
import { readBytes } from "./bytes";
import { type Json, NotJson, parseJson } from "./json";
import { kindOf } from "./kind";
import { readEvents, readPreview } from "./preview";
import { InputError, type Source, type SourceOptions } from "./source";
import { readState } from "./state";

/**
 * The stack behind a path: a state, a preview, a program's folder, or any of the first two from standard input (`-`). What it is, is told by looking.
 * @throws InputError
 */
export async function readSource(path: string, options: SourceOptions = {}): Promise<Source> {
  try {
    if (path !== "-" && (await stat(path)).isDirectory()) {
      const { readProgram } = await import("./program");
      return await readProgram(path, options);
    }
    return readDocument(path, await readBytes(path, options));
  } catch (error) {
    const problem = problems[(error as NodeJS.ErrnoException).code ?? ""];
    throw problem ? new InputError(`${path}: ${problem}`) : error;
  }
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "there is no such file or folder",
  EACCES: "it can't be read, for lack of permission",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GB",
  ERR_STRING_TOO_LONG: "it has a value that is larger than 512 MB",
  EPERM: "it can't be read, for lack of permission",
};

function readDocument(path: string, bytes: Buffer): Source {
  if (!bytes.subarray(0, 4096).toString("latin1").trim() && !bytes.toString("latin1").trim()) throw new InputError(`${path}: it is empty`);
  try {
    const events = linesOf(bytes);
    const source = events && readEvents(path, events);
    if (source) return source;
    const json = parse(bytes);
    const read = readState(path, json) ?? readPreview(path, json);
    if (read) return read;
    throw new InputError(
      `${path}: it is neither a state (\`pulumi stack export\`) nor a preview (\`pulumi preview --json\`); it seems to be ${kindOf(json.document)}`,
    );
  } catch (error) {
    if (error instanceof NotJson) throw new InputError(`${path}: ${error.message}`);
    throw error;
  }
}

/** Parses a document that may have lines of a log around it. */
function parse(bytes: Buffer): Json {
  try {
    return parseJson(bytes);
  } catch (error) {
    const start = bytes[0] === brace ? 0 : bytes.indexOf("\n{") + 1;
    const end = bytes.lastIndexOf("\n}") < start ? bytes.length : bytes.lastIndexOf("\n}") + 2;
    if (bytes[start] !== brace || (start === 0 && end === bytes.length)) throw error;
    for (let i = 0; i < bytes.length; i++) if ((i < start || i >= end) && bytes[i] !== newline) bytes[i] = 0x20;
    return parseJson(bytes);
  }
}

const brace = 0x7b;
const newline = 0x0a;

/** The documents of a text that has one a line; undefined if it hasn't. */
function linesOf(bytes: Buffer): unknown[] | undefined {
  const start = bytes[0] === brace ? 0 : bytes.indexOf("\n{") + 1;
  const end = bytes.indexOf(newline, start);
  if (bytes[start] !== brace || end < 0 || bytes[end + 1] !== brace) return undefined;
  const documents: unknown[] = [];
  for (let from = start; from < bytes.length; ) {
    const to = bytes.indexOf(newline, from);
    const line = bytes.subarray(from, to < 0 ? bytes.length : to);
    if (line[0] === brace) {
      try {
        documents.push(JSON.parse(line.toString()));
      } catch {
        return undefined;
      }
    }
    from += line.length + 1;
  }
  return documents;
}
