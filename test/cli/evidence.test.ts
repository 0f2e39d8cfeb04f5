import assert from "node:assert/strict";
import { join } from "node:path";
import { Signatory, statementOf } from "../evidence/authority";
import { digestOf, folderOf, removeFolders } from "../evidence/support";
import { built, stackward } from "../support/built";
import { resource, stateOf } from "../support/state";

const digest = digestOf("a");
const image = `registry.example.com/shop/app@${digest}`;
const service = resource("gcp:cloudrunv2/service:Service", "web", { template: { containers: [{ image }] } });
const bucket = resource("aws:s3/bucket:Bucket", "site", { acl: "public-read" });
const scan = (...vulnerabilities: object[]) => ({ images: [image], scannedAt: new Date().toISOString(), vulnerabilities });
const critical = { id: "CVE-2026-1001", severity: "critical", package: "openssl" };

describe("evidence on the command line", function () {
  this.timeout(60_000);
  before(built);
  after(removeFolders);

  const check = (files: Record<string, unknown>, ...args: string[]) =>
    stackward(["check", "state.json", ...args], { cwd: folderOf({ "state.json": stateOf(service), ...files }) });

  it("passes where the results are clean", () => {
    const { status, stdout, stderr } = check({ "results/a.json": scan() }, "--scan-results", "results");
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" }, stdout);
  });

  it("fails where an image is vulnerable, or has no result", () => {
    const vulnerable = check({ "results/a.json": scan(critical) }, "--scan-results", "results");
    assert.equal(vulnerable.status, 1);
    assert.match(vulnerable.stdout, /which has a vulnerability: CVE-2026-1001 \(critical, openssl\)/);
    const none = check({ "results/a.json": { ...scan(), images: ["other"] } }, "--scan-results", "results");
    assert.equal(none.status, 1);
    assert.match(none.stdout, /which has no scan result/);
  });

  it("says once what can't be read, with status 2, and loses nothing else", () => {
    const { status, stdout, stderr } = check(
      { "state.json": stateOf(service, bucket), "results/a.json": scan(), "results/b.json": '{"cut' },
      "--scan-results",
      "results",
    );
    assert.equal(status, 2);
    assert.equal(stderr, "error: results/b.json: it isn't JSON: line 1, column 2: the text ends too early, it may be cut off\n");
    assert.match(stdout, /its ACL is `public-read`/);
    assert.match(stdout, /which can't be judged: results\/b\.json/);
  });

  it("refuses a folder that isn't there", () => {
    const { status, stderr } = check({}, "--scan-results", "nothing");
    assert.deepEqual({ status, stderr }, { status: 2, stderr: "error: nothing: there is no such file or folder\n" });
  });

  it("verifies signatures by a signer", () => {
    const [signer, other] = [new Signatory(), new Signatory()];
    const files = { "signatures/app.json": signer.bundle(statementOf(digest)), "cosign.pub": signer.pem, "other.pub": other.pem };
    const by = (...args: string[]) => check(files, "--signatures", "signatures", ...args);
    assert.equal(by("--signer", "cosign.pub").status, 0);
    const wrong = by("--signer", "other.pub");
    assert.equal(wrong.status, 1);
    assert.match(wrong.stdout, /has no signature that verifies: signatures\/app\.json: signature verification failed/);
    assert.match(by("--signer", "https://issuer.example.com=someone@example.com").stderr, /an identity is trusted by a trusted root, and there is none/);
    const nobody = by();
    assert.equal(nobody.status, 2);
    assert.match(nobody.stderr, /^error: who may sign isn't said/);
  });

  it("takes folders from a configuration, and from its place", () => {
    const folder = folderOf({
      "state.json": stateOf(service),
      "stackward.yaml": "rules:\n  any-scan-image-vulnerability: { results: ci/results, severity: critical }\n",
      "ci/results/a.json": scan(critical),
      "below/empty.txt": "",
    });
    const { status, stdout } = stackward(["check", "../state.json"], { cwd: join(folder, "below") });
    assert.equal(status, 1);
    assert.match(stdout, /CVE-2026-1001/);
  });

  it("refuses a value that an option doesn't have, and a rule without the option that it needs", () => {
    const wrong = check({ "stackward.yaml": "rules:\n  any-scan-image-vulnerability: { results: 5, severity: hihg }\n" });
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /stackward\.yaml:2:\d+: .*results/);
    assert.match(wrong.stderr, /there is no severity `hihg`, did you mean `high`\?/);
    const lacking = check({}, "--rule", "any-scan-image-present");
    assert.deepEqual([lacking.status, lacking.stderr], [2, "error: rule `any-scan-image-present` needs its option `results`\n"]);
  });

  it("isn't asked for by a preset", () => assert.doesNotMatch(check({}, "--preset", "strict").stdout, /any-scan|any-signature/));

  describe("bom", () => {
    it("lists a stack's parts, and says what has changed", () => {
      const folder = folderOf({
        "state.json": stateOf(service),
        "later.json": stateOf(service, bucket, resource("aws:ec2/instance:Instance", "host", { ami: "ami-1" })),
      });
      const bom = (...args: string[]) => stackward(["bom", ...args], { cwd: folder });
      assert.equal(bom("state.json", "--output", "old.cdx.json").status, 0);
      const same = bom("state.json", "--diff", "old.cdx.json");
      assert.deepEqual([same.status, same.stdout, same.stderr], [0, "0 parts added, 0 removed, 0 changed\n", ""]);
      const { status, stdout } = bom("later.json", "--diff", "old.cdx.json");
      assert.equal(status, 1);
      assert.equal(stdout, "+ machine image ami-1  used by host\n1 part added, 0 removed, 0 changed\n");
      assert.equal(bom("old.cdx.json", "--diff", "old.cdx.json").status, 0);
    });
    it("refuses what isn't one", () => {
      const folder = folderOf({ "state.json": stateOf(service), "old.json": "[]" });
      for (const args of [["state.json", "--diff", "old.json"], ["state.json", "--diff", "nothing.json"], ["nothing"]]) {
        const { status, stderr } = stackward(["bom", ...args], { cwd: folder });
        assert.equal(status, 2);
        assert.match(stderr, /^error: (old\.json|nothing(\.json)?): (it isn't a bill|there is no such)/);
      }
    });
  });
});
