import assert from "node:assert/strict";
import { Engine, needsEngine, type Packs } from "../support/engine";

describe("scan results and signatures, through the real engine", function () {
  this.timeout(180_000);
  let engine: Engine;
  let project: string;
  let packs: Packs;

  before(async function () {
    needsEngine.call(this);
    engine = new Engine();
    packs = await engine.packs();
    project = await engine.example("images-ecs");
  });

  const preview = (way: keyof Packs, policies: object) =>
    engine.run(
      ["preview", "--policy-pack", packs[way], "--policy-pack-config", engine.write("config.json", JSON.stringify({ all: "disabled", ...policies }))],
      project,
    );

  for (const way of ["folder", "executable"] as const)
    it(`stop a preview with the pack's ${way}, from where \`pulumi\` is called`, async () => {
      const { status, text } = await preview(way, {
        "any-scan-image-present": { enforcementLevel: "mandatory", results: "scan-results", maxAge: 100_000 },
        "any-scan-image-vulnerability": { enforcementLevel: "advisory", results: "scan-results", severity: "medium" },
      });
      assert.notEqual(status, 0, text);
      assert.match(
        text,
        /\[mandatory\].*any-scan-image-present .*web\)\s+`containerDefinitions\[2\]\.image` names `prom\/statsd-exporter`, which has no scan result/,
      );
      assert.match(
        text,
        /\[advisory\].*any-scan-image-vulnerability .*web\)\s+`containerDefinitions\[0\]\.image` names .*2 vulnerabilities: CVE-2026-20001 \(high/,
      );
    });

  it("prove nothing where they can't be read", async () => {
    const { status, text } = await preview("executable", {
      "any-signature-image-signed": { enforcementLevel: "mandatory", signatures: "nothing", key: "cosign.pub" },
    });
    assert.notEqual(status, 0, text);
    assert.match(text, /which can't be judged: nothing: there is no such file or folder/);
  });

  it("aren't in force without the folder, which is said", async () => {
    const { status, text } = await preview("executable", { "any-scan-image-present": "mandatory" });
    assert.equal(status, 0, text);
    assert.match(text, /\[advisory\].*any-scan-image-present.*\s+this rule isn't in force: it needs its option `results`/);
  });
});
