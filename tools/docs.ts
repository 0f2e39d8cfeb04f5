/** Writes docs/rules, a page per service and an index, and docs/frameworks, a page per framework; all of it from the rules. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { judgeCase } from "../lib/judge/case";
import { typeScript } from "../lib/report/type-script";
import { controlsOf } from "../lib/rule/crosswalk";
import { type Framework, frameworks } from "../lib/rule/frameworks";
import { cloudOf, type Equivalents, type Rule, serviceOf } from "../lib/rule/rule";
import { scanners } from "../lib/rule/scanners";
import { rules } from "../policies";
import { frameworkPage } from "./framework-docs";

const folder = join(__dirname, "../docs/rules");
const clouds: Record<string, string> = { any: "Any provider", aws: "AWS", azure: "Azure", gcp: "Google Cloud", kubernetes: "Kubernetes", docker: "Docker" };

const code = (text: string) => `\`${text}\``;
const list = (items: readonly string[]) => items.map(code).join(", ");

function* example(rule: Rule): Generator<string> {
  const failing = rule.fail[0]!;
  yield `Refused: ${judgeCase(rule, failing)
    .map(({ message }) => message)
    .join("; ")}`;
  yield `\`\`\`ts\n${typeScript(failing)}\n\`\`\``;
  yield `Accepted:`;
  yield `\`\`\`ts\n${typeScript(rule.pass[0])}\n\`\`\``;
}

function* facts(rule: Rule): Generator<string> {
  yield `- Judges: ${list(rule.tokens)}${Object.keys(rule.related).length ? ", with the resources related to it" : ""}`;
  for (const [name, schema] of Object.entries(rule.options))
    yield `- Option ${code(name)}: ${schema.description ?? schema.type}${"default" in schema ? `; default ${code(JSON.stringify(schema.default))}` : ""}`;
  for (const [framework, controls] of Object.entries(controlsOf(rule)))
    yield `- ${frameworks[framework as Framework].title}: ${(controls as string[]).join(", ")}`;
  for (const [scanner, ids] of Object.entries(rule.equivalents ?? {})) yield `- ${scanners[scanner as keyof Equivalents]}: ${list(ids)}`;
  yield `- [Documentation of the cloud](${rule.see})`;
}

function* section(rule: Rule): Generator<string> {
  yield `## ${rule.title}`;
  yield `<a id="${rule.id}"></a>${code(rule.id)} · ${rule.severity} · ${rule.family} · ${rule.preset}`;
  yield rule.why;
  yield rule.fix;
  yield* example(rule);
  yield [...facts(rule)].join("\n");
}

const byService = new Map<string, Rule[]>();
for (const rule of rules) {
  const service = `${cloudOf(rule)}/${serviceOf(rule)}`;
  byService.set(service, [...(byService.get(service) ?? []), rule]);
}

rmSync(folder, { recursive: true, force: true });
const index = ["# Rules", `${rules.length} rules. Written from the rules by \`npm run generate\`.`];
let cloud = "";
for (const [service, own] of [...byService].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const [cloudName, serviceName] = service.split("/") as [string, string];
  if (cloudName !== cloud) index.push(`## ${clouds[cloudName] ?? cloudName}`);
  cloud = cloudName;
  index.push(
    `### [${serviceName}](${service}.md)`,
    [
      "| Rule | Severity | Preset |",
      "| --- | --- | --- |",
      ...own.map((rule) => `| [${rule.title}](${service}.md#${rule.id}) ${code(rule.id)} | ${rule.severity} | ${rule.preset} |`),
    ].join("\n"),
  );
  mkdirSync(join(folder, cloudName), { recursive: true });
  writeFileSync(
    join(folder, `${service}.md`),
    `${[`# ${clouds[cloudName] ?? cloudName}: ${serviceName}`, ...own.flatMap((rule) => [...section(rule)])].join("\n\n")}\n`,
  );
}
writeFileSync(join(folder, "index.md"), `${index.join("\n\n")}\n`);

const frameworkFolder = join(__dirname, "../docs/frameworks");
rmSync(frameworkFolder, { recursive: true, force: true });
mkdirSync(frameworkFolder);
for (const id of Object.keys(frameworks) as Framework[]) writeFileSync(join(frameworkFolder, `${id}.md`), frameworkPage(id, rules));
