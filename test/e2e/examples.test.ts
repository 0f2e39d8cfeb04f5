import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Engine, needsEngine, type Packs } from "../support/engine";

const folder = join(__dirname, "../../examples");
const examples = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** What the CLI shows of a policy's violations: `[mandatory]  [severity: high]  aws-s3-bucket-acl  (aws:s3:Bucket: invoices)`. */
const shown = (text: string) =>
  [...text.matchAll(/\[(mandatory|advisory)\]\s+(?:\[severity: \w+\]\s+)?([\w-]+)\s+\(\S+: (.+)\)/g)].map(([, level, rule, name]) => ({ rule, name, level }));

describe("the examples, through the real engine", function () {
  this.timeout(180_000);
  let engine: Engine;
  let packs: Packs;

  before(async function () {
    needsEngine.call(this);
    engine = new Engine();
    packs = await engine.packs();
  });

  for (const { name } of examples)
    it(`${name} has the findings beside it, and ${name.endsWith("-insecure") ? "is refused" : "passes"}`, async () => {
      const project = await engine.example(name);
      const expected = JSON.parse(readFileSync(join(folder, name, "findings.json"), "utf8"));
      for (const way of ["folder", "executable"] as const) {
        const { status, text } = await engine.run(["preview", "--policy-pack", packs[way]], project);
        const found = shown(text).sort((a, b) => (`${a.rule} ${a.name}` < `${b.rule} ${b.name}` ? -1 : 1));
        assert.deepEqual(found, expected, text);
        assert.equal(status !== 0, name.endsWith("-insecure"), text);
      }
      if (name.endsWith("-insecure")) return;
      const { status, text } = await engine.run(["up", "--yes", "--skip-preview", "--policy-pack", packs.executable], project);
      assert.equal(status, 0, text);
    });
});
