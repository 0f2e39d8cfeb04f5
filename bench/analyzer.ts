/** Measures the pack's analyzer, each figure side by side with what it's compared to. Prints a Markdown table. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AnalyzeResponse, PolicyNotApplicable } from "@pulumi/pulumi/proto/analyzer_pb";
import { buildSync } from "esbuild";
import { Analyzer } from "../lib/pulumi/analyzer/analyzer";
import { Configuration } from "../lib/pulumi/analyzer/configuration";
import { readAnalyzeStackRequest } from "../lib/pulumi/analyzer/wire";
import { needsStack } from "../lib/rule/rule";
import { toResource } from "../lib/stack/stack";
import { rules } from "../policies";
import { analyzeRequest, analyzeStackRequest, Peer, root, type Sent, urnOf } from "../test/support/analyzer";
import { median, table } from "./run";

const folder = mkdtempSync(join(tmpdir(), "stackward-bench-"));
const runPolicyPack = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
const packArguments = `{ name: "bench", displayName: "", description: "", version: "1.0.0" }`;

function build(name: string, contents: string): string {
  const outfile = join(folder, `${name}.js`);
  const stdin = { contents, resolveDir: root, loader: "ts" } as const;
  buildSync({ stdin, outfile, bundle: true, platform: "node", target: "node20", external: ["@pulumi/policy"], logLevel: "error" });
  return outfile;
}

/** A pack's folder, as the language host would load it. */
function packFolder(name: string, main: string, file = "index.js"): string {
  const path = join(folder, name);
  mkdirSync(path);
  symlinkSync(join(root, "node_modules"), join(path, "node_modules"));
  writeFileSync(join(path, "package.json"), JSON.stringify({ name, version: "1.0.0", main: file }));
  writeFileSync(join(path, file), main);
  return path;
}

/** Seconds until an analyzer prints its port, and its peak memory in MB by then. */
async function start(args: string[], cwd = root): Promise<{ seconds: number; megabytes: number }> {
  const before = performance.now();
  const child = spawn(process.execPath, args, { cwd, stdio: ["pipe", "pipe", "inherit"] });
  await once(createInterface({ input: child.stdout }), "line");
  const seconds = (performance.now() - before) / 1000;
  const megabytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))![1]) / 1024;
  child.kill("SIGKILL");
  return { seconds, megabytes };
}

/** Medians of runs of each of the measurements, taken in turn. */
async function interleaved<T extends Record<string, () => Promise<number>>>(runs: number, measurements: T): Promise<{ [K in keyof T]: number }> {
  const results: Record<string, number[]> = {};
  for (let run = 0; run < runs; run++) for (const [name, measure] of Object.entries(measurements)) (results[name] ??= []).push(await measure());
  return Object.fromEntries(Object.entries(results).map(([name, numbers]) => [name, median(numbers)])) as { [K in keyof T]: number };
}

/** Resources like those of real stacks: of the rules' own cases, filled up with inputs that no rule asks for. */
const resources: Sent[] = Array.from({ length: 10_000 }, (_, i) => {
  const rule = rules[i % rules.length]!;
  const cases = [...rule.pass, ...rule.fail];
  const given = Object.entries(cases[i % cases.length]!).filter(([key]) => !(key in rule.related));
  const filling = {
    tags: { environment: "production", owner: "team-a", "cost-centre": String(i) },
    description: `resource ${i}`,
    settings: [{ name: "a", value: i, enabled: true, nested: { retention: { days: 30 }, schedule: "cron(0 12 * * ? *)" } }],
  };
  return { type: rule.tokens[0]!, name: `r${i}`, properties: { ...filling, ...Object.fromEntries(given) } };
});

/** What a pack of `validateResourceOfType` policies answers for those that aren't for a type. */
const notApplicable = (type: string): AnalyzeResponse =>
  new AnalyzeResponse().setNotApplicableList(
    rules
      .filter((rule) => !needsStack(rule) && !rule.tokens.includes(type))
      .map((rule) => new PolicyNotApplicable().setPolicyName(rule.id).setReason(`Policy only applies to resources of type '${rule.tokens[0]}'`)),
  );

async function main() {
  const rows: string[][] = [];
  const row = (...cells: string[]) => rows.push(cells);
  const ratio = (a: number, b: number) => (a / b).toFixed(2);

  const analyzer = join(root, "dist/analyzer");
  const main = join(root, "dist/pack.js");
  const noRules = build("no-rules", `import { serve } from "./lib/pulumi/analyzer/server"; void serve(${packArguments}, []);`);
  const policies = `import { PolicyPack } from "@pulumi/policy"; import { toPolicies } from "./lib/pulumi/policies"; import { rules } from "./policies";
    new PolicyPack("bench", { policies: toPolicies(rules, { presets: ["strict"] }) });`;
  const sdkPack = build("sdk", policies);
  const ours = packFolder("ours", readFileSync(main, "utf8"));
  const empty = packFolder("empty", `const { PolicyPack } = require("@pulumi/policy"); new PolicyPack("empty", { policies: [] });`);
  const load = (pack: string) => [runPolicyPack, "127.0.0.1:1", pack];

  const { megabytes } = await start([analyzer]);
  const starts = await interleaved(9, {
    executable: async () => (await start([analyzer])).seconds,
    node: async () => (await start(["-e", "console.log(1); setInterval(() => {}, 1000)"])).seconds,
    ours: async () => (await start(load(ours), ours)).seconds,
    empty: async () => (await start(load(empty), empty)).seconds,
  });
  row(
    "executable, start to port",
    `${starts.executable.toFixed(2)} s, ${megabytes.toFixed(0)} MB`,
    `Node.js itself: ${starts.node.toFixed(2)} s`,
    "",
    "0.25 s, 80 MB",
  );
  row(
    "folder, start to port",
    `${starts.ours.toFixed(2)} s`,
    `empty pack on @pulumi/policy: ${starts.empty.toFixed(2)} s`,
    ratio(starts.ours, starts.empty),
    "0.9",
  );

  const [all, none, sdk] = await Promise.all([analyzer, noRules, sdkPack].map((file) => Peer.start(process.execPath, [file])));
  const requests = resources.slice(0, 1000).map(analyzeRequest);
  const analyzeAll = (peer: Peer) => async () => {
    const before = performance.now();
    for (const request of requests) await peer.call("analyze", request);
    return (performance.now() - before) / requests.length;
  };
  await interleaved(1, { all: analyzeAll(all!), none: analyzeAll(none!) });
  const analyze = await interleaved(7, { all: analyzeAll(all!), none: analyzeAll(none!) });
  const sdkAnalyze = await analyzeAll(sdk!)();
  row("`analyze`, per resource", `${analyze.all.toFixed(2)} ms`, `no rules: ${analyze.none.toFixed(2)} ms`, ratio(analyze.all, analyze.none), "1.15");
  row("", "", `the same rules on @pulumi/policy: ${sdkAnalyze.toFixed(2)} ms`, ratio(analyze.all, sdkAnalyze), "");

  const bytes = Buffer.from(analyzeStackRequest(resources).serializeBinary());
  const judging = new Analyzer(new Configuration(rules));
  for (const resource of resources) judging.analyze({ ...resource, urn: urnOf(resource) });
  const time = (work: () => unknown) => async () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  };
  const decode = () => readAnalyzeStackRequest(bytes).map(({ properties, ...source }) => toResource({ ...source, outputs: properties }));
  const stack = await interleaved(7, { decode: time(decode), judge: time(() => judging.analyzeStack(readAnalyzeStackRequest(bytes))) });
  row(
    "`analyzeStack`, 10,000 resources",
    `${stack.judge.toFixed(0)} ms`,
    `decoding them once: ${stack.decode.toFixed(0)} ms`,
    ratio(stack.judge, stack.decode),
    "2",
  );

  const answers = await Promise.all(requests.map((request) => all!.call<AnalyzeResponse>("analyze", request)));
  const size = answers.reduce((sum, answer) => sum + answer.serializeBinary().length, 0) / answers.length;
  const records = resources.slice(0, requests.length).reduce((sum, { type }) => sum + notApplicable(type).serializeBinary().length, 0) / answers.length;
  row(
    "answer to `analyze`",
    `${size.toFixed(0)} bytes`,
    `and a not-applicable record per policy: ${(size + records).toFixed(0)} bytes`,
    ratio(size, size + records),
    "0.05",
  );
  for (const peer of [all, none, sdk]) peer!.stop();

  const imports = ["aws", "azure-native", "gcp"].map((sdk, i) => `import * as sdk${i} from "@pulumi/${sdk}";`).join("\n");
  const use = `console.error(typeof sdk0, typeof sdk1, typeof sdk2);\nnew PolicyPack("sdks", { policies: [] });\n`;
  const sdks = packFolder("sdks", `import { PolicyPack } from "@pulumi/policy";\n${imports}\n${use}`, "index.ts");
  if (process.argv.includes("--sdks")) {
    const cost = await start(load(sdks), sdks);
    row(
      "folder, start to port",
      `${starts.ours.toFixed(2)} s`,
      `a TypeScript pack that imports the three SDKs: ${cost.seconds.toFixed(1)} s, ${cost.megabytes.toFixed(0)} MB`,
      ratio(starts.ours, cost.seconds),
      "",
    );
  }

  console.log(`${rules.length} rules, Node.js ${process.version}\n`);
  console.log(table(["what", "ours", "compared with", "ratio", "aim"], rows));
  rmSync(folder, { recursive: true });
}

void main();
