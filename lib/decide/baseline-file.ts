import { readFileSync, writeFileSync } from "node:fs";
import { Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { isRecord } from "../stack/values";
import { Baseline, type Known } from "./baseline";
import { SettingsError } from "./settings";

const version = 1;

const Document = Type.Object({
  version: Type.Literal(version),
  findings: Type.Array(
    Type.Object(
      { rule: Type.String(), urn: Type.String(), finding: Type.String(), count: Type.Optional(Type.Integer({ minimum: 1 })) },
      { additionalProperties: false },
    ),
  ),
});

/**
 * Reads what {@link writeBaseline} wrote; `from` is where the file was named.
 * @throws SettingsError
 */
export function readBaseline(file: string, from?: string): Baseline {
  const fail = (problem: string) => new SettingsError([...(from ? [from] : []), file, problem].join(": "));
  const document = parse(file, fail);
  if (!isRecord(document) || !("findings" in document)) throw fail("it isn't a baseline: write one with `stackward baseline`");
  if (document.version !== version)
    throw fail(
      `version: a baseline of version ${JSON.stringify(document.version)?.slice(0, 40)} can't be read, only of ${version}; write it anew with \`stackward baseline\``,
    );
  const error = Value.Errors(Document, document).First();
  if (error) throw fail(`it is damaged: ${error.path.slice(1).replaceAll("/", ".")}: ${error.message.toLowerCase()}`);
  return new Baseline((document as { findings: Known[] }).findings);
}

function parse(file: string, fail: (problem: string) => Error): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw fail("there is no such file; `stackward baseline` writes one");
    throw fail(error instanceof SyntaxError ? "it is damaged: it isn't JSON" : message);
  }
}

/** Writes a baseline, a finding a line and in the same order each time, so that changes of it can be read and merged. @throws SettingsError */
export function writeBaseline(file: string, { findings }: Baseline): void {
  const lines = findings.map(({ urn, rule, finding, count }) => JSON.stringify({ urn, rule, finding, count })).sort();
  try {
    writeFileSync(file, `{\n  "version": ${version},\n  "findings": [${lines.map((line) => `\n    ${line}`).join(",")}\n  ]\n}\n`);
  } catch (error) {
    throw new SettingsError(`can't write the baseline to ${file}: ${(error as Error).message}`);
  }
}
