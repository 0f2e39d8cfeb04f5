import { Node } from "../node";
import type { Format } from "./formats";
import { latest, named, type Scan, severityNamed, type Vulnerability } from "./scan";

const complete = ["COMPLETE", "ACTIVE"];

/** `aws ecr describe-image-scan-findings`, of basic and of enhanced scans. */
export const ecr: Format = {
  name: "Amazon ECR's scan findings",
  is: (document) => document.has("imageScanStatus") && document.has("repositoryName"),
  read(document) {
    refusePart(document);
    const status = document.at("imageScanStatus", "status").required;
    if (!complete.includes(status)) throw document.at("imageScanStatus", "status").problem(`is \`${status}\`: the image isn't scanned`);
    const findings = document.at("imageScanFindings");
    const enhanced = findings.at("enhancedFindings").list;
    return [
      {
        images: enhanced.flatMap(imagesOf),
        digests: [document.at("imageId", "imageDigest").required],
        scannedAt: findings.at("imageScanCompletedAt").moment ?? latest(enhanced.map(observedAt)),
        vulnerabilities: [...findings.at("findings").list.map(basic), ...enhanced.flatMap(vulnerabilitiesOf)],
      },
    ];
  },
};

/** `aws inspector2 list-findings`: one document for any number of images, of which only those with findings are in it. */
export const inspector: Format = {
  name: "Amazon Inspector's findings",
  is: (document) => {
    const findings = document.peek("findings");
    return Array.isArray(findings) && findings.every((finding) => new Node(finding).has("findingArn"));
  },
  read(document) {
    refusePart(document);
    const byDigest = new Map<string, { images: string[]; findings: Node[] }>();
    for (const finding of document.at("findings").list)
      for (const resource of ecrImagesOf(finding)) {
        const digest = resource.at("details", "awsEcrContainerImage", "imageHash").required;
        const image = byDigest.get(digest) ?? { images: [], findings: [] };
        byDigest.set(digest, image);
        image.images.push(...namesOf(resource));
        image.findings.push(finding);
      }
    if (!byDigest.size) throw document.at("findings").problem("name no image in Amazon ECR");
    return [...byDigest].map(
      ([digest, { images, findings }]): Scan => ({
        images: [...new Set(images)],
        digests: [digest],
        scannedAt: latest(findings.map(observedAt)),
        vulnerabilities: findings.flatMap(vulnerabilitiesOf),
      }),
    );
  },
};

function refusePart(document: Node): void {
  for (const key of ["nextToken", "NextToken"])
    if (document.has(key)) throw document.at(key).problem("says that there are more findings than these: leave `--max-items` and `--no-paginate` out");
}

const ecrImagesOf = (finding: Node): Node[] =>
  finding.at("resources").list.filter((resource) => resource.has("details", "awsEcrContainerImage") && resource.at("type").text === "AWS_ECR_CONTAINER_IMAGE");

const imagesOf = (finding: Node): string[] => ecrImagesOf(finding).flatMap(namesOf);

/** A registry's host has the region, which only the image's ARN tells. */
function namesOf(resource: Node): string[] {
  const [, region, account, repository] = /^arn:aws[\w-]*:ecr:([\w-]+):(\d+):repository\/([^@:]+?)\/sha256:/.exec(resource.at("id").text ?? "") ?? [];
  const tags = resource.at("details", "awsEcrContainerImage", "imageTags").texts;
  return region === undefined
    ? []
    : tags.map((tag) => `${account}.dkr.ecr.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}/${repository}:${tag}`);
}

const observedAt = (finding: Node): Date | undefined => finding.at("lastObservedAt").moment ?? finding.at("updatedAt").moment;

function basic(finding: Node): Vulnerability {
  const attribute = (key: string) =>
    finding
      .at("attributes")
      .list.find((each) => each.at("key").text === key)
      ?.at("value").text;
  return {
    id: finding.at("name").required,
    severity: severityNamed(finding.at("severity").text),
    package: attribute("package_name"),
    version: attribute("package_version"),
  };
}

/** One for each package; what isn't a package's vulnerability, or is mended, is none. */
function vulnerabilitiesOf(finding: Node): Vulnerability[] {
  const details = finding.at("packageVulnerabilityDetails");
  if (finding.at("status").text === "CLOSED" || !details.has("vulnerabilityId")) return [];
  const about = {
    ...named([details.at("vulnerabilityId").required, ...details.at("relatedVulnerabilities").texts]),
    severity: severityNamed(finding.at("severity").text),
  };
  const packages = details.at("vulnerablePackages").list;
  if (!packages.length) return [about];
  return packages.map((each) => {
    const fix = each.at("fixedInVersion").text;
    return {
      ...about,
      package: each.at("name").text,
      version: each.at("version").text,
      fix: fix === undefined || fix === "NotAvailable" ? (finding.at("fixAvailable").text === "NO" ? false : undefined) : fix,
    };
  });
}
