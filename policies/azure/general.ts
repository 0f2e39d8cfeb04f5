import { all, resource, rule, Stack, unknown } from "../../lib/rule";

const Classic = resource<{ name?: string }>("azure:*");

export const classicProvider = rule(Stack, {
  id: "azure-general-classic-provider",
  title: "Azure resources are of the Azure Native provider, which is judged",
  severity: "low",
  family: "resilience",
  preset: "recommended",
  why: "Resources of the classic Azure provider are looked at by no rule, so their faults aren't found.",
  fix: "Make the resources with `@pulumi/azure-native`, or have them judged by other means.",
  see: "https://www.pulumi.com/registry/packages/azure-native/",
  related: { classic: all(Classic) },
  pass: [{}],
  fail: [{ classic: [{ name: "logs" }, { name: unknown }] }],
  check: ({ classic }) => classic.length > 0 && `${classic.length} of its resources are of the classic Azure provider (\`azure:\`) and aren't judged`,
});
