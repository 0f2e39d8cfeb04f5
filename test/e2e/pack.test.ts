import assert from "node:assert/strict";
import { Engine, needsEngine } from "../support/engine";

const program = `
const { CustomResource, secret } = require("@pulumi/pulumi");
const bucket = new CustomResource("aws:s3/bucket:Bucket", "open", {
  bucket: "open", acl: "public-read", tags: { long: "far too long", hidden: secret("hunter2hunter2") },
});
new CustomResource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", {
  bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
});
new CustomResource("aws:s3/bucket:Bucket", "unblocked", {});
new CustomResource("gcp:storage/bucket:Bucket", "acls", { location: "EU" });
`;

describe("the real engine", function () {
  this.timeout(180_000);
  let engine: Engine;
  let project: string;
  const packs: Record<string, Record<string, string>> = {};

  before(async function () {
    needsEngine.call(this);
    engine = new Engine();
    const ours = await engine.packs();
    packs.folder = { ours: ours.folder, test: engine.buildPack("test/support/analyzers/ours.ts", "test-pack") };
    packs.executable = { ours: ours.executable, test: engine.build("test/support/analyzers/ours.ts", "test-analyzer") };
    project = await engine.project("program", program);
    assert.equal((await engine.run(["up", "--yes", "--skip-preview"], project)).status, 0);
    await engine.run(["stack", "export", "--file", "state.json"], project);
  });

  let configurations = 0;
  const configured = (policies: object) => ["--policy-pack-config", engine.write(`config-${++configurations}.json`, JSON.stringify(policies))];

  for (const way of ["folder", "executable"])
    describe(`with the pack's ${way}`, () => {
      it("refuses at preview what is mandatory, and shows what is advisory", async () => {
        const { status, text } = await engine.run(["preview", "--policy-pack", packs[way]!.ours!], project);
        assert.notEqual(status, 0, text);
        assert.match(text, /stackward@v\d+\.\d+\.\d+/);
        assert.match(text, /\[mandatory\].*aws-s3-bucket-acl.*\(aws:s3:Bucket: open\)\s+its ACL is `public-read`\n\s+Leave `acl` out/);
        assert.match(text, /\[advisory\].*gcp-storage-bucket-uniform-access.*\(gcp:storage:Bucket: acls\)/);
        assert.doesNotMatch(text, /gcp-storage-bucket-customer-key/, "the strict preset isn't in force");
      });

      it("judges resources together", async () => {
        const config = configured({ "aws-s3-bucket-public-access-block": "mandatory" });
        for (const args of [["preview"], ["policy", "analyze", "--file", "state.json"]]) {
          const { status, text } = await engine.run([...args, "--policy-pack", packs[way]!.ours!, ...config], project);
          assert.notEqual(status, 0, text);
          assert.match(text, /\[mandatory\].*aws-s3-bucket-public-access-block .*\(aws:s3:Bucket: unblocked\)/);
          assert.doesNotMatch(text, /aws-s3-bucket-public-access-block .*\(aws:s3:Bucket: open\)/);
        }
      });

      it("refuses an update", async () => {
        const { status, text } = await engine.run(["up", "--yes", "--skip-preview", "--policy-pack", packs[way]!.ours!], project);
        assert.notEqual(status, 0, text);
        assert.match(text, /\[mandatory\].*aws-s3-bucket-acl/);
      });

      it("judges a state by `policy analyze`", async () => {
        const { status, text } = await engine.run(["policy", "analyze", "--file", "state.json", "--policy-pack", packs[way]!.ours!], project);
        assert.notEqual(status, 0, text);
        assert.match(text, /aws-s3-bucket-acl/);
        assert.doesNotMatch(text, /hunter2/);
      });

      it("takes levels from the engine's configuration", async () => {
        const config = configured({
          "aws-s3-bucket-acl": "advisory",
          "gcp-storage-bucket-uniform-access": "disabled",
          "gcp-storage-bucket-customer-key": "advisory",
        });
        const { status, text } = await engine.run(["preview", "--policy-pack", packs[way]!.ours!, ...config], project);
        assert.equal(status, 0, text);
        assert.match(text, /\[advisory\].*aws-s3-bucket-acl/);
        assert.match(text, /\[advisory\].*gcp-storage-bucket-customer-key/);
        assert.doesNotMatch(text, /gcp-storage-bucket-uniform-access/);
      });

      it("refuses an option that a rule doesn't have room for", async () => {
        const config = configured({ "test-values-bucket-tags": { longest: 0 } });
        const { status, text } = await engine.run(["preview", "--policy-pack", packs[way]!.test!, ...config], project);
        assert.notEqual(status, 0, text);
        assert.match(text, /longest/);
      });

      it("remedies, keeps secrets, and shows none", async () => {
        const config = configured({ all: "disabled", "test-values-bucket-tags": { enforcementLevel: "remediate", longest: 4 } });
        const args = ["--policy-pack", packs[way]!.test!, ...config];
        const preview = await engine.run(["preview", "--diff", "--show-policy-remediations", ...args], project);
        assert.equal(preview.status, 0, preview.text);
        assert.match(preview.text, /\[remediate\].*test-values-bucket-tags/);
        assert.match(preview.text, /"far too long"\s*=>\s*"far "/);
        assert.doesNotMatch(preview.text, /hunt/);
      });

      it("prints no secret in a finding", async () => {
        const config = configured({ all: "disabled", "test-values-bucket-tags": { enforcementLevel: "advisory", longest: 4 } });
        const { status, text } = await engine.run(["preview", "--policy-pack", packs[way]!.test!, ...config], project);
        assert.equal(status, 0, text);
        assert.match(text, /its tag `hidden` is longer than 4: \[secret\]/);
        assert.doesNotMatch(text, /hunter2/);
      });

      it("sums up what can't be decided yet, when asked for", async () => {
        const fresh = await engine.project(
          `unknown-${way}`,
          `const { CustomResource } = require("@pulumi/pulumi");
           class Known extends CustomResource { constructor(n) { super("aws:other/thing:Thing", n, { arn: undefined }); } }
           const thing = new Known("thing");
           new CustomResource("aws:s3/bucket:Bucket", "later", { bucket: "later", acl: thing.id });`,
        );
        const config = configured({ all: "disabled", "aws-s3-bucket-acl": "mandatory", undecided: "advisory" });
        const { status, text } = await engine.run(["preview", "--policy-pack", packs[way]!.ours!, ...config], fresh);
        assert.equal(status, 0, text);
        assert.match(text, /\[advisory\].*undecided.*\n\s+1 rule can't be decided for 1 resource before values are known: aws-s3-bucket-acl/);
      });
    });
});
