import { readYaml } from "../decide/file";
import type { Layer, Level, Path, RuleSetting } from "../decide/settings";
import type { Rule } from "../rule/rule";
import { isRecord } from "../stack/values";
import { summaries } from "./analyzer/configuration";

/** Not rules: ESC environments, which only the engine can open, and the policies that sum up. */
const notRules = new Set(["environments", ...Object.keys(summaries)]);

/**
 * The engine's policy configuration, the file that `--policy-pack-config` names, as settings: what it says of all rules, and above that what it says of each.
 * @throws SettingsError for a file that can't be read, or isn't JSON
 */
export function readPolicyConfiguration(file: string, rules: readonly Rule[]): readonly Layer[] {
  const { document, place } = readYaml(file, file);
  const { all, ...policies } = document ?? {};
  const own = Object.entries(policies).filter(([id]) => !notRules.has(id));
  const layer = (settings: readonly (readonly [string, RuleSetting])[], pathOf: (path: Path) => Path): Layer => ({
    settings: { rules: Object.fromEntries(settings) },
    place: (path, part) =>
      place(
        pathOf(path).map((key) => (key === "level" ? "enforcementLevel" : key)),
        part,
      ),
  });
  // A rule that can't do without an option isn't meant where none is named.
  const ofAll = all === undefined ? [] : rules.filter(({ needs }) => !needs.length).map(({ id }) => [id, settingOf(all)] as const);
  return [
    layer(ofAll, ([, , ...rest]) => ["all", ...rest]),
    layer(
      own.map(([id, given]) => [id, settingOf(given)]),
      ([, ...rest]) => rest,
    ),
  ];
}

/** What the engine says of a policy, in our words; what can't be meant is left for those who validate it. */
function settingOf(given: unknown): RuleSetting {
  const named = (level: unknown) => (level === "disabled" ? "off" : level) as Level;
  if (!isRecord(given)) return named(given);
  const { enforcementLevel, ...options } = given;
  return { ...(enforcementLevel !== undefined && { level: named(enforcementLevel) }), ...options };
}
