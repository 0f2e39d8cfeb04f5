/** A bundle's rules: what they say of themselves as one table, and their code loaded file by file, when it is needed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import ts from "typescript";
import { type Entry, plain, rare, withoutSymbols } from "../lib/rule/deferred";
import type { Rule } from "../lib/rule/rule";
import { exportsOf, isRule, ruleFiles } from "./rules";

const policies = join(__dirname, "../policies");

/** Replaces `policies/index.ts` by the table, and leaves out of the rules' code what stands in the table or is `useless`. */
export const ruleTable = (useless: readonly (keyof Rule)[] = []): Plugin => ({
  name: "rule-table",
  setup: ({ onLoad }) => {
    const left = new Set<string>(useless);
    onLoad({ filter: /\/policies\/index\.ts$/ }, () => ({ contents: table(), loader: "ts", resolveDir: policies }));
    onLoad({ filter: /\/policies\/[^/]+\/.+\.ts$/ }, ({ path }) => ({ contents: without(left, readFileSync(path, "utf8")), loader: "ts" }));
  },
});

function table(): string {
  const files = ruleFiles().map((file) => ({ path: file.path.slice(0, -".ts".length), rules: Object.values(exportsOf(file)).filter(isRule) as Rule[] }));
  const withRules = files.filter(({ rules }) => rules.length);
  const entries = withRules.flatMap(({ rules }, i) => rules.map((rule) => entryOf(rule, i)));
  entries.sort(([a], [b]) => (a.id < b.id ? -1 : 1));
  return `import { deferred } from "../lib/rule/deferred";
export const rules = deferred(JSON.parse(${JSON.stringify(JSON.stringify(entries))}), [
${withRules.map(({ path }) => `  () => require("./${path}"),\n`).join("")}]);
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
    if (ts.isPropertyAssignment(node) && (names.has(node.name.getText()) || (told.has(node.name.getText()) && hasId(node.parent))))
      found.push(node.initializer);
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("rules.ts", text, ts.ScriptTarget.Latest, true));
  return found.reverse().reduce((text, literal) => text.slice(0, literal.getStart()) + emptied(literal) + text.slice(literal.getEnd()), text);
}

const hasId = ({ properties }: ts.ObjectLiteralExpression): boolean => properties.some(({ name }) => name?.getText() === "id");

function emptied(literal: ts.Expression): string {
  if (ts.isArrayLiteralExpression(literal)) return "[]";
  if (ts.isObjectLiteralExpression(literal)) return "{}";
  return ts.isStringLiteral(literal) ? '""' : literal.getText();
}
