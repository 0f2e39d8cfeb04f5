import type { Format } from "./formats";
import { named, severityNamed } from "./scan";

/** `grype <image> --output json` */
export const grype: Format = {
  name: "Grype's JSON",
  is: (document) => document.has("matches") && document.has("source"),
  read(document) {
    const type = document.at("source", "type").text;
    if (type !== "image") throw document.at("source", "type").problem(`is \`${type}\`: only scans of images are read`);
    const target = document.at("source", "target");
    const digest = target.at("manifestDigest").text;
    return [
      {
        images: [target.at("userInput").required, ...target.at("tags").texts, ...target.at("repoDigests").texts],
        digests: digest === undefined ? [] : [digest],
        scannedAt: document.at("descriptor", "timestamp").moment,
        vulnerabilities: document.at("matches").list.map((match) => {
          const found = match.at("vulnerability");
          const related = match.at("relatedVulnerabilities").list.map((each) => each.at("id").required);
          return {
            ...named([found.at("id").required, ...related]),
            severity: severityNamed(found.at("severity").text),
            package: match.at("artifact", "name").text,
            version: match.at("artifact", "version").text,
            fix: found.at("fix", "versions").texts.join(", ") || false,
          };
        }),
      },
    ];
  },
};
