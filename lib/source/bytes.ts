import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { InputError, type SourceOptions } from "./source";

const largest = 2 ** 32 - 1;

/** The UTF-8 text of a file, or of standard input for `-`, whatever its encoding is; zipped files, as Pulumi's own backends write them, too. */
export async function readBytes(path: string, { stdin = process.stdin }: SourceOptions): Promise<Buffer> {
  const bytes = path === "-" ? await join(path, stdin) : await readFile(path);
  return toUtf8(isZipped(bytes) ? await unzip(path, bytes) : bytes);
}

async function readFile(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    return await join(path, file.createReadStream({ highWaterMark: 2 ** 20 }));
  } finally {
    await file.close();
  }
}

async function join(path: string, chunks: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const part = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += part.length;
    if (length > largest) throw new InputError(`${path}: it is larger than 4 GB`);
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

const isZipped = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unzip(path: string, bytes: Buffer): Promise<Buffer> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: largest });
  } catch (error) {
    throw new InputError(`${path}: it can't be unzipped: ${(error as Error).message}`);
  }
}

/** PowerShell's `>` writes UTF-16. */
function toUtf8(bytes: Buffer): Buffer {
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
