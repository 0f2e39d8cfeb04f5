import { closeSync, openSync, writeFileSync } from "node:fs";
import { printable } from "../report/style";
import { InputError } from "../source/source";

const batchLength = 1 << 16;

/** Writes a report as it is made; ends quietly where the reader has gone (`| head`). */
export async function write(parts: Iterable<string>, file?: string): Promise<void> {
  if (file !== undefined) return writeTo(file, parts);
  for (const batch of batches(parts)) {
    const written = await new Promise<boolean>((resolve) => process.stdout.write(batch, (error) => resolve(!error)));
    if (!written) return;
  }
}

function writeTo(file: string, parts: Iterable<string>): void {
  try {
    const descriptor = openSync(file, "w");
    for (const batch of batches(parts)) writeFileSync(descriptor, batch);
    closeSync(descriptor);
  } catch (error) {
    throw new InputError(`can't write the report to ${file}: ${(error as Error).message}`);
  }
}

function* batches(parts: Iterable<string>): Generator<string> {
  let batch = "";
  for (const part of parts) {
    batch += part;
    if (batch.length < batchLength) continue;
    yield batch;
    batch = "";
  }
  if (batch) yield batch;
}

/** Says on standard error what is wrong. */
export const complain = (message: string): void => say("error", message);
export const warn = (message: string): void => say("warning", message);

const say = (label: string, message: string): void => {
  process.stderr.write(`${label}: ${message.split("\n").map(printable).join("\n")}\n`);
};

/** A line on standard error that says what takes so long; nothing where nobody watches. */
export const progress = {
  say(text: string): void {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text} ...`);
  },
  clear(): void {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[2K");
  },
};

/** Whether standard output gets colours: `--no-color`, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal. */
export function wantsColour({ color }: { readonly color: boolean }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (!color || NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return Boolean(process.stdout.isTTY) && TERM !== "dumb";
}
