import { readFile, stat } from "node:fs/promises";
import { relative } from "node:path";
import { type Static, type TSchema, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import type { Origin } from "../decide/exemption";
import type { Level } from "../decide/settings";
import type { Outcome } from "../judge/judge";
import type { StackReport } from "../report/report";
import { families, severities } from "../rule/rule";
import { isRecord } from "../stack/values";
import { NotJson, parseJson } from "./json";
import { InputError } from "./source";

const oneOf = <T extends string>(words: readonly T[]) => Type.Union(words.map((word) => Type.Literal(word)));
const count = Type.Integer({ minimum: 0 });

const Finding = Type.Object({
  rule: Type.String(),
  title: Type.String(),
  severity: oneOf(severities),
  level: oneOf<Exclude<Level, "off">>(["mandatory", "advisory", "remediate"]),
  family: oneOf(families),
  urn: Type.String(),
  type: Type.String(),
  name: Type.String(),
  outcome: oneOf<Outcome>(["fail", "unknown", "error"]),
  message: Type.String(),
  fix: Type.String(),
  see: Type.String(),
  exempted: Type.Optional(
    Type.Object({
      reason: Type.String(),
      owner: Type.Optional(Type.String()),
      expires: Type.Optional(Type.String()),
      ticket: Type.Optional(Type.String()),
      origin: oneOf<Origin>(["settings", "stack configuration", "program"]),
      place: Type.String(),
    }),
  ),
  note: Type.Optional(Type.String()),
  position: Type.Optional(Type.Object({ file: Type.String(), line: Type.Integer({ minimum: 1 }), column: Type.Optional(Type.Integer({ minimum: 1 })) })),
});

const Known = Type.Object({ rule: Type.String(), urn: Type.String(), finding: Type.String(), count: Type.Optional(Type.Integer({ minimum: 1 })) });
const Baseline = Type.Object({ known: count, fixed: Type.Array(Known) });

const Document = Type.Object({
  version: Type.String(),
  stacks: Type.Array(
    Type.Object({
      source: Type.String(),
      project: Type.String(),
      stack: Type.String(),
      resources: count,
      findings: Type.Array(Finding),
      baseline: Type.Optional(Baseline),
    }),
  ),
  summary: Type.Object({ rules: count }),
});

/** What a JSON report tells. */
export interface ReadReport {
  readonly stacks: readonly StackReport[];
  /** How many judged. */
  readonly rules: number;
}

/**
 * Reads what `--format json` wrote.
 * @throws InputError
 */
export async function readReport(path: string): Promise<ReadReport> {
  const document = await parse(path);
  if (!isRecord(document) || !Array.isArray(document.stacks)) throw new InputError(`${path}: it isn't a report: write one with \`--format json\``);
  assertIs(Document, document, path);
  const stacks = document.stacks.map(async (stack) => ({ ...stack, folder: await folderOf(stack.source), warnings: [] }));
  return { stacks: await Promise.all(stacks), rules: document.summary.rules };
}

async function parse(path: string): Promise<unknown> {
  try {
    const bytes = await readFile(path);
    return parseJson(bytes, bytes.length).document;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new InputError(`${path}: ${code === "ENOENT" ? "there is no such file" : error instanceof NotJson ? `it isn't JSON: ${message}` : message}`);
  }
}

function assertIs<T extends TSchema>(schema: T, value: unknown, path: string): asserts value is Static<T> {
  const error = Value.Errors(schema, value).First();
  if (error) throw new InputError(`${path}: ${error.path.slice(1).replaceAll("/", ".")}: ${error.message.toLowerCase()}`);
}

/** A report doesn't say whether a source was a program's folder, the checkout does. */
const folderOf = (source: string): Promise<string | undefined> =>
  stat(source).then(
    (found) => (found.isDirectory() ? relative(".", source) : undefined),
    () => undefined,
  );
