import type { Node } from "../node";
import type { Format } from "./formats";
import { advisoryIn, type Scan } from "./scan";

/** SPDX 2.3 in JSON, whose packages refer to advisories. It has no room for severities. */
export const spdx: Format = {
  name: "SPDX with advisories",
  is: (document) => document.has("spdxVersion") && document.has("SPDXID"),
  read(document) {
    const packages = document.at("packages").list;
    const vulnerabilities = packages.flatMap((each) => {
      const ids = externals(each, "SECURITY")
        .filter((reference) => reference.at("referenceType").text === "advisory")
        .map((reference) => advisoryIn(reference.at("referenceLocator").text) ?? reference.at("referenceLocator").required);
      return [...new Set(ids)].map((id) => ({ id, package: each.at("name").text, version: each.at("versionInfo").text }));
    });
    if (!vulnerabilities.length)
      throw document.problem("refers to no advisory, as a bill of materials does that nobody looked at for them: give the scanner's own JSON");
    return [{ ...imageOf(document, packages), scannedAt: document.at("creationInfo", "created").moment, vulnerabilities }];
  },
};

const externals = (each: Node, category: string): Node[] =>
  each.at("externalRefs").list.filter((reference) => reference.at("referenceCategory").text?.replace("_", "-") === category);

function imageOf(document: Node, packages: readonly Node[]): Pick<Scan, "images" | "digests"> {
  const described = new Set([
    ...document.at("documentDescribes").texts,
    ...document
      .at("relationships")
      .list.filter((each) => each.at("relationshipType").text === "DESCRIBES")
      .map((each) => each.at("relatedSpdxElement").text),
  ]);
  const images = packages.filter((each) => described.has(each.at("SPDXID").text));
  return {
    images: images.flatMap((each) => {
      const name = each.at("name").text ?? "";
      const version = each.at("versionInfo").text;
      return version === undefined || /[:@]/.test(name.slice(name.lastIndexOf("/")))
        ? [name]
        : [`${name}${version.startsWith("sha256:") ? "@" : ":"}${version}`];
    }),
    digests: images.flatMap((each) =>
      each
        .at("checksums")
        .list.filter((sum) => sum.at("algorithm").text === "SHA256")
        .map((sum) => `sha256:${sum.at("checksumValue").required}`),
    ),
  };
}
