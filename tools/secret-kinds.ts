/** Writes the list of kinds in docs/secrets.md, from the tables of detectors. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { detectors } from "../lib/secrets/detectors";
import { namedDetectors } from "../lib/secrets/detectors/named";

const file = join(__dirname, "../docs/secrets.md");
const start = "<!-- kinds: written by npm run generate -->";

const named = [...new Map([...namedDetectors().values()].map(({ kind, vendor }) => [kind, vendor]))].sort(([, a], [, b]) => a.localeCompare(b, "en"));
const forms = detectors().map(({ kind, title }) => `| \`${kind}\` | ${title} |`);

const kinds = `${start}

## Kinds told by their form

| Kind | What it is |
| --- | --- |
${forms.join("\n")}

## Kinds told by their form beside their vendor's name

${named.map(([kind, vendor]) => `${vendor} (\`${kind}\`)`).join(", ")}.
`;

const page = readFileSync(file, "utf8");
writeFileSync(file, page.slice(0, page.indexOf(start)) + kinds);
