import type { Node } from "../node";
import type { Format } from "./formats";
import { named, severityNamed, type Vulnerability } from "./scan";

/** `snyk container test <image> --json`: one project, or a list where the image's applications are projects of their own. It says nowhere when it was made. */
export const snyk: Format = {
  name: "Snyk's JSON of a container",
  is: (document) => projectsOf(document).some((project) => project.has("vulnerabilities") && project.has("docker")),
  read(document) {
    const projects = projectsOf(document).flatMap((project) => [project, ...project.at("applications").list]);
    for (const project of projects) if (project.has("error")) throw project.at("error").problem(`says that the scan failed: ${project.at("error").text}`);
    return [
      {
        images: projects.flatMap((project) => project.at("path").text ?? []),
        vulnerabilities: projects.flatMap((project) => project.at("vulnerabilities").list.map(vulnerabilityOf)),
      },
    ];
  },
};

const projectsOf = (document: Node): readonly Node[] => (Array.isArray(document.value) ? document.list : [document]);

const vulnerabilityOf = (each: Node): Vulnerability => ({
  ...named([each.at("id").required, ...each.at("identifiers", "CVE").texts, ...each.at("identifiers", "GHSA").texts]),
  severity: severityNamed(each.at("severityWithCritical").text ?? each.at("severity").text),
  package: each.at("packageName").text ?? each.at("name").text,
  version: each.at("version").text,
  fix: each.at("nearestFixedInVersion").text ?? (each.at("fixedIn").texts.join(", ") || false),
});
