import { Analyzer } from "./lib/pulumi/analyzer/analyzer";
import { Configuration } from "./lib/pulumi/analyzer/configuration";
import { readAnalyzeRequest } from "./lib/pulumi/analyzer/wire";
import { encode, Struct } from "./lib/pulumi/analyzer/writer";
import { rules } from "./policies";

const resources = Array.from({ length: 1000 }, (_, i) => {
  const rule = rules[i % rules.length]!;
  const cases = [...rule.pass, ...rule.fail];
  const given = Object.entries(cases[i % cases.length]!).filter(([key]) => !(key in rule.related));
  const filling = {
    tags: { environment: "production", owner: "team-a", "cost-centre": String(i) },
    description: `resource ${i}`,
    settings: [{ name: "a", value: i, enabled: true, nested: { retention: { days: 30 }, schedule: "cron(0 12 * * ? *)" } }],
  };
  return { type: rule.tokens[0]!, urn: `urn:pulumi:dev::test::${rule.tokens[0]}::r${i}`, properties: { ...filling, ...Object.fromEntries(given) } };
});
const bytes = resources.map((r) => encode({ 1: r.type, 2: new Struct(r.properties), 3: r.urn }));
const c = new Configuration(rules);
c.tell();
c.enter({ stack: "dev", project: "test" } as any);
const a = new Analyzer(c);
a.enter("test", [], []);
let found = 0;
for (let round = 0; round < 12; round++) {
  const t = process.cpuUsage();
  let d = 0;
  for (const b of bytes) d += +(readAnalyzeRequest(b) === null);
  const t2 = process.cpuUsage(t);
  const t3 = process.cpuUsage();
  found = 0;
  for (const b of bytes) found += a.analyze(readAnalyzeRequest(b)).length;
  const t4 = process.cpuUsage(t3);
  console.log("decode", (t2.user + t2.system) / 1e3, "us/r; analyze", (t4.user + t4.system) / 1e3, "us/r", found);
}
