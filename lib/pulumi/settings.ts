import { existsSync, readlinkSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { nearestSettings, read } from "../decide/locate";
import type { Layer } from "../decide/settings";
import { programAbove, projectOf } from "../source/project";

/**
 * The settings for the program of a project that the engine runs us for. The engine tells no folder, so STACKWARD_CONFIG says
 * which file is meant, or the program's folder is looked for.
 * @throws SettingsError
 */
export function settingsOf(project: string): readonly Layer[] {
  if (isPublished(process.cwd())) return read(existsSync("stackward.yaml") ? "stackward.yaml" : undefined);
  const named = process.env.STACKWARD_CONFIG;
  const starts = startingFolders();
  if (named) return read(starts.map((folder) => resolve(folder, named)).find(existsSync) ?? named);
  const folder = starts.map(programAbove).find((found) => found && (!project || projectOf(found) === project));
  if (folder) return read(nearestSettings(folder), folder);
  const found = starts.map(nearestSettings).find(Boolean);
  if (found)
    process.stderr.write(`stackward: the folder of the project ${project} can't be told, so ${found} isn't used; name it in STACKWARD_CONFIG to use it\n`);
  return [];
}

/** A pack that Pulumi Cloud enforces is configured there, or by a file inside of it: no program has a say in it. */
function isPublished(folder: string): boolean {
  const place = relative(join(process.env.PULUMI_HOME || join(homedir(), ".pulumi"), "policies"), folder);
  return !place.startsWith("..") && !isAbsolute(place);
}

/**
 * Where the program's folder may be above: an executable pack runs in it. A folder pack runs in its own folder, which may be in the program's `node_modules`;
 * PWD is then where the engine was called, and on Linux the language host that started us still is in the program's folder.
 */
function startingFolders(): string[] {
  const folders = [process.cwd()];
  try {
    folders.push(readlinkSync(`/proc/${process.ppid}/cwd`));
  } catch {
    // only Linux tells
  }
  if (process.env.PWD) folders.push(process.env.PWD);
  return folders;
}
