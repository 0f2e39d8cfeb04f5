import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type Layer, SettingsError } from "./settings";

const names = ["stackward.yaml", "stackward.yml"];

/** The nearest `stackward.yaml` from a folder upwards, as far as the checkout goes. @throws SettingsError where there are two of them */
export function nearestSettings(folder: string): string | undefined {
  const found = names.map((name) => join(folder, name)).filter(existsSync);
  if (found.length > 1) throw new SettingsError(`${shorter(folder)}: it has both stackward.yaml and stackward.yml; leave one`);
  if (found.length) return found[0];
  const parent = dirname(resolve(folder));
  return parent === resolve(folder) || existsSync(join(folder, ".git")) ? undefined : nearestSettings(parent);
}

/**
 * The settings for what is in a folder: those of the file that `--config` or STACKWARD_CONFIG names, else of the nearest; none where there is no file.
 * @throws SettingsError where two files are named, or the file can't be read
 */
export function settingsFor(folder: string, named?: string): readonly Layer[] {
  const inEnvironment = process.env.STACKWARD_CONFIG || undefined;
  if (named !== undefined && inEnvironment !== undefined && resolve(named) !== resolve(inEnvironment))
    throw new SettingsError(`--config names ${named}, STACKWARD_CONFIG names ${inEnvironment}; leave one`);
  return read(named ?? inEnvironment ?? nearestSettings(resolve(folder)));
}

/** @returns the settings of a file, if there is one; what reads it is only loaded then */
export const read = (file: string | undefined, from = "."): readonly Layer[] =>
  file === undefined ? [] : [(require("./file") as typeof import("./file")).readSettings(file, shorter(file, from))];

/** A path as seen from a folder, unless that is the longer way to say it. */
function shorter(path: string, from = "."): string {
  const fromThere = relative(from, path) || ".";
  return fromThere.length < path.length ? fromThere : path;
}
