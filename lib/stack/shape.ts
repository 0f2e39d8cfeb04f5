import { tokenMatches } from "./token";
import { Asset, isRecord, listOf, Reference, remade, unknown } from "./values";

/** What an input has to be: a boolean, a number, a text, the record of this number, a list, a map. */
export type Shape = "b" | "n" | "t" | number | readonly [Shape] | { readonly "*": Shape };
type Fields = Readonly<Record<string, Shape>>;

interface Shapes {
  readonly types: Fields;
  readonly records: readonly Fields[];
  /** Those of the types that are patterns, the narrower first. */
  readonly patterns: readonly string[];
}

let loaded: Shapes | undefined;
const byPattern = new Map<string, Shape | undefined>();

/** Read with the first resource, which the engine sends long after it has waited for us to start. */
function shapes(): Shapes {
  if (loaded) return loaded;
  const { types, records } = require("./shapes.json") as Shapes;
  const patterns = Object.keys(types).filter((token) => token.includes("*"));
  return (loaded = { types, records, patterns: patterns.sort((a, b) => b.length - a.length) });
}

/**
 * The inputs of a resource as the provider's SDK types them, whatever the program's language, an import or an older provider made of
 * them: `"true"` for a boolean, a single value for a list of one and the other way round. What can't be of its type is unknown.
 */
export function conform(inputs: Readonly<Record<string, unknown>>, token: string): Readonly<Record<string, unknown>> {
  const shape = shapeOf(token);
  return shape === undefined ? inputs : (fitted(inputs, shape) as Readonly<Record<string, unknown>>);
}

/** Whether the type has an input of the name that a rule may read. */
export function isInput(token: string, name: string): boolean {
  const shape = shapeOf(token);
  return typeof shape === "number" && Object.hasOwn(shapes().records[shape]!, name);
}

function shapeOf(token: string): Shape | undefined {
  const { types, patterns } = shapes();
  if (Object.hasOwn(types, token)) return types[token];
  if (!byPattern.has(token)) {
    const pattern = patterns.find((wanted) => tokenMatches(wanted, token));
    byPattern.set(token, pattern === undefined ? undefined : types[pattern]);
  }
  return byPattern.get(token);
}

function fitted(value: unknown, shape: Shape): unknown {
  if (value === unknown) return value;
  if (Array.isArray(shape)) {
    const list = Array.isArray(value) ? value : listOf([value]);
    return remade(list, (element) => fitted(element, shape[0]));
  }
  if (Array.isArray(value)) return value.length > 1 ? unknown : value.length ? fitted(value[0], shape) : undefined;
  if (typeof shape === "string") return scalar(value, shape);
  if (!isRecord(value) || value instanceof Asset || value instanceof Reference) return unknown;
  if (typeof shape === "object") return remade(value, (element) => fitted(element, (shape as { "*": Shape })["*"]));
  const fields = shapes().records[shape]!;
  return remade(value, (element, key) => (Object.hasOwn(fields, key) ? fitted(element, fields[key]!) : element));
}

const booleans = new Map([
  ["true", true],
  ["false", false],
]);

function scalar(value: unknown, shape: "b" | "n" | "t"): unknown {
  switch (shape) {
    case "b":
      return typeof value === "boolean" ? value : (booleans.get(String(value).toLowerCase()) ?? unknown);
    case "n":
      return typeof value === "number"
        ? value
        : typeof value === "string" && /^\s*-?[\d.]/.test(value) && Number.isFinite(Number(value))
          ? Number(value)
          : unknown;
    case "t":
      if (typeof value === "string") return value;
      if (value instanceof Reference) return value.id ?? unknown;
      return typeof value === "number" || typeof value === "boolean" ? String(value) : unknown;
  }
}
