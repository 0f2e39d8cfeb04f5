import { rules } from "../../policies";
import { Decisions } from "../decide/decide";
import { settingsFor } from "../decide/locate";
import type { FailOn, Layer, Preset, RuleSetting } from "../decide/settings";

/** What the command line decides. */
export interface DecisionFlags {
  readonly preset?: Preset[];
  readonly failOn?: FailOn;
  readonly rule?: string[];
  readonly skipRule?: string[];
  /** A folder. */
  readonly scanResults?: string;
  /** A folder. */
  readonly signatures?: string;
  /** A file, or `<issuer>=<subject>`. */
  readonly signer?: string;
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

/** The short form of the options of the rules that want evidence of images. */
function evidence({ scanResults: results, signatures, signer }: DecisionFlags): Record<string, RuleSetting> {
  const [, issuer, subject] = /^(https:\/\/[^=]+)=(.+)$/.exec(signer ?? "") ?? [];
  const by = issuer === undefined ? signer !== undefined && { key: signer } : { issuer, subject };
  return {
    ...(results !== undefined && { "any-scan-image-present": { results }, "any-scan-image-vulnerability": { results } }),
    ...(signatures !== undefined && { "any-signature-image-signed": { signatures, ...by } }),
  };
}

/** The command line's flags as settings. */
export const flagLayer = (flags: DecisionFlags): Layer => {
  const { preset, failOn, rule, skipRule = [], baseline, audit } = flags;
  const settings = { ...evidence(flags), ...Object.fromEntries(skipRule.map((id) => [id, "off" as const])) };
  return {
    settings: {
      ...(preset && { presets: preset }),
      ...(failOn && { failOn }),
      ...(rule && { only: rule }),
      ...(baseline !== undefined && { baseline }),
      ...(audit && { audit }),
      ...(Object.keys(settings).length && { rules: settings }),
    },
    place: ([key = ""]) => names[key] ?? "the command line",
  };
};

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
    const { readPolicyConfiguration } = await import("../pulumi/policy-configuration");
    above.push(...readPolicyConfiguration(flags.policyPackConfig, rules));
  }
  above.push(flagLayer(flags));
  new Decisions(rules, above);
  return (folder) => [...settingsFor(folder, flags.config), ...above];
}
