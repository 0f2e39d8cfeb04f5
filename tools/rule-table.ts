/** A bundle's rules: what they say of themselves as one table, and their code loaded file by file, when it is needed. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import ts from "typescript";
import { type Entry, plain, rare, withoutSymbols } from "../lib/rule/deferred";
import type { Rule } from "../lib/rule/rule";

const policies = join(__dirname, "../policies");

/** Replaces `policies/index.ts` by the table, and leaves out of the rules' code what stands in the table or is `useless`. */
export const ruleTable = (useless: readonly (keyof Rule)[] = []): Plugin => ({
  name: "rule-table",
  setup: ({ onLoad }) => {
    const left = new Set<string>(useless);
    onLoad({ filter: /\/policies\/index\.ts$/ }, () => ({ contents: table(), loader: "ts", resolveDir: policies }));
    onLoad({ filter: /\/policies\/[^/]+\/[^/]+\.ts$/ }, ({ path }) => ({ contents: without(left, readFileSync(path, "utf8")), loader: "ts" }));
  },
});

function table(): string {
  const files = readdirSync(policies, { recursive: true, encoding: "utf8" }).filter((file) => /^\w+\/\w+\.ts$/.test(file));
  const entries = files.flatMap((file, i) => Object.values(require(join(policies, file)) as Record<string, Rule>).map((rule) => entryOf(rule, i)));
  entries.sort(([a], [b]) => (a.id < b.id ? -1 : 1));
  return `import { deferred } from "../lib/rule/deferred";
export const rules = deferred(JSON.parse(${JSON.stringify(JSON.stringify(entries))}), [
${files.map((file) => `  () => require("./${file.slice(0, -3)}"),\n`).join("")}]);
`;
}

const entryOf = (rule: Rule, file: number): Entry => [
  Object.fromEntries(plain.flatMap((key) => (isEmpty(rule[key]) ? [] : [[key, withoutSymbols(rule[key])]]))) as Entry[0],
  file,
  rare.filter((key) => !isEmpty(rule[key])),
];

const isEmpty = (value: unknown): boolean => value === undefined || (typeof value === "object" && value !== null && !Object.keys(value).length);

const told = new Set(["title", "why", "fix", "see", "controls"]);

/** A rules' file in which the literals under these names, and those that the table has, are empty. */
function without(names: ReadonlySet<string>, text: string): string {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && (names.has(node.name.getText()) || (told.has(node.name.getText()) && isRule(node.parent))))
      found.push(node.initializer);
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("rules.ts", text, ts.ScriptTarget.Latest, true));
  return found.reverse().reduce((text, literal) => text.slice(0, literal.getStart()) + emptied(literal) + text.slice(literal.getEnd()), text);
}

const isRule = ({ properties }: ts.ObjectLiteralExpression): boolean => properties.some(({ name }) => name?.getText() === "id");

function emptied(literal: ts.Expression): string {
  if (ts.isArrayLiteralExpression(literal)) return "[]";
  if (ts.isObjectLiteralExpression(literal)) return "{}";
  return ts.isStringLiteral(literal) ? '""' : literal.getText();
}
