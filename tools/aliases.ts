/**
 * Writes lib/stack/aliases.json: for each former name of a resource type, its name today, as the SDKs themselves declare
 * it (`aliases` in a resource's constructor). azure-native's API versions aren't listed: they follow a pattern.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const sdks = ["@pulumi/aws", "@pulumi/azure-native", "@pulumi/gcp"];
const unversioned = (token: string) => token.replace(/^(azure-native:\w+)\/v\d{8}\w*:/, "$1:");

interface Type {
  token: string;
  deprecated: boolean;
  aliases: string[];
}

function* filesOf(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && entry.name !== "types") yield* filesOf(path);
    } else if (entry.name.endsWith(".js")) yield path;
  }
}

function* typesOf(folder: string): Generator<Type> {
  for (const file of filesOf(folder)) {
    const text = readFileSync(file, "utf8");
    const token = /static __pulumiType = '([^']+:[^']+)'/.exec(text)?.[1];
    const list = /const aliasOpts = \{ aliases: \[(.*)\] \};/.exec(text)?.[1];
    if (token && list)
      yield {
        token: unversioned(token),
        deprecated: /^ \* @deprecated/m.test(text),
        aliases: [...list.matchAll(/type: "([^"]+)"/g)].map((match) => unversioned(match[1]!)),
      };
  }
}

const types = sdks.flatMap((sdk) => [...typesOf(dirname(require.resolve(`${sdk}/package.json`)))]);
const claims = new Map<string, Set<string>>();
for (const { token, deprecated, aliases } of types) {
  if (deprecated) continue;
  for (const alias of aliases) if (alias !== token) claims.set(alias, (claims.get(alias) ?? new Set()).add(token));
}
// A former name that several types claim says nothing; neither does one that is some other type's name today.
const current = new Set(types.filter((type) => !type.deprecated).map((type) => type.token));
const names = [...claims].filter(([alias, tokens]) => tokens.size === 1 && !current.has(alias)).map(([alias, tokens]) => [alias, [...tokens][0]!] as const);
// The one API that the AWS SDK offers as two modules.
for (const token of current)
  if (token.startsWith("aws:alb/") && current.has(token.replace("aws:alb/", "aws:lb/"))) names.push([token, token.replace("aws:alb/", "aws:lb/")]);
const direct = new Map(names);
const resolved = names.map(([alias, token]) => [alias, direct.get(token) ?? token] as const);
writeFileSync(join(__dirname, "../lib/stack/aliases.json"), `${JSON.stringify(Object.fromEntries(resolved.sort()), null, 2)}\n`);
console.log(`${names.length} former names of ${types.length} types`);
