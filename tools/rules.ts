/** Writes policies/index.ts: all rules of all services, from the folder. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(__dirname, "../policies");
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: cloud }) =>
    readdirSync(join(folder, cloud))
      .filter((file) => file.endsWith(".ts"))
      .map((file) => ({ path: `./${cloud}/${file.slice(0, -3)}`, name: `${cloud}_${file.slice(0, -3)}` })),
  )
  .sort((a, b) => (a.path < b.path ? -1 : 1));

writeFileSync(
  join(folder, "index.ts"),
  `// Written by \`npm run generate\`.
import type { Rule } from "../lib/rule/rule";
${files.map(({ path, name }) => `import * as ${name} from "${path}";\n`).join("")}
/** All rules, by their ids: compilers don't agree on the order of exports. */
export const rules: readonly Rule[] = [
${files.map(({ name }) => `  ...Object.values(${name}),\n`).join("")}].sort((a, b) => (a.id < b.id ? -1 : 1));
`,
);
