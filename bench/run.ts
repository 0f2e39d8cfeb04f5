import { spawn } from "node:child_process";
import { join } from "node:path";

export interface Run {
  seconds: number;
  /** Peak memory. */
  megabytes: number;
  status: number | null;
}

/** Runs a Node.js script to its end, measured from outside; its peak memory is what it says itself at its exit. */
export function run(script: string, args: readonly string[]): Promise<Run> {
  const started = process.hrtime.bigint();
  const child = spawn(process.execPath, ["--require", join(__dirname, "peak.js"), script, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      const peak = /peak-kilobytes (\d+)/.exec(said)?.[1];
      if (!peak) return reject(new Error(`${script} ended early: ${said.slice(-400)}`));
      resolve({ seconds: Number(process.hrtime.bigint() - started) / 1e9, megabytes: Number(peak) / 1024, status });
    });
  });
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
