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
