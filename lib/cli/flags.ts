import { rules } from "../../policies";
import { Decisions } from "../decide/decide";
import { settingsFor } from "../decide/locate";
import type { FailOn, Layer, Preset } from "../decide/settings";

/** What the command line decides. */
export interface DecisionFlags {
  readonly preset?: Preset[];
  readonly failOn?: FailOn;
  readonly rule?: string[];
  readonly skipRule?: string[];
  readonly baseline?: string;
  readonly audit?: boolean;
}

const names: Readonly<Record<string, string>> = {
  presets: "--preset",
  failOn: "--fail-on",
  only: "--rule",
  baseline: "--baseline",
  audit: "--audit",
  rules: "--skip-rule",
};

/** The command line's flags as settings. */
export const flagLayer = ({ preset, failOn, rule, skipRule = [], baseline, audit }: DecisionFlags): Layer => ({
  settings: {
    ...(preset && { presets: preset }),
    ...(failOn && { failOn }),
    ...(rule && { only: rule }),
    ...(baseline !== undefined && { baseline }),
    ...(audit && { audit }),
    ...(skipRule.length && { rules: Object.fromEntries(skipRule.map((id) => [id, "off" as const])) }),
  },
  place: ([key = ""]) => names[key] ?? "the command line",
});

/** What decides beside the command line. */
export interface ConfigurationFlags extends DecisionFlags {
  readonly config?: string;
  readonly policyPackConfig?: string;
}

/**
 * All that decides for a folder: its file, what the engine would be configured with, and the flags, whose own faults are told at once.
 * @throws SettingsError
 */
export async function layersFor(flags: ConfigurationFlags): Promise<(folder: string) => readonly Layer[]> {
  const above: Layer[] = [];
  if (flags.policyPackConfig !== undefined) {
    const { readPolicyConfiguration } = await import("../decide/policy-configuration");
    above.push(...readPolicyConfiguration(flags.policyPackConfig, rules));
  }
  above.push(flagLayer(flags));
  new Decisions(rules, above);
  return (folder) => [...settingsFor(folder, flags.config), ...above];
}
