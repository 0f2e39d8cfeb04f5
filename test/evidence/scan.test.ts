import assert from "node:assert/strict";
import { symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { digestOf, folderOf, removeFolders, saidOf } from "./support";

const image = "registry.example.com/shop/app:1.2";
const digest = digestOf("a");
const now = () => new Date().toISOString();
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();

const present = (results: unknown, named: unknown = image, options: object = {}) => saidOf("any-scan-image-present", { results, ...options }, named);
const vulnerable = (results: unknown, options: object = {}, named: unknown = image) =>
  saidOf("any-scan-image-vulnerability", { results, ...options }, named).map((said) => said.replace(/^.*, which (?:has |can't be judged: )/, ""));

const openssl = { PkgName: "openssl", InstalledVersion: "3.0.1", FixedVersion: "3.0.2" };
const trivy = (vulnerabilities: unknown, rest: object = {}) => ({
  SchemaVersion: 2,
  CreatedAt: now(),
  ArtifactName: image,
  ArtifactType: "container_image",
  Metadata: { RepoTags: [image], RepoDigests: [`registry.example.com/shop/app@${digest}`] },
  Results: [{ Class: "os-pkgs", Vulnerabilities: vulnerabilities }],
  ...rest,
});
const own = (vulnerabilities: object[], rest: object = {}) => ({ images: [image], scannedAt: now(), vulnerabilities, ...rest });

const inspectorFinding = (rest: object = {}) => ({
  findingArn: "arn:aws:inspector2:eu-west-1:111122223333:finding/1",
  status: "ACTIVE",
  severity: "HIGH",
  lastObservedAt: now(),
  packageVulnerabilityDetails: {
    vulnerabilityId: "CVE-2026-1001",
    vulnerablePackages: [{ name: "openssl", version: "3.0.1", fixedInVersion: "3.0.2" }],
  },
  resources: [
    {
      type: "AWS_ECR_CONTAINER_IMAGE",
      id: `arn:aws:ecr:eu-west-1:111122223333:repository/shop/app/${digest}`,
      details: { awsEcrContainerImage: { imageHash: digest, imageTags: ["1.2"], repositoryName: "shop/app", registry: "111122223333" } },
    },
  ],
  ...rest,
});
const ecr = (findings: object, rest: object = {}) => ({
  registryId: "111122223333",
  repositoryName: "shop/app",
  imageId: { imageDigest: digest, imageTag: "1.2" },
  imageScanStatus: { status: "COMPLETE" },
  imageScanFindings: { imageScanCompletedAt: Date.now() / 1000, ...findings },
  ...rest,
});
const occurrence = (rest: object = {}) => ({
  kind: "VULNERABILITY",
  noteName: "projects/goog-vulnz/notes/CVE-2026-1001",
  resourceUri: `https://registry.example.com/shop/app@${digest}`,
  updateTime: now(),
  vulnerability: {
    effectiveSeverity: "HIGH",
    shortDescription: "CVE-2026-1001",
    packageIssue: [{ affectedPackage: "openssl", affectedVersion: { fullName: "3.0.1" }, fixedVersion: { kind: "NORMAL", fullName: "3.0.2" } }],
  },
  ...rest,
});
const described = (vulnerabilities: object, status = "FINISHED_SUCCESS") => ({
  image_summary: { digest, fully_qualified_digest: `registry.example.com/shop/app@${digest}` },
  discovery_summary: { discovery: [{ discovery: { analysisStatus: status, lastScanTime: now() } }] },
  package_vulnerability_summary: { vulnerabilities },
});
const sarif = (results: object[], properties?: object) => ({
  version: "2.1.0",
  runs: [{ tool: { driver: { name: "Trivy", rules: [{ id: "CVE-2026-1001", properties: { "security-severity": "7.5" } }] } }, properties, results }],
});
const sarifResult = {
  ruleId: "CVE-2026-1001",
  ruleIndex: 0,
  level: "error",
  message: { text: "Package: openssl\nInstalled Version: 3.0.1\nVulnerability CVE-2026-1001\nFixed Version: 3.0.2" },
};
const grype = (rest: object = {}) => ({
  matches: [
    {
      vulnerability: { id: "GHSA-aaaa-bbbb-cccc", severity: "High", fix: { versions: ["3.0.2"], state: "fixed" } },
      relatedVulnerabilities: [{ id: "CVE-2026-1001" }],
      artifact: { name: "openssl", version: "3.0.1" },
    },
  ],
  source: { type: "image", target: { userInput: image, manifestDigest: digest, repoDigests: [] } },
  descriptor: { name: "grype", timestamp: now() },
  ...rest,
});
const snyk = {
  path: image,
  docker: {},
  vulnerabilities: [
    {
      id: "SNYK-DEBIAN12-OPENSSL-1",
      severity: "high",
      identifiers: { CVE: ["CVE-2026-1001"] },
      packageName: "openssl",
      version: "3.0.1",
      nearestFixedInVersion: "3.0.2",
    },
  ],
};
const cyclonedx = (vulnerabilities: object[], component: object = { type: "container", name: "registry.example.com/shop/app", version: "1.2" }) => ({
  bomFormat: "CycloneDX",
  specVersion: "1.4",
  metadata: { timestamp: now(), component },
  components: [{ "bom-ref": "1", type: "library", name: "openssl", version: "3.0.1" }],
  vulnerabilities,
});
const cyclonedxFound = { id: "CVE-2026-1001", ratings: [{ score: 7.5 }], recommendation: "Upgrade openssl to version 3.0.2", affects: [{ ref: "1" }] };
const spdx = (reference: object) => ({
  spdxVersion: "SPDX-2.3",
  SPDXID: "SPDXRef-DOCUMENT",
  creationInfo: { created: now() },
  documentDescribes: ["SPDXRef-Image"],
  packages: [
    { SPDXID: "SPDXRef-Image", name: "registry.example.com/shop/app", versionInfo: "1.2" },
    { SPDXID: "SPDXRef-1", name: "openssl", versionInfo: "3.0.1", externalRefs: [{ referenceCategory: "SECURITY", referenceType: "advisory", ...reference }] },
  ],
});

describe("scan results", () => {
  after(removeFolders);

  describe("of each format", () => {
    const found = "a vulnerability: CVE-2026-1001 (high, openssl 3.0.1, fixed in 3.0.2)";
    const named: Record<string, [document: unknown, wanted?: string, image?: string]> = {
      "Trivy's JSON": [trivy([{ VulnerabilityID: "CVE-2026-1001", Severity: "HIGH", ...openssl }])],
      "Grype's JSON, where a CVE stands for a GitHub advisory": [grype()],
      "Snyk's JSON": [snyk],
      "Snyk's JSON with applications": [[{ ...snyk, vulnerabilities: [] }, snyk]],
      "SARIF of Trivy": [sarif([sarifResult], { imageName: image })],
      "SARIF of Grype": [
        sarif([{ ...sarifResult, locations: [{ logicalLocations: [{ fullyQualifiedName: `${image}@${digestOf("f")}:/lib/apk/db/installed` }] }] }]),
      ],
      CycloneDX: [cyclonedx([cyclonedxFound])],
      "CycloneDX of an image by its digest": [
        cyclonedx([cyclonedxFound], { type: "container", name: "app", purl: `pkg:oci/app@${digest.replace(":", "%3A")}?repository_url=x` }),
        undefined,
        `elsewhere.example.com/app@${digest}`,
      ],
      "SPDX, which has neither severities nor fixes": [
        spdx({ referenceLocator: "https://nvd.nist.gov/vuln/detail/CVE-2026-1001" }),
        "a vulnerability: CVE-2026-1001 (not rated, openssl 3.0.1)",
      ],
      "ECR's findings, which don't tell fixes": [
        ecr({
          findings: [
            {
              name: "CVE-2026-1001",
              severity: "HIGH",
              attributes: [
                { key: "package_name", value: "openssl" },
                { key: "package_version", value: "3.0.1" },
              ],
            },
          ],
        }),
        "a vulnerability: CVE-2026-1001 (high, openssl 3.0.1)",
        `${image}@${digest}`,
      ],
      "ECR's enhanced findings": [ecr({ enhancedFindings: [inspectorFinding()] }), undefined, "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/app:1.2"],
      "Inspector's findings": [{ findings: [inspectorFinding()] }, undefined, "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/app:1.2"],
      "Artifact Analysis' description": [described({ HIGH: [occurrence()] }), undefined, `${image}@${digest}`],
      "Artifact Analysis' list": [[occurrence()], undefined, `${image}@${digest}`],
      "our own form": [own([{ id: "CVE-2026-1001", severity: "high", package: "openssl", version: "3.0.1", fix: "3.0.2" }])],
    };
    for (const [name, [document, wanted = found, wantedImage = image]] of Object.entries(named))
      it(name, () => {
        const folder = folderOf({ "nested/result.json": document });
        assert.deepEqual(vulnerable(folder, {}, wantedImage), [wanted]);
        assert.deepEqual(present(folder, wantedImage), []);
        assert.match(present(folder, "registry.example.com/shop/other:1.2").join(), /^fail: .*has no scan result$/);
      });
    it("one a line", () => {
      const folder = folderOf({ "all.jsonl": `${JSON.stringify(trivy([]))}\n${JSON.stringify(grype())}\n` });
      assert.deepEqual(vulnerable(folder), [found]);
    });
    it("in UTF-16, as PowerShell writes it", () =>
      assert.deepEqual(vulnerable(folderOf({ "a.json": Buffer.from(`\ufeff${JSON.stringify(grype())}`, "utf16le") })), [found]));
  });

  describe("are an image's own", () => {
    const all = () => folderOf({ "a.json": trivy([]) });
    for (const [wanted, ...names] of [
      [true, image, `elsewhere.example.com/copy@${digest}`, `${image}@${digest}`],
      [
        false,
        `${image}@${digestOf("b")}`,
        "registry.example.com/shop/app:1.3",
        "registry.example.com/shop/app",
        "shop/app:1.2",
        "other.example.com/shop/app:1.2",
      ],
    ] as const)
      for (const name of names) it(`${name}: ${wanted}`, () => assert.equal(present(all(), name).length === 0, wanted));
    it("by name and tag, where a result has no digest", () => {
      const folder = folderOf({ "a.json": own([]) });
      assert.deepEqual(present(folder, `${image}@${digest}`), []);
      assert.equal(present(folder, `registry.example.com/shop/app@${digest}`).length, 1);
    });
    it("with names written in short", () =>
      assert.deepEqual(present(folderOf({ "a.json": own([], { images: ["nginx"] }) }), "docker.io/library/nginx:latest"), []));
  });

  describe("may be too old", () => {
    it("after as many days as allowed", () => {
      const folder = folderOf({ "a.json": own([], { scannedAt: daysAgo(8) }) });
      assert.deepEqual(present(folder, image, { maxAge: 8 }), []);
      assert.match(present(folder, image, { maxAge: 7 }).join(), /has no fresh scan result: the newest is of \d{4}-\d\d-\d\d \(.*a\.json\)$/);
    });
    it("but not where another is newer", () => assert.deepEqual(present(folderOf({ "a.json": own([], { scannedAt: daysAgo(90) }), "b.json": trivy([]) })), []));
    it("or from the future", () => assert.match(present(folderOf({ "a.json": own([], { scannedAt: daysAgo(-3) }) })).join(), /is dated in the future/));
    it("and then are replaced by newer ones of the same scanner", () => {
      const old = trivy([{ VulnerabilityID: "CVE-2026-1", Severity: "CRITICAL", ...openssl }], { CreatedAt: daysAgo(2) });
      assert.deepEqual(vulnerable(folderOf({ "a.json": trivy([]), "b.json": old })), []);
      assert.equal(vulnerable(folderOf({ "a.json": grype(), "b.json": old }))[0]!.startsWith("2 vulnerabilities: CVE-2026-1 (critical"), true);
    });
  });

  describe("count", () => {
    const folder = () =>
      folderOf({
        "a.json": own([
          { id: "CVE-2026-1001", severity: "critical", package: "a", fix: false },
          { id: "CVE-2026-1002", severity: "medium", package: "b", fix: "2" },
          { id: "GHSA-aaaa-bbbb-cccc", aliases: ["CVE-2026-1003"], severity: "low", package: "c" },
          { id: "CVE-2026-1004", package: "d" },
        ]),
      });
    const ids = (options: object) =>
      [
        ...vulnerable(folder(), options)
          .join()
          .matchAll(/CVE-2026-(\d+)/g),
      ].map(([, id]) => id);
    const ignore = (id: string, expires: string) => ({ ignore: [{ id, reason: "Not reachable.", expires }] });
    const kev = () => join(folderOf({ "kev.json": { catalogVersion: "2026.01.01", vulnerabilities: [{ cveID: "CVE-2026-1003" }] } }), "kev.json");

    it("from a severity upwards, and where nobody has rated them", () => {
      assert.deepEqual(ids({}), ["1004", "1001"]);
      assert.deepEqual(ids({ severity: "medium" }), ["1004", "1001", "1002"]);
      assert.deepEqual(ids({ severity: "low" }), ["1004", "1001", "1002", "1003"]);
    });
    it("only with a fix, if asked for; one of which that isn't told has one", () =>
      assert.deepEqual(ids({ severity: "medium", fixable: true }), ["1004", "1002"]));
    it("unless they are ignored, until a day", () => {
      assert.deepEqual(ids(ignore("CVE-2026-1001", "2999-12-31")), ["1004"]);
      assert.match(vulnerable(folder(), ignore("CVE-2026-1001", "2020-12-31")).join(), /CVE-2026-1001 \(critical, a, its exemption ended on 2020-12-31\)/);
      assert.deepEqual(ids({ severity: "low", ...ignore("GHSA-aaaa-bbbb-cccc", "2999-12-31") }), ["1004", "1001", "1002"]);
    });
    it("whatever their severity, where they are known to be exploited", () =>
      assert.match(vulnerable(folder(), { kev: kev() }).join(), /CVE-2026-1003 \(low, c, known to be exploited\)/));
    it("ten of them are named, the worst", () => {
      const many = Array.from({ length: 25 }, (_, i) => ({ id: `CVE-2026-${2000 + i}`, severity: i === 20 ? "critical" : "high" }));
      assert.match(vulnerable(folderOf({ "a.json": own(many) })).join(), /^25 vulnerabilities: CVE-2026-2020 \(critical\); .*; and 15 more$/);
    });
    it("once, with all packages", () => {
      const same = ["a", "b"].map((name) => ({ id: "CVE-2026-1", severity: "high", package: name }));
      assert.deepEqual(vulnerable(folderOf({ "a.json": own(same) })), ["a vulnerability: CVE-2026-1 (high, a, b)"]);
    });
    it("not where the scanner knows that they don't concern the image", () =>
      assert.deepEqual(
        vulnerable(folderOf({ "a.json": cyclonedx([cyclonedxFound, { ...cyclonedxFound, id: "CVE-2026-2", analysis: { state: "not_affected" } }]) })),
        ["a vulnerability: CVE-2026-1001 (high, openssl 3.0.1, fixed in 3.0.2)"],
      ));
  });

  describe("that can't be read prove nothing", () => {
    const damaged: Record<string, [content: unknown, wanted: RegExp]> = {
      "an empty file": ["", /it is empty$/],
      "a file that is cut off": [JSON.stringify(trivy([])).slice(0, 80), /it isn't JSON: line 1, column \d+: the text ends too early/],
      "a file of another kind": [{ name: "x", dependencies: {} }, /it isn't a scanner's result in a format that can be read; it seems to be a package\.json$/],
      "a table": ["CVE-2026-1001 | high", /it isn't JSON/],
      "an empty list, which names no image": [[], /it isn't a scanner's result/],
      "a list of another form": [trivy("none"), /`Results\[0\]\.Vulnerabilities` isn't a list$/],
      "a vulnerability without an id": [trivy([{ Severity: "HIGH" }]), /`Results\[0\]\.Vulnerabilities\[0\]\.VulnerabilityID` is missing$/],
      "a date that is none": [trivy([], { CreatedAt: "yesterday" }), /`CreatedAt` isn't a date$/],
      "a scan of a folder": [trivy([], { ArtifactType: "filesystem" }), /`ArtifactType` is `filesystem`: only scans of images are read$/],
      "a scan for secrets": [trivy([], { Results: [{ Class: "secret" }] }), /`Results` has nothing that was scanned for vulnerabilities/],
      "Grype's scan of a folder": [grype({ source: { type: "directory", target: "/" } }), /`source\.type` is `directory`/],
      "Snyk's error": [{ ...snyk, error: "Authentication failed" }, /says that the scan failed: Authentication failed$/],
      "SARIF that names no image": [sarif([sarifResult]), /doesn't tell which image was scanned$/],
      "CycloneDX without vulnerabilities": [cyclonedx([]), /lists no vulnerability, as a bill of materials does that nobody looked at/],
      "SPDX without advisories": [spdx({ referenceType: "cpe23Type" }), /refers to no advisory/],
      "a scan by ECR under way": [
        ecr({}, { imageScanStatus: { status: "IN_PROGRESS" } }),
        /`imageScanStatus\.status` is `IN_PROGRESS`: the image isn't scanned$/,
      ],
      "a part of ECR's findings": [ecr({ findings: [] }, { nextToken: "x" }), /`nextToken` says that there are more findings than these/],
      "Inspector's findings on machines": [{ findings: [inspectorFinding({ resources: [] })] }, /`findings` name no image in Amazon ECR$/],
      "a scan by Artifact Analysis under way": [described({}, "SCANNING"), /`discovery_summary` says `SCANNING`: the image isn't scanned$/],
      "a name that isn't an image's": [own([], { images: ["No Image"] }), /doesn't tell which image was scanned$/],
      "nested beyond measure": [`${"[".repeat(1e5)}${"]".repeat(1e5)}`, /it isn't a scanner's result/],
    };
    for (const [name, [content, wanted]] of Object.entries(damaged))
      it(name, () => {
        const folder = folderOf({ "a.json": trivy([]), "b.json": content });
        for (const said of [present(folder), vulnerable(folder)]) {
          assert.equal(said.length, 1);
          assert.match(said[0]!, wanted);
          assert.ok(said[0]!.includes(join(folder, "b.json")), said[0]);
        }
      });
    it("nor does a file that is larger than any result", () => {
      const folder = folderOf({ "a.json": trivy([]), "b.json": "{}" });
      truncateSync(join(folder, "b.json"), 2 ** 28 + 1);
      assert.match(present(folder).join(), /b\.json: it is larger than 256 MB$/);
    });
    it("nor does a folder that isn't there", () =>
      assert.match(present("/nowhere/results").join(), /can't be judged: \/nowhere\/results: there is no such file or folder$/));
    it("nor a folder that is a link to itself", () => {
      const folder = folderOf({ "a.json": trivy([]) });
      symlinkSync(folder, join(folder, "again"));
      assert.match(present(folder).join(), /again: the folder is a link to one that it is in$/);
    });
    it("nor a catalogue of exploited vulnerabilities that is none", () => {
      const folder = folderOf({ "a.json": trivy([]) });
      assert.match(vulnerable(folder, { kev: join(folder, "a.json") }).join(), /it isn't CISA's catalogue/);
    });
    it("nor an image's name that is none", () => assert.match(present(folderOf({}), "https://x").join(), /which has a name that no registry can know$/));
  });

  it("say nothing of an image that isn't known yet", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    assert.deepEqual(present(folderOf({}), unknown), ["unknown: `template.containers[0].image` isn't known yet"]);
  });

  it("never show a secret image", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "registry.example.com/hidden:1" };
    assert.doesNotMatch(present(folderOf({}), secret).join(), /hidden/);
  });
});
