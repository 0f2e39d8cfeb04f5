/** `stackward check` of generated states: wall time and peak memory. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, run, table } from "./run";
import { writeState } from "./state";

const cli = join(__dirname, "../dist/cli.js");

export async function benchCheck(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "stackward-bench-"));
  const rows: string[][] = [];
  for (const [count, times] of [
    [1_000, 5],
    [10_000, 3],
    [100_000, 1],
  ] as const) {
    const file = join(folder, `${count}.json`);
    await writeState(file, count);
    const runs = [];
    for (let i = 0; i < times; i++) runs.push(await run(cli, ["check", "--preset", "strict", "--format", "json", file]));
    rows.push([
      count.toLocaleString("en"),
      `${(statSync(file).size / 1e6).toFixed(1)} MB`,
      `${median(runs.map(({ seconds }) => seconds)).toFixed(2)} s`,
      `${median(runs.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
    ]);
  }
  rmSync(folder, { recursive: true });
  return table(["resources", "state", "`check --preset strict`, wall", "peak memory"], rows);
}

if (require.main === module) benchCheck().then(console.log);
