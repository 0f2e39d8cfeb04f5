import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { redact } from "../judge/redact";
import { configurationOf } from "../stack/provenance";
import { Collector } from "./collect";
import { type Project, readProject } from "./program-config";
import { programFiles } from "./program-files";
import { Monitor } from "./program-monitor";
import { InputError, type Source, type SourceOptions } from "./source";

const usualTimeout = 120_000;
/** How long the output of an ended program is waited for, in case something that it started holds it open. */
const patience = 1000;

/**
 * The stack that a nodejs program describes. The program runs in a process of its own with its own SDK, as at a preview of a new stack; nothing is deployed, no provider
 * or credential is needed.
 * @throws InputError
 */
export async function readProgram(path: string, options: SourceOptions): Promise<Source> {
  const project = readProject(path, options.stack);
  const monitor = new Monitor(project, options.onOutput ?? (() => {}));
  try {
    await run(path, project, monitor, options);
  } finally {
    monitor.close();
  }
  const collector = new Collector(path, project.workingFolder);
  for (const warning of project.warnings) collector.warn(warning);
  for (const urn of monitor.remote) collector.warn(`${urn}: its provider makes it, so the resources in it aren't known`);
  for (const resource of monitor.resources.values()) collector.add(resource, "the program");
  const provenance = {
    configuration: configurationOf(Object.entries(project.configuration)),
    environment: process.env,
    files: () => programFiles(project.folder),
  };
  return collector.finish({ folder: relative(".", path), project: project.name, stack: project.stack }, provenance);
}

async function run(path: string, project: Project, monitor: Monitor, { timeout = usualTimeout, onOutput }: SourceOptions): Promise<void> {
  const entry = entryOf(path, project);
  const address = await monitor.listen();
  const child = spawn(process.execPath, [...project.nodeArguments, "-r", join(__dirname, "program-child.js"), entry, ...argumentsOf(project, address)], {
    cwd: project.folder,
    detached: true,
    env: environmentOf(project),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    windowsHide: true,
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      onOutput?.(text);
      if (stream === child.stderr) printed = (printed + text).slice(-10_000);
    });
  const end = await ended(child, timeout);
  const fail = (problem: string) => new InputError(`${path}: ${problem}`);
  if (end === "timeout") throw fail(`its program didn't end within ${timeout / 1000} s`);
  if (end.code === 0 && monitor.isComplete && !monitor.errors.length) return;
  const message = messageOf([...new Set(monitor.errors)].join("\n") || (end.code ? printed : ""));
  if (message) throw fail(`its program failed: ${redact(message, new Set(), { environment: process.env })}${hintFor(message)}`);
  throw fail(`its program ended before it was done${end.signal ? `, by ${end.signal}` : ""}`);
}

type End = { code: number | null; signal: NodeJS.Signals | null };

/** Waits for a process, and ends it and all that it started once it has ended or the time is up. */
async function ended(child: ChildProcess, timeout: number): Promise<End | "timeout"> {
  const kill = () => killGroup(child);
  process.once("exit", kill);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      new Promise<End>((resolve, reject) =>
        child.once("error", reject).once("exit", (code, signal) => {
          kill();
          child.once("close", () => resolve({ code, signal }));
          setTimeout(resolve, patience, { code, signal }).unref();
        }),
      ),
      new Promise<"timeout">((resolve) => (timer = setTimeout(() => resolve("timeout"), timeout))),
    ]);
  } finally {
    clearTimeout(timer);
    process.off("exit", kill);
    kill();
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

function killGroup(child: ChildProcess): void {
  try {
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid!, "SIGKILL");
  } catch {
    // it has ended
  }
}

function entryOf(path: string, { folder, workingFolder }: Project): string {
  for (const from of [workingFolder, folder])
    try {
      return createRequire(join(from, "_")).resolve("@pulumi/pulumi/cmd/run");
    } catch {
      // the next one may have it
    }
  throw new InputError(`${path}: its program's modules aren't installed: run \`npm install\` in it`);
}

const argumentsOf = (project: Project, address: string): string[] => [
  `--monitor=${address}`,
  `--engine=${address}`,
  `--organization=${project.organization}`,
  `--project=${project.name}`,
  `--root-directory=${project.folder}`,
  `--stack=${project.stack}`,
  `--pwd=${project.workingFolder}`,
  "--parallel=64",
  "--dry-run",
  project.main,
];

const environmentOf = (project: Project): NodeJS.ProcessEnv => ({
  ...process.env,
  PULUMI_CONFIG: JSON.stringify(project.configuration),
  PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(project.secretKeys),
  PULUMI_NODEJS_TYPESCRIPT: String(project.usesTypeScript),
  // Whether its types are right isn't what the program is judged by, and to check them takes longer than all else.
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
});

/** An error's text, with only those lines of its stack that are in the user's own files. What the SDK says of promises without an end tells the user nothing. */
function messageOf(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/^The Pulumi runtime detected that [\s\S]*?leaked promises\.$/gm, "")
    .split("\n")
    .filter((line) => !/^\s+at /.test(line) || !/node_modules|node:|internal\/|program-child|<anonymous>\)?$/.test(line))
    .join("\n")
    .replace(/^Running program '.*' failed with an unhandled exception:\n/, "")
    .trim();
}

function hintFor(message: string): string {
  if (/Cannot find (?:module|package) '[^./]/.test(message)) return "\nRun `npm install` in its folder.";
  if (/Missing required configuration variable/.test(message)) return "\nName the stack whose configuration it shall get: `--stack`.";
  return "";
}
