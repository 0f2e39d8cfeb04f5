import type { Node } from "../node";
import type { Format } from "./formats";
import { latest, named, type Scan, severityNamed, severityScored, type Vulnerability } from "./scan";

/** `gcloud artifacts docker images describe <image> --show-package-vulnerability --format json` */
export const described: Format = {
  name: "Artifact Analysis' description of an image",
  is: (document) => document.has("image_summary"),
  read(document) {
    const discoveries = document.at("discovery_summary", "discovery").list;
    const states = discoveries.flatMap((each) => each.at("discovery", "analysisStatus").text ?? []);
    if (!states.includes("FINISHED_SUCCESS"))
      throw document
        .at("discovery_summary")
        .problem(states.length ? `says \`${states[0]}\`: the image isn't scanned` : "is missing: ask for it with `--show-package-vulnerability`");
    const occurrences = document.at("package_vulnerability_summary", "vulnerabilities").members.flatMap((severity) => severity.list);
    const name = document.at("image_summary", "fully_qualified_digest").text;
    return [
      {
        images: name === undefined ? [] : [name],
        digests: [document.at("image_summary", "digest").required],
        scannedAt: latest([
          ...discoveries.map((each) => each.at("discovery", "lastScanTime").moment ?? each.at("updateTime").moment),
          ...occurrences.map((each) => each.at("updateTime").moment),
        ]),
        vulnerabilities: occurrences.flatMap(vulnerabilitiesOf),
      },
    ];
  },
};

/** `gcloud artifacts docker images list-vulnerabilities <image> --format json`, and `gcloud artifacts vulnerabilities list` */
export const occurrences: Format = {
  name: "Artifact Analysis' list of vulnerabilities",
  is: (document) => Array.isArray(document.value) && document.list.some((each) => each.peek("kind") === "VULNERABILITY"),
  read(document) {
    const byImage = new Map<string, Node[]>();
    for (const each of document.list) {
      if (each.at("kind").text !== "VULNERABILITY") continue;
      const image = each.at("resourceUri").required.replace(/^https?:\/\//, "");
      byImage.set(image, [...(byImage.get(image) ?? []), each]);
    }
    return [...byImage].map(
      ([image, found]): Scan => ({
        images: [image],
        scannedAt: latest(found.map((each) => each.at("updateTime").moment ?? each.at("createTime").moment)),
        vulnerabilities: found.flatMap(vulnerabilitiesOf),
      }),
    );
  },
};

/** One for each package. */
function vulnerabilitiesOf(occurrence: Node): Vulnerability[] {
  const found = occurrence.at("vulnerability");
  const note = occurrence.at("noteName").text?.split("/").at(-1);
  const ids = [found.at("shortDescription").text, note].filter((id) => id !== undefined);
  if (!ids.length) throw occurrence.at("noteName").problem("is missing");
  const severity =
    severityNamed(found.at("effectiveSeverity").text) ?? severityNamed(found.at("severity").text) ?? severityScored(found.at("cvssScore").number);
  const about = { ...named(ids), severity };
  const packages = found.at("packageIssue").list;
  if (!packages.length) return [{ ...about, fix: found.peek("fixAvailable") === true ? undefined : false }];
  return packages.map((each) => ({
    ...about,
    package: each.at("affectedPackage").text,
    version: each.at("affectedVersion", "fullName").text,
    fix: each.at("fixedVersion", "kind").text === "MAXIMUM" ? false : (each.at("fixedVersion", "fullName").text ?? false),
  }));
}
