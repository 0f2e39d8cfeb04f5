import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judge, readSource } from "../lib";

const folder = join(__dirname, "../examples");

describe("the examples, without the CLI", function () {
  this.timeout(60_000);
  for (const name of readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name))
    it(`${name} has the findings beside it`, async () => {
      const found = judge(await readSource(join(folder, name)))
        .filter(({ outcome }) => outcome === "fail")
        .map(({ rule, name, level }) => ({ rule, name, level }))
        .sort((a, b) => (`${a.rule} ${a.name}` < `${b.rule} ${b.name}` ? -1 : 1));
      assert.deepEqual(found, JSON.parse(readFileSync(join(folder, name, "findings.json"), "utf8")));
      assert.equal(
        found.some(({ level }) => level === "mandatory"),
        name.endsWith("-insecure"),
      );
    });
});
