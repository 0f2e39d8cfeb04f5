import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildSync } from "esbuild";
import { bundle, root } from "../support/analyzer";

describe("the pack's entries", () => {
  for (const entry of ["lib/pulumi/main.ts", "lib/pulumi/executable.ts"])
    it(`${entry} loads no package of Pulumi`, () => {
      const { metafile } = buildSync({ entryPoints: [join(root, entry)], bundle: true, platform: "node", write: false, metafile: true, logLevel: "error" });
      const loaded = Object.keys(metafile.inputs).filter((path) => path.includes("/@pulumi/"));
      assert.deepEqual(loaded, []);
    });

  it("the executable prints its port, and ends when the engine that held its standard input is gone", async () => {
    const child = spawn(process.execPath, [bundle("lib/pulumi/executable.ts"), "127.0.0.1:1"], { stdio: ["pipe", "pipe", "inherit"] });
    const [port] = await once(createInterface({ input: child.stdout }), "line");
    assert.match(port, /^\d+$/);
    child.stdin.end();
    const [status] = await once(child, "exit");
    assert.equal(status, 0);
  });
});
