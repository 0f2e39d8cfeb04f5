import type { Node } from "../node";
import type { Format } from "./formats";
import { named, type Scan, severityNamed, severityScored, type Vulnerability } from "./scan";

/** What a vulnerability exchange says of one that doesn't concern the image. */
const harmless = new Set(["resolved", "resolved_with_pedigree", "false_positive", "not_affected"]);

/** CycloneDX 1.4 and later in JSON, with vulnerabilities in it. */
export const cyclonedx: Format = {
  name: "CycloneDX with vulnerabilities",
  is: (document) => document.peek("bomFormat") === "CycloneDX",
  read(document) {
    const found = document.at("vulnerabilities").list;
    if (!found.length)
      throw document.problem(
        "lists no vulnerability, as a bill of materials does that nobody looked at for them: give the scanner's own JSON, which tells these apart",
      );
    const components = new Map<string | undefined, Node>(document.at("components").list.map((component) => [component.at("bom-ref").text, component]));
    return [
      {
        ...imageOf(document.at("metadata", "component")),
        scannedAt: document.at("metadata", "timestamp").moment,
        vulnerabilities: found
          .filter((each) => !harmless.has(each.at("analysis", "state").text ?? ""))
          .flatMap((each) => {
            const affected = each.at("affects").list.map((target) => components.get(target.at("ref").text));
            return (affected.length ? affected : [undefined]).map((component) => vulnerabilityOf(each, component));
          }),
      },
    ];
  },
};

function imageOf(component: Node): Pick<Scan, "images" | "digests"> {
  const name = component.at("name").text ?? "";
  const version = component.at("version").text ?? "";
  const isDigest = version.startsWith("sha256:");
  const properties = component.at("properties").list.filter((property) => /:Repo(?:Digest|Tag)$/.test(property.at("name").text ?? ""));
  return {
    images: [
      /[:@]/.test(name.slice(name.lastIndexOf("/"))) || !version ? name : `${name}${isDigest ? "@" : ":"}${version}`,
      ...properties.flatMap((property) => property.at("value").text ?? []),
    ],
    digests: [...(isDigest ? [version] : []), ...digestsIn(component.at("purl").text)],
  };
}

/** The digest in `pkg:oci/app@sha256%3A...?repository_url=...`. */
function digestsIn(purl = ""): string[] {
  const digest = /^pkg:oci\/[^@?]+@sha256(?::|%3A)([a-f0-9]{64})/i.exec(purl)?.[1];
  return digest === undefined ? [] : [`sha256:${digest}`];
}

function vulnerabilityOf(each: Node, component: Node | undefined): Vulnerability {
  const ratings = each.at("ratings").list;
  const worst = ratings.map((rating) => severityNamed(rating.at("severity").text) ?? severityScored(rating.at("score").number));
  const recommendation = each.at("recommendation").text;
  return {
    ...named([each.at("id").required, ...each.at("references").list.flatMap((reference) => reference.at("id").text ?? [])]),
    severity: (["critical", "high", "medium", "low"] as const).find((severity) => worst.includes(severity)),
    package: component?.at("name").text,
    version: component?.at("version").text,
    fix: /\bversions? ([^;\s]+)/i.exec(recommendation ?? "")?.[1],
  };
}
