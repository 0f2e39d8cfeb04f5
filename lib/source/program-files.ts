import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

const code = /\.(?:[cm]?[jt]sx?|py|go|cs|fs|vb|java|kts?|scala|groovy|rb|pp|ya?ml|json|toml|sh|ps1|tf)$/;
/** What tools write, and a stack's configuration, which is told by itself. */
const notCode = /^(?:\.|Pulumi\.[^.]+\.(?:ya?ml|json)$|package-lock\.json$|pnpm-lock\.yaml$|.*\.d\.ts$)/;
const notOwn = /^(?:\.|node_modules$|venv$|vendor$|bin$|obj$|dist$|build$|target$|sdks$|__pycache__$)/;
const largestFile = 2 ** 20;
const largest = 2 ** 25;
const most = 20_000;

/** The texts of the files in a program's folder that people write, as far as they are small. What can't be read is left out. */
export function* programFiles(folder: string): Generator<readonly [path: string, text: string]> {
  let size = 0;
  for (const path of filesIn(folder)) {
    const text = readText(path);
    if (!text || isState(text)) continue;
    if ((size += text.length) > largest) return;
    yield [relative(folder, path).replaceAll(sep, "/"), text];
  }
}

/** The files of a folder before those of the folders in it. Links aren't followed. */
function* filesIn(root: string): Generator<string> {
  const folders = [root];
  let seen = 0;
  for (const folder of folders)
    for (const entry of entriesOf(folder)) {
      if (++seen > most) return;
      if (entry.isFile() && code.test(entry.name) && !notCode.test(entry.name)) yield join(folder, entry.name);
      else if (entry.isDirectory() && !notOwn.test(entry.name)) folders.push(join(folder, entry.name));
    }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function readText(path: string): string | undefined {
  try {
    return statSync(path).size <= largestFile ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a file is what Pulumi itself tells of a stack, and not what it is made from. */
const isState = (text: string): boolean => /"urn":\s*"urn:pulumi:/.test(text);
