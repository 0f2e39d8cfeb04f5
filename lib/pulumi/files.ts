import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { programFiles } from "../source/program-files";

/** The files of the program that the engine deploys; none where its folder isn't found. */
export function filesOf(project: string): Iterable<readonly [path: string, text: string]> {
  const folder = folderOf(project);
  return folder === undefined ? [] : programFiles(folder);
}

/**
 * The engine doesn't tell the program's folder. A pack runs in the user's folder, or in its own, which mostly is inside of the program's; and the shell tells where the
 * user is. The project's name confirms it.
 */
function folderOf(project: string): string | undefined {
  for (const start of [process.cwd(), process.env.PWD ?? ""])
    for (let folder = start; folder; folder = dirname(folder)) {
      if (nameIn(folder) === project) return folder;
      if (dirname(folder) === folder) break;
    }
  return undefined;
}

/** The name of the project whose `Pulumi.yaml` is in a folder. */
function nameIn(folder: string): string | undefined {
  for (const file of ["Pulumi.yaml", "Pulumi.yml"])
    try {
      return /^["']?name["']?:\s*["']?([^"'\s#,]+)/m.exec(readFileSync(join(folder, file), "utf8"))?.[1];
    } catch {
      // the next one may be there
    }
  return undefined;
}
