import { programFiles } from "../source/program-files";
import { programFolder } from "./folder";

/** The files of the program that the engine runs us for; none where its folder can't be told. */
export function filesOf(project: string): Iterable<readonly [path: string, text: string]> {
  const folder = project ? programFolder(project) : undefined;
  return folder === undefined ? [] : programFiles(folder);
}
