import type { FailOn, Layer, Preset } from "../decide/settings";

/** What the command line decides. */
export interface DecisionFlags {
  readonly preset?: Preset[];
  readonly failOn?: FailOn;
  readonly rule?: string[];
  readonly skipRule?: string[];
}

const names: Readonly<Record<string, string>> = { presets: "--preset", failOn: "--fail-on", only: "--rule", rules: "--skip-rule" };

/** The command line's flags as settings. */
export const flagLayer = ({ preset, failOn, rule, skipRule = [] }: DecisionFlags): Layer => ({
  settings: {
    ...(preset && { presets: preset }),
    ...(failOn && { failOn }),
    ...(rule && { only: rule }),
    ...(skipRule.length && { rules: Object.fromEntries(skipRule.map((id) => [id, "off" as const])) }),
  },
  place: ([key = ""]) => names[key] ?? "the command line",
});
