import type { Format } from "./formats";
import { named, severityNamed } from "./scan";

const forVulnerabilities = ["os-pkgs", "lang-pkgs"];

/** `trivy image --format json` */
export const trivy: Format = {
  name: "Trivy's JSON",
  is: (document) => document.has("SchemaVersion") && document.has("ArtifactName"),
  read(document) {
    const type = document.at("ArtifactType").text;
    if (type !== "container_image") throw document.at("ArtifactType").problem(`is \`${type}\`: only scans of images are read`);
    const metadata = document.at("Metadata");
    const results = document.at("Results").list;
    const classes = results.map((result) => result.at("Class").text ?? "");
    if (classes.length && !forVulnerabilities.some((each) => classes.includes(each)) && !results.some((result) => result.has("Vulnerabilities")))
      throw document.at("Results").problem("has nothing that was scanned for vulnerabilities (`--scanners vuln`)");
    return [
      {
        images: [document.at("ArtifactName").required, ...metadata.at("RepoTags").texts, ...metadata.at("RepoDigests").texts],
        scannedAt: document.at("CreatedAt").moment,
        vulnerabilities: results
          .flatMap((result) => result.at("Vulnerabilities").list)
          .map((each) => ({
            ...named([each.at("VulnerabilityID").required, ...each.at("VendorIDs").texts]),
            severity: severityNamed(each.at("Severity").text),
            package: each.at("PkgName").text,
            version: each.at("InstalledVersion").text,
            fix: each.at("FixedVersion").text ?? false,
          })),
      },
    ];
  },
};
