/** The examples in the SDKs' own documentation, read without running them. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { type RawResource, Resources, toResource, unknown } from "../lib";

const root = "urn:pulumi:dev::example::pulumi:pulumi:Stack::example-dev";

export interface Example {
  /** The SDK's file, and which of its examples. */
  readonly name: string;
  readonly resources: Resources;
}

/** All TypeScript examples of an SDK; one that stands in several places once. */
export function* examplesOf(sdk: "aws" | "gcp"): Generator<Example> {
  const folder = dirname(require.resolve(`@pulumi/${sdk}/package.json`));
  const seen = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!file.endsWith(".d.ts") || file.includes("node_modules")) continue;
    for (const [i, [, block]] of [...readFileSync(join(folder, file), "utf8").matchAll(/```typescript\n([\s\S]*?)```/g)].entries()) {
      const resources = new Program(sdk, block!.replace(/^ *\* ?/gm, "")).resources;
      const text = JSON.stringify(resources);
      if (!resources.length || seen.has(text)) continue;
      seen.add(text);
      yield { name: `${sdk}/${file} ${i + 1}`, resources: new Resources(resources.map(toResource)) };
    }
  }
}

/** A resource that an example makes; what is asked of it isn't known before it is deployed. */
class Made {
  constructor(readonly urn: string) {}
}

/** What a program makes, as far as its literals tell: all else is unknown, as in a first preview. */
class Program {
  readonly resources: RawResource[] = [];
  private readonly variables = new Map<string, unknown>();

  constructor(
    private readonly sdk: string,
    code: string,
  ) {
    this.run(ts.createSourceFile("index.ts", code, ts.ScriptTarget.Latest));
  }

  private run(node: ts.Node): void {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) this.variables.set(node.name.text, this.value(node.initializer));
    else if (ts.isNewExpression(node)) this.make(node);
    else ts.forEachChild(node, (child) => this.run(child));
  }

  private value(node: ts.Expression): unknown {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isNumericLiteral(node)) return Number(node.text);
    if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
    if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
    if (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand)) return -Number(node.operand.text);
    if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => this.value(element));
    if (ts.isObjectLiteralExpression(node)) return this.record(node);
    if (ts.isIdentifier(node)) return this.variables.get(node.text) ?? unknown;
    if (ts.isNewExpression(node)) return this.make(node) ?? unknown;
    if (ts.isCallExpression(node)) return this.call(node);
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const of = this.value(node.expression);
      return of instanceof Made ? of : unknown;
    }
    return unknown;
  }

  private record(node: ts.ObjectLiteralExpression): Record<string, unknown> {
    return Object.fromEntries(
      node.properties.flatMap((property) => {
        if (!property.name || ts.isComputedPropertyName(property.name)) return [];
        return [[property.name.text, ts.isPropertyAssignment(property) ? this.value(property.initializer) : unknown]];
      }),
    );
  }

  private call({ expression, arguments: [argument] }: ts.CallExpression): unknown {
    if (!argument || !ts.isPropertyAccessExpression(expression) || !/^(stringify|jsonStringify)$/.test(expression.name.text)) return unknown;
    const value = this.value(argument);
    return this.referred(value).size || JSON.stringify(value).includes(unknown) ? unknown : JSON.stringify(value);
  }

  private make({ expression, arguments: [name, args] = [] as unknown as ts.NodeArray<ts.Expression> }: ts.NewExpression): Made | undefined {
    const path: string[] = [];
    for (let at: ts.Node = expression; ; at = at.expression) {
      if (ts.isIdentifier(at)) {
        path.unshift(at.text);
        break;
      }
      if (!ts.isPropertyAccessExpression(at)) return undefined;
      path.unshift(at.name.text);
    }
    const [sdk, module, type] = path;
    if (sdk !== this.sdk || path.length !== 3) return undefined;
    const token = `${sdk}:${module}/${type![0]!.toLowerCase()}${type!.slice(1)}:${type}`;
    const made = new Made(`urn:pulumi:dev::example::${token}::${name && ts.isStringLiteralLike(name) ? name.text : "example"}-${this.resources.length}`);
    const inputs = args && ts.isObjectLiteralExpression(args) ? this.record(args) : {};
    const propertyDependencies = Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, [...this.referred(value)]]));
    this.resources.push({ urn: made.urn, type: token, inputs: hidden(inputs) as Record<string, unknown>, parent: root, propertyDependencies });
    return made;
  }

  /** The resources in a value, by URN. */
  private referred(value: unknown, into = new Set<string>()): Set<string> {
    if (value instanceof Made) into.add(value.urn);
    else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) this.referred(each, into);
    return into;
  }
}

/** A value as a preview has it, where a resource's outputs are unknown. */
function hidden(value: unknown): unknown {
  if (value instanceof Made) return unknown;
  if (Array.isArray(value)) return value.map(hidden);
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hidden(each)]));
  return value;
}
