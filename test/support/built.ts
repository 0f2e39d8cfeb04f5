import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildAll } from "../../tools/build";

export const root = join(__dirname, "../..");
export const cliFile = join(root, "dist/cli.js");

let building: Promise<void> | undefined;

/** Builds the package, once for all tests. */
export const built = (): Promise<void> => (building ??= buildAll());

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built CLI to its end. */
export function stackward(
  args: readonly string[],
  { input = "", env = {}, cwd = root }: { input?: string; env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Ended {
  const { FORCE_COLOR, NO_COLOR, ...rest } = process.env;
  return spawnSync(process.execPath, [cliFile, ...args], { input, cwd, env: { ...rest, ...env }, encoding: "utf8", maxBuffer: 1 << 28 });
}

/** Runs the built CLI for a reader who goes away after the first bytes. */
export function stackwardCutShort(args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [cliFile, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
  child.stdout.setEncoding("utf8").once("data", (text) => {
    stdout += text;
    child.stdout.destroy();
  });
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, stdout, stderr })));
}
