import { isRecord } from "../stack/values";

const kinds: readonly [string, (document: Record<string, unknown>) => boolean][] = [
  ["a Terraform plan", (it) => "terraform_version" in it && ("planned_values" in it || "resource_changes" in it)],
  ["a Terraform state", (it) => "terraform_version" in it],
  ["a CloudFormation template", (it) => "AWSTemplateFormatVersion" in it || (isRecord(it.Resources) && JSON.stringify(it.Resources).includes('"AWS::'))],
  ["an Azure Resource Manager template", (it) => /deploymentTemplate\.json/i.test(String(it.$schema))],
  ["a Kubernetes manifest", (it) => "apiVersion" in it && "kind" in it],
  ["a Pulumi update plan (`--save-plan`)", (it) => "resourcePlans" in it],
  ["a SARIF report", (it) => "runs" in it && /sarif/i.test(String(it.$schema))],
  ["a lock file of npm", (it) => "lockfileVersion" in it],
  ["a package.json", (it) => typeof it.name === "string" && ["dependencies", "devDependencies", "scripts", "main"].some((key) => key in it)],
  ["a TypeScript configuration", (it) => isRecord(it.compilerOptions)],
];

/** What a JSON document that isn't Pulumi's seems to be. */
export function kindOf(document: unknown): string {
  if (Array.isArray(document)) return "a list";
  if (!isRecord(document)) return `a ${document === null ? "null" : typeof document}`;
  const kind = kinds.find(([, is]) => is(document))?.[0];
  if (kind) return kind;
  const keys = Object.keys(document).slice(0, 5);
  return keys.length ? `a record of ${keys.map((key) => `\`${key.slice(0, 40)}\``).join(", ")}` : "an empty record";
}
