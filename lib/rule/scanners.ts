import type { Equivalents } from "./rule";

/** The scanners whose checks rules name as their equivalents. */
export const scanners: Readonly<Record<keyof Equivalents, string>> = {
  checkov: "Checkov",
  trivy: "Trivy",
  kics: "KICS",
  terrascan: "Terrascan",
  regula: "Regula",
  "cdk-nag": "cdk-nag",
  "pulumi-compliance": "Pulumi compliance policies",
  awsguard: "AWSGuard",
};

/** Ids of a scanner that numbers its checks: `prefix` and a number of `digits`, each `step`th from the first to the last of each run. */
export const numbered =
  <P extends string>(prefix: P, digits: number, step = 1) =>
  (...runs: readonly (readonly [first: number, last: number])[]): `${P}${string}`[] =>
    runs.flatMap(([first, last]) =>
      Array.from({ length: (last - first) / step + 1 }, (_, i): `${P}${string}` => `${prefix}${String(first + step * i).padStart(digits, "0")}`),
    );
