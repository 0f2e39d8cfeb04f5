/** Prints how much of the catalogue the rules cover, by cloud and family, and what is left. `--left` lists it. */

import concepts from "../catalogue/concepts.json";
import encryptionInputs from "../catalogue/encryption-inputs.json";
import notCovered from "../catalogue/not-covered.json";
import { cloudOf } from "../lib/rule/rule";
import { tokenMatches } from "../lib/stack/token";
import { rules } from "../policies";

const reasons: Readonly<Record<string, string>> = notCovered;
const claimed = new Set(rules.flatMap((rule) => Object.values(rule.equivalents ?? {}).flat()));
// A file's name doesn't tell the case of its type's token.
// A rule on every type doesn't look at any in particular.
const looked = rules
  .flatMap((rule) => [...rule.tokens, ...Object.values(rule.related).flatMap((relation) => relation.tokens)])
  .map((token) => token.toLowerCase())
  .filter((token) => !/^[^:]*:?\*$/.test(token));

interface Row {
  name: string;
  all: string[];
  covered: string[];
  excused: string[];
  left: string[];
}

const row = (name: string, all: readonly string[], isCovered: (id: string) => boolean): Row => ({
  name,
  all: [...all],
  covered: all.filter(isCovered),
  excused: all.filter((id) => !isCovered(id) && id in reasons),
  left: all.filter((id) => !isCovered(id) && !(id in reasons)),
});

const checksOf = new Map(concepts.map((concept) => [concept.id, Object.values(concept.checks).flat() as string[]]));
const conceptCovered = (id: string) => checksOf.get(id)!.some((check) => claimed.has(check));
const rowsOf = (cloud: string): Row[] => {
  const inScope = concepts.filter((concept) => concept.id.startsWith(`${cloud}.`) && concept.scope !== "runtime");
  const families = [...new Set(inScope.map((concept) => concept.family))].sort();
  const idsOf = (family?: string) => inScope.filter((concept) => !family || concept.family === family).map((concept) => concept.id);
  return [...families.map((family) => row(family, idsOf(family), conceptCovered)), row("all concepts", idsOf(), conceptCovered)];
};

const sdkOf: Record<string, keyof typeof encryptionInputs> = { aws: "aws", azure: "azure-native", gcp: "gcp" };
const tokenOf = (sdk: string, path: string) => {
  const [module = "", type = ""] = path.split("/");
  const name = type[0]!.toUpperCase() + type.slice(1);
  return sdk === "azure-native" ? `${sdk}:${module}:${name}` : `${sdk}:${path}:${name}`;
};

for (const cloud of new Set(concepts.map(({ id }) => id.split(".")[0]!))) {
  const sdk = sdkOf[cloud];
  const types = sdk ? encryptionInputs[sdk].map((path) => tokenOf(sdk, path)) : [];
  const rows = [...rowsOf(cloud), row("types with an encryption input", types, (type) => looked.some((token) => tokenMatches(token, type.toLowerCase())))];
  console.log(`\n${cloud}: ${rules.filter((rule) => cloudOf(rule) === cloud).length} rules`);
  for (const { name, all, covered, excused, left } of rows)
    console.log(
      `  ${name.padEnd(32)} ${String(covered.length).padStart(4)} of ${String(all.length).padStart(4)} covered, ${excused.length} with a reason, ${left.length} left`,
    );
  if (process.argv.includes("--left")) for (const id of new Set(rows.flatMap(({ left }) => left))) console.log(`    ${id}`);
}
