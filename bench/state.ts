import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { Rule } from "../lib/rule/rule";
import { isRecord } from "../lib/stack/values";
import { rules } from "../policies";

const root = "urn:pulumi:dev::bench::pulumi:pulumi:Stack::bench-dev";

interface State {
  urn: string;
  type: string;
  custom: true;
  id: string;
  inputs: object;
  outputs: object;
  parent: string;
  propertyDependencies: Record<string, string[]>;
}

/** The resources that a case of a rule is about: its own, and those that refer to it. */
function* resourcesOf(rule: Rule, given: object, n: number): Generator<State> {
  const inputs: Record<string, unknown> = { ...given };
  const [type] = rule.tokens as [string];
  if (type.includes("*") || type.startsWith("pulumi:")) return;
  for (const name of Object.keys(rule.related)) delete inputs[name];
  const self = resource(type, `r${n}`, inputs);
  yield self;
  for (const [name, { direction, tokens, property }] of Object.entries(rule.related)) {
    if (direction !== "from") continue;
    const elements = ((given as Record<string, unknown>)[name] ?? []) as unknown[];
    for (const [i, element] of elements.entries())
      if (isRecord(element)) yield resource(tokens[0]!, `r${n}-${name}-${i}`, { ...element, [property!]: self.id }, { [property!]: [self.urn] });
  }
}

function resource(type: string, name: string, inputs: Record<string, unknown>, propertyDependencies: Record<string, string[]> = {}): State {
  const id = `${name}-id`;
  return {
    urn: `urn:pulumi:dev::bench::${type}::${name}`,
    type,
    custom: true,
    id,
    inputs,
    outputs: { ...inputs, id, arn: `arn:aws:bench:::${id}`, tagsAll: { name } },
    parent: root,
    propertyDependencies,
  };
}

/** A state of `count` resources of every type that rules judge, half of them as a rule wants them. */
export function* generate(count: number): Generator<object> {
  yield { urn: root, type: "pulumi:pulumi:Stack", custom: false };
  for (let n = 0, written = 1; written < count; ) {
    for (const rule of rules)
      for (const given of [rule.pass[0]!, rule.fail[0]!])
        for (const state of resourcesOf(rule, given, n++)) {
          if (written++ >= count) return;
          yield state;
        }
  }
}

export async function writeState(file: string, count: number): Promise<void> {
  const out = createWriteStream(file);
  out.write('{"version":3,"deployment":{"manifest":{},"resources":[');
  let first = true;
  for (const state of generate(count)) {
    if (!out.write(`${first ? "" : ","}\n${JSON.stringify(state)}`)) await once(out, "drain");
    first = false;
  }
  out.end("\n]}}\n");
  await finished(out);
}
