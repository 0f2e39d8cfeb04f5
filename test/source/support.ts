import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readSource } from "../../lib/source/read";
import { InputError, type Source, type SourceOptions } from "../../lib/source/source";

/** A folder for one test file's inputs, removed at its end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "stackward-"));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Writes files, by their path in `folder`; gives the folder. */
export function write(folder: string, files: Readonly<Record<string, string | Buffer | object>>): string {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  }
  return folder;
}

const quick = "name: shop\nruntime: { name: nodejs, options: { typescript: false } }\n";

/** A program's folder with the modules of this repository. In JavaScript, unless its own `Pulumi.yaml` says otherwise. */
export function program(folder: string, files: Readonly<Record<string, string | object>>): string {
  write(folder, { "Pulumi.yaml": quick, "package.json": {}, ...files });
  symlinkSync(join(__dirname, "../../node_modules"), join(folder, "node_modules"));
  return folder;
}

export async function refuses(path: string, message: RegExp, options: SourceOptions = {}): Promise<void> {
  const error = await readSource(path, options).then(
    () => assert.fail("it was read"),
    (problem: unknown) => problem,
  );
  assert.ok(error instanceof InputError, String(error instanceof Error ? error.stack : error));
  assert.ok(error.message.startsWith(`${path}`), error.message);
  assert.match(error.message, message);
}

export const names = (source: Source): string[] => source.resources.resources.map((resource) => resource.name);

export const bucket = (name: string, more: object = {}) => ({
  urn: `urn:pulumi:dev::shop::aws:s3/bucket:Bucket::${name}`,
  type: "aws:s3/bucket:Bucket",
  custom: true,
  inputs: { acl: "private" },
  ...more,
});

export const state = (...resources: unknown[]) => ({ version: 3, deployment: { resources } });
