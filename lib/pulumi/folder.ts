import { readlinkSync } from "node:fs";
import { programAbove, projectOf } from "../source/project";

/** The folder of the program of a project, or of any where the project isn't known. The engine doesn't tell it. */
export const programFolder = (project: string): string | undefined =>
  startingFolders()
    .map(programAbove)
    .find((found) => found && (!project || projectOf(found) === project));

/**
 * Where the program's folder may be above: an executable pack runs in it. A folder pack runs in its own folder, which may be in the program's `node_modules`;
 * PWD is then where the engine was called, and on Linux the language host that started us still is in the program's folder.
 */
export function startingFolders(): string[] {
  const folders = [process.cwd()];
  try {
    folders.push(readlinkSync(`/proc/${process.ppid}/cwd`));
  } catch {
    // only Linux tells
  }
  if (process.env.PWD) folders.push(process.env.PWD);
  return folders;
}
