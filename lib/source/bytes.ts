import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { InputError, type SourceOptions } from "./source";

/** The UTF-8 text of a file, or of standard input for `-`, whatever its encoding is; zipped files, as Pulumi's own backends write them, too. */
export async function readBytes(path: string, { stdin = process.stdin }: SourceOptions): Promise<Buffer> {
  const bytes = path === "-" ? await join(stdin) : await readFile(path);
  return toUtf8(isZipped(bytes) ? await unzip(path, bytes) : bytes);
}

async function join(chunks: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(parts);
}

const isZipped = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

const largest = 2 ** 31;

async function unzip(path: string, bytes: Buffer): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: largest });
  } catch (error) {
    throw new InputError(`${path}: it can't be unzipped: ${(error as Error).message}`);
  }
}

/** The UTF-8 of a text: PowerShell's `>` writes UTF-16. */
export function toUtf8(bytes: Buffer): Buffer {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(bytes.toString("utf16le", 2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(
      Buffer.from(bytes.subarray(2, bytes.length & ~1))
        .swap16()
        .toString("utf16le"),
    );
  return bytes;
}
