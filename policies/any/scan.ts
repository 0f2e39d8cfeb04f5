import { dayOf, now } from "../../lib/clock";
import { findingsOfImages } from "../../lib/evidence/images";
import { NamesImages } from "../../lib/image/judge";
import { option, path, rule, unknown } from "../../lib/rule";

/** Loaded where the rules are in force. */
const evidence = () => require("../../lib/evidence/scan") as typeof import("../../lib/evidence/scan");

const about = { severity: "high", family: "supply-chain", preset: "strict" } as const;
const results = path(
  option.Union([option.String({ minLength: 1 }), option.Array(option.Unknown())], {
    description: "the folder with the scanners' results, or their documents; the rule is in force where it is given",
  }),
);

const runs = (...images: string[]) => ({ template: { containers: images.map((image) => ({ image })) } });
const app = (name: string) => `registry.example.com/${name}`;
const clean = `${app("clean")}@sha256:${"a".repeat(64)}`;
const old = app("old:1.0");
const vulnerable = app("vulnerable:1.0");
const minor = app("minor:1.0");
const unrated = app("unrated:1.0");
const scannedAt = `${dayOf(now())}T00:00:00Z`;
const openssl = { package: "openssl", version: "3.0.1", fix: "3.0.2" };
const caseResults = [
  { images: [clean], scannedAt, vulnerabilities: [] },
  { images: [old], scannedAt: "2020-01-01T00:00:00Z", vulnerabilities: [] },
  { images: [vulnerable], scannedAt, vulnerabilities: [{ id: "CVE-2026-10001", severity: "high", ...openssl }] },
  { images: [minor], scannedAt, vulnerabilities: [{ id: "CVE-2026-10002", severity: "medium", ...openssl }] },
  { images: [unrated], scannedAt, vulnerabilities: [{ id: "CVE-2026-10003", package: "zlib", version: "1.3" }] },
];

export const imagePresent = rule(NamesImages, {
  ...about,
  id: "any-scan-image-present",
  title: "Each image that runs has a fresh scan result",
  why: "New vulnerabilities are found in old images every day; an image that nobody scanned lately may have any of them.",
  fix: "Scan the image, by its digest, before it is deployed, and put the result into the folder.",
  see: "https://trivy.dev/latest/docs/target/container_image/",
  options: { results, maxAge: option.Integer({ default: 30, minimum: 0, description: "the greatest age of a result, in days" }) },
  caseOptions: { results: caseResults },
  pass: [runs(clean), {}, runs(`${app("moved:1.0")}@sha256:${"a".repeat(64)}`), runs(vulnerable)],
  fail: [runs(old), runs(app("other:1.0")), runs(app("vulnerable:1.1")), runs(`${app("vulnerable")}@sha256:${"c".repeat(64)}`), runs("No Image")],
  unknown: [{ template: unknown }, runs(unknown)],
  prepare: (options) => void evidence().judgePresence(options),
  check: (self, context) => findingsOfImages(self, context, () => evidence().judgePresence(context.options)),
});

export const imageVulnerability = rule(NamesImages, {
  ...about,
  id: "any-scan-image-vulnerability",
  title: "Images that run have no known vulnerabilities of the severities that count",
  why: "A known vulnerability has a known exploit sooner or later, and whoever reaches the container can use it.",
  fix: "Rebuild the image on a base and with packages that have the fixes, and scan it again.",
  see: "https://trivy.dev/latest/docs/scanner/vulnerability/",
  options: {
    results,
    severity: option.Union(
      (["low", "medium", "high", "critical"] as const).map((each) => option.Literal(each)),
      { title: "severity", default: "high", description: "the lowest severity that counts; a vulnerability that nobody has rated does too" },
    ),
    fixable: option.Boolean({ default: false, description: "whether those without a fix don't count" }),
    kev: path(
      option.Optional(
        option.String({ minLength: 1, description: "the file with CISA's catalogue of known exploited vulnerabilities, which count whatever their severity" }),
      ),
    ),
    ignore: option.Array(
      option.Object({
        id: option.String({ minLength: 1 }),
        reason: option.String({ minLength: 1 }),
        expires: option.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
      }),
      { default: [], description: "vulnerabilities that don't count, with a reason, up to and including a day" },
    ),
  },
  caseOptions: { results: caseResults, ignore: [{ id: "CVE-2026-10001", reason: "Not reachable.", expires: "2020-12-31" }] },
  pass: [runs(minor), {}, runs(clean), runs(app("other:1.0"))],
  fail: [runs(vulnerable), runs(unrated), runs(clean, unrated)],
  unknown: [{ template: unknown }, runs(unknown)],
  prepare: (options) => void evidence().judgeVulnerabilities(options),
  check: (self, context) => findingsOfImages(self, context, () => evidence().judgeVulnerabilities(context.options)),
});
