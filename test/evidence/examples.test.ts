import assert from "node:assert/strict";
import { join, relative } from "node:path";
import { judge, readSource } from "../../lib";

const examples = join(__dirname, "../../examples");
/** The day of the results in the examples. */
const then = String(Date.UTC(2026, 2, 2, 9) / 1000);

describe("the examples' scan results and signatures", function () {
  this.timeout(60_000);
  const before = process.env.SOURCE_DATE_EPOCH;
  beforeEach(() => (process.env.SOURCE_DATE_EPOCH = then));
  afterEach(() => (before === undefined ? delete process.env.SOURCE_DATE_EPOCH : (process.env.SOURCE_DATE_EPOCH = before)));

  const found = async (name: string) => {
    const folder = join(examples, name);
    const results = join(folder, "scan-results");
    const rules = {
      "any-scan-image-present": { results },
      "any-scan-image-vulnerability": { results },
      ...(name === "images-kubernetes" && {
        "any-signature-image-signed": { signatures: join(folder, "signatures"), key: join(folder, "signatures/cosign.pub") },
      }),
    };
    const settings = { only: Object.keys(rules), rules };
    return judge(await readSource(folder), settings).map(
      ({ rule, name, outcome, message }) =>
        `${rule.replace("any-", "")} ${name} ${outcome}: ${message.replaceAll(`${relative("/", folder)}/`, "").replace(/^`(\S+)` names `([^`]{0,30})[^`]*`, which /, "$2: ")}`,
    );
  };

  for (const [name, wanted] of Object.entries({
    "images-ecs": [
      "scan-image-present web fail: prom/statsd-exporter: has no scan result",
      "scan-image-vulnerability web fail: 111122223333.dkr.ecr.eu-west-1: has a vulnerability: CVE-2026-20001 (high, libssl3 3.0.15, fixed in 3.0.16-1)",
    ],
    "images-cloud-run": [
      "scan-image-present report fail: europe-west1-docker.pkg.dev/sh: has no scan result",
      "scan-image-vulnerability web fail: europe-west1-docker.pkg.dev/sh: has a vulnerability: CVE-2026-20004 (critical, libc6 2.36-9, fixed in 2.36-9+deb12u9)",
    ],
    "images-container-apps": ["scan-image-present web unknown: `template` isn't known yet", "scan-image-vulnerability web unknown: `template` isn't known yet"],
    "images-kubernetes": [
      "scan-image-present report fail: ghcr.io/acme/report:latest: has no fresh scan result: the newest is of 2026-01-05 (/scan-results/report.sarif)",
      "scan-image-present web fail: busybox: has no scan result",
      "scan-image-vulnerability cache fail: ghcr.io/acme/valkey:9.0.0: has a vulnerability: CVE-2026-20001 (not rated, libssl3 3.0.15)",
      "scan-image-vulnerability checkout fail: ghcr.io/acme/checkout:3.1.0: has a vulnerability: CVE-2026-20009 (high, golang.org/x/crypto v0.31.0, fixed in 0.35.0)",
      "scan-image-vulnerability report fail: ghcr.io/acme/report:latest: has a vulnerability: CVE-2026-20008 (high, openssl 3.0.15, fixed in 3.0.16)",
      "scan-image-vulnerability web fail: ghcr.io/acme/web:1.4.2@sha256:: has 2 vulnerabilities: CVE-2026-20006 (critical, undici 6.20.0, fixed in 6.21.1); CVE-2026-20007 (high, tar 6.2.0)",
      "scan-image-vulnerability web fail: nginx:1.29.3: has a vulnerability: CVE-2026-20003 (high, libxml2 2.9.14, fixed in 2.9.15)",
      "signature-image-signed cache fail: ghcr.io/acme/valkey:9.0.0: isn't named by its digest, so no signature can be its own",
      "signature-image-signed checkout fail: ghcr.io/acme/checkout:3.1.0: isn't named by its digest, so no signature can be its own",
      "signature-image-signed report fail: ghcr.io/acme/report:latest: isn't named by its digest, so no signature can be its own",
      "signature-image-signed web fail: busybox: isn't named by its digest, so no signature can be its own",
      "signature-image-signed web fail: nginx:1.29.3: isn't named by its digest, so no signature can be its own",
    ],
  }))
    it(name, async () => assert.deepEqual((await found(name)).sort(), wanted));
});
