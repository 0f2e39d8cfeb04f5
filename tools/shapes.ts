/**
 * Writes lib/stack/shapes.json: what each input that a rule may read has to be, as the SDKs' own declarations say it. `types` gives for
 * each resource type its record; in a record `b`, `n`, `t` are a boolean, a number and a text, a number is another record, `[x]`
 * a list, `{"*": x}` a map. An input that may be of several kinds, or that no rule names, isn't listed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import type { Rule } from "../lib/rule/rule";
import aliases from "../lib/stack/aliases.json";
import type { Shape } from "../lib/stack/shape";
import { stackToken, tokenMatches } from "../lib/stack/token";
import { rules } from "../policies";

const root = join(__dirname, "..");
const folderOf = (sdk: string) => dirname(require.resolve(`@pulumi/${sdk}/package.json`));
const parse = (file: string) => ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);

/** The words in the rules and their helpers: an input of another name is never read by its name. */
const words = new Set(
  ["policies", "lib/cloud", "lib/image", "lib/rule"]
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(root, folder, file)))
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => readFileSync(file, "utf8").match(/\w+/g) ?? []),
);

/** An SDK's nested types, by their qualified names. */
class Sdk {
  private readonly declared = new Map<string, ts.InterfaceDeclaration>();

  constructor(readonly name: string) {
    const file = join(folderOf(name), "types/input.d.ts");
    if (existsSync(file)) this.collect(parse(file).statements, "inputs");
  }

  private collect(statements: readonly ts.Statement[], prefix: string): void {
    for (const statement of statements)
      if (ts.isInterfaceDeclaration(statement)) this.declared.set(`${prefix}.${statement.name.text}`, statement);
      else if (ts.isModuleDeclaration(statement)) {
        const path = `${prefix}.${statement.name.text}`;
        const body = statement.body!;
        if (ts.isModuleBlock(body)) this.collect(body.statements, path);
        else this.collect([body as ts.ModuleDeclaration], path);
      }
  }

  named(name: string): ts.InterfaceDeclaration | undefined {
    return this.declared.get(name);
  }
}

const sdks = new Map<string, Sdk>();
/** A record's fields; null where one may be of several kinds. */
type Fields = Record<string, Shape | null>;
const records: Fields[] = [];
const numbers = new Map<ts.InterfaceDeclaration, number>();

function record(sdk: Sdk, declaration: ts.InterfaceDeclaration): number {
  const known = numbers.get(declaration);
  if (known !== undefined) return known;
  const fields: Fields = {};
  const number = records.push(fields) - 1;
  numbers.set(declaration, number);
  for (const member of declaration.members)
    if (ts.isPropertySignature(member) && member.type && words.has(nameOf(member.name))) fields[nameOf(member.name)] = shapeOf(sdk, member.type);
  return number;
}

const joined = new Map<string, number>();

/** The record of what may be one of several; a field of which they say different things may be of several kinds. */
function oneOf(variants: readonly number[]): number {
  const key = variants.join();
  const known = joined.get(key);
  if (known !== undefined) return known;
  const fields: Fields = {};
  const number = records.push(fields) - 1;
  joined.set(key, number);
  const all = variants.map((variant) => records[variant]!);
  for (const name of new Set(all.flatMap(Object.keys))) fields[name] = agreed(all.filter((variant) => name in variant).map((variant) => variant[name]!));
  return number;
}

function agreed(shapes: readonly (Shape | null)[]): Shape | null {
  const [first = null, ...others] = shapes;
  if (others.every((shape) => JSON.stringify(shape) === JSON.stringify(first))) return first;
  if (shapes.every((shape) => typeof shape === "number")) return oneOf(shapes);
  if (shapes.every((shape) => Array.isArray(shape))) return around(agreed(shapes.map(([inner]) => inner as Shape)), (inner) => [inner]);
  return null;
}

const nameOf = (name: ts.PropertyName) => (ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "");
const textOf = (name: ts.EntityName): string => (ts.isIdentifier(name) ? name.text : `${textOf(name.left)}.${name.right.text}`);

const keywords = new Map<ts.SyntaxKind, Shape>([
  [ts.SyntaxKind.BooleanKeyword, "b"],
  [ts.SyntaxKind.NumberKeyword, "n"],
  [ts.SyntaxKind.StringKeyword, "t"],
]);

/** What a declared type asks for; null where that may be of several kinds, or of any. */
function shapeOf(sdk: Sdk, type: ts.TypeNode): Shape | null {
  if (ts.isUnionTypeNode(type)) return agreed(type.types.filter((part) => part.kind !== ts.SyntaxKind.UndefinedKeyword).map((part) => shapeOf(sdk, part)));
  if (ts.isArrayTypeNode(type)) return around(shapeOf(sdk, type.elementType), (inner) => [inner]);
  if (ts.isTypeLiteralNode(type)) {
    const [index] = type.members.filter(ts.isIndexSignatureDeclaration);
    return index ? around(shapeOf(sdk, index.type), (inner) => ({ "*": inner })) : null;
  }
  if (ts.isLiteralTypeNode(type)) return ts.isStringLiteral(type.literal) ? "t" : null;
  if (!ts.isTypeReferenceNode(type)) return keywords.get(type.kind) ?? null;
  const name = textOf(type.typeName);
  if (name === "pulumi.Input") return shapeOf(sdk, type.typeArguments![0]!);
  if (name.startsWith("enums.") || name === "ARN") return "t";
  const declaration = sdk.named(name);
  return declaration ? record(sdk, declaration) : null;
}

const around = (inner: Shape | null, make: (inner: Shape) => Shape): Shape | null => (inner === null ? null : make(inner));

/** The declarations of an SDK's resource types, by their tokens. */
const files = new Map<string, Map<string, string>>();

function filesOf(sdk: string): Map<string, string> {
  let byToken = files.get(sdk);
  if (byToken) return byToken;
  files.set(sdk, (byToken = new Map()));
  const folder = join(root, "node_modules/@pulumi", sdk);
  for (const path of existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : []) {
    const token = path.endsWith(".js") && /static __pulumiType = '([^']+:[^']+)'/.exec(readFileSync(join(folder, path), "utf8"))?.[1];
    // A PodSecurityPolicy has a pod's fields, with the kinds that are allowed in them. No Kubernetes has it any more.
    if (token && !token.includes("PodSecurityPolicy")) byToken.set(token, join(folder, path.replace(/\.js$/, ".d.ts")));
  }
  return byToken;
}

/** A resource may still be written as its former type: the inputs that it had then belong to it. */
const formerNames = new Map<string, string[]>();
for (const [former, token] of Object.entries(aliases)) formerNames.set(token, [...(formerNames.get(token) ?? []), former]);

function typeOf(token: string): number | undefined {
  const [sdk] = token.split(":") as [string];
  const number = token.includes("*") ? typeOfAll(token, sdk) : fileShape(sdk, filesOf(sdk).get(token));
  for (const former of formerNames.get(token) ?? []) {
    const before = typeOf(former);
    if (number !== undefined && before !== undefined) records[number] = { ...records[before], ...records[number] };
  }
  return number;
}

/** What may be any type that fits a pattern. */
function typeOfAll(pattern: string, sdk: string): number | undefined {
  const fitting = [...filesOf(sdk)].flatMap(([token, file]) => (tokenMatches(pattern, token) ? (fileShape(sdk, file) ?? []) : []));
  return fitting.length ? oneOf([...new Set(fitting)]) : undefined;
}

function fileShape(name: string, file: string | undefined): number | undefined {
  if (file === undefined) return undefined;
  const declaration = parse(file).statements.find((statement) => ts.isInterfaceDeclaration(statement) && statement.name.text.endsWith("Args"));
  if (!sdks.has(name)) sdks.set(name, new Sdk(name));
  return declaration && record(sdks.get(name)!, declaration as ts.InterfaceDeclaration);
}

interface Table {
  types: Record<string, Shape>;
  records: Record<string, Shape>[];
}

/** `shapes` with each record's number looked up in `at`. */
const renumbered = <T>(shapes: T, at: ReadonlyMap<number, number>): T =>
  JSON.parse(JSON.stringify(shapes), (_, inner) => (typeof inner === "number" ? at.get(inner) : inner));

/** The table with one number for all records that are alike. */
function merged({ types, records }: Table): Table {
  const numbers = new Map<string, number>();
  const at = new Map<number, number>();
  for (const [i, fields] of records.entries()) {
    const text = JSON.stringify(fields);
    if (!numbers.has(text)) numbers.set(text, numbers.size);
    at.set(i, numbers.get(text)!);
  }
  const table = renumbered({ types, records: [...numbers.keys()].map((text) => JSON.parse(text)) }, at);
  return table.records.length < records.length ? merged(table) : table;
}

/** The table with the records that its types need. */
function needed({ types, records }: Table): Table {
  const at = new Map<number, number>();
  const visit = (shapes: object) => {
    JSON.stringify(shapes, (_, inner) => {
      if (typeof inner === "number" && !at.has(inner)) {
        at.set(inner, at.size);
        visit(records[inner]!);
      }
      return inner;
    });
  };
  visit(types);
  return renumbered({ types, records: [...at.keys()].map((number) => records[number]!) }, at);
}

const tokensOf = ({ tokens, related }: Pick<Rule, "tokens" | "related">): string[] => [...tokens, ...Object.values(related).flatMap(tokensOf)];
const tokens = [...new Set(rules.flatMap(tokensOf))].filter((token) => token !== stackToken).sort();
const found = Object.fromEntries(
  tokens.flatMap((token) => {
    const number = typeOf(token);
    return number === undefined ? [] : [[token, number] as const];
  }),
);
const closed = records.map((fields) => Object.fromEntries(Object.entries(fields).filter(([, shape]) => shape !== null))) as Table["records"];
const shapes = merged(needed({ types: found, records: closed }));
writeFileSync(join(root, "lib/stack/shapes.json"), `${JSON.stringify(shapes)}\n`);
console.log(`what ${Object.keys(found).length} of ${tokens.length} types hold, in ${shapes.records.length} records`);
