import type { Node } from "../node";
import type { Format } from "./formats";
import { advisoryIn, latest, severityNamed, severityScored, type Vulnerability } from "./scan";

/** SARIF 2.1.0 of a scanner that says which image it looked at: Trivy does in the run's properties, Grype in the results' logical locations. */
export const sarif: Format = {
  name: "SARIF",
  is: (document) => document.has("runs") && document.has("version"),
  read: (document) =>
    document.at("runs").list.map((run) => {
      const rules = run.at("tool", "driver", "rules").list;
      const byId = new Map(rules.map((rule) => [rule.at("id").text, rule]));
      const results = run.at("results").list;
      return {
        images: imagesOf(run, results),
        scannedAt: latest(run.at("invocations").list.map((invocation) => invocation.at("endTimeUtc").moment ?? invocation.at("startTimeUtc").moment)),
        vulnerabilities: results.map((result) => {
          const index = result.at("ruleIndex").number;
          return vulnerabilityOf(result, byId.get(result.at("ruleId").text) ?? (index === undefined ? undefined : rules[index]));
        }),
      };
    }),
};

function imagesOf(run: Node, results: readonly Node[]): string[] {
  const properties = run.at("properties");
  const name = properties.at("imageName").text;
  const told = [...(name === undefined ? [] : [name]), ...properties.at("repoTags").texts, ...properties.at("repoDigests").texts];
  const places = results.flatMap((result) => result.at("locations").list).flatMap((location) => location.at("logicalLocations").list);
  // `<image>@<digest of a layer>:/<path>`
  return [...told, ...new Set(places.flatMap((place) => /^(.+)@sha256:[a-f0-9]{64}:\//.exec(place.at("fullyQualifiedName").text ?? "")?.[1] ?? []))];
}

function vulnerabilityOf(result: Node, rule: Node | undefined): Vulnerability {
  const ruleId = result.at("ruleId").text ?? rule?.at("id").text;
  if (ruleId === undefined) throw result.at("ruleId").problem("is missing");
  const texts = [result.at("message", "text").text ?? "", rule?.at("help", "text").text ?? ""].join("\n");
  const line = (label: RegExp): string | undefined => new RegExp(`^(?:${label.source}): *(.*)$`, "im").exec(texts)?.[1]?.trim();
  const fix = line(/fix(?:ed)? versions?/);
  return {
    id: advisoryIn(ruleId) ?? advisoryIn(rule?.at("shortDescription", "text").text) ?? ruleId,
    severity: severityNamed(line(/severity/)) ?? severityScored(Number(scoreOf(rule))) ?? byLevel[result.at("level").text ?? "warning"],
    package: line(/package/),
    version: line(/(?:installed )?version/),
    fix: fix === undefined ? undefined : fix || false,
  };
}

const byLevel = { error: "high", warning: "medium", note: "low" } as Record<string, Vulnerability["severity"]>;

/** A CVSS score, which GitHub wants as a text and others write as a number. */
const scoreOf = (rule: Node | undefined): unknown => rule?.peek("properties", "security-severity") ?? Number.NaN;
