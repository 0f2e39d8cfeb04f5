import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Engine, needsEngine, type Packs } from "../support/engine";

const program = `
const { CustomResource } = require("@pulumi/pulumi");
new CustomResource("aws:s3/bucket:Bucket", "site", { acl: "public-read" });
new CustomResource("aws:s3/bucket:Bucket", "shared", { acl: "public-read", tags: { public: "yes" } });
new CustomResource("gcp:storage/bucket:Bucket", "acls", { location: "EU" });
`;

describe("the configuration, through the real engine", function () {
  this.timeout(180_000);
  let engine: Engine;
  let project: string;
  let packs: Packs;

  before(async function () {
    needsEngine.call(this);
    engine = new Engine();
    packs = await engine.packs();
    project = await engine.project("shop", program);
    mkdirSync(join(project, "sub"));
    assert.equal((await engine.run(["up", "--yes", "--skip-preview"], project)).status, 0);
    await engine.run(["stack", "export", "--file", "state.json"], project);
  });

  /** `level rule resource` of each finding of the rules that the program is about. */
  const shown = (text: string) =>
    [...text.matchAll(/\[(mandatory|advisory)\]\s+(?:\[severity: \w+\]\s+)?([\w-]+)\s+\(\S+: (.+)\)/g)]
      .map(([, level, rule, name]) => `${level} ${rule} ${name}`)
      .filter((line) => /s3-bucket-acl |gcp-storage-bucket-(uniform-access|customer-key) /.test(line))
      .sort();

  const advisory = ["advisory aws-s3-bucket-acl shared", "advisory aws-s3-bucket-acl site", "advisory gcp-storage-bucket-uniform-access acls"];

  for (const way of ["folder", "executable"] as const)
    describe(`with the pack's ${way}`, () => {
      const judge = (env: NodeJS.ProcessEnv = {}, args = ["preview"], cwd = project) => engine.run([...args, "--policy-pack", packs[way]], cwd, env);
      const configure = (text: string) => engine.write("shop/stackward.yaml", text);

      it("decides presets, levels and what differs for a stack and some resources, wherever in the project it's called", async () => {
        configure(`
presets: [recommended]
failOn: medium
rules:
  gcp-storage-bucket-customer-key: advisory
overrides:
  - stacks: [prod]
    failOn: low
  - stacks: [d*]
    projects: [shop]
    tags: { public: "yes" }
    rules: { aws-s3-bucket-acl: off }
  - urns: ["*::site"]
    rules: { aws-s3-bucket-acl: advisory }
`);
        for (const cwd of [project, join(project, "sub")]) {
          const { status, text } = await judge({}, ["preview"], cwd);
          assert.deepEqual(
            shown(text),
            ["advisory aws-s3-bucket-acl site", "advisory gcp-storage-bucket-customer-key acls", "mandatory gcp-storage-bucket-uniform-access acls"],
            text,
          );
          assert.notEqual(status, 0);
        }
      });

      it("is below the engine's own", async () => {
        configure("rules: { aws-s3-bucket-acl: off, gcp-storage-bucket-uniform-access: mandatory }\n");
        const config = engine.write("engine.json", JSON.stringify({ "aws-s3-bucket-acl": "advisory", "gcp-storage-bucket-uniform-access": "disabled" }));
        const { status, text } = await judge({}, ["preview", "--policy-pack-config", config]);
        assert.deepEqual(shown(text), ["advisory aws-s3-bucket-acl shared", "advisory aws-s3-bucket-acl site"], text);
        assert.equal(status, 0, text);
      });

      it("is there for a state too, which tells its stack by its resources", async () => {
        configure("overrides:\n  - { stacks: [dev], projects: [shop], failOn: never }\n");
        const { status, text } = await judge({}, ["policy", "analyze", "--file", "state.json"]);
        assert.deepEqual(shown(text), advisory, text);
        assert.equal(status, 0, text);
      });

      it("is in the file that STACKWARD_CONFIG names", async () => {
        configure("failOn: never\n");
        const named = engine.write("named.yaml", "presets: [pci-dss-4.0]\n");
        for (const STACKWARD_CONFIG of [named, "../named.yaml"]) {
          const { status, text } = await judge({ STACKWARD_CONFIG });
          assert.deepEqual(shown(text), ["mandatory aws-s3-bucket-acl shared", "mandatory aws-s3-bucket-acl site"], text);
          assert.notEqual(status, 0, text);
        }
      });

      it("has rules remedy, for some resources", async () => {
        configure("presets: []\noverrides:\n  - { urns: ['*::acls'], rules: { gcp-storage-bucket-versioning: remediate } }\n");
        const { status, text } = await judge({}, ["preview", "--diff", "--show-policy-remediations"]);
        assert.equal(status, 0, text);
        assert.match(text, /\[remediate\].*gcp-storage-bucket-versioning/);
        assert.match(text, /versioning\s*: \{\s*\+?\s*enabled: true/);
      });

      it("stops a preview where it can't be meant, and says where", async () => {
        const file = configure("failOn: high\nrules:\n  aws-s3-bucket-alc: off\n  aws-s3-bucket-acl: offf\n");
        const { status, text } = await judge();
        assert.notEqual(status, 0, text);
        assert.match(text, /error: stackward\.yaml:3:3: there is no rule `aws-s3-bucket-alc`, did you mean `aws-s3-bucket-acl`\?/);
        assert.match(text, /stackward\.yaml:4:22: there is no level `offf`, did you mean `off`\?/);
        assert.doesNotMatch(text, /\n\s+at /);
        const missing = await judge({ STACKWARD_CONFIG: `${file}.none` });
        assert.notEqual(missing.status, 0, missing.text);
        assert.match(missing.text, /error: .*stackward\.yaml\.none: there is no such file/);
      });

      it("refuses a policy that the engine's configuration names but isn't", async () => {
        configure("");
        const config = engine.write("wrong.json", JSON.stringify({ "aws-s3-bucket-alc": "advisory" }));
        const { status, text } = await judge({}, ["preview", "--policy-pack-config", config]);
        assert.notEqual(status, 0, text);
        assert.match(text, /there is no rule `aws-s3-bucket-alc`, did you mean `aws-s3-bucket-acl`\?/);
      });
    });

  it("of the folder in which the shell is isn't used for another project", async () => {
    const other = await engine.project("other", program);
    engine.write("other/stackward.yaml", "failOn: never\n");
    engine.write("shop/stackward.yaml", "failOn: low\n");
    for (const pack of Object.values(packs)) {
      const { text } = await engine.run(["-C", other, "preview", "--policy-pack", pack], project, { PWD: project });
      assert.deepEqual(shown(text), advisory, text);
    }
  });
});
