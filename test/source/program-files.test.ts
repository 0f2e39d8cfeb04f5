import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { programFiles } from "../../lib/source/program-files";
import { state, temporaryFolder, write } from "./support";

describe("a program's files", () => {
  const folder = temporaryFolder();

  it("are those that people write, those of the folder itself first", () => {
    write(folder, {
      "b/index.ts": "two",
      "index.ts": "one",
      "Pulumi.yaml": "name: shop",
      "Pulumi.dev.yaml": "config: {}",
      "b/main.py": "three",
      "b/image.png": "no code",
      "b/types.d.ts": "no code",
      "package-lock.json": "{}",
      "state.json": state({ urn: "urn:pulumi:dev::shop::a:b:C::c" }),
      "large.json": Buffer.alloc(2 ** 20 + 1, 32),
      ".git/config.yaml": "hidden",
      "node_modules/a/index.js": "a module",
      "b/dist/index.js": "built",
    });
    symlinkSync(folder, join(folder, "b/loop"));
    symlinkSync("/dev/zero", join(folder, "b/zero.ts"));
    assert.deepEqual(
      [...programFiles(folder)],
      [
        ["Pulumi.yaml", "name: shop"],
        ["index.ts", "one"],
        ["b/index.ts", "two"],
        ["b/main.py", "three"],
      ],
    );
  });

  it("are none where there is no folder", () => assert.deepEqual([...programFiles(join(folder, "nowhere"))], []));

  it("are so many that a program is read in a moment, and no more", () => {
    const many = write(join(folder, "many"), Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}.json`, Buffer.alloc(2 ** 20, 32)])));
    assert.equal([...programFiles(many)].length, 32);
  });
});
