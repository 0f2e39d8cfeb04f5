import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { nearestSettings, read } from "../decide/locate";
import type { Layer } from "../decide/settings";
import { programFolder, startingFolders } from "./folder";

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
  const folder = programFolder(project);
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
