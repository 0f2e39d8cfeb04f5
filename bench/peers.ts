/**
 * Other scanners on the same resources, as far as they are on PATH: the same thousand resources as a Pulumi state and as
 * Terraform, each tool told to judge all it can and to write JSON. Prints a Markdown table.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, table } from "./run";

const count = 1000;
const runs = 5;

const kinds = [
  {
    token: "aws:s3/bucket:Bucket",
    inputs: (name: string) => ({ bucket: name }),
    terraform: (name: string) => `resource "aws_s3_bucket" "${name}" {\n  bucket = "${name}"\n}\n`,
  },
  {
    token: "aws:rds/instance:Instance",
    inputs: () => ({ engine: "postgres", instanceClass: "db.t3.micro", storageEncrypted: true, publiclyAccessible: false }),
    terraform: (name: string) =>
      `resource "aws_db_instance" "${name}" {\n  engine = "postgres"\n  instance_class = "db.t3.micro"\n  storage_encrypted = true\n  publicly_accessible = false\n}\n`,
  },
  {
    token: "gcp:storage/bucket:Bucket",
    inputs: (name: string) => ({ name, location: "EU" }),
    terraform: (name: string) => `resource "google_storage_bucket" "${name}" {\n  name = "${name}"\n  location = "EU"\n}\n`,
  },
  {
    token: "azure-native:storage:StorageAccount",
    inputs: (name: string) => ({ accountName: name, resourceGroupName: "shop", kind: "StorageV2", sku: { name: "Standard_LRS" } }),
    terraform: (name: string) =>
      `resource "azurerm_storage_account" "${name}" {\n  name = "${name}"\n  resource_group_name = "shop"\n  location = "westeurope"\n  account_tier = "Standard"\n  account_replication_type = "LRS"\n}\n`,
  },
];

function writeResources(folder: string): void {
  const each = Array.from({ length: count }, (_, i) => ({ name: `r${i}`, kind: kinds[i % kinds.length]! }));
  mkdirSync(join(folder, "terraform"));
  writeFileSync(join(folder, "terraform/main.tf"), each.map(({ name, kind }) => kind.terraform(name)).join("\n"));
  const resources = each.map(({ name, kind: { token, inputs } }) => ({
    urn: `urn:pulumi:dev::shop::${token}::${name}`,
    custom: true,
    id: name,
    type: token,
    inputs: inputs(name),
    outputs: inputs(name),
  }));
  writeFileSync(join(folder, "state.json"), JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }));
}

const peers: Record<string, (folder: string) => [string, ...string[]]> = {
  stackward: (folder) => [
    process.execPath,
    join(__dirname, "../dist/cli.js"),
    ...["check", join(folder, "state.json"), "--preset", "strict", "--format", "json", "--output", join(folder, "report.json")],
  ],
  checkov: (folder) => ["checkov", "--directory", join(folder, "terraform"), "--output", "json", "--output-file-path", folder, "--quiet", "--skip-download"],
  kics: (folder) => ["kics", "scan", "--path", join(folder, "terraform"), "--output-path", folder, "--silent", ...queries()],
};

/** KICS ships its queries beside its executable only in its container. */
const queries = (): string[] => (process.env.KICS_QUERIES_PATH ? ["--queries-path", process.env.KICS_QUERIES_PATH] : []);

/** Wall time in seconds, and the peak memory of the process in MB. */
function measured([command, ...args]: [string, ...string[]]): Promise<{ seconds: number; megabytes: number }> {
  const before = performance.now();
  const child = spawn(command, args, { stdio: "ignore" });
  let kilobytes = 0;
  const watch = setInterval(() => {
    try {
      kilobytes = Math.max(kilobytes, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0));
    } catch {
      clearInterval(watch);
    }
  }, 10);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      clearInterval(watch);
      resolve({ seconds: (performance.now() - before) / 1000, megabytes: kilobytes / 1024 });
    });
  });
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "stackward-bench-"));
  writeResources(folder);
  const present = Object.entries(peers).filter(([name]) => name === "stackward" || !spawnSync(name, ["version"]).error);
  const results = new Map<string, { seconds: number; megabytes: number }[]>(present.map(([name]) => [name, []]));
  for (let run = 0; run < runs; run++) for (const [name, command] of present) results.get(name)!.push(await measured(command(folder)));
  rmSync(folder, { recursive: true });
  const rows = [...results].map(([name, each]) => [
    name,
    `${median(each.map(({ seconds }) => seconds)).toFixed(2)} s`,
    `${median(each.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
  ]);
  console.log(table([`${count.toLocaleString("en")} resources`, "wall", "peak memory"], rows));
}

void main();
