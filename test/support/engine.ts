import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { built, root } from "./built";

const clouds = ["aws", "azure-native", "docker-build", "gcp", "kubernetes"];
const plugins = `plugins:\n  providers:\n${clouds.map((cloud) => `    - name: ${cloud}\n      path: ../provider\n`).join("")}`;

/** Whether there is a Pulumi CLI to test with. In CI there must be one. */
export const hasEngine = (): boolean => {
  const { status } = spawnSync("pulumi", ["version"]);
  if (status !== 0 && process.env.CI === "true") throw new Error("the end-to-end tests need the Pulumi CLI on PATH");
  return status === 0;
};

/** Skips a suite where there is no Pulumi CLI, and says so. */
export function needsEngine(this: Mocha.Context): void {
  if (hasEngine()) return;
  console.warn("    skipped: there is no `pulumi` on PATH");
  this.skip();
}

export interface Outcome {
  readonly status: number;
  /** Standard output and standard error, in the order of writing. */
  readonly text: string;
}

/** The paths of a policy pack, by the way it is run. */
export type Packs = Record<"folder" | "executable", string>;

/** A real Pulumi engine with a state, a home and providers of its own, all in one temporary folder. */
export class Engine {
  readonly folder = mkdtempSync(join(tmpdir(), "stackward-engine-"));
  readonly env = {
    ...process.env,
    PULUMI_HOME: join(this.folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(this.folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "1",
    NO_COLOR: "1",
  };

  constructor() {
    mkdirSync(join(this.folder, "state"));
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
    for (const cloud of clouds) this.build("test/support/provider/provider.ts", `provider/pulumi-resource-${cloud}`, ["@pulumi/pulumi"]);
  }

  /** Bundles an entry point into an executable file of this folder. */
  build(entry: string, file: string, external: string[] = []): string {
    const outfile = join(this.folder, file);
    const banner = { js: "#!/usr/bin/env node" };
    buildSync({ entryPoints: [join(root, entry)], outfile, bundle: true, platform: "node", target: "node20", external, banner, logLevel: "error" });
    chmodSync(outfile, 0o755);
    return outfile;
  }

  /** Makes a pack's folder with `entry` as its `main`. */
  buildPack(entry: string, name: string): string {
    this.build(entry, `${name}/dist/pack.js`);
    return this.packFolder(name);
  }

  private packFolder(name: string): string {
    const folder = join(this.folder, name);
    cpSync(join(root, "PulumiPolicy.yaml"), join(folder, "PulumiPolicy.yaml"));
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, main: "dist/pack.js" }));
    return folder;
  }

  /** Our pack as it is published, in both its forms: a folder, and an executable file. */
  async packs(folder = "pack"): Promise<Packs> {
    await built();
    const executable = join(this.folder, "analyzer");
    cpSync(join(root, "dist/analyzer"), executable);
    cpSync(join(root, "dist/pack.js"), join(this.folder, folder, "dist/pack.js"));
    return { folder: this.packFolder(folder), executable };
  }

  /** A program's folder with a stack `dev`. */
  async project(name: string, program: string): Promise<string> {
    const folder = join(this.folder, name);
    this.write(`${name}/index.js`, program);
    this.write(`${name}/package.json`, JSON.stringify({ name }));
    this.write(`${name}/Pulumi.yaml`, `name: ${name}\nruntime: nodejs\n${plugins}`);
    await this.run(["stack", "init", "dev"], folder);
    return folder;
  }

  /** A copy of one of the examples, with a stack `dev`. */
  async example(name: string): Promise<string> {
    const folder = join(this.folder, name);
    cpSync(join(root, "examples", name), folder, { recursive: true });
    appendFileSync(join(folder, "Pulumi.yaml"), plugins);
    await this.run(["stack", "init", "dev"], folder);
    return folder;
  }

  /** Writes a file of this folder. */
  write(file: string, text: string): string {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** Runs the CLI. */
  run(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = spawn("pulumi", ["--non-interactive", ...args], { cwd, env: { ...this.env, PWD: cwd, ...env }, stdio: ["ignore", "pipe", "pipe"] });
      let text = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (text += data));
      child.on("error", reject).on("close", (status) => resolve({ status: status ?? -1, text }));
    });
  }
}
